import { instant } from '@linli/kernel';
import { BadRecord, readRecord, topicOf } from '../cloud-event.js';
import type { HeardRecord } from '../commit.js';
import type { Ground } from '../engine.js';
import type { BusRecord } from '../ports/bus.port.js';
import type { Peer, PublicHead } from '../ports/peer.port.js';
import type { ServiceModel } from '../service-model.js';
import type { SetAside } from '../ports/progress.port.js';
import { pause } from './follower.js';
import { Turns } from './turns.js';

/** Heads of sources are compared so often: a lost last event, a new hearer and a short retention are one case. */
const COMPARE_EVERY_MS = 30_000;
/** Values of one commit together, so that it stays far below the largest commit whatever the escaping adds. */
const COMMIT_CHARACTERS = 80_000;
const PULL_COMMITS = 200;
/** Communities of a source that may fail before the others are left to the next comparison. */
const FAILURES = 3;
/** Commits of the own log looked through in one go. */
const READ_COMMITS = 500;
const NONE: ReadonlyMap<number, string> = new Map();

/** What was last heard of one community of one source. */
interface Held {
  readonly sequence: number;
  readonly hash: string;
  /** Version of the stream `heard/<source>`. */
  readonly version: number;
}

export const heardStream = (source: string): string => `heard/${source}`;

/**
 * Hearing is a commit: the next records of a source, in its order, verbatim, of known type or not. What comes twice is
 * an old number, what is missing is a gap and is pulled, and two histories under one number stop that community.
 */
export class Hearing {
  readonly #turns = new Turns();
  readonly #held = new Map<string, Held>();
  #unsubscribe: (() => Promise<void>) | undefined;
  #cancel: (() => void) | undefined;
  #stopped = false;
  #comparing: Promise<void> = Promise.resolve();
  #underWay = 0;
  #waiting: (() => void)[] = [];
  /** For metrics: what the bus did and what it cost. */
  readonly counts = { heard: 0, repeated: 0, pulled: 0, bad: 0, unknown: 0, aside: 0 };
  /** Types that have been told of. */
  readonly #told = new Set<string>();
  private readonly service: string;
  private readonly hears: readonly string[];

  constructor(
    private readonly model: Pick<ServiceModel, 'name' | 'hears' | 'contracts'>,
    private readonly ground: Ground,
  ) {
    this.service = model.name;
    this.hears = model.hears;
  }

  async start(): Promise<void> {
    if (this.hears.length === 0) return;
    this.#unsubscribe = await this.ground.bus.subscribe(this.service, this.hears.map(topicOf), (records) => this.#listen(records));
    await this.compare();
    this.#again();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
    await this.#unsubscribe?.();
    await this.#comparing;
    await this.idle();
  }

  async idle(): Promise<void> {
    if (this.#underWay > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #again(): void {
    this.#cancel = this.ground.clock.after(COMPARE_EVERY_MS, () => {
      this.#comparing = this.compare().finally(() => {
        if (this.#cancel) this.#again();
      });
    });
  }

  /** Pulls whatever the sources have and we have not. */
  async compare(): Promise<void> {
    for (const name of this.hears) {
      const peer = this.ground.peers.get(name);
      if (!peer) throw new Error(`${this.service} hears ${name}, but there is no way to reach it.`);
      let failures = 0;
      // The next comparison is soon enough: the bus goes on meanwhile.
      const failed = (error: unknown, community?: string): void => {
        failures += 1;
        const message = 'the heads of a source could not be compared';
        this.ground.report({ level: 'warn', message, source: name, ...(community && { community }), error: String(error) });
      };
      try {
        for (const head of await peer.heads()) {
          // A community of which something is wrong holds up no other; a source that has gone is not asked again and again.
          if (failures < FAILURES) await this.#catchUp(peer, head).catch((error: unknown) => failed(error, head.community));
        }
      } catch (error) {
        failed(error);
      }
    }
  }

  async #catchUp(peer: Peer, { community, sequence, hash }: PublicHead): Promise<void> {
    const isHeld = (held: Held): boolean => held.sequence === sequence && held.hash === hash;
    await this.#inTurn(peer, community, async () => {
      if (isHeld(await this.#heldOf(peer.source, community))) return;
      // Another copy of this service may have heard it.
      this.#held.delete(`${peer.source}\n${community}`);
      if (!isHeld(await this.#heldOf(peer.source, community))) await this.#pull(peer, community);
    });
  }

  async #listen(records: readonly BusRecord[]): Promise<void> {
    const groups = new Map<string, { peer: Peer; community: string; records: HeardRecord[]; spoilt?: true }>();
    for (const record of records) {
      try {
        const { source, community, heard, data } = readRecord(record);
        const peer = this.#peerOf(source);
        const key = `${source}\n${community}`;
        const group = groups.get(key) ?? { peer, community, records: [] };
        groups.set(key, group);
        const fault = this.#faultOf(heard, data);
        if (fault === undefined) group.records.push(heard);
        else {
          group.spoilt = true;
          throw new BadRecord(fault);
        }
      } catch (error) {
        if (!(error instanceof BadRecord)) throw error;
        // If it was a true event of the source, the gap will show and it will be pulled: its own log says what it is.
        this.counts.bad += 1;
        this.ground.report({ level: 'warn', message: 'a record was not understood', topic: record.topic, error: error.message });
      }
    }
    await Promise.all(
      [...groups.values()].map(({ peer, community, records: next, spoilt }) =>
        this.#inTurn(peer, community, async () => {
          await this.#take(peer, community, next);
          if (spoilt) await this.#pull(peer, community);
        }),
      ),
    );
  }

  #peerOf(source: string): Peer {
    for (const name of this.hears) {
      const peer = this.ground.peers.get(name);
      if (peer?.source === source) return peer;
    }
    throw new BadRecord(`${this.service} does not hear ${source}.`);
  }

  async #inTurn(peer: Peer, community: string, work: () => Promise<void>): Promise<void> {
    this.#underWay += 1;
    try {
      await this.#turns.run(`${peer.source}\n${community}`, work);
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }

  /** Records that came over the bus, in whatever order and number. */
  async #take(peer: Peer, community: string, records: readonly HeardRecord[]): Promise<void> {
    if (await this.#isForked(peer.source, community)) return;
    const held = await this.#heldOf(peer.source, community);
    const next: HeardRecord[] = [];
    let last = held.sequence;
    for (const record of [...records].sort((left, right) => left.sequence - right.sequence)) {
      if (record.sequence === held.sequence && record.hash !== held.hash) return this.#fork(peer, community, record.sequence);
      if (record.sequence <= last) this.counts.repeated += 1;
      else if (record.sequence === last + 1) {
        next.push(record);
        last += 1;
      } else {
        await this.#commit(peer, community, next);
        return this.#pull(peer, community);
      }
    }
    await this.#commit(peer, community, next);
  }

  async #pull(peer: Peer, community: string): Promise<void> {
    if (await this.#isForked(peer.source, community)) return;
    for (;;) {
      const held = await this.#heldOf(peer.source, community);
      const pulled = await peer.pull(community, held, PULL_COMMITS);
      if (pulled.outcome === 'fork') return this.#fork(peer, community, held.sequence);
      if (pulled.records.length === 0) return;
      const faults = new Map<number, string>();
      const records = pulled.records.map((record) => {
        const { heard, data } = readRecord(record);
        const fault = this.#faultOf(heard, data);
        if (fault !== undefined) faults.set(heard.sequence, fault);
        return heard;
      });
      if (records[0]!.sequence !== held.sequence + 1)
        throw new Error(`${peer.source} answered a pull after ${held.sequence} with ${records[0]!.sequence}.`);
      this.counts.pulled += records.length;
      await this.#commit(peer, community, records, faults);
    }
  }

  /** Appends what follows on what is held; what another copy of this service has heard meanwhile is left out. */
  async #commit(peer: Peer, community: string, records: readonly HeardRecord[], faults: ReadonlyMap<number, string> = NONE): Promise<void> {
    let rest = records;
    let wait = 10;
    for (;;) {
      const held = await this.#heldOf(peer.source, community);
      rest = rest.filter(({ sequence }) => sequence > held.sequence);
      if (rest.length === 0) return;
      const piece = await this.#sifted(peer.source, community, firstPiece(rest), faults);
      const stream = heardStream(peer.source);
      const appended = await this.ground.log
        .append({
          community,
          at: instant(this.ground.clock.now()),
          writes: [[stream, held.version + 1]],
          events: [],
          heard: { source: peer.source, records: piece },
        })
        .catch((error: unknown) => {
          // It is pulled after the next start.
          if (this.#stopped) throw error;
          this.ground.report({
            level: 'warn',
            message: 'what was heard could not be stored yet',
            source: peer.source,
            community,
            error: String(error),
          });
        });
      if (!appended) {
        await pause(this.ground.clock, wait);
        wait = Math.min(wait * 2, 2_000);
      } else if (appended.outcome === 'stored') {
        const { sequence, hash } = piece[piece.length - 1]!;
        this.counts.heard += piece.length;
        for (const record of piece) this.#tellOf(peer, community, record, faults);
        this.#held.set(`${peer.source}\n${community}`, { sequence, hash, version: held.version + 1 });
      } else this.#held.delete(`${peer.source}\n${community}`);
    }
  }

  #faultOf({ type, sequence }: HeardRecord, data: object): string | undefined {
    const fault = this.model.contracts?.get(type)?.(data);
    return fault === undefined ? undefined : `Record ${sequence} is no ${type}: ${fault}.`;
  }

  /**
   * What is not as its contract says is kept under its number and shown to nobody, and so is what follows on its subject. The operator's
   * entry comes first: of a mark that is in the log without one nobody would know.
   */
  async #sifted(
    source: string,
    community: string,
    piece: readonly HeardRecord[],
    faults: ReadonlyMap<number, string>,
  ): Promise<readonly HeardRecord[]> {
    const still = new Set(await this.ground.progress.still('record', source, community));
    const sifted: HeardRecord[] = [];
    for (const record of piece) {
      const { sequence, subject } = record;
      const error = still.has(subject) ? 'waits behind an earlier record of its subject' : faults.get(sequence);
      if (error !== undefined) {
        still.add(subject);
        const id = `record/${source}/${community}/${sequence}`;
        const at = instant(this.ground.clock.now());
        await this.ground.progress.setAside({ id, kind: 'record', consumer: source, community, subject, position: sequence, at, error });
      }
      sifted.push(error === undefined ? record : { ...record, aside: true });
    }
    return sifted;
  }

  #tellOf(peer: Peer, community: string, { type, sequence, aside }: HeardRecord, faults: ReadonlyMap<number, string>): void {
    if (this.model.contracts?.has(type) === false) this.#tellOfUnknown(peer, type);
    if (!aside) return;
    this.counts.aside += 1;
    const message = 'a record was set aside';
    this.ground.report({ level: 'error', message, source: peer.source, community, type, sequence, error: faults.get(sequence) ?? 'waits' });
  }

  /** It is in the log for the version that will know it; until then nothing is made of it here. */
  #tellOfUnknown({ source }: Peer, type: string): void {
    this.counts.unknown += 1;
    if (this.#told.has(type)) return;
    this.#told.add(type);
    this.ground.report({ level: 'warn', message: 'an event of a type that is not known here was kept', source, type });
  }

  async #heldOf(source: string, community: string): Promise<Held> {
    const key = `${source}\n${community}`;
    const known = this.#held.get(key);
    if (known) return known;
    const stream = heardStream(source);
    const version = await this.ground.log.streamVersion(community, stream);
    const [commit] = version > 0 ? await this.ground.log.stream(community, stream, version - 1) : [];
    const last = commit?.body.heard?.records.at(-1);
    const held: Held = { sequence: last?.sequence ?? 0, hash: last?.hash ?? '', version };
    this.#held.set(key, held);
    return held;
  }

  async #fork(peer: Peer, community: string, sequence: number): Promise<void> {
    await this.ground.progress.setAside({
      id: `fork/${peer.source}/${community}`,
      kind: 'fork',
      consumer: peer.source,
      community,
      subject: heardStream(peer.source),
      position: sequence,
      at: instant(this.ground.clock.now()),
      error: `The history of ${peer.source} differs from what was heard of it at number ${sequence}.`,
    });
    this.ground.report({
      level: 'error',
      message: 'a source tells another history than before: hearing of it stopped',
      source: peer.source,
      community,
      sequence,
    });
  }

  /** Found by whichever copy of this service. */
  async #isForked(source: string, community: string): Promise<boolean> {
    return (await this.ground.progress.still('fork', source, community)).size > 0;
  }

  /**
   * Hears what was set aside of one subject, in its order, behind all that was heard meanwhile; stops at the first that still is not as
   * its contract says. Each is a commit on a stream of its own, so that it is heard once.
   */
  async replay({ consumer: source, community, subject }: SetAside): Promise<void> {
    await this.#inTurn(this.#peerOf(source), community, async () => {
      for (;;) {
        const waiting = (await this.ground.progress.listSetAside())
          .filter((one) => one.kind === 'record' && one.consumer === source && one.community === community && one.subject === subject)
          .sort((left, right) => left.position - right.position);
        if (waiting.length === 0) return;
        const records = await this.#asideOf(source, community, subject);
        for (const { id, position } of waiting) {
          const record = records.get(position);
          // Another copy lists before it stores: taken off the list now, the mark in the log would be known to nobody.
          if (!record) throw new Error(`Record ${position} of ${source} is listed and not in the log yet: try again in a moment.`);
          await this.#hearAgain(source, community, record);
          await this.ground.progress.mend(id);
        }
      }
    });
  }

  async #hearAgain(source: string, community: string, { aside: _aside, ...record }: HeardRecord): Promise<void> {
    const fault = this.#faultOf(record, JSON.parse(record.value) as object);
    if (fault !== undefined) throw new Error(`It is still not as its contract says. ${fault}`);
    await this.ground.log.append({
      community,
      at: instant(this.ground.clock.now()),
      writes: [[`mended/${source}/${record.sequence}`, 1]],
      events: [],
      heard: { source, records: [record] },
    });
  }

  /** What is marked in the log, by the source's number. */
  async #asideOf(source: string, community: string, subject: string): Promise<Map<number, HeardRecord>> {
    const found = new Map<number, HeardRecord>();
    for (let after = 0; ;) {
      const commits = await this.ground.log.read(community, after, READ_COMMITS);
      if (commits.length === 0) return found;
      for (const { body } of commits)
        for (const record of body.heard?.source === source ? body.heard.records : [])
          if (record.aside && record.subject === subject) found.set(record.sequence, record);
      after = commits[commits.length - 1]!.position;
    }
  }

  /** Hears again after an operator has looked at the fork; throws when the histories still differ. */
  async resume({ id, consumer: source, community }: SetAside): Promise<void> {
    await this.ground.progress.mend(id);
    this.#held.delete(`${source}\n${community}`);
    await this.compare();
    if (await this.#isForked(source, community)) throw new Error(`The history of ${source} still differs from what was heard of it.`);
  }
}

const firstPiece = (records: readonly HeardRecord[]): readonly HeardRecord[] => {
  let characters = 0;
  const end = records.findIndex(({ value }, index) => {
    characters += value.length + 400;
    return index > 0 && characters > COMMIT_CHARACTERS;
  });
  return end < 0 ? records : records.slice(0, end);
};
