import { plainName, plainPhone, type Medication, type PersonRecord } from '../domain/person.js';
import type { ImportRowChange } from '../domain/ledger-import.js';
import type { Column } from './columns.js';
import type { LedgerMedication, LedgerPerson } from './ledger.js';

/** What a ledger says of one person, held against the register. */
export type Planned =
  | { readonly what: 'create'; readonly person: LedgerPerson; readonly record: PersonRecord }
  /** Only what differs is said, so that what a clerk changes meanwhile stays. */
  | { readonly what: 'update'; readonly person: LedgerPerson; readonly residentId: string; readonly changes: Partial<PersonRecord> }
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
  const changes = changesTo(known.record, person, today);
  return Object.keys(changes).length === 0
    ? { what: 'unchanged', person }
    : { what: 'update', person, residentId: known.residentId, changes };
};

/** What a dry run says of it. */
export const changeOf = (planned: Exclude<Planned, { what: 'unchanged' }>): ImportRowChange => ({
  row: planned.person.rows[0]!,
  change: planned.what,
  columns: planned.what === 'update' ? Object.keys(planned.changes).map((member) => COLUMN_OF[member as keyof PersonRecord]) : [],
});

const COLUMN_OF: Record<keyof PersonRecord, Column> = {
  name: 'name',
  phone: 'phone',
  idCard: 'idCard',
  address: 'address',
  careCategories: 'categories',
  medicationPlan: 'medicine',
  notes: 'notes',
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

/** What the ledger says goes over what is known; what it does not speak of stays. */
const changesTo = (before: PersonRecord, said: LedgerPerson, today: string): Partial<PersonRecord> => {
  const plan = updatedPlan(before.medicationPlan, said.medicationPlan, today);
  const { name, phone, idCard, address, careCategories, notes } = said;
  return {
    ...(plainName(name) !== plainName(before.name) && { name }),
    ...(phone !== undefined && phone !== (before.phone && plainPhone(before.phone)) && { phone }),
    ...(idCard !== undefined && idCard !== before.idCard?.toUpperCase() && { idCard }),
    ...(!sameAddress(before, said) && { address }),
    ...(careCategories.length > 0 && !sameSet(before.careCategories, careCategories) && { careCategories }),
    ...(plan !== before.medicationPlan && { medicationPlan: plan }),
    ...(notes !== undefined && notes !== before.notes && { notes }),
  };
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
