import { describe, expect, it } from '@jest/globals';
import { memoryLog } from '../memory/memory-log.js';
import type { Log } from '../ports/log.port.js';
import { aDraft, stored } from '../suites/builders.js';
import { Tail } from './tail.js';

describe('what was just written', () => {
  const SIZE = 1_000;
  const communities = Array.from({ length: 12 }, (_, at) => `99010100${1_001 + at}`);

  it('is at hand, and of many communities no more than there is room for: the latest written to', async () => {
    const log = memoryLog();
    const asked: string[] = [];
    const read: Log['read'] = (community, after, limit) => (asked.push(community), log.read(community, after, limit));
    const tail = new Tail('intake', { ...log, read }, {}, () => undefined);
    for (const community of communities) for (let count = 0; count < SIZE; count += 1) await stored(log, aDraft({ community }));
    for (const community of communities) expect(await tail.after(community, SIZE - 1, 10)).toHaveLength(1);
    expect(asked).toEqual(communities.slice(0, 2));
  });
});
