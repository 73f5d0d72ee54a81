import { systemRandom } from './cipher.js';

describe('the system’s random bytes', () => {
  it('are as many as asked for, also when more than are drawn in one go', () => {
    for (const bytes of [0, 1, 12, 32, 4_095, 4_096, 4_097, 10_000]) expect(systemRandom(bytes).byteLength).toBe(bytes);
  });

  it('are never the same twice, however often they are drawn', () => {
    const drawn = Array.from({ length: 5_000 }, () => Buffer.from(systemRandom(12)).toString('hex'));
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  it('are nobody else’s: what was handed out stays as it was', () => {
    const key = systemRandom(32);
    const before = Buffer.from(key).toString('hex');
    for (let times = 0; times < 1_000; times += 1) systemRandom(12).fill(7);
    expect(Buffer.from(key).toString('hex')).toBe(before);
  });
});
