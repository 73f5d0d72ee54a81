import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { view } from '@linli/engine';
import { aDraft, COMMUNITY, OTHER, stored } from '@linli/engine/suites';
import type { DomainEvent } from '@linli/kernel';
import { openLog, openLogReader, openViewStore, openViewStoreBeside } from './index.js';

/** What another thread has open is another connection: here both are on one. */
describe('beside another connection', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'linli-'));
    path = join(folder, 'a.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('a log is read as it is, and cannot be written', async () => {
    const { log } = openLog(path);
    const reader = openLogReader(path);
    expect(await reader.heads()).toEqual([]);
    for (let number = 0; number < 3; number += 1) await stored(log, aDraft({ publics: 1 }));
    await stored(log, aDraft({ community: OTHER }));
    expect(await reader.heads()).toEqual(await log.heads());
    const bytes = async (from: { read: typeof log.read }) =>
      (await from.read(COMMUNITY, 1, 10)).map(({ position, hash, bytes: text }) => [position, hash, Buffer.from(text).toString()]);
    expect(await bytes(reader)).toEqual(await bytes(log));
    expect(await reader.read('990101009001', 0, 10)).toEqual([]);
    reader.close();
    await stored(log, aDraft());
    await log.close();
  });

  describe('views', () => {
    const cards = view<object, DomainEvent>({
      ...{ name: 'cards', version: 1, fields: { status: 'text' }, indexes: [['status']] },
      ...{ keys: () => [], project: (card) => card },
    });

    it('are written in turn, and neither waits for a lock', async () => {
      const views = openViewStore(path);
      const [live] = await views.declare(cards);
      const generation = await views.beside(cards);
      let turns = 0;
      const beside = openViewStoreBeside(path, async () => {
        turns += 1;
        let back!: () => void;
        await new Promise<void>((came) => {
          void views.lend(
            () =>
              new Promise((over) => {
                back = over;
                came();
              }),
          );
        });
        return back;
      });
      const fill = async (store: typeof beside | typeof views, into: typeof generation): Promise<void> => {
        for (let from = 0; from < 50; from += 1) {
          const documents = [{ id: `${from}`, doc: { status: 'open' }, was: 0, position: from + 1 }];
          expect(await store.save(into, { community: COMMUNITY, from, to: from + 1, documents })).toBe(true);
        }
      };
      await Promise.all([fill(beside, generation), fill(views, live!)]);
      await beside.index(generation);
      await beside.close();
      expect(turns).toBe(51);
      await views.switchTo(generation);
      for (const one of [live!, generation])
        expect((await views.find(one, cards, { community: COMMUNITY, where: { status: 'open' }, orderBy: [] })).items).toHaveLength(50);
      await views.close();
    });

    it('of which one was deleted there cannot come back here', async () => {
      const views = openViewStore(path);
      const generation = await views.beside(cards);
      const beside = openViewStoreBeside(path, async () => () => undefined);
      const save = (store: typeof views, from: number, doc: object | undefined, was: number, position: number): Promise<boolean> =>
        store.save(generation, { community: COMMUNITY, from, to: from + 1, documents: [{ id: 'a', doc, was, position }] });
      expect(await save(beside, 0, { status: 'open' }, 0, 1)).toBe(true);
      expect(await save(beside, 1, undefined, 1, 5)).toBe(true);
      await beside.close();
      expect(await views.standing(generation, COMMUNITY, ['a'])).toEqual([{ id: 'a', position: 5, doc: undefined }]);
      expect(await save(views, 2, { status: 'open' }, 0, 4)).toBe(false);
      await views.close();
    });
  });
});
