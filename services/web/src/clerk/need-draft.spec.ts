import { missingIn, newDraft, newLine, requestOf, type NeedDraft } from './need-draft';

const draft = (changes: Partial<NeedDraft> = {}): NeedDraft => ({
  ...newDraft({ ...newLine('1', '盒'), item: ' 氨氯地平 ' }),
  kind: 'medicine',
  ...changes,
});

it('asks for nothing more when kind and line are there', () => expect(missingIn(draft(), false)).toEqual([]));
it('asks for what is missing in the order of the form', () =>
  expect(missingIn(draft({ kind: undefined, lines: [{ ...newLine('1'), quantity: 'x', item: 'a' }], daysLeft: '-1' }), true)).toEqual([
    'kind',
    'quantity-0',
    'unit-0',
    'days-left',
    'urgency-reason',
  ]));
it('takes no number that the API would refuse', () =>
  expect(missingIn(draft({ lines: [{ ...newLine('1', '盒'), item: 'a', quantity: '10001' }], daysLeft: '366' }), false)).toEqual([
    'quantity-0',
    'days-left',
  ]));
it('wants a line where something must be bought', () =>
  expect(missingIn(draft({ lines: [newLine('1', '盒')] }), false)).toEqual(['item-0']));
it('wants none where somebody is to be visited', () => {
  const visit = draft({ kind: 'visit', lines: [newLine('1')] });
  expect(missingIn(visit, false)).toEqual([]);
  expect(requestOf('r', visit)).toEqual({ residentId: 'r', kind: 'visit', lines: [] });
});
it('sends numbers as numbers and leaves out what is empty', () =>
  expect(requestOf('r', draft({ daysLeft: '0.5', requester: { name: '女儿', phone: ' ', relation: '' }, evenIfOpen: true }))).toEqual({
    residentId: 'r',
    kind: 'medicine',
    lines: [{ item: '氨氯地平', quantity: 1, unit: '盒', substitution: 'ask-first' }],
    daysLeft: 0.5,
    requester: { name: '女儿' },
    evenIfOpen: true,
  }));
