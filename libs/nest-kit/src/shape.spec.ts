import fc from 'fast-check';
import { Refusal } from '@linli/kernel';
import { AreaCode, DayField, Decimal, Flag, IdField, ListOf, ListOfText, Nested, OneOf, Optional, Text, Whole } from './fields.js';
import { shape, shapeQuery } from './shape.js';

class Door {
  @Text({ max: 10 }) building!: string;
}
class Line {
  @IdField() id!: string;
  @Decimal({ min: 0.1, max: 10 }) quantity!: number;
}
class Sample {
  @Text({ max: 5 }) name!: string;
  @Optional() @Text({ min: 0, max: 5 }) note?: string;
  @Optional() @Whole({ min: 1, max: 9 }) count?: number;
  @Optional() @Flag() yes?: boolean;
  @Optional() @OneOf(['a', 'b']) letter?: string;
  @Optional() @DayField() day?: string;
  @Optional() @AreaCode([2, 12]) area?: string;
  @Optional() @ListOfText({ max: 2, length: 3 }) words?: string[];
  @Optional() @ListOfText({ max: 2, values: ['x', 'y'] }) chosen?: string[];
  @Optional() @Nested(() => Door) door?: Door;
  @Optional() @ListOf(() => Line, { min: 1, max: 2 }) lines?: Line[];
}
class More extends Sample {
  @Whole() extra!: number;
}

const refusalOf = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was not refused.');
};
/** What is wrong, as `path code`. */
const wrong = (value: unknown): string[] =>
  refusalOf(() => shape(Sample, value)).details.errors!.map(({ path, code }) => `${path} ${code}`.replace(' invalid-field', ''));

describe('a body takes its shape', () => {
  it('as a clean copy of its class', () => {
    const given = { name: '王', count: 3, yes: false, letter: 'a', day: '2022-11-24', area: '99', words: ['一'], chosen: ['x'] };
    const shaped = shape(Sample, { ...given, door: { building: '12' }, lines: [{ id: 'l1', quantity: 0.5 }] });
    expect(shaped).toBeInstanceOf(Sample);
    expect(shaped.door).toBeInstanceOf(Door);
    expect(shaped).toEqual({ ...given, door: { building: '12' }, lines: [{ id: 'l1', quantity: 0.5 }] });
  });

  it('with what may be left out left out, null too', () => expect(shape(Sample, { name: '王', note: null })).toEqual({ name: '王' }));

  it('with the fields of the class it extends', () => {
    expect(shape(More, { name: '王', extra: 1 })).toEqual({ name: '王', extra: 1 });
    expect(wrong({ name: '王', extra: 1 })).toEqual(['extra unknown-field']);
  });
});

describe('a body is refused', () => {
  it.each([
    [null, ['']],
    [[], ['']],
    ['text', ['']],
    [7, ['']],
    [{}, ['name']],
    [{ name: null }, ['name']],
    [{ name: 7 }, ['name']],
    [{ name: '' }, ['name']],
    [{ name: '   ' }, ['name']],
    [{ name: 'abcdef' }, ['name']],
    [{ name: 'a\u0000b' }, ['name']],
    [{ name: '\ud83d' }, ['name']],
    [{ name: 'a', count: '3' }, ['count']],
    [{ name: 'a', count: 1.5 }, ['count']],
    [{ name: 'a', count: 0 }, ['count']],
    [{ name: 'a', count: 10 }, ['count']],
    [{ name: 'a', yes: 'true' }, ['yes']],
    [{ name: 'a', letter: 'c' }, ['letter']],
    [{ name: 'a', day: '2022-02-30' }, ['day']],
    [{ name: 'a', day: '24.11.2022' }, ['day']],
    [{ name: 'a', area: '990' }, ['area']],
    [{ name: 'a', words: 'ab' }, ['words']],
    [{ name: 'a', words: ['a', 'b', 'c'] }, ['words']],
    [{ name: 'a', words: ['a', 7] }, ['words[1]']],
    [{ name: 'a', words: ['long word'] }, ['words[0]']],
    [{ name: 'a', chosen: ['x', 'z'] }, ['chosen[1]']],
    [{ name: 'a', door: 'x' }, ['door']],
    [{ name: 'a', door: {} }, ['door.building']],
    [{ name: 'a', lines: [] }, ['lines']],
    [{ name: 'a', lines: {} }, ['lines']],
    [{ name: 'a', lines: [{ id: '../x', quantity: 0 }] }, ['lines[0].id', 'lines[0].quantity']],
  ])('%j', (value, paths) => expect(wrong(value)).toEqual(paths));

  it('for an unknown field, by its name, wherever it stands', () => {
    expect(wrong({ name: 'a', colour: 1 })).toEqual(['colour unknown-field']);
    expect(wrong({ name: 'a', lines: [{ id: 'l', quantity: 1, colour: 1 }] })).toEqual(['lines[0].colour unknown-field']);
    expect(wrong(JSON.parse('{"name":"a","__proto__":{"x":1},"constructor":1}'))).toEqual([
      '__proto__ unknown-field',
      'constructor unknown-field',
    ]);
    const refusal = refusalOf(() => shape(Sample, { colour: 1 }));
    expect([refusal.kind, refusal.code]).toEqual(['invalid', 'unknown-field']);
  });

  it('without repeating what was sent, and with a limit to what is told', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`field${at}`, '13800000000']));
    const { message, details } = refusalOf(() => shape(Sample, many));
    expect(details.errors).toHaveLength(20);
    expect(JSON.stringify([message, details])).not.toContain('13800000000');
    expect(wrong({ name: 'a', ['x'.repeat(1000)]: 1 })[0]!.length).toBeLessThan(100);
  });

  it('or shaped, whatever it is: nothing else is thrown', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        try {
          expect(shape(Sample, value)).toBeInstanceOf(Sample);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
    ));
});

describe('a query string', () => {
  it('is text that is read as what it must be', () =>
    expect(shapeQuery(Sample, { name: 'a', count: '3', yes: 'true', words: 'a,b' })).toEqual({
      name: 'a',
      count: 3,
      yes: true,
      words: ['a', 'b'],
    }));

  it('counts the last of what stands twice', () => expect(shapeQuery(Sample, { name: ['a', 'b'] })).toEqual({ name: 'b' }));

  it('is refused like a body', () => {
    const paths = (query: Record<string, unknown>) => refusalOf(() => shapeQuery(Sample, query)).details.errors!.map(({ path }) => path);
    expect(paths({ name: 'a', count: '3x' })).toEqual(['count']);
    expect(paths({ name: 'a', count: '' })).toEqual(['count']);
    expect(paths({ name: 'a', yes: '1' })).toEqual(['yes']);
    expect(paths({ name: 'a', colour: '1' })).toEqual(['colour']);
    expect(paths({ name: 'a', ['__proto__']: 'y' })).toEqual(['__proto__']);
  });

  it('may name the area, which is the guard’s matter', () => {
    class NoArea {
      @Optional() @Text({ max: 5 }) q?: string;
    }
    expect(shapeQuery(NoArea, { area: '990101001001', q: 'a' })).toEqual({ q: 'a' });
  });
});
