import type { Progress, SetAside } from '@linli/engine';
import type { DatabaseFile } from './database-file.js';
import type { Writer } from './writer.js';

/** Positions go along with every so many commits: after a crash a little work is done again, harmlessly. */
const EVERY_BATCHES = 16;

/** Progress in the log's own file. What only moves forwards is written now and then with a commit that happens anyway, so it costs no fsync. */
export class SqliteProgress implements Progress {
  readonly #positions = new Map<string, { readonly consumer: string; readonly community: string; readonly position: number }>();
  /** Keys of positions that are not in the file yet. */
  readonly #moved = new Set<string>();
  /** What stands still, by id: asked for before every batch. */
  readonly #still = new Map<string, SetAside>();
  #batches = 0;
  #written: string[] = [];

  constructor(
    private readonly file: DatabaseFile,
    private readonly writer: Writer,
  ) {
    for (const [consumer, community, position] of file.all<[string, string, number]>(
      'SELECT consumer, community, position FROM progress',
    )) {
      this.#positions.set(keyOf(consumer, community), { consumer, community, position });
    }
    for (const entry of this.#entries()) if (entry.kind !== 'refusal') this.#still.set(entry.id, entry);
    writer.listen({
      committing: () => this.#write(),
      committed: () => {
        for (const key of this.#written.splice(0)) this.#moved.delete(key);
      },
      failed: () => (this.#written = []),
    });
  }

  async position(consumer: string, community: string): Promise<number | undefined> {
    return this.#positions.get(keyOf(consumer, community))?.position;
  }

  async begin(consumer: string, community: string, position: number): Promise<number> {
    const before = this.#positions.get(keyOf(consumer, community));
    if (before) return before.position;
    await this.advance(consumer, community, position);
    await this.settle();
    return position;
  }

  async advance(consumer: string, community: string, position: number): Promise<void> {
    const key = keyOf(consumer, community);
    if ((this.#positions.get(key)?.position ?? -1) >= position) return;
    this.#positions.set(key, { consumer, community, position });
    this.#moved.add(key);
  }

  async settle(): Promise<void> {
    if (this.#moved.size === 0) return;
    await this.writer.write(() => void (this.#batches = EVERY_BATCHES));
  }

  async setAside(entry: SetAside): Promise<void> {
    const sql = 'INSERT INTO set_aside (id, entry) VALUES (?, ?) ON CONFLICT (id) DO NOTHING';
    const first = await this.writer.write(() => this.file.run(sql, entry.id, JSON.stringify(entry)) === 1);
    if (first && entry.kind !== 'refusal') this.#still.set(entry.id, entry);
  }

  async listSetAside(): Promise<SetAside[]> {
    return this.#entries();
  }

  async mend(id: string): Promise<void> {
    await this.writer.write(() => void this.file.run('DELETE FROM set_aside WHERE id = ?', id));
    this.#still.delete(id);
  }

  async still(kind: SetAside['kind'], consumer: string, community: string): Promise<ReadonlySet<string>> {
    const subjects = new Set<string>();
    for (const entry of this.#still.values())
      if (entry.kind === kind && entry.consumer === consumer && entry.community === community) subjects.add(entry.subject);
    return subjects;
  }

  #entries(): SetAside[] {
    return this.file.all<[string]>('SELECT entry FROM set_aside ORDER BY number').map(([entry]) => JSON.parse(entry) as SetAside);
  }

  #write(): void {
    this.#batches += 1;
    if (this.#batches < EVERY_BATCHES) return;
    this.#batches = 0;
    this.#written = [...this.#moved];
    for (const key of this.#written) {
      const { consumer, community, position } = this.#positions.get(key)!;
      this.file.run(
        'INSERT INTO progress (consumer, community, position) VALUES (?, ?, ?) ON CONFLICT (consumer, community) DO UPDATE SET position = excluded.position',
        consumer,
        community,
        position,
      );
    }
  }
}

const keyOf = (consumer: string, community: string): string => `${consumer}\n${community}`;
