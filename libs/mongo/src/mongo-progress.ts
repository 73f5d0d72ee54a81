import { mongo } from 'mongoose';
import type { Progress, Report, SetAside } from '@linli/engine';
import type { Clock } from '@linli/kernel';
import { isDuplicate, reaching } from './connection.js';
import type { LogCollections, SetAsideDocument } from './log-collections.js';

/** What only moves forwards is written so often: after a crash a little work is done again, harmlessly. */
const EVERY_MS = 1_000;

interface Place {
  readonly consumer: string;
  readonly community: string;
  readonly position: number;
}

/** Progress in the log's database, shared by all copies of a service: whoever is further says how far they are. */
export class MongoProgress implements Progress {
  /** Advanced by this copy and not written yet. */
  readonly #moved = new Map<string, Place>();
  #cancel: (() => void) | undefined;

  constructor(
    private readonly collections: LogCollections,
    private readonly clock: Pick<Clock, 'after'>,
    private readonly report: (line: Report) => void,
  ) {}

  async position(consumer: string, community: string): Promise<number | undefined> {
    const _id = keyOf(consumer, community);
    const stored = await reaching(() => this.collections.progress.findOne({ _id }, { projection: { position: 1 } }));
    const moved = this.#moved.get(_id);
    return stored || moved ? Math.max(stored?.position ?? 0, moved?.position ?? 0) : undefined;
  }

  async begin(consumer: string, community: string, position: number): Promise<number> {
    const _id = keyOf(consumer, community);
    await reaching(async () => {
      try {
        await this.collections.progress.insertOne({ _id, consumer, community, position });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    });
    return (await this.position(consumer, community)) ?? position;
  }

  async advance(consumer: string, community: string, position: number): Promise<void> {
    const key = keyOf(consumer, community);
    if ((this.#moved.get(key)?.position ?? -1) >= position) return;
    this.#moved.set(key, { consumer, community, position });
    this.#cancel ??= this.clock.after(EVERY_MS, () => {
      this.#cancel = undefined;
      void this.settle().catch((error: unknown) =>
        this.report({ level: 'warn', message: 'progress could not be written yet', error: String(error) }),
      );
    });
  }

  async settle(): Promise<void> {
    const moved = [...this.#moved];
    if (moved.length === 0) return;
    await reaching(() => this.#write(moved));
    for (const [key, place] of moved) if (this.#moved.get(key) === place) this.#moved.delete(key);
  }

  async setAside({ id, ...entry }: SetAside): Promise<void> {
    await reaching(async () => {
      try {
        await this.collections.setAside.insertOne({ _id: id, order: new mongo.ObjectId(), ...entry });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
    });
  }

  async listSetAside(): Promise<SetAside[]> {
    return (await reaching(() => this.collections.setAside.find().sort({ order: 1 }).toArray())).map(entryOf);
  }

  async mend(id: string): Promise<void> {
    await reaching(() => this.collections.setAside.deleteOne({ _id: id }));
  }

  async still(kind: SetAside['kind'], consumer: string, community: string): Promise<ReadonlySet<string>> {
    const asked = this.collections.setAside.find({ kind, consumer, community }, { projection: { subject: 1 } });
    return new Set((await reaching(() => asked.toArray())).map(({ subject }) => subject));
  }

  async close(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    await this.settle();
  }

  async #write(moved: readonly (readonly [string, Place])[]): Promise<void> {
    const forwards = moved.map(([_id, { consumer, community, position }]) => ({
      updateOne: { filter: { _id }, update: { $max: { position }, $setOnInsert: { consumer, community } }, upsert: true },
    }));
    try {
      await this.collections.progress.bulkWrite(forwards, { ordered: false });
    } catch (error) {
      // Two copies that begin a place at once: it is there now, so the second time nothing has to be begun.
      if (!isDuplicate(error)) throw error;
      await this.collections.progress.bulkWrite(forwards, { ordered: false });
    }
  }
}

/** Codes of communities hold no slash. */
const keyOf = (consumer: string, community: string): string => `${consumer}/${community}`;

const entryOf = ({ _id, order: _order, ...entry }: SetAsideDocument): SetAside => ({ id: _id, ...entry });
