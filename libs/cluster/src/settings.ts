import { readFileSync } from 'node:fs';

/** Something in the configuration is wrong: one sentence, and the process ends with exit code 2. */
export class SettingsWrong extends Error {
  readonly exitCode = 2;
}

/** Every service of a cluster. */
export const SERVICES = ['gateway', 'intake', 'dispatch', 'pharmacy-run', 'reporting'] as const;
export type ServiceName = (typeof SERVICES)[number];

interface Setting<Value> {
  /** Answers the value, or throws `Wrong` with the end of the sentence "<NAME> …". */
  readonly read: (text: string) => Value;
  readonly says: string;
  /** What stands when nothing is given; a setting without it must be given. */
  readonly otherwise?: string;
  /** May be left out altogether. */
  readonly optional?: true;
  /** Shown as given or not given, never as it is. */
  readonly secret?: true;
  /** For the gateway alone. */
  readonly gateway?: true;
}

const text = (given: string): string => given;
class Wrong extends Error {}
const wrong = (says: string): never => {
  throw new Wrong(says);
};
const port = (given: string): number => {
  const value = Number(given);
  return /^\d+$/.test(given) && value <= 65_535 ? value : wrong(`must be a port from 0 to 65535, not "${given}"`);
};
const flag = (given: string): boolean => (given === 'true' ? true : given === 'false' ? false : wrong(`is true or false, not "${given}"`));
const word =
  <Word extends string>(...words: Word[]) =>
  (given: string): Word =>
    words.find((one) => one === given) ?? wrong(`is one of ${words.join(', ')}, not "${given}"`);
const whole =
  (most: number) =>
  (given: string): number => {
    const value = Number(given);
    return /^[1-9]\d*$/.test(given) && value <= most ? value : wrong(`must be a number from 1 to ${most}, not "${given}"`);
  };
const list = (given: string): string[] =>
  given
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
const brokers = (given: string): string[] => {
  const found = list(given);
  const bad = found.find((one) => !/^[^\s:/]+:\d{1,5}$/.test(one));
  if (found.length === 0 || bad !== undefined) wrong(`is a list of host:port, not "${bad ?? given}"`);
  return found;
};
const urls = (given: string): URL[] => {
  const found = list(given);
  if (found.length === 0) wrong('names no address');
  return found.map((one) => {
    const url = URL.canParse(one) ? new URL(one) : undefined;
    if (url?.protocol !== 'http:' || url.pathname !== '/' || url.search !== '' || url.username !== '')
      return wrong(`is a list of http://host:port, not "${one}"`);
    return url;
  });
};
const mongo = (given: string): string =>
  /^mongodb(\+srv)?:\/\/[^\s]+$/.test(given) ? given : wrong('must begin with mongodb:// or mongodb+srv://');
const prefix = (given: string): string =>
  /^[a-z][a-z0-9-]{0,30}$/.test(given) ? given : wrong(`must be a short name of small letters, not "${given}"`);
/** What stands in a file. */
const file = (given: string): string => {
  try {
    return readFileSync(given, 'utf8');
  } catch (error) {
    return wrong(`names ${given}, which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
};

const define = <Table extends Record<string, Setting<unknown>>>(table: Table): Table => table;

/** Everything that can be set, and nothing else can. The runbook has the same table. */
export const SETTINGS = define({
  LINLI_HOST: { read: text, otherwise: '127.0.0.1', gateway: true, says: 'address of the public port' },
  LINLI_PORT: { read: port, otherwise: '8080', gateway: true, says: 'the public port' },
  LINLI_BEHIND_PROXY: { read: flag, otherwise: 'false', gateway: true, says: 'a proxy of ours stands before it and speaks TLS' },
  LINLI_TLS_CERT_FILE: { read: file, optional: true, gateway: true, says: 'certificate of the public port, PEM' },
  LINLI_TLS_KEY_FILE: { read: file, optional: true, secret: true, gateway: true, says: 'its key' },
  LINLI_TOKEN_PRIVATE_KEY_FILE: { read: file, secret: true, gateway: true, says: 'Ed25519 key with which the gateway signs who asks, PEM' },
  LINLI_TOKEN_PUBLIC_KEY_FILE: { read: file, says: 'its public half; several, one after the other, while it is changed' },
  LINLI_INTERNAL_HOST: { read: text, otherwise: '127.0.0.1', says: 'address of the internal port' },
  LINLI_INTERNAL_PORT: { read: port, otherwise: '9090', says: 'the internal port' },
  LINLI_INTERNAL_SECRET_FILE: { read: file, secret: true, says: 'secret that services share; the first line signs, all are accepted' },
  LINLI_MASTER_KEY_FILE: { read: file, secret: true, says: 'master key of the vault' },
  LINLI_MONGO_URI: { read: mongo, secret: true, says: 'where the databases are' },
  LINLI_MONGO_PREFIX: { read: prefix, otherwise: 'linli', says: 'databases are called <prefix>-<service> and <prefix>-vault' },
  LINLI_KAFKA_BROKERS: { read: brokers, says: 'host:port of some brokers' },
  LINLI_KAFKA_TLS: { read: flag, otherwise: 'false', says: 'brokers are reached over TLS' },
  LINLI_KAFKA_CA_FILE: { read: file, optional: true, says: 'authority that signed their certificates, PEM' },
  LINLI_KAFKA_SASL: {
    read: word('plain', 'scram-sha-256', 'scram-sha-512'),
    optional: true,
    says: 'how one signs in at the brokers',
  },
  LINLI_KAFKA_USER: { read: text, optional: true, says: 'as whom' },
  LINLI_KAFKA_PASSWORD_FILE: { read: file, optional: true, secret: true, says: 'with which password' },
  LINLI_KAFKA_PARTITIONS: { read: whole(1_000), otherwise: '12', says: 'partitions of a new topic' },
  LINLI_KAFKA_REPLICATION: { read: whole(9), otherwise: '3', says: 'copies of a new topic' },
  LINLI_GATEWAY_URL: { read: urls, optional: true, says: 'internal addresses of the copies of gateway' },
  LINLI_INTAKE_URL: { read: urls, optional: true, says: 'internal addresses of the copies of intake' },
  LINLI_DISPATCH_URL: { read: urls, optional: true, says: 'internal addresses of the copies of dispatch' },
  LINLI_PHARMACY_RUN_URL: { read: urls, optional: true, says: 'internal addresses of the copies of pharmacy-run' },
  LINLI_REPORTING_URL: { read: urls, optional: true, says: 'internal addresses of the copies of reporting' },
});

type Table = typeof SETTINGS;
export type Settings = {
  readonly [Name in keyof Table]: ReturnType<Table[Name]['read']> | (Table[Name] extends { optional: true } ? undefined : never);
};
type Environment = Readonly<Record<string, string | undefined>>;

export const urlSettingOf = (service: ServiceName): keyof Table & `${string}_URL` =>
  `LINLI_${service.toUpperCase().replaceAll('-', '_')}_URL` as keyof Table & `${string}_URL`;

/** Reads and checks once what a service needs. */
export const readSettings = (service: ServiceName, environment: Environment): Settings => {
  const unknown = Object.keys(environment).find((name) => name.startsWith('LINLI_') && !(name in SETTINGS));
  if (unknown !== undefined) throw new SettingsWrong(`There is no setting ${unknown}.`);
  const names = Object.entries(SETTINGS as Record<string, Setting<unknown>>)
    .filter(([, { gateway }]) => gateway !== true || service === 'gateway')
    .map(([name]) => name);
  const settings = readAll(names, environment) as unknown as Settings;
  together(settings);
  return settings;
};

/** Reads and checks some, each of which must be given: for the operator's commands, which need few. */
export const readSome = (names: readonly (keyof Table)[], environment: Environment): Settings => {
  const settings = readAll(names, environment) as unknown as Settings;
  const missing = names.find((name) => name.endsWith('_URL') && settings[name] === undefined);
  if (missing !== undefined) throw new SettingsWrong(`${missing} is missing: ${SETTINGS[missing].says}.`);
  return settings;
};

const readAll = (names: readonly string[], environment: Environment): Record<string, unknown> => {
  const read: Record<string, unknown> = {};
  for (const name of names) {
    const setting = (SETTINGS as Record<string, Setting<unknown>>)[name]!;
    // Empty is not given: compose files and manifests cannot leave a variable out.
    const given = environment[name] || setting.otherwise;
    if (given === undefined) {
      if (setting.optional !== true) throw new SettingsWrong(`${name} is missing: ${setting.says}.`);
      continue;
    }
    try {
      read[name] = setting.read(given);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      throw new SettingsWrong(`${name} ${error.message}.`);
    }
  }
  return read;
};

const together = (settings: Settings): void => {
  const pairs = [
    ['LINLI_TLS_CERT_FILE', 'LINLI_TLS_KEY_FILE'],
    ['LINLI_KAFKA_SASL', 'LINLI_KAFKA_USER'],
    ['LINLI_KAFKA_SASL', 'LINLI_KAFKA_PASSWORD_FILE'],
  ] as const;
  for (const [one, other] of pairs)
    if ((settings[one] === undefined) !== (settings[other] === undefined)) throw new SettingsWrong(`${one} and ${other} belong together.`);
  const { LINLI_HOST: host, LINLI_TLS_CERT_FILE: cert, LINLI_BEHIND_PROXY: behindProxy } = settings;
  if (host !== undefined && !LOOPBACK.has(host) && cert === undefined && !behindProxy)
    throw new SettingsWrong(
      'Other than on loopback the gateway needs LINLI_TLS_CERT_FILE and LINLI_TLS_KEY_FILE, or LINLI_BEHIND_PROXY=true.',
    );
};

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** How it was set, without secrets: a line of the log at start. */
export const shownSettings = (settings: Settings, environment: Environment): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(SETTINGS as Record<string, Setting<unknown>>)
      .filter(([name]) => (settings as Record<string, unknown>)[name] !== undefined)
      .map(([name, { secret, otherwise }]) => [name, secret ? '(given)' : (environment[name] || otherwise)!]),
  );
