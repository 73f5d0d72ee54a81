import { describe, expect, it } from '@jest/globals';
import { internalTokens } from './internal-tokens.js';

const OLD = 'the secret of the first year, long enough';
const NEW = 'the secret of the second year, long enough';
const NOON = Date.parse('2022-11-24T04:00:00Z');

describe('tokens between services', () => {
  it('hold for the service they were made for, and for no other', async () => {
    const tokens = internalTokens(OLD, () => NOON);
    const token = await tokens.for('intake');
    expect(await tokens.isFor('intake', token)).toBe(true);
    expect(await tokens.isFor('dispatch', token)).toBe(false);
  });

  it('hold for a minute', async () => {
    let now = NOON;
    const tokens = internalTokens(OLD, () => now);
    const token = await tokens.for('intake');
    now += 59_000;
    expect(await tokens.isFor('intake', token)).toBe(true);
    now += 10_000;
    expect(await tokens.isFor('intake', token)).toBe(false);
    expect(await tokens.isFor('intake', await tokens.for('intake'))).toBe(true);
  });

  it('are worth nothing without the secret', async () => {
    const token = await internalTokens(NEW, () => NOON).for('intake');
    expect(await internalTokens(OLD, () => NOON).isFor('intake', token)).toBe(false);
    expect(await internalTokens(OLD, () => NOON).isFor('intake', 'nonsense')).toBe(false);
  });

  it('of both secrets are accepted while the secret is changed', async () => {
    const between = internalTokens(`${NEW}\n${OLD}\n`, () => NOON);
    const before = internalTokens(OLD, () => NOON);
    const after = internalTokens(NEW, () => NOON);
    expect(await between.isFor('intake', await before.for('intake'))).toBe(true);
    expect(await after.isFor('intake', await between.for('intake'))).toBe(true);
  });

  it('refuse a secret that can be guessed', () => expect(() => internalTokens('sesame', () => NOON)).toThrow(/at least 32 characters/));
});
