import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Trouble } from './operate/trouble.js';

export interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly folder: string;
  readonly load: 'full' | 'small' | 'nothing';
  readonly behindProxy: boolean;
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
}

const USAGE = 2;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Options over environment over defaults, each wrong one told in one sentence (exit code 2). */
export const readOptions = (args: readonly string[], environment: NodeJS.ProcessEnv): StartOptions => {
  const wrong = (message: string): never => {
    throw new Trouble(message, USAGE);
  };
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        empty: { type: 'boolean' },
        demo: { type: 'string' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        'behind-proxy': { type: 'boolean' },
        'demo-on-network': { type: 'boolean' },
      },
    }));
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  const portText = values.port ?? environment.LINLI_PORT ?? '8080';
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port < 1 || port > 65_535) wrong(`The port must be a number from 1 to 65535, not "${portText}".`);
  const host = values.host ?? environment.LINLI_HOST ?? '127.0.0.1';
  if (values.demo !== undefined && values.demo !== 'small' && values.demo !== 'full') wrong('--demo is small or full.');
  if (values.empty && values.demo !== undefined) wrong('Choose --empty or --demo, not both.');
  if ((values['tls-cert'] === undefined) !== (values['tls-key'] === undefined)) wrong('--tls-cert and --tls-key belong together.');
  const behindProxy = values['behind-proxy'] === true;
  const load = values.empty ? 'nothing' : values.demo === 'small' ? 'small' : 'full';
  if (!LOOPBACK.has(host)) {
    if (values['tls-cert'] === undefined && !behindProxy)
      wrong('Other than on loopback Linli needs --tls-cert and --tls-key, or --behind-proxy.');
    if (load !== 'nothing' && values['demo-on-network'] !== true)
      wrong('The demo has known passwords: start with --empty, or say --demo-on-network.');
  }
  const read = (file: string): Buffer => {
    try {
      return readFileSync(file);
    } catch {
      return wrong(`${file} cannot be read.`);
    }
  };
  return {
    port,
    host,
    folder: resolve(values.data ?? environment.LINLI_DATA ?? './data'),
    load,
    behindProxy,
    ...(values['tls-cert'] !== undefined && { tls: { cert: read(values['tls-cert']), key: read(values['tls-key']!) } }),
  };
};
