import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { KEY_FILES } from './new-keys.js';
import { SERVICES, SETTINGS, urlSettingOf } from './settings.js';

/** What nobody could start here is held against the code at least. */
const read = (path: string): string => readFileSync(path, 'utf8');

interface ComposeService {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { condition: string }>>;
  readonly volumes?: readonly string[];
  readonly healthcheck?: unknown;
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- of each kind another shape
  readonly spec: any;
  readonly data?: Readonly<Record<string, string>>;
}

const namesOf = (environment: object): string[] => Object.keys(environment).filter((name) => name.startsWith('LINLI_'));
const unknownIn = (environment: object): string[] => namesOf(environment).filter((name) => !(name in SETTINGS));
/** The source that a built program is made from. */
const sourceOf = (program: string): string => program.replace('/dist/', '/src/').replace(/\.js$/, '.ts');
/** Which settings a service needs given. */
const needed = (service: string): string[] =>
  Object.entries(SETTINGS)
    .filter(([, setting]) => !('optional' in setting) && !('otherwise' in setting) && (!('gateway' in setting) || service === 'gateway'))
    .map(([name]) => name);

describe('docker-compose.yml', () => {
  const { services, volumes } = parse(read('docker-compose.yml'), { merge: true }) as {
    services: Record<string, ComposeService>;
    volumes: object;
  };
  const ours = Object.entries(services).filter(([, { image }]) => image === 'linli');

  it('runs every service', () =>
    expect(SERVICES.filter((name) => !services[name]?.command?.[0]?.startsWith(`services/${name}/`))).toEqual([]));

  it.each(ours)('gives %s a program that there is', (_, { command }) => expect(existsSync(sourceOf(command![0]!))).toBe(true));

  it.each(ours)('tells %s only what can be set', (_, { environment }) => expect(unknownIn(environment!)).toEqual([]));

  it.each(SERVICES)('tells %s all it needs', (name) =>
    expect([...needed(name), ...SERVICES.map(urlSettingOf)].filter((setting) => !services[name]!.environment![setting])).toEqual([]),
  );

  it.each(SERVICES)('has an address for %s that is its name and its internal port', (name) => {
    const { environment } = services[name]!;
    expect(environment![urlSettingOf(name)]).toBe(`http://${name}:${environment!.LINLI_INTERNAL_PORT}`);
  });

  it('finds its keys where they are made', () => {
    const { environment } = services.gateway!;
    expect(services.keys!.command!.at(-1)).toBe('/keys');
    for (const [setting, file] of Object.entries(KEY_FILES)) expect(environment![setting]).toBe(`/keys/${file}`);
  });

  it('waits only for what there is, and for health only of what has some', () => {
    for (const { depends_on: waits = {} } of Object.values(services))
      for (const [name, { condition }] of Object.entries(waits)) {
        expect(Object.keys(services)).toContain(name);
        if (condition === 'service_healthy') expect(services[name]!.image === 'linli' || services[name]!.healthcheck).toBeTruthy();
      }
    expect(
      Object.values(services)
        .flatMap((one) => one.volumes ?? [])
        .filter((one) => !(one.split(':')[0]! in volumes)),
    ).toEqual([]);
  });
});

describe('deploy/kubernetes', () => {
  const manifests = readdirSync('deploy/kubernetes').flatMap((file) =>
    parseAllDocuments(read(`deploy/kubernetes/${file}`)).map((document) => {
      expect(document.errors).toEqual([]);
      return document.toJS() as Manifest;
    }),
  );
  const named = (kind: string, name: string): Manifest => {
    const found = manifests.find((one) => one.kind === kind && one.metadata.name === name);
    if (!found) throw new Error(`There is no ${kind} ${name}.`);
    return found;
  };
  const settings = named('ConfigMap', 'linli-settings').data!;

  it('sets only what can be set', () => expect(unknownIn(settings)).toEqual([]));

  it.each(SERVICES)('runs %s, tells it all it needs and finds it where the others look', (name) => {
    const [container] = named('Deployment', name).spec.template.spec.containers;
    const own = Object.fromEntries((container.env ?? []).map((one: { name: string; value: string }) => [one.name, one.value]));
    const environment: Record<string, string> = { ...settings, ...own };
    expect(existsSync(sourceOf(container.args[0]))).toBe(true);
    expect(container.args[0]).toBe(`services/${name}/dist/main.js`);
    expect(unknownIn(environment)).toEqual([]);
    // Where the database is, a secret says: it may hold a password.
    expect(
      [...needed(name), ...SERVICES.map(urlSettingOf)].filter((setting) => setting !== 'LINLI_MONGO_URI' && !environment[setting]),
    ).toEqual([]);
    const ports = Object.fromEntries(
      container.ports.map((one: { name: string; containerPort: number }) => [one.name, String(one.containerPort)]),
    );
    expect(ports.internal).toBe(environment.LINLI_INTERNAL_PORT);
    if (name === 'gateway') expect(ports.public).toBe(environment.LINLI_PORT);
    const service = named('Service', name).spec;
    expect(environment[urlSettingOf(name)]).toBe(`http://${name}:${service.ports[0].port}`);
    expect(named('Deployment', name).spec.template.metadata.labels).toMatchObject(service.selector);
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'])
      expect(container[probe].httpGet.path).toMatch(/^\/health\/(live|ready)$/);
  });

  it('gives the gateway alone the key that says who somebody is', () => {
    for (const name of SERVICES) {
      const [keys] = named('Deployment', name).spec.template.spec.volumes;
      const files = keys.secret.items?.map(({ key }: { key: string }) => key) as string[] | undefined;
      expect(files?.includes(KEY_FILES.LINLI_TOKEN_PRIVATE_KEY_FILE) ?? true).toBe(name === 'gateway');
    }
  });
});

it('the runbook and the deployment name every setting, and none that is not', () => {
  const named = new Set(read('docs/runbook.md').match(/LINLI_[A-Z_]+[A-Z]/g));
  expect(Object.keys(SETTINGS).filter((name) => !named.has(name))).toEqual([]);
  expect([...named].filter((name) => !(name in SETTINGS))).toEqual([]);
});

it('Prometheus finds every service, and alerts only by metrics that there are', () => {
  const { scrape_configs: jobs } = parse(read('deploy/prometheus.yml')) as {
    scrape_configs: { dns_sd_configs: { names: string[]; port: number }[] }[];
  };
  expect(jobs[0]!.dns_sd_configs[0]).toMatchObject({ names: [...SERVICES], port: Number(SETTINGS.LINLI_INTERNAL_PORT.otherwise) });
  const { groups } = parse(read('deploy/alerts.yml')) as { groups: { rules: { expr: string }[] }[] };
  const metrics = read('libs/cluster/src/metrics.ts');
  // `up` is Prometheus' own.
  const asked = groups
    .flatMap(({ rules }) => rules)
    .flatMap(({ expr }) => /linli_[a-z_]+/.exec(expr) ?? (/^up\{/.test(expr) ? [] : [expr]));
  for (const metric of asked) expect(metrics).toContain(metric);
});
