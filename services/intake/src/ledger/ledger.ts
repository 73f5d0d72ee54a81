import { isIdCard, isPhone, plainPhone, type Address } from '../domain/person.js';
import type { CareCategory } from '../domain/care-categories.js';
import { addressOf, BadCell, categoriesOf, dayOfCell, digitsOf, idCardOf, nameOf, numberOf, placePart, textOf } from './cells.js';
import { readHeading, type Column, type Heading, type MatchedColumn } from './columns.js';
import { nothingBelow, readSheet, type Cell } from './sheet.js';

export interface LedgerPerson {
  /** The sheet's own row numbers, from 1. */
  readonly rows: number[];
  readonly name: string;
  readonly phone?: string;
  readonly idCard?: string;
  readonly address: Address;
  readonly careCategories: CareCategory[];
  readonly medicationPlan: LedgerMedication[];
  readonly notes?: string;
}
export interface LedgerMedication {
  readonly medicine: string;
  readonly strength?: string;
  readonly form?: string;
  readonly maker?: string;
  readonly dailyDose: number;
  readonly unitsLeft: number;
  /** Absent: the day of the import. */
  readonly countedOn?: string;
}
/** What is wrong in a row, which does not go in, without a word of what stands there. */
export interface RowError {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
}
export interface Ledger {
  /** Rows that hold something, below the heading. */
  readonly rows: number;
  readonly persons: readonly LedgerPerson[];
  readonly errors: readonly RowError[];
  readonly ignoredColumns: readonly string[];
  readonly matchedColumns: readonly MatchedColumn[];
}

const MOST_UNITS = 100_000;
const MOST_DAILY = 1_000;

/** Reads a community's own ledger; throws `LedgerUnreadable` for a file that cannot be read at all. */
export const readLedger = (bytes: Uint8Array): Ledger => {
  const sheet = readSheet(bytes);
  const heading = readHeading(sheet, (columns) => {
    if (!columns.has('name')) return 'the name (姓名)';
    return columns.has('address') || (columns.has('building') && columns.has('unit') && columns.has('room'))
      ? undefined
      : 'the address (楼栋, 单元, 房号)';
  });
  const errors: RowError[] = [];
  const persons: LedgerPerson[] = [];
  const byIdentity = new Map<string, LedgerPerson>();
  let rows = 0;
  let above: LedgerPerson | undefined;
  for (let at = heading.row + 1; at < sheet.rows.length; at += 1) {
    const cells = sheet.rows[at] ?? [];
    if (cells.every((cell) => textOf(cell) === undefined)) continue;
    rows += 1;
    const read = readRow(heading, cells, at + 1, above);
    if ('errors' in read) {
      errors.push(...read.errors);
      // Rows without a name belong to the row above: when that is refused, so are they, each for itself.
      if (read.named) above = undefined;
      continue;
    }
    const { person } = read;
    const same = read.named ? findSame(person, byIdentity) : above;
    if (same && read.named && conflict(same, person)) {
      errors.push({
        row: at + 1,
        column: 'idCard',
        code: 'duplicate-conflict',
        message: 'Another row has this ID number under another name.',
      });
      above = undefined;
      continue;
    }
    if (same) {
      merge(same, person);
      above = same;
    } else {
      persons.push(person);
      above = person;
    }
    // Of two with one name behind one door, the first stands for a row that says no more than that.
    for (const identity of identitiesOf(above)) if (!byIdentity.has(identity)) byIdentity.set(identity, above);
  }
  if (rows === 0) throw nothingBelow();
  return { rows, persons, errors, ignoredColumns: heading.ignored, matchedColumns: heading.matched };
};

type ReadRow =
  { readonly named: boolean; readonly person: LedgerPerson } | { readonly named: boolean; readonly errors: readonly RowError[] };

/** Reads all cells, also behind a wrong one: who mends a row learns at once of all that is wrong in it. */
const readRow = ({ columns }: Heading, cells: readonly Cell[], row: number, above: LedgerPerson | undefined): ReadRow => {
  const errors: RowError[] = [];
  const valueAt = (column: Column): Cell => cells[columns.get(column) ?? -1];
  const cell: ReadCell = (column, read) => {
    try {
      return read(valueAt(column));
    } catch (error) {
      if (!(error instanceof BadCell)) throw error;
      errors.push({ row, column, code: error.code, message: error.message });
      return undefined;
    }
  };
  const named = nameOf(valueAt('name')) !== undefined;
  const name = cell(
    'name',
    (value) => personalName(value) ?? above?.name ?? missing('name-missing', 'This row names nobody, and no good row stands above it.'),
  );
  const phone = cell('phone', phoneOf);
  const idCard = cell('idCard', checkedIdCard);
  const address = named ? addressIn(cell) : above?.address;
  const careCategories = cell('categories', categoriesOf);
  const medication = medicationIn(cell);
  const notes = cell('notes', textOf);
  if (errors.length > 0 || name === undefined || address === undefined) return { named, errors };
  return {
    named,
    person: {
      rows: [row],
      name,
      ...(phone !== undefined && { phone }),
      ...(idCard !== undefined && { idCard }),
      address,
      careCategories: careCategories ?? [],
      medicationPlan: medication ? [medication] : [],
      ...(notes !== undefined && { notes: notes.slice(0, 2000) }),
    },
  };
};

/** Nothing, too, where the cell is wrong, which is noted then. */
type ReadCell = <Value>(of: Column, read: (value: Cell) => Value) => Value | undefined;

const missing = (code: string, message: string): never => {
  throw new BadCell(code, message);
};

const personalName = (value: Cell): string | undefined => {
  const name = nameOf(value);
  if (name !== undefined && name.length > 100) throw new BadCell('invalid-name', 'A name has at most 100 characters.');
  return name;
};

const phoneOf = (value: Cell): string | undefined => {
  const phone = digitsOf(value);
  if (phone !== undefined && !isPhone(plainPhone(phone))) throw new BadCell('invalid-phone', 'This is not a telephone number.');
  return phone === undefined ? undefined : plainPhone(phone);
};

const checkedIdCard = (value: Cell): string | undefined => {
  const idCard = idCardOf(value);
  if (idCard !== undefined && !isIdCard(idCard))
    throw new BadCell('invalid-id-card', 'This is not an ID number: its length, birthday or check digit is wrong.');
  return idCard;
};

const addressIn = (cell: ReadCell): Address | undefined => {
  const [building, unit, room] = [cell('building', placePart), cell('unit', placePart), cell('room', placePart)];
  if (building !== undefined && unit !== undefined && room !== undefined) return { building, unit, room };
  return cell('address', (value) => addressOf(value) ?? missing('address-missing', 'The address must name building, unit and room.'));
};

const medicationIn = (cell: ReadCell): LedgerMedication | undefined => {
  const medicine = cell('medicine', textOf);
  if (medicine === undefined) return undefined;
  const [strength, form, maker] = [cell('strength', textOf), cell('form', textOf), cell('maker', textOf)];
  const countedOn = cell('countedOn', dayOfCell);
  const dailyDose = cell(
    'dailyDose',
    (value) => numberOf(value, MOST_DAILY) ?? missing('invalid-number', 'A medicine needs its daily dose.'),
  );
  const unitsLeft = cell(
    'unitsLeft',
    (value) => numberOf(value, MOST_UNITS) ?? missing('invalid-number', 'A medicine needs the number of units left.'),
  );
  if (dailyDose === undefined || unitsLeft === undefined) return undefined;
  return {
    medicine,
    ...(strength && { strength }),
    ...(form && { form }),
    ...(maker && { maker }),
    dailyDose,
    unitsLeft,
    ...(countedOn && { countedOn }),
  };
};

/** The same person: the ID number, else name and phone, else name and address. */
export const identitiesOf = ({ name, phone, idCard, address }: Pick<LedgerPerson, 'name' | 'phone' | 'idCard' | 'address'>): string[] => [
  ...(idCard === undefined ? [] : [`id ${idCard}`]),
  ...(phone === undefined ? [] : [`phone ${name} ${phone}`]),
  `address ${name} ${address.building}-${address.unit}-${address.room}`,
];

/** Whoever has another ID number is somebody else, however much alike the rest is. */
const findSame = (person: LedgerPerson, known: ReadonlyMap<string, LedgerPerson>): LedgerPerson | undefined =>
  identitiesOf(person)
    .map((identity) => known.get(identity))
    .find((found) => found && (found.idCard === undefined || person.idCard === undefined || found.idCard === person.idCard));

const conflict = (before: LedgerPerson, next: LedgerPerson): boolean =>
  before.idCard !== undefined && before.idCard === next.idCard && before.name !== next.name;

/** Further rows of one person add what they say; of one medicine the last row counts. */
const merge = (into: LedgerPerson, next: LedgerPerson): void => {
  into.rows.push(...next.rows);
  for (const category of next.careCategories) if (!into.careCategories.includes(category)) into.careCategories.push(category);
  for (const medication of next.medicationPlan) {
    const at = into.medicationPlan.findIndex(
      ({ medicine, strength }) => medicine === medication.medicine && strength === medication.strength,
    );
    if (at < 0) into.medicationPlan.push(medication);
    else into.medicationPlan[at] = medication;
  }
  Object.assign(into, {
    ...(into.phone === undefined && next.phone !== undefined && { phone: next.phone }),
    ...(into.idCard === undefined && next.idCard !== undefined && { idCard: next.idCard }),
    ...(into.notes === undefined && next.notes !== undefined && { notes: next.notes }),
  });
};
