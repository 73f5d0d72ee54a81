import { plainPhone, type Medication, type PersonRecord } from '../domain/person.js';
import type { LedgerMedication, LedgerPerson } from './ledger.js';

/** What a ledger says of one person, held against the register. */
export type Planned =
  | { readonly what: 'create'; readonly person: LedgerPerson; readonly record: PersonRecord }
  | { readonly what: 'update'; readonly person: LedgerPerson; readonly residentId: string; readonly record: PersonRecord }
  | { readonly what: 'unchanged'; readonly person: LedgerPerson };

/** The register, as far as telling the same person takes it. */
export interface Register {
  byIdCard(idCard: string): readonly Known[];
  byName(name: string): readonly Known[];
}
export interface Known {
  readonly residentId: string;
  readonly record: PersonRecord;
}

/** Compares one person of a ledger with the register. `today`: the day of the import in the community's calendar. */
export const planPerson = (person: LedgerPerson, register: Register, today: string): Planned => {
  const known = findKnown(person, register);
  if (!known) return { what: 'create', person, record: newRecord(person, today) };
  const record = updatedRecord(known.record, person, today);
  return record === known.record ? { what: 'unchanged', person } : { what: 'update', person, residentId: known.residentId, record };
};

/** The ID number, else name and phone, else name and address. */
const findKnown = ({ name, phone, idCard, address }: LedgerPerson, register: Register): Known | undefined => {
  const byIdCard = idCard === undefined ? undefined : register.byIdCard(idCard)[0];
  if (byIdCard) return byIdCard;
  const named = register.byName(name).filter(({ record }) => idCard === undefined || record.idCard === undefined);
  return (
    named.find(({ record }) => phone !== undefined && record.phone !== undefined && plainPhone(record.phone) === phone) ??
    named.find(
      ({ record }) =>
        record.address.building === address.building && record.address.unit === address.unit && record.address.room === address.room,
    )
  );
};

const dated = ({ countedOn, ...medication }: LedgerMedication, today: string): Medication => ({
  ...medication,
  countedOn: countedOn ?? today,
});

const newRecord = ({ rows: _rows, medicationPlan, ...person }: LedgerPerson, today: string): PersonRecord => ({
  ...person,
  medicationPlan: medicationPlan.map((medication) => dated(medication, today)),
});

/** What the ledger says goes over what is known; what it does not speak of stays. The same record when nothing changes. */
const updatedRecord = (before: PersonRecord, person: LedgerPerson, today: string): PersonRecord => {
  const after: PersonRecord = {
    ...before,
    name: person.name,
    ...(person.phone !== undefined && {
      phone: before.phone !== undefined && plainPhone(before.phone) === person.phone ? before.phone : person.phone,
    }),
    ...(person.idCard !== undefined && { idCard: before.idCard?.toUpperCase() === person.idCard ? before.idCard : person.idCard }),
    address: sameAddress(before, person) ? before.address : person.address,
    careCategories:
      sameSet(before.careCategories, person.careCategories) || person.careCategories.length === 0
        ? before.careCategories
        : person.careCategories,
    medicationPlan: updatedPlan(before.medicationPlan, person.medicationPlan, today),
    ...(person.notes !== undefined && { notes: person.notes }),
  };
  const fields = Object.keys(after) as (keyof PersonRecord)[];
  return fields.every((field) => after[field] === before[field]) ? before : after;
};

const sameAddress = ({ address: left }: PersonRecord, { address: right }: LedgerPerson): boolean =>
  left.building === right.building && left.unit === right.unit && left.room === right.room;

const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((one) => right.includes(one));

const updatedPlan = (before: readonly Medication[], said: readonly LedgerMedication[], today: string): readonly Medication[] => {
  let changed = false;
  const plan = [...before];
  for (const medication of said) {
    const at = plan.findIndex(({ medicine, strength }) => medicine === medication.medicine && strength === medication.strength);
    if (at < 0) {
      plan.push(dated(medication, today));
      changed = true;
      continue;
    }
    const known = plan[at]!;
    // The same count without a date is the old count, not a new one of today.
    const countedOn = medication.countedOn ?? (known.unitsLeft === medication.unitsLeft ? known.countedOn : today);
    const next: Medication = { ...known, ...medication, countedOn };
    if ((Object.keys(next) as (keyof Medication)[]).every((field) => next[field] === known[field])) continue;
    plan[at] = next;
    changed = true;
  }
  return changed ? plan : before;
};
