import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Report } from '@linli/engine';
import { Health } from './health.js';

describe('the health of the bus', () => {
  let told: Report[];
  let health: Health;
  beforeEach(() => {
    told = [];
    health = new Health((line) => told.push(line));
  });

  it('is not well before anybody has answered, and tells nobody of it', () => {
    health.asked('hearing');
    expect(health.troubles).toEqual(['hearing: No broker has answered yet.']);
    health.answered('hearing');
    expect(health.troubles).toEqual([]);
    expect(told).toEqual([]);
  });

  it('keeps the trouble that it knows while it asks again, and tells once of its coming and of its going', () => {
    health.asked('hearing');
    health.amiss('hearing', 'No broker answers.');
    health.asked('hearing');
    health.amiss('hearing', 'No broker answers.');
    expect(health.troubles).toEqual(['hearing: No broker answers.']);
    health.answered('hearing');
    expect(health.troubles).toEqual(['hearing: No broker answers.']);
    health.well('hearing');
    expect(health.troubles).toEqual([]);
    expect(told.map(({ level, message }) => [level, message])).toEqual([
      ['error', 'the bus is not well'],
      ['info', 'the bus is well again'],
    ]);
  });
});
