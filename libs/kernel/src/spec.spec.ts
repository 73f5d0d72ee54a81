import { describe, expect, it } from '@jest/globals';
import { fold, type Decider } from './decider.js';
import { invalidField, notAllowed, notFound, refuse, Refusal, unreachable } from './refusal.js';
import { given } from './spec.js';

interface Counted {
  readonly type: 'counted';
  readonly by: number;
  readonly note?: string | undefined;
}
const counter: Decider<number, number, Counted> = {
  stream: 'counter',
  initialState: 0,
  evolve: (total, { by }) => total + by,
  decide(by, total) {
    if (by < 0) throw new TypeError('A mistake of the decider.');
    if (by > 10) return refuse('too-much', 'That is too much.', { total });
    return by === 0 ? [] : [{ type: 'counted', by }];
  },
};
const counted = (by: number): Counted => ({ type: 'counted', by });

describe('folding', () => {
  it('begins with the initial state and takes events in their order', () => {
    expect(fold(counter, [])).toBe(0);
    const order = { initialState: '', evolve: (text: string, { by }: Counted) => text + by };
    expect(fold(order, [counted(1), counted(2), counted(3)])).toBe('123');
  });
});

describe('given, when, then', () => {
  it('holds when exactly these events happen, however their members are ordered', () => {
    given(counter, [counted(3)])
      .when(2)
      .then({ by: 2, type: 'counted', note: undefined });
  });

  it('fails when other events happen, none, or too many', () => {
    const two = given(counter).when(2);
    expect(() => two.then(counted(3))).toThrow('Expected');
    expect(() => two.then()).toThrow('Expected');
    expect(() => two.then(counted(2), counted(2))).toThrow('Expected');
    expect(() => two.thenNothing()).toThrow('Expected');
    expect(() => given(counter).when(0).then(counted(0))).toThrow('Expected');
  });

  it('tells nothing from a refusal', () => {
    given(counter).when(0).thenNothing();
    expect(() => given(counter).when(11).thenNothing()).toThrow('it was refused: too-much');
    expect(() => given(counter).when(0).thenRefused('too-much')).toThrow('Expected a refusal');
  });

  it('holds when it is refused with this code, and hands the refusal on', () => {
    const refusal = given(counter, [counted(3)])
      .when(11)
      .thenRefused('too-much');
    expect(refusal.details).toEqual({ total: 3 });
    expect(() => given(counter).when(11).thenRefused('too-little')).toThrow('but got too-much');
  });

  it('never takes a mistake for a refusal', () => {
    expect(() => given(counter).when(-1).thenRefused('too-much')).toThrow(TypeError);
    expect(() => given(counter).when(-1).thenNothing()).toThrow(TypeError);
  });

  it('shows the state afterwards', () => {
    expect(
      given(counter, [counted(3)])
        .when(2)
        .thenState(),
    ).toBe(5);
    expect(() => given(counter).when(11).thenState()).toThrow(Refusal);
  });
});

describe('a refusal', () => {
  const caught = (work: () => unknown): Refusal => {
    try {
      work();
    } catch (error) {
      if (error instanceof Refusal) return error;
    }
    throw new Error('It was not refused.');
  };

  it('has a kind for its status, a stable code and a sentence', () => {
    expect(caught(() => refuse('task-already-claimed', 'Li has it.', { by: 'li' }))).toMatchObject({
      kind: 'rule',
      code: 'task-already-claimed',
      message: 'Li has it.',
      details: { by: 'li' },
    });
    expect(caught(() => notFound('task'))).toMatchObject({ kind: 'not-found', code: 'not-found', message: 'There is no such task here.' });
    expect(caught(() => notAllowed('Not yours.'))).toMatchObject({ kind: 'not-allowed', code: 'not-allowed', message: 'Not yours.' });
  });

  it('names the field that is wrong', () => {
    expect(caught(() => invalidField('lines[0].area', 'There is no such area.'))).toMatchObject({
      kind: 'invalid',
      code: 'invalid-field',
      details: { errors: [{ path: 'lines[0].area', code: 'invalid-field', message: 'There is no such area.' }] },
    });
  });

  it('is not what an unknown case is: that is a mistake of ours', () => {
    expect(() => unreachable({ type: 'new' } as never)).toThrow('Unknown case "new"');
    expect(() => unreachable('odd' as never)).toThrow('Unknown case "odd"');
  });
});
