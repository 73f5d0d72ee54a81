import { fold, type Decider, type DomainEvent } from './decider.js';
import { Refusal } from './refusal.js';

const same = (left: unknown, right: unknown): boolean => JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));

/** Key order is no part of a fact. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
};

const show = (value: unknown): string => JSON.stringify(value, null, 2);

/**
 * Given what happened, when this is asked, then that happens: the way every rule is tested.
 *
 *     given(task, [opened, claimedBy('li')]).when(claim('wang')).thenRefused('task-already-claimed');
 */
export const given = <State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
  events: readonly Event[] = [],
) => ({
  when(command: Command) {
    const state = fold<State, Event>(decider, events);
    const outcome = (): readonly Event[] | Refusal => {
      try {
        return decider.decide(command, state);
      } catch (error) {
        if (error instanceof Refusal) return error;
        throw error;
      }
    };
    const expectEvents = (expected: readonly Event[]): void => {
      const actual = outcome();
      if (actual instanceof Refusal) throw new Error(`Expected events, but it was refused: ${actual.code}: ${actual.message}`);
      if (!same(actual, expected)) throw new Error(`Expected ${show(expected)}\nbut got ${show(actual)}`);
    };
    return {
      /** Exactly these events happen. */
      then: (...expected: readonly Event[]) => expectEvents(expected),
      /** Nothing happens, and that is no refusal. */
      thenNothing: () => expectEvents([]),
      /** It is refused with this code. */
      thenRefused(code: string): Refusal {
        const actual = outcome();
        if (!(actual instanceof Refusal)) throw new Error(`Expected a refusal ${code}, but got ${show(actual)}`);
        if (actual.code !== code) throw new Error(`Expected a refusal ${code}, but got ${actual.code}: ${actual.message}`);
        return actual;
      },
      /** The state afterwards, for rules about what is remembered. */
      thenState: (): State => {
        const actual = outcome();
        if (actual instanceof Refusal) throw actual;
        return actual.reduce((next, event) => decider.evolve(next, event), state);
      },
    };
  },
});
