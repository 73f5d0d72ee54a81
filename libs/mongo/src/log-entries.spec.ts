import { commandEntry, commandIn, commitId, entriesOf, positionOf, streamEntry, touches, writesIn } from './log-entries.js';

const COMMUNITY = '990101001001';

describe('the entries of a commit', () => {
  it.each([
    [{ sender: 'clerk', id: 'c1' }],
    [{ sender: 'reaction/when-need-created', id: 'intake/990101001001/7.0' }],
    [{ sender: '%2F', id: 'a@000000000001' }],
    [{ sender: '', id: '王/%/@' }],
  ])('are read back as they were written: %j', (command) => {
    const writes = [
      ['need/1', 1],
      ['area/十二号楼 😀@7', 12],
      ['command/clerk/c1', 999_999_999_999],
    ] as const;
    const entries = entriesOf(COMMUNITY, { writes, command: { ...command, type: 't', correlation: 'c' } });
    expect(writesIn(COMMUNITY, entries)).toEqual(writes);
    expect(commandIn(COMMUNITY, entries)).toEqual(command);
  });

  it('tell senders and ids apart, and commands from streams', () => {
    const entries = [
      commandEntry(COMMUNITY, 'a', 'b/c'),
      commandEntry(COMMUNITY, 'a/b', 'c'),
      commandEntry(COMMUNITY, 'a%2Fb', 'c'),
      commandEntry(COMMUNITY, 'clerk', 'c1@000000000001'),
      streamEntry(COMMUNITY, 'command/clerk/c1', 1),
    ];
    expect(new Set(entries).size).toBe(entries.length);
  });

  it('of what was heard name no command', () => {
    expect(commandIn(COMMUNITY, entriesOf(COMMUNITY, { writes: [['heard/intake', 1]] }))).toBeUndefined();
  });

  it('say whether a stream was touched after a version, also beside one whose name goes on with an @', () => {
    const entries = entriesOf(COMMUNITY, { writes: [['task/1@2', 5]] });
    expect(touches(entries, COMMUNITY, 'task/1', 0)).toBe(false);
    expect(touches(entries, COMMUNITY, 'task/1@2', 4)).toBe(true);
    expect(touches(entries, COMMUNITY, 'task/1@2', 5)).toBe(false);
  });

  it('sort by number', () => {
    const ids = [1, 2, 10, 99, 100, 1_000_000].map((position) => commitId(COMMUNITY, position));
    expect([...ids].sort()).toEqual(ids);
    expect(ids.map(positionOf)).toEqual([1, 2, 10, 99, 100, 1_000_000]);
  });
});
