import {
  createEngine,
  memoryKeyStore,
  memoryLog,
  memoryProgress,
  memoryViewStore,
  type Command,
  type KeyStore,
  type Log,
  type LookUp,
  type Progress,
  type Report,
  type RunningEngine,
  type StoredCommit,
  type ViewStore,
} from '@linli/engine';
import { dispatch } from '@linli/dispatch';
import { gateway } from '@linli/gateway';
import { intake } from '@linli/intake';
import type { Clock } from '@linli/kernel';
import type { ServiceDefinition } from '@linli/nest-kit';
import { pharmacyRun } from '@linli/pharmacy-run';
import { openPrivacy, type Privacy } from '@linli/privacy';
import { reporting } from '@linli/reporting';
import type { Breakage } from './breakages.js';
import type { Chance } from './chance.js';
import { handlersOf, type Handlers } from './handlers.js';
import { Life, type Weather } from './life.js';
import { keysOf, logOf, peerOf, progressOf, viewsOf } from './ports.js';
import { Sea } from './sea.js';
import type { Timeline } from './timeline.js';

export const SERVICES = ['gateway', 'intake', 'dispatch', 'pharmacy-run', 'reporting'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** Real ones take another thread and its time. */
const PASSWORDS = {
  hash: async (password: string) => `hash of ${password}`,
  matches: async (hashed: string | undefined, password: string) => hashed === `hash of ${password}`,
  fingerprint: async (salt: string, texts: readonly string[]) => JSON.stringify([salt, ...texts]),
};

const DEFINE: Record<ServiceName, (privacy: Privacy, clock: Clock) => ServiceDefinition> = {
  gateway: (_, clock) => gateway({ clock, passwords: PASSWORDS }),
  intake,
  dispatch: () => dispatch(),
  'pharmacy-run': () => pharmacyRun(),
  reporting: () => reporting(),
};

/** What outlives processes. */
export interface Shelf {
  log: Log;
  progress: Progress;
  views: ViewStore;
}

/** One process of one service. */
export interface Copy {
  readonly life: Life;
  readonly service: ServiceName;
  engine?: RunningEngine;
  handlers?: Handlers;
  /** What its look-up beside each view holds: ids by view and community. */
  readonly shown: Map<string, Map<string, unknown>>;
  ready: boolean;
}

const MASTER_KEY = new Uint8Array(32).fill(7);

/** All services of a world with their copies, on shelves that outlive them. */
export class House {
  readonly shelves = new Map<ServiceName, Shelf>();
  keys: KeyStore = memoryKeyStore();
  copies: Copy[] = [];
  readonly reports: (Report & { readonly service: string })[] = [];
  readonly sea: Sea;
  #ids = 0;

  constructor(
    readonly timeline: Timeline,
    readonly chance: Chance,
    readonly weather: Weather,
    readonly broken: ReadonlySet<Breakage>,
  ) {
    this.sea = new Sea(timeline, chance, weather);
    for (const service of SERVICES) this.shelves.set(service, { log: memoryLog(), progress: memoryProgress(), views: memoryViewStore() });
  }

  /** Of the form of a UUIDv7, in the order of their making. */
  id(): string {
    return `0193f6e8-0000-7000-8000-${String((this.#ids += 1)).padStart(12, '0')}`;
  }

  living(service: ServiceName): Copy[] {
    return this.copies.filter((copy) => copy.service === service && copy.life.alive && copy.ready);
  }

  /** Starts a process. One that cannot start dies and is started again. */
  start(service: ServiceName): void {
    const copy: Copy = { life: new Life(this.timeline, this.chance, this.weather), service, shown: new Map(), ready: false };
    this.copies.push(copy);
    this.#begin(copy).catch((error: unknown) => {
      this.reports.push({ level: 'warn', message: 'a process could not start', service, error: String(error) });
      this.crash(copy);
    });
  }

  /** It dies between two of its steps and is started again after a while. */
  crash(copy: Copy): void {
    if (!copy.life.alive) return;
    copy.life.alive = false;
    this.copies = this.copies.filter((other) => other !== copy);
    this.timeline.after(this.chance.wait(2_000, 20_000), () => this.start(copy.service));
  }

  async #begin(copy: Copy): Promise<void> {
    const { life, service } = copy;
    const { log, progress, views } = this.shelves.get(service)!;
    const clock = this.timeline.clock(this.chance.below(8_000) - 4_000, () => life.alive);
    const privacy = await openPrivacy({
      keys: keysOf(this.keys, life),
      masterKey: MASTER_KEY,
      random: (count) => this.chance.bytes(count),
      keep: { ms: 30_000, now: () => clock.now() },
    });
    const definition = DEFINE[service](privacy, clock);
    const peers = SERVICES.map((source) => [source, peerOf(source, life, () => this.#reach(source, service), this.broken)] as const);
    const engine: RunningEngine = createEngine(
      { ...definition, lookUps: [...definition.lookUps, ...definition.views.map((view) => recording(copy, view))] },
      {
        log: logOf(log, life, this.broken),
        progress: progressOf(progress, life, this.chance),
        views: viewsOf(views, life, this.broken),
        bus: this.sea.busOf(service, life),
        peers: new Map(peers),
        sealing: privacy.sealing,
        clock,
        ids: { next: () => this.id() },
        report: (line) => this.reports.push({ ...line, service }),
      },
      (sent, envelope) => handlers.execute(new sent.command(sent.input, envelope) as Command),
    );
    const handlers = handlersOf(definition, engine, privacy);
    await engine.start();
    copy.engine = engine;
    copy.handlers = handlers;
    copy.ready = true;
  }

  #reach(source: ServiceName, by: ServiceName): RunningEngine['peer'] | undefined {
    if (this.weather.parted.has(`${source}>${by}`)) return undefined;
    const living = this.living(source);
    return living.length > 0 ? this.chance.pick(living).engine!.peer : undefined;
  }
}

/** A look-up beside a view that keeps what it is shown. */
const recording = (copy: Copy, view: LookUp['view']): LookUp => {
  const shown = new Map<string, unknown>();
  copy.shown.set(view.name, shown);
  return {
    view,
    reset: () => shown.clear(),
    async take(documents) {
      for (const { community, id, doc } of documents) {
        if (doc === undefined) shown.delete(`${community}/${id}`);
        else shown.set(`${community}/${id}`, doc);
      }
    },
  };
};

/** Every commit of a log, community by community. */
export const commitsOf = async (log: Log): Promise<Map<string, StoredCommit[]>> =>
  new Map(
    await Promise.all((await log.heads()).map(async ({ community }) => [community, await log.read(community, 0, 1_000_000)] as const)),
  );
