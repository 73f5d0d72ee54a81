import fc from 'fast-check';
import { memoryKeyStore, type KeyStore } from '@linli/engine';
import { openPrivacy, SealBroken, WrongMasterKey, type Privacy } from './index.js';
import { KeyRing } from './key-ring.js';

const masterKey = Buffer.alloc(32, 7);
const vault = async (keys: KeyStore = memoryKeyStore()): Promise<Privacy> => openPrivacy({ keys, masterKey });

describe('what is sealed for a person', () => {
  it('opens again, whatever it is', async () => {
    const privacy = await vault();
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.string({ unit: 'binary' }), async (value, text) => {
        const sealed = await privacy.seal('p1', { value, text });
        // JSON knows no -0; everything else comes back as it went.
        expect(await privacy.open('p1', sealed)).toEqual(JSON.parse(JSON.stringify({ value, text })));
      }),
      { numRuns: 200 },
    );
  });

  it('says nothing of itself, and never the same twice', async () => {
    const privacy = await vault();
    const [one, two] = await privacy.sealMany([
      { person: 'p1', value: '张桂英' },
      { person: 'p1', value: '张桂英' },
    ]);
    expect(one).toMatch(/^s1\.[A-Za-z0-9_-]+$/);
    expect(one).not.toBe(two);
    expect(Buffer.from(one!.slice(3), 'base64url').includes('张')).toBe(false);
  });

  it('does not tell care categories apart by its length', async () => {
    const privacy = await vault();
    const lengths = await Promise.all(
      [[], ['dialysis'], ['severe-mental-illness'], ['lone-elder', 'very-old']].map((value) => privacy.seal('p1', value)),
    );
    expect(new Set(lengths.map(({ length }) => length)).size).toBe(1);
  });

  it('opens for nobody else, and not when one byte is another', async () => {
    const privacy = await vault();
    const sealed = await privacy.seal('p1', '13800138000');
    await privacy.seal('p2', 'somebody');
    await expect(privacy.open('p2', sealed)).rejects.toThrow(SealBroken);
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (const at of [0, 12, 28, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      await expect(privacy.open('p1', `s1.${changed.toString('base64url')}`)).rejects.toThrow(SealBroken);
    }
    await expect(privacy.open('p1', `s1.${bytes.subarray(0, 20).toString('base64url')}`)).rejects.toThrow(SealBroken);
    await expect(privacy.open('p1', 'clear text')).rejects.toThrow(SealBroken);
  });

  it('opens after a restart, many in one reading of the shelf', async () => {
    const shelf = memoryKeyStore();
    const before = await vault(shelf);
    const items = await Promise.all(
      ['a', 'b', 'c'].map(async (person) => ({ person, sealed: await before.seal(person, `name of ${person}`) })),
    );
    let reads = 0;
    const after = await vault({ ...shelf, get: (persons) => ((reads += 1), shelf.get(persons)) });
    reads = 0;
    expect(await after.openMany([...items, items[0]!])).toEqual(['name of a', 'name of b', 'name of c', 'name of a']);
    expect(reads).toBe(1);
  });
});

describe('two who seal for a new person at once', () => {
  it('get the same key', async () => {
    const shelf = memoryKeyStore();
    const [here, there] = [await vault(shelf), await vault(shelf)];
    const sealed = await Promise.all([here, there, here, there].map((privacy, at) => privacy.seal('new', at)));
    expect(await there.openMany(sealed.map((one) => ({ person: 'new', sealed: one })))).toEqual([0, 1, 2, 3]);
    expect(await here.openMany(sealed.map((one) => ({ person: 'new', sealed: one })))).toEqual([0, 1, 2, 3]);
  });
});

describe('a forgotten person', () => {
  it('stays dark, also for those who had the key in memory, and gets no second key', async () => {
    const privacy = await vault();
    const sealed = await privacy.seal('p1', 'a name');
    const other = await privacy.seal('p2', 'another');
    await privacy.forget(['p1', 'never-known']);
    expect(await privacy.open('p1', sealed)).toBeUndefined();
    expect(
      await privacy.openMany([
        { person: 'p1', sealed },
        { person: 'p2', sealed: other },
      ]),
    ).toEqual([undefined, 'another']);
    await expect(privacy.seal('p1', 'again')).rejects.toMatchObject({ kind: 'rule', code: 'person-forgotten' });
    await expect(privacy.seal('never-known', 'again')).rejects.toMatchObject({ code: 'person-forgotten' });
    await privacy.forget(['p1']);
  });

  it('is not brought back by a reading that began before', async () => {
    const shelf = memoryKeyStore();
    const sealed = await (await vault(shelf)).seal('p1', 'a name');
    let answer: (() => void) | undefined;
    const slow: KeyStore = {
      ...shelf,
      get: async (persons) => {
        const found = await shelf.get(persons);
        if (persons.includes('p1')) await new Promise<void>((resolve) => (answer = resolve));
        return found;
      },
    };
    const privacy = await vault(slow);
    const reading = privacy.open('p1', sealed);
    await privacy.forget(['p1']);
    answer!();
    await reading;
    const after = privacy.open('p1', sealed);
    await Promise.resolve();
    answer!();
    expect(await after).toBeUndefined();
  });

  it('is not in memory either when the shelf fails over it', async () => {
    const shelf = memoryKeyStore();
    const sealed = await (await vault(shelf)).seal('p1', 'a name');
    let fail: ((error: Error) => void) | undefined;
    const failing: KeyStore = {
      ...shelf,
      destroy: async (persons) => {
        await new Promise((_, reject) => (fail = reject));
        await shelf.destroy(persons);
      },
    };
    const privacy = await vault(failing);
    const forgetting = privacy.forget(['p1']);
    // Read while it is under way: it is there still.
    expect(await privacy.open('p1', sealed)).toBe('a name');
    fail!(new Error('The write-ahead log could not be emptied.'));
    await expect(forgetting).rejects.toThrow('could not be emptied');
    await shelf.destroy(['p1']);
    expect(await privacy.open('p1', sealed)).toBeUndefined();
  });

  it('is never the vault itself', async () => {
    const shelf = memoryKeyStore();
    await (await vault(shelf)).forget(['installation']);
    await expect(vault(shelf)).resolves.toBeDefined();
  });
});

describe('the master key', () => {
  it('of another vault is told', async () => {
    const shelf = memoryKeyStore();
    await vault(shelf);
    await expect(openPrivacy({ keys: shelf, masterKey: Buffer.alloc(32, 8) })).rejects.toThrow(WrongMasterKey);
    await expect(openPrivacy({ keys: shelf, masterKey: Buffer.alloc(16) })).rejects.toThrow(WrongMasterKey);
  });

  it('keys every digest, one purpose apart from another', async () => {
    const here = await vault();
    const elsewhere = await openPrivacy({ keys: memoryKeyStore(), masterKey: Buffer.alloc(32, 8) });
    expect(here.digest('phone', '13800138000')).toBe((await vault()).digest('phone', '13800138000'));
    expect(here.digest('phone', '13800138000')).not.toBe(elsewhere.digest('phone', '13800138000'));
    expect(here.digest('phone', '13800138000')).not.toBe(here.digest('id-card', '13800138000'));
  });

  it('seals the answers of commands', async () => {
    const { sealing } = await vault();
    const answer = '{"handoverCode":"1234"}';
    expect(sealing.openAnswer(sealing.sealAnswer(answer))).toBe(answer);
    expect(sealing.sealAnswer(answer)).not.toBe(sealing.sealAnswer(answer));
    expect(() => sealing.openAnswer('AAAA')).toThrow(SealBroken);
  });
});

describe('keys at hand', () => {
  it('are no more than there is room for, and the one used last stays', async () => {
    const shelf = memoryKeyStore();
    let fetched: string[] = [];
    const watched: KeyStore = { ...shelf, get: (persons) => (fetched.push(...persons), shelf.get(persons)) };
    const ring = new KeyRing(watched, masterKey, (bytes) => Buffer.alloc(bytes, 1), 2);
    for (const person of ['a', 'b']) await ring.make(person);
    await ring.of(['a']);
    await ring.make('c');
    fetched = [];
    await ring.of(['a', 'c']);
    expect(fetched).toEqual([]);
    await ring.of(['b']);
    expect(fetched).toEqual(['b']);
  });

  it.each([
    ['passed', 30_000],
    ['gone back', -3_600_000],
  ])('are fetched again when their time has %s', async (_, ms) => {
    const shelf = memoryKeyStore();
    let now = 1_669_269_600_000;
    const privacy = await openPrivacy({ keys: shelf, masterKey, keep: { ms: 30_000, now: () => now } });
    const sealed = await privacy.seal('p1', 'a name');
    // By another copy.
    await shelf.destroy(['p1']);
    expect(await privacy.open('p1', sealed)).toBe('a name');
    now += ms;
    expect(await privacy.open('p1', sealed)).toBeUndefined();
  });
});
