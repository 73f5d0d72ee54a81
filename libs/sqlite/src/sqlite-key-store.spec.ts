import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeyStore } from './index.js';

describe('the vault on SQLite', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'linli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  /** No order in persons, none in keys, as in life. */
  const person = (number: number): string => hash(`person ${number}`).toString('hex').slice(0, 32);
  const wrapped = (number: number): Buffer => Buffer.concat([hash(`first ${number}`), hash(`second ${number}`).subarray(0, 28)]);
  const bytesOnDisk = (): Buffer => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

  it('holds no byte of a destroyed key in any of its files, whenever the key was made', async () => {
    const keys = openKeyStore(join(folder, 'vault.db'));
    const count = 3_000;
    for (let from = 0; from < count; from += 500)
      await Promise.all(Array.from({ length: 500 }, (_, index) => keys.add(person(from + index), wrapped(from + index))));
    const gone = Array.from({ length: count }, (_, number) => number).filter((number) => number % 7 === 0 || number > 2_900);
    await keys.destroy(gone.map(person));
    for (const when of ['at once', 'after a restart']) {
      const bytes = bytesOnDisk();
      expect({ when, left: gone.filter((number) => bytes.includes(wrapped(number).subarray(8, 24))) }).toEqual({ when, left: [] });
      expect(bytes.includes(wrapped(1))).toBe(true);
      if (when === 'at once') await keys.close();
    }
    const again = openKeyStore(join(folder, 'vault.db'));
    expect((await again.get(gone.map(person))).size).toBe(0);
    expect((await again.all('', count)).length).toBe(count - gone.length);
    await again.close();
  });

  it('brings many first keys to the disk together', async () => {
    const keys = openKeyStore(join(folder, 'vault.db'));
    const added = await Promise.all(Array.from({ length: 1_000 }, (_, number) => keys.add(person(number), wrapped(number))));
    expect(added.every((key, number) => key && wrapped(number).equals(key))).toBe(true);
    await keys.close();
  });
});
