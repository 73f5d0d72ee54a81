import fc from 'fast-check';
import { lastVersion } from './last-version.js';

describe('the last version of a stream', () => {
  const asking = (exists: number) => {
    const asked: (readonly number[])[] = [];
    const highest = async (versions: readonly number[]) => {
      asked.push(versions);
      return Math.max(0, ...versions.filter((version) => version <= exists));
    };
    return { asked, highest };
  };

  it('is found from wherever one begins, with few questions', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(3_000_000), fc.nat(3_000_000), async (one, other) => {
        const [known, exists] = one < other ? [one, other] : [other, one];
        const { asked, highest } = asking(exists);
        expect(await lastVersion(known, highest)).toBe(exists);
        expect(asked.length).toBeLessThan(9);
      }),
    ));

  it.each([
    [0, 0],
    [0, 5],
    [7, 7],
    [7, 12],
  ])('takes one question from %i to %i', async (known, exists) => {
    const { asked, highest } = asking(exists);
    expect(await lastVersion(known, highest)).toBe(exists);
    expect(asked).toHaveLength(1);
  });

  it('is one that exists when others go on writing meanwhile', async () => {
    let exists = 20;
    const found = await lastVersion(0, async (versions) => {
      exists += 7;
      return Math.max(0, ...versions.filter((version) => version <= exists));
    });
    expect(found).toBeGreaterThanOrEqual(27);
    expect(found).toBeLessThanOrEqual(exists);
  });
});
