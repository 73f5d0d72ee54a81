import { notFound, refuse, testClock, testIds, type Decider, type TestClock } from '@linli/kernel';
import {
  change,
  Command,
  createEngine,
  embeddedBus,
  memoryLog,
  memoryProgress,
  memoryViewStore,
  recordsOf,
  view,
  type Bus,
  type BusRecord,
  type Done,
  type Engine,
  type Envelope,
  type Ground,
  type Head,
  type Log,
  type Peer,
  type Progress,
  type Report,
  type RunningEngine,
  type Sealing,
  type ServiceModel,
  type StoredCommit,
  type ViewStore,
} from '../src/index.js';
import { COMMUNITY } from '../src/suites/builders.js';

/** A task as small as a test wants it. */
export type TaskEvent =
  | { readonly type: 'task-opened'; readonly title: string; readonly dueAt?: string }
  | { readonly type: 'task-claimed'; readonly by: string }
  | { readonly type: 'task-dropped' };
export type TaskCommand =
  | { readonly type: 'open'; readonly title: string; readonly dueAt?: string }
  | { readonly type: 'claim'; readonly by: string }
  | { readonly type: 'drop' };
export type TaskState = { readonly status: 'none' | 'open' | 'dropped' } | { readonly status: 'claimed'; readonly by: string };

export const task: Decider<TaskState, TaskCommand, TaskEvent> = {
  stream: 'task',
  initialState: { status: 'none' },
  evolve(state, event) {
    switch (event.type) {
      case 'task-opened':
        return { status: 'open' };
      case 'task-claimed':
        return { status: 'claimed', by: event.by };
      case 'task-dropped':
        return { status: 'dropped' };
      default:
        return state;
    }
  },
  decide(command, state) {
    switch (command.type) {
      case 'open': {
        const { title, dueAt } = command;
        return state.status === 'none' ? [{ type: 'task-opened', title, ...(dueAt && { dueAt }) }] : [];
      }
      case 'claim':
        if (state.status === 'none') return notFound('task');
        if (state.status === 'claimed') return state.by === command.by ? [] : refuse('task-already-claimed', 'Somebody else has it.');
        return [{ type: 'task-claimed', by: command.by }];
      case 'drop':
        return [{ type: 'task-dropped' }];
    }
  },
};

export interface Card {
  readonly title?: string;
  readonly status: string;
  readonly dueAt?: string;
  /** How many events were folded in: twice is not once. */
  readonly folded: number;
}

/** One document a task, under the task's id. */
export const cards = view<Card, TaskEvent>({
  name: 'cards',
  version: 1,
  fields: { status: 'text', dueAt: 'text' },
  indexes: [['status'], ['dueAt']],
  keys: ({ subject }) => (subject.startsWith('task/') ? [subject.slice(5)] : []),
  project(card, { data }) {
    const folded = (card?.folded ?? 0) + 1;
    switch (data.type) {
      case 'task-opened':
        return { title: data.title, status: 'open', ...(data.dueAt && { dueAt: data.dueAt }), folded };
      case 'task-claimed':
        return card && { title: card.title!, status: 'claimed', folded };
      case 'task-dropped':
        return undefined;
      default:
        return card && { ...card, folded };
    }
  },
  live: { roles: ['dispatcher'] },
});

/** Carries out anything upon a task; what reactions and due rules send here. */
export class DoTask extends Command<{ readonly id: string; readonly command: TaskCommand }> {}

export const anEnvelope = (over: Partial<Envelope> = {}): Envelope => ({
  community: COMMUNITY,
  sender: 'clerk',
  commandId: over.commandId ?? 'c1',
  correlation: 'correlation-1',
  commandType: 'do-task',
  ...over,
});

/** What one service stands on for good: it outlives its engines. */
export interface Stores {
  readonly log: Log;
  readonly progress: Progress;
  readonly views: ViewStore;
}
export const aStore = (): Stores => ({ log: memoryLog(), progress: memoryProgress(), views: memoryViewStore() });

/** The log as one of several copies sees it: it is told of its own commits alone. */
export const asOneOfSeveral = (log: Log): Log => {
  const listeners = new Set<(commits: readonly StoredCommit[]) => void>();
  return {
    ...log,
    shared: true,
    async append(draft) {
      const appended = await log.append(draft);
      if (appended.outcome === 'stored') for (const listener of listeners) listener([appended.commit]);
      return appended;
    },
    onAppended(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

/** Answers are sealed by turning them round, so that a test sees whether they were. */
const sealing: Sealing = {
  sealAnswer: (answer) => [...answer].reverse().join(''),
  openAnswer: (sealed) => [...sealed].reverse().join(''),
  digest: (text) => `digest of ${text}`,
};

export interface Copy {
  readonly engine: RunningEngine;
  readonly clock: TestClock;
  readonly reports: Report[];
  /** Decides over a task. A fresh command id unless said. */
  do(id: string, command: TaskCommand, over?: Partial<Envelope>): Promise<Done>;
  /** The live document. */
  card(id: string, community?: string): Promise<Card | undefined>;
}

export interface Sketch {
  readonly model?: Partial<ServiceModel>;
  readonly stores?: Stores;
  readonly ground?: Partial<Ground>;
  readonly peers?: Readonly<Record<string, Peer>>;
  readonly bus?: Bus;
  readonly clock?: TestClock;
  /** Called with each command that a reaction or due rule sends, before it is carried out; may throw. */
  readonly onSent?: (id: string, command: TaskCommand, envelope: Envelope) => void | Promise<void>;
}

let commands = 0;

/** A service called `dispatch` that knows tasks, not started yet. */
export const aCopy = (sketch: Sketch = {}): Copy => {
  const clock = sketch.clock ?? testClock();
  const reports: Report[] = [];
  const report = (line: Report): void => void reports.push(line);
  const model: ServiceModel = {
    name: 'dispatch',
    publishes: {},
    hears: [],
    views: [cards],
    reactions: [],
    due: [],
    lookUps: [],
    upcasters: {},
    ...sketch.model,
  };
  const ground: Ground = {
    ...(sketch.stores ?? aStore()),
    bus: sketch.bus ?? embeddedBus({ clock, report }),
    peers: new Map(Object.entries(sketch.peers ?? {})),
    sealing,
    clock,
    ids: testIds(),
    report,
    ...sketch.ground,
  };
  const doTask = (envelope: Envelope, id: string, command: TaskCommand): Promise<Done> =>
    engine.run(envelope, async (streams) => {
      const loaded = command.type === 'open' ? await streams.load(task, id) : await streams.target(task, id, 'task');
      return { changes: [change(loaded, task.decide(command, loaded.state))] };
    });
  const engine: RunningEngine = createEngine(model, ground, async (sent, envelope) => {
    const { id, command } = sent.input as DoTask['input'];
    await sketch.onSent?.(id, command, envelope);
    return doTask(envelope, id, command);
  });
  return {
    engine,
    clock,
    reports,
    do: (id, command, over = {}) => doTask(anEnvelope({ commandId: `command-${(commands += 1)}`, ...over }), id, command),
    card: async (id, community = COMMUNITY) => (await engine.views.get(cards, community, id))?.doc,
  };
};

/** A copy that has started. */
export const started = async (sketch: Sketch = {}): Promise<Copy> => {
  const copy = aCopy(sketch);
  await copy.engine.start();
  return copy;
};

export const headOf = (engine: Engine, community = COMMUNITY): Promise<Head> => engine.ground.log.head(community);

/** What is in the log, as `type` of each event or `heard n` of each record. */
export const told = async (engine: Engine, community = COMMUNITY): Promise<string[]> =>
  (await engine.ground.log.read(community, 0, 10_000)).flatMap(({ body }) =>
    body.heard ? body.heard.records.map(({ sequence }) => `heard ${sequence}`) : body.events.map(({ type }) => type),
  );

/** Another service, called `intake`, which makes public that a task was opened. */
export interface Source {
  readonly peer: Peer;
  readonly log: Log;
  /** Opens so many tasks; answers their records as they would come over the bus. */
  open(count: number, community?: string): Promise<BusRecord[]>;
}

export const aSource = (log: Log = memoryLog(), named = 'intake'): Source => {
  const intake = aCopy({
    stores: { ...aStore(), log },
    model: { name: 'intake', publishes: { 'task-opened': { as: 'linli.intake.task-opened.v1' } } },
  });
  return {
    peer: { ...intake.engine.peer, source: named },
    log,
    async open(count, community = COMMUNITY) {
      const records: BusRecord[] = [];
      for (let number = 0; number < count; number += 1) {
        const { position } = await intake.do(`${named}-${(commands += 1)}`, { type: 'open', title: '米 rice' }, { community });
        const [commit] = await log.read(community, position - 1, 1);
        records.push(...recordsOf('intake', named, commit!));
      }
      return records;
    },
  };
};
