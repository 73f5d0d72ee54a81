import { jest } from '@jest/globals';
import { HOLD_SECONDS, Holds } from './hold';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const held = () => {
  const sent: string[] = [];
  const holds = new Holds(() => 0);
  const id = holds.hold('cancel the need', () => sent.push('cancelled'));
  return { sent, holds, id };
};

it('sends after ten seconds, and once', () => {
  const { sent } = held();
  jest.advanceTimersByTime(HOLD_SECONDS * 1000 - 1);
  expect(sent).toEqual([]);
  jest.advanceTimersByTime(HOLD_SECONDS * 1000);
  expect(sent).toEqual(['cancelled']);
});

it('sends nothing that was taken back', () => {
  const { sent, holds, id } = held();
  holds.takeBack(id);
  jest.runAllTimers();
  expect(sent).toEqual([]);
  expect(holds.list()).toEqual([]);
});

it('sends at once what the person will not wait for, and everything when the page is left', () => {
  const { sent, holds, id } = held();
  holds.sendNow(id);
  holds.hold('confirm', () => sent.push('confirmed'));
  holds.sendAll();
  jest.runAllTimers();
  expect(sent).toEqual(['cancelled', 'confirmed']);
});
