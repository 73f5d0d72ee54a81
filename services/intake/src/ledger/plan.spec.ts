import type { PersonRecord } from '../domain/person.js';
import type { LedgerPerson } from './ledger.js';
import { planPerson, type Known, type Register } from './plan.js';

const TODAY = '2022-11-24';
const ID = '990101199001010019';
const person = (but: Partial<LedgerPerson> = {}): LedgerPerson => ({
  rows: [2],
  name: '王芳',
  phone: '13800138000',
  address: { building: '12', unit: '3', room: '402' },
  careCategories: ['lone-elder'],
  medicationPlan: [{ medicine: '氨氯地平片', strength: '5mg', dailyDose: 1, unitsLeft: 20 }],
  ...but,
});
const record = (but: Partial<PersonRecord> = {}): PersonRecord => ({
  name: '王芳',
  phone: '13800138000',
  address: { building: '12', unit: '3', room: '402' },
  careCategories: ['lone-elder'],
  medicationPlan: [{ medicine: '氨氯地平片', strength: '5mg', dailyDose: 1, unitsLeft: 20, countedOn: '2022-11-01' }],
  ...but,
});
const registerOf = (...people: PersonRecord[]): Register => {
  const known: Known[] = people.map((one, at) => ({ residentId: `r${at + 1}`, record: one }));
  return {
    byIdCard: (idCard) => known.filter((one) => one.record.idCard?.toUpperCase() === idCard),
    byName: (name) => known.filter((one) => one.record.name === name),
  };
};
const planned = (said: LedgerPerson, ...people: PersonRecord[]) => {
  const plan = planPerson(said, registerOf(...people), TODAY);
  return plan.what === 'update' ? { [plan.residentId]: plan.changes } : plan.what;
};

describe('somebody new', () => {
  it('comes in, the medicine counted on the day of the import unless the ledger says when', () => {
    const plan = planPerson(
      person({
        medicationPlan: [...person().medicationPlan, { medicine: '二甲双胍片', dailyDose: 2, unitsLeft: 60, countedOn: '2022-11-20' }],
      }),
      registerOf(),
      TODAY,
    );
    expect(plan).toMatchObject({
      what: 'create',
      record: { name: '王芳', medicationPlan: [{ countedOn: TODAY }, { medicine: '二甲双胍片', countedOn: '2022-11-20' }] },
    });
    expect(plan).not.toHaveProperty('record.rows');
  });
  it('is whoever shares but a name', () =>
    expect(planned(person({ phone: '13900139000', address: { building: '3', unit: '1', room: '101' } }), record())).toBe('create'));
  it('is whoever has another ID number', () =>
    expect(planned(person({ idCard: ID }), record({ idCard: '990101195202290020' }))).toBe('create'));
});

describe('the same person', () => {
  it('is told by the ID number first', () =>
    expect(
      planned(person({ idCard: ID, phone: '13900139000' }), record(), record({ idCard: ID.toLowerCase(), phone: '13700137000' })),
    ).toEqual({ r2: { phone: '13900139000' } }));
  it('else by name and phone', () =>
    expect(planned(person({ address: { building: '3', unit: '1', room: '101' } }), record())).toEqual({
      r1: { address: { building: '3', unit: '1', room: '101' } },
    }));
  it('else by name and address', () =>
    expect(planned(person({ phone: '13900139000' }), record())).toEqual({ r1: { phone: '13900139000' } }));
  it('gets the ID number that was not known', () => expect(planned(person({ idCard: ID }), record())).toEqual({ r1: { idCard: ID } }));
});

describe('nothing changes', () => {
  it('when the ledger says what is known', () => expect(planned(person(), record())).toBe('unchanged'));
  it('when it writes the phone or the name another way', () => {
    expect(planned(person(), record({ phone: '+86 138-0013-8000' }))).toBe('unchanged');
    expect(
      planPerson(
        person({ name: 'John Smith' }),
        { ...registerOf(), byName: () => [{ residentId: 'r1', record: record({ name: 'JOHN SMITH' }) }] },
        TODAY,
      ).what,
    ).toBe('unchanged');
  });
  it('when it does not speak of it', () =>
    expect(
      planned(
        { rows: [2], name: '王芳', address: person().address, careCategories: [], medicationPlan: [] },
        record({ idCard: ID, notes: '耳背' }),
      ),
    ).toBe('unchanged'));
  it('when the categories stand in another order', () =>
    expect(planned(person({ careCategories: ['very-old', 'lone-elder'] }), record({ careCategories: ['lone-elder', 'very-old'] }))).toBe(
      'unchanged',
    ));
});

describe('a medication plan', () => {
  const counts = (said: LedgerPerson, known: PersonRecord) => {
    const plan = planPerson(said, registerOf(known), TODAY);
    return plan.what === 'update'
      ? plan.changes.medicationPlan?.map(({ medicine, unitsLeft, countedOn }) => [medicine, unitsLeft, countedOn])
      : plan.what;
  };
  it('keeps the day of a count that has not changed', () => expect(counts(person(), record())).toBe('unchanged'));
  it('is counted today when the number is another', () =>
    expect(counts(person({ medicationPlan: [{ ...person().medicationPlan[0]!, unitsLeft: 8 }] }), record())).toEqual([
      ['氨氯地平片', 8, TODAY],
    ]));
  it('takes the day that the ledger says', () =>
    expect(counts(person({ medicationPlan: [{ ...person().medicationPlan[0]!, countedOn: '2022-11-20' }] }), record())).toEqual([
      ['氨氯地平片', 20, '2022-11-20'],
    ]));
  it('adds what is new, and another strength is another medicine', () =>
    expect(counts(person({ medicationPlan: [{ ...person().medicationPlan[0]!, strength: '10mg' }] }), record())).toEqual([
      ['氨氯地平片', 20, '2022-11-01'],
      ['氨氯地平片', 20, TODAY],
    ]));
});
