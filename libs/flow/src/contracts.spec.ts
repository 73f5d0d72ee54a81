import { contractFaults } from './contracts.js';

describe('what is wrong about a public event, by its contract', () => {
  const type = 'linli.dispatch.task-failed.v1';

  it('is nothing when it is as its type says', () =>
    expect(contractFaults({ type, taskId: '1', needId: '1', reason: 'absent' } as never)).toEqual([]));

  it.each<[string, object, string]>([
    [
      'a field is missing',
      { type, taskId: '1', reason: 'absent' },
      `${type} must have required property 'needId' {"missingProperty":"needId"}`,
    ],
    [
      'a word is none of the words',
      { type, taskId: '1', needId: '1', reason: 'bored' },
      `${type}/reason must be equal to one of the allowed values`,
    ],
    [
      'something else goes along',
      { type, taskId: '1', needId: '1', reason: 'absent', name: '李' },
      `${type} must NOT have additional properties`,
    ],
    ['nobody knows it', { type: 'linli.dispatch.tomorrow.v9' }, 'linli.dispatch.tomorrow.v9 is no contract.'],
  ])('is told when %s', (_, event, fault) => expect(contractFaults(event as never)).toEqual([expect.stringContaining(fault)]));
});
