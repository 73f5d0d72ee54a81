import { randomUUID } from 'node:crypto';
import type { CommitDraft, CommittedEvent, ReplayNote } from '../commit.js';
import type { BusRecord } from '../ports/bus.port.js';
import type { Appended, Log } from '../ports/log.port.js';

/** Something of a kind, called anew for each test: the port, the same again as after a restart, and its end. */
export interface Subject<Port> {
  readonly port: Port;
  /** Closes the port and opens it again on what it had stored. In memory: the same port. */
  reopen(): Promise<Port>;
  close(): Promise<void>;
}

export const COMMUNITY = '990101001001';
export const OTHER = '990101002001';

export const at = (second: number): string => new Date(Date.UTC(2022, 10, 24, 6, 0, second)).toISOString();

export interface DraftSketch {
  readonly community?: string;
  readonly at?: string;
  readonly sender?: string;
  readonly id?: string;
  /** `[stream, version]`; the first event belongs to the first of them. */
  readonly writes?: CommitDraft['writes'];
  readonly events?: readonly CommittedEvent[];
  /** How many of its events are public; the others are not. */
  readonly publics?: number;
  readonly replay?: ReplayNote;
  readonly heard?: CommitDraft['heard'];
}

/** A commit to be: a need created, unless said otherwise. */
export const aDraft = (sketch: DraftSketch = {}): CommitDraft => {
  const writes = sketch.writes ?? [[`need/${randomUUID()}`, 1] as const];
  const stream = writes[0]![0];
  const events: CommittedEvent[] = Array.from({ length: Math.max(1, sketch.publics ?? 0) }, (_, index) => ({
    stream,
    type: 'need-created',
    data: { urgency: 'routine', number: index },
    ...(index < (sketch.publics ?? 0) && { public: { type: 'linli.intake.need-created.v1' } }),
  }));
  return {
    community: sketch.community ?? COMMUNITY,
    at: sketch.at ?? at(0),
    writes,
    events: sketch.events ?? (sketch.heard ? [] : events),
    ...(sketch.heard
      ? { heard: sketch.heard }
      : { command: { sender: sketch.sender ?? 'clerk', id: sketch.id ?? randomUUID(), type: 'create-need', correlation: randomUUID() } }),
    ...(sketch.replay && { replay: sketch.replay }),
  };
};

/** Appends and answers what was stored; anything else is a failure of the test. */
export const stored = async (log: Log, draft: CommitDraft): Promise<Extract<Appended, { outcome: 'stored' }>> => {
  const appended = await log.append(draft);
  if (appended.outcome !== 'stored') throw new Error(`Expected the commit to be stored, but: ${JSON.stringify(appended)}`);
  return appended;
};

export const aRecord = (topic: string, key: string, number: number): BusRecord => ({
  topic,
  key,
  headers: { ce_specversion: '1.0', ce_id: `intake/${key}/${number}.0`, ce_sequence: String(number), 'content-type': 'application/json' },
  value: Buffer.from(JSON.stringify({ note: '保温瓶 😀', number }), 'utf8'),
});

/** Waits for a condition, five seconds at most unless said otherwise. */
export const until = async (condition: () => boolean | Promise<boolean>, seconds = 5): Promise<void> => {
  const limit = Date.now() + seconds * 1_000;
  while (!(await condition())) {
    if (Date.now() > limit) throw new Error(`What was waited for did not come about within ${seconds} seconds.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};
