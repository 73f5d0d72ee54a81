import { jest } from '@jest/globals';
import { HOLD_SECONDS, Holds } from './hold';
import { Problem } from './problem';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const held = () => {
  const sent: string[] = [];
  const holds = new Holds(() => 0);
  const id = holds.hold('cancel the need', async () => sent.push('cancelled'));
  return { sent, holds, id };
};

it('sends after ten seconds, and once', async () => {
  const { sent, holds } = held();
  await jest.advanceTimersByTimeAsync(HOLD_SECONDS * 1000 - 1);
  expect(sent).toEqual([]);
  await jest.advanceTimersByTimeAsync(HOLD_SECONDS * 1000);
  expect(sent).toEqual(['cancelled']);
  expect(holds.list()).toEqual([]);
});

it('sends nothing that was taken back', async () => {
  const { sent, holds, id } = held();
  holds.takeBack(id);
  await jest.runAllTimersAsync();
  expect(sent).toEqual([]);
  expect(holds.list()).toEqual([]);
});

it('sends at once what the person will not wait for, and everything when the page is left', async () => {
  const { sent, holds, id } = held();
  void holds.sendNow(id);
  holds.hold('confirm', async () => sent.push('confirmed'));
  holds.sendAll();
  await jest.runAllTimersAsync();
  expect(sent).toEqual(['cancelled', 'confirmed']);
});

describe('what could not be sent', () => {
  const failing = () => {
    const tries: (string | undefined)[] = [];
    const holds = new Holds(() => 0);
    const send = async (after?: Problem): Promise<void> => {
      tries.push(after?.code);
      if (tries.length === 1) throw new Problem('no-network', 0);
    };
    const id = holds.hold('cancel the need', send, 'not wanted any more');
    return { tries, holds, id };
  };

  it('stays with what was typed, and is not sent by itself', async () => {
    const { tries, holds, id } = failing();
    await holds.sendNow(id);
    holds.sendAll();
    await jest.runAllTimersAsync();
    expect(tries).toHaveLength(1);
    expect(holds.list()).toMatchObject([{ said: 'not wanted any more', state: { name: 'failed', problem: { code: 'no-network' } } }]);
  });

  it('is sent again, knows what it failed of, and is gone when it is done', async () => {
    const { tries, holds, id } = failing();
    await holds.sendNow(id);
    await holds.sendNow(id);
    expect(tries).toEqual([undefined, 'no-network']);
    expect(holds.list()).toEqual([]);
  });

  it('can be given up', async () => {
    const { tries, holds, id } = failing();
    await holds.sendNow(id);
    holds.takeBack(id);
    expect(holds.list()).toEqual([]);
    expect(tries).toHaveLength(1);
  });
});

it('is sent once however often one presses', async () => {
  let done = (): void => undefined;
  const sent: string[] = [];
  const holds = new Holds(() => 0);
  const id = holds.hold('confirm', () => {
    sent.push('confirmed');
    return new Promise<void>((resolve) => (done = resolve));
  });
  const first = holds.sendNow(id);
  await holds.sendNow(id);
  holds.takeBack(id);
  expect(holds.list()).toMatchObject([{ state: { name: 'sending' } }]);
  done();
  await first;
  expect(sent).toEqual(['confirmed']);
});
