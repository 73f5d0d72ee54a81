import { CONTRACTS, EXACT_CONTRACTS } from './contracts.js';

const type = 'linli.dispatch.task-failed.v1';
const data = { taskId: '1', needId: '1', reason: 'absent' };

describe.each([
  ['what is heard', CONTRACTS],
  ['what is made public', EXACT_CONTRACTS],
])('the contract of %s', (_what, contracts) => {
  const fault = (of: object): string | undefined => contracts.get(type)!(of);

  it('finds nothing wrong where it is as it says', () => expect(fault(data)).toBeUndefined());
  it.each<[string, object, string]>([
    ['a field is missing', { taskId: '1', reason: 'absent' }, "must have required property 'needId'"],
    ['a field is of another kind', { ...data, taskId: 1 }, '/taskId must be string'],
    ['a word is none of the words', { ...data, reason: '李秀英' }, '/reason must be equal to one of the allowed values'],
  ])('says where it is wrong when %s, and nothing that stands there', (_case, of, says) => expect(fault(of)).toBe(says));
  it('knows no event of tomorrow', () => expect(contracts.get('linli.dispatch.tomorrow.v9')).toBeUndefined());
});

it('what a later version says besides is heard, and not made public', () => {
  const more = { ...data, floor: 4 };
  expect(CONTRACTS.get(type)!(more)).toBeUndefined();
  expect(EXACT_CONTRACTS.get(type)!(more)).toBe('must NOT have additional properties floor');
});
it('so it is deep inside, and of records whose names nobody knows beforehand', () => {
  const planned = { runId: '1', runners: [], stops: [{ taskId: '1', needId: '1', order: 1, floor: 4 }] };
  expect(CONTRACTS.get('linli.dispatch.run-planned.v1')!(planned)).toBeUndefined();
  const counted = { grid: '03', households: 1, residents: 2, specialCare: 1, categories: { dialysis: 'one' } };
  expect(CONTRACTS.get('linli.intake.resident-counted.v1')!(counted)).toBe('/categories/dialysis must be number');
});
