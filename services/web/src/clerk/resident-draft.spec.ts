import { correction, draftOfResident, emptyResident, isChanged, isComplete, registration } from './resident-draft';

const known = {
  id: 'r',
  version: 3,
  householdId: 'h',
  name: '王秀兰',
  phone: '19910000001',
  address: { building: '12', unit: '3', room: '402' },
  careCategories: ['lone-elder' as const],
  medicationPlan: [{ medicine: '氨氯地平', maker: '某厂', dailyDose: 1, unitsLeft: 6, countedOn: '2022-11-20' }],
  registeredAt: '',
  changedAt: '',
};

it('registers without what was left empty', () =>
  expect(registration({ ...emptyResident, name: ' 李 ', building: '1', unit: '1', room: '101' })).toEqual({
    name: '李',
    address: { building: '1', unit: '1', room: '101' },
    careCategories: [],
    medicationPlan: [],
  }));
it('sees that nothing has changed', () => expect(isChanged(known, draftOfResident(known))).toBe(false));
it('corrects what differs and nothing else', () =>
  expect(correction(known, { ...draftOfResident(known), phone: '', room: '403' }, ' 打错了 ')).toEqual({
    phone: '',
    address: { building: '12', unit: '3', room: '403' },
    reason: '打错了',
  }));
it.each([
  ['6', true],
  ['０', true],
  ['', false],
  ['半盒', false],
])('with %j left is whole: %s', (unitsLeft, whole) => {
  const draft = draftOfResident(known);
  expect(isComplete({ ...draft, medicationPlan: [{ ...draft.medicationPlan[0]!, unitsLeft }] })).toBe(whole);
});
it('keeps what the form does not show', () =>
  expect(
    correction(
      known,
      { ...draftOfResident(known), medicationPlan: [{ ...draftOfResident(known).medicationPlan[0]!, unitsLeft: '5' }] },
      '数过',
    ).medicationPlan,
  ).toEqual([{ ...known.medicationPlan[0], unitsLeft: 5 }]));
