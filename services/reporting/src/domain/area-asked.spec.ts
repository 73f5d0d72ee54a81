import { Refusal } from '@linli/kernel';
import { areaAsked, childLevel } from './area-asked.js';

const codeOf = (asked: string | undefined, ...granted: string[]): string | undefined => {
  try {
    areaAsked(asked, granted);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

it('the only area that somebody sees goes without saying', () => {
  expect(areaAsked(undefined, ['990101001'])).toEqual({ code: '990101001' });
  expect(areaAsked(undefined, ['990101001', '990101001'])).toEqual({ code: '990101001' });
  expect(codeOf(undefined, '990101001', '990101002')).toBe('area-needed');
});
it('a role covers its area and all below, down to a grid', () => {
  expect(areaAsked('990101001001', ['990101001'])).toEqual({ code: '990101001001' });
  expect(areaAsked('990101001001-03', ['990101001'])).toEqual({ code: '990101001001', grid: '03' });
  expect(areaAsked('99', ['99'])).toEqual({ code: '99' });
  expect(codeOf('990101', '990101001')).toBe('not-allowed');
  expect(codeOf('990101002', '990101001')).toBe('not-allowed');
});
it.each(['', '9', '990', '9901010010010', '990101001-03', '990101001001-', 'abc', '990101001001/03'])('%j is no area', (asked) =>
  expect(codeOf(asked, '99')).toBe('invalid-field'),
);
it('below a sub-district are communities, below a community are grids', () => {
  expect(childLevel('990101001')).toBe(12);
  expect(childLevel('99')).toBe(4);
  expect(childLevel('990101001001')).toBeUndefined();
});
