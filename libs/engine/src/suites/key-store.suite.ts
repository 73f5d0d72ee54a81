import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { KeyStore } from '../ports/key-store.port.js';
import type { Subject } from './builders.js';

const wrapped = (seed: number): Uint8Array => Uint8Array.from({ length: 60 }, (_, index) => (seed * 31 + index * 7) % 256);
const hex = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('hex');

/** What the vault's shelf must do. */
export const describeKeyStore = (name: string, make: () => Promise<Subject<KeyStore>>): void => {
  describe(`${name} as a key store`, () => {
    let subject: Subject<KeyStore>;
    let keys: KeyStore;
    beforeEach(async () => {
      subject = await make();
      keys = subject.port;
    });
    afterEach(() => subject.close());

    it('gives back the keys of those who have one, also after a restart', async () => {
      await keys.add('li', wrapped(1));
      await keys.add('王', wrapped(2));
      const found = await (await subject.reopen()).get(['王', 'nobody', 'li', 'li']);
      expect([...found].map(([person, key]) => [person, hex(key)]).sort()).toEqual([
        ['li', hex(wrapped(1))],
        ['王', hex(wrapped(2))],
      ]);
    });

    it('keeps the first key of a person, whoever comes later', async () => {
      expect(hex(await keys.add('li', wrapped(1)))).toBe(hex(wrapped(1)));
      expect(hex(await keys.add('li', wrapped(2)))).toBe(hex(wrapped(1)));
      expect(hex((await keys.get(['li'])).get('li'))).toBe(hex(wrapped(1)));
    });

    it('gives all who come at once the same key', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => keys.add('li', wrapped(index))));
      const stands = hex((await keys.get(['li'])).get('li'));
      expect(new Set(answers.map(hex))).toEqual(new Set([stands]));
    });

    it('destroys for ever: no key, and none can be made again', async () => {
      await keys.add('li', wrapped(1));
      await keys.add('wang', wrapped(2));
      await keys.destroy(['li']);
      expect((await keys.get(['li'])).size).toBe(0);
      expect(await keys.add('li', wrapped(3))).toBeUndefined();
      const again = await subject.reopen();
      expect(await again.add('li', wrapped(4))).toBeUndefined();
      expect((await again.get(['li', 'wang'])).size).toBe(1);
      expect(await again.destroyed()).toEqual(['li']);
    });

    it('refuses a key to one who was forgotten before there was any, and forgets twice without harm', async () => {
      await keys.destroy(['zhao', 'li']);
      await keys.destroy(['li']);
      expect(await keys.add('li', wrapped(1))).toBeUndefined();
      expect(await keys.destroyed()).toEqual(['li', 'zhao']);
    });

    it('has nothing destroyed at first, and destroys nobody when asked for nobody', async () => {
      await keys.destroy([]);
      expect(await keys.destroyed()).toEqual([]);
    });

    it('lists the keys that stand in order of person, page by page', async () => {
      for (const [index, person] of ['c', 'a', 'e', 'b', 'd'].entries()) await keys.add(person, wrapped(index));
      await keys.destroy(['b', 'x']);
      const people = async (after: string, limit: number) => (await keys.all(after, limit)).map(({ person }) => person);
      expect(await people('', 2)).toEqual(['a', 'c']);
      expect(await people('c', 2)).toEqual(['d', 'e']);
      expect(await people('e', 2)).toEqual([]);
      expect(hex((await keys.all('', 1))[0]!.wrapped)).toBe(hex(wrapped(1)));
    });
  });
};
