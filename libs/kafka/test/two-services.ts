import {
  createEngine,
  memoryLog,
  memoryProgress,
  memoryViewStore,
  recordsOf,
  systemClock,
  systemIds,
  topicOf,
  type Bus,
  type BusRecord,
  type Ground,
  type HeardRecord,
  type Peer,
  type Report,
  type RunningEngine,
  type ServiceModel,
} from '@linli/engine';
import { aDraft, stored } from '@linli/engine/suites';

export interface Service {
  readonly engine: RunningEngine;
  readonly lines: Report[];
}

const service = (
  name: string,
  hears: readonly string[],
  bus: Bus,
  peers: ReadonlyMap<string, Peer>,
  contracts?: ServiceModel['contracts'],
): Service => {
  const lines: Report[] = [];
  const ground: Ground = {
    log: memoryLog(),
    progress: memoryProgress(),
    views: memoryViewStore(),
    bus,
    peers,
    sealing: { sealAnswer: (answer) => answer, openAnswer: (sealed) => sealed, digest: (text) => text },
    clock: systemClock,
    ids: systemIds,
    report: (line) => lines.push(line),
  };
  const model: ServiceModel = {
    name,
    hears,
    publishes: {},
    views: [],
    reactions: [],
    due: [],
    lookUps: [],
    upcasters: {},
    ...(contracts && { contracts }),
  };
  return { engine: createEngine(model, ground, async () => undefined), lines };
};

/** A service that makes needs public, under a name of its own so that its topic is too. */
export const aSource = (name: string, bus: Bus): Service => service(name, [], bus, new Map());

/** A service that hears one other. Its log is in memory: a new one has heard nothing yet. */
export const aHearer = (name: string, source: RunningEngine, bus: Bus, contracts?: ServiceModel['contracts']): Service =>
  service(name, [source.model.name], bus, new Map([[source.model.name, source.peer]]), contracts);

/** So many commits with a public event each. */
export const write = async ({ ground }: RunningEngine, community: string, count: number): Promise<void> => {
  for (let written = 0; written < count; written += 1) await stored(ground.log, aDraft({ community, publics: 1 }));
};

/** What the source made public in a community, as it goes over the bus. */
export const publicOf = async ({ model, ground }: RunningEngine, community: string): Promise<BusRecord[]> =>
  (await ground.log.read(community, 0, 10_000)).flatMap((commit) => recordsOf(model.name, model.name, commit));

/** What a service has heard in a community, in the order of its own log. */
export const heardBy = async ({ ground }: RunningEngine, community: string): Promise<HeardRecord[]> =>
  (await ground.log.read(community, 0, 10_000)).flatMap(({ body }) => body.heard?.records ?? []);

export const topic = (source: RunningEngine): string => topicOf(source.model.name);
