import { jest } from '@jest/globals';
import { HOLD_SECONDS } from '../api/hold';
import { Problem } from '../api/problem';
import { Outbox, type Queued } from './outbox';
import type { RunCommand } from './run-command';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const fail = (taskId: string): RunCommand => ({
  route: '/api/pharmacy-run/runs/{id}/stops/{taskId}/fail',
  path: { id: 'r1', taskId },
  body: { reason: 'absent' },
});

/** A phone; `answers` are what the network says, call by call, and then that all is well. */
const aPhone = (...answers: (Problem | undefined)[]) => {
  let held: readonly Queued[] = [];
  const sent: (readonly [string, boolean])[] = [];
  const open = () =>
    new Outbox({
      read: () => held,
      write: (queued) => void (held = queued),
      send: async ({ path, id }, late) => {
        const problem = answers.shift();
        if (problem) throw problem;
        ids.push(id);
        sent.push([(path as { taskId: string }).taskId, late]);
      },
      refresh: async () => undefined,
      community: () => '990101001001',
      now: () => Date.now(),
    });
  const ids: string[] = [];
  return { outbox: open(), open, sent, ids, held: () => held };
};
const cut = (): Problem => new Problem('no-network', 0);
const states = (outbox: Outbox): string[] => outbox.list().map(({ state }) => state.name);

it('sends at once where there is a signal', async () => {
  const { outbox, sent } = aPhone();
  expect(await outbox.give(fail('t1'), 'one')).toBe('sent');
  expect([sent, outbox.list()]).toEqual([[['t1', false]], []]);
});

it('tells at once what is refused, and keeps nothing of it', async () => {
  const { outbox } = aPhone(new Problem('wrong-code', 409));
  await expect(outbox.give(fail('t1'), 'one')).rejects.toMatchObject({ code: 'wrong-code' });
  expect(outbox.done()).toEqual([]);
});

it('keeps what there is no signal for, and what is done after it, in order', async () => {
  const { outbox, sent } = aPhone(cut(), cut());
  expect(await outbox.give(fail('t1'), 'one')).toBe('kept');
  expect(await outbox.give(fail('t2'), 'two')).toBe('kept');
  expect(states(outbox)).toEqual(['kept', 'kept']);
  await jest.runAllTimersAsync();
  expect(sent).toEqual([
    ['t1', true],
    ['t2', true],
  ]);
  expect(outbox.list()).toEqual([]);
});

it('goes on after the page was loaded again, under the same id', async () => {
  const phone = aPhone(cut());
  await phone.outbox.give(fail('t1'), 'one');
  const [{ id }] = phone.held() as [Queued];
  const again = phone.open();
  again.reload();
  expect(states(again)).toEqual(['kept']);
  await again.flush();
  expect([phone.ids, phone.held()]).toEqual([[id], []]);
});

it('sets aside what is refused later, with the reason, and sends the rest', async () => {
  const { outbox, sent } = aPhone(cut(), new Problem('stop-over', 409));
  await outbox.give(fail('t1'), 'one');
  outbox.hold(fail('t2'), 'two');
  await outbox.flush(true);
  expect(outbox.list()).toMatchObject([{ label: 'one', state: { name: 'failed', problem: { code: 'stop-over' } } }]);
  expect(sent).toEqual([['t2', true]]);
  outbox.takeBack(outbox.list()[0]!.id);
  expect(outbox.done()).toEqual([]);
});

it('holds what one tap does for ten seconds', async () => {
  const { outbox, sent } = aPhone();
  outbox.hold(fail('t1'), 'one');
  await jest.advanceTimersByTimeAsync(HOLD_SECONDS * 1000 - 1);
  expect([states(outbox), sent]).toEqual([['waiting'], []]);
  await jest.advanceTimersByTimeAsync(1);
  expect([outbox.list(), sent]).toEqual([[], [['t1', true]]]);
});

it('sends nothing that was taken back', async () => {
  const { outbox, sent } = aPhone();
  outbox.hold(fail('t1'), 'one');
  outbox.takeBack(outbox.list()[0]!.id);
  await jest.runAllTimersAsync();
  expect([outbox.done(), sent]).toEqual([[], []]);
});

it('takes going on for having meant it', async () => {
  const { outbox, sent } = aPhone();
  outbox.hold(fail('t1'), 'one');
  await outbox.give(fail('t2'), 'two');
  expect(sent).toEqual([
    ['t1', true],
    ['t2', false],
  ]);
});
