import { contractFaults } from './contracts.js';

describe('what is wrong about a public event, by its contract', () => {
  const type = 'linli.dispatch.task-failed.v1';

  it('is nothing when it is as its type says', () =>
    expect(contractFaults({ type, taskId: '1', needId: '1', reason: 'absent' } as never)).toEqual([]));
  it('is told with its type, also what goes along besides', () =>
    expect(contractFaults({ type, taskId: '1', needId: '1', reason: 'absent', name: '李' } as never)).toEqual([
      `${type} must NOT have additional properties name`,
    ]));
  it('is all of it when nobody knows it', () =>
    expect(contractFaults({ type: 'linli.dispatch.tomorrow.v9' })).toEqual(['linli.dispatch.tomorrow.v9 is no contract']));
});
