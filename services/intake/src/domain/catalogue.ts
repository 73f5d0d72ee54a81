import { notFound, refuse, unreachable, type Decider } from '@linli/kernel';
import { DEFAULT_MEDICINES } from './default-medicines.js';

/** What somebody picks from when a need is entered. No maker, and nothing of any person. */
export interface MedicineFacts {
  readonly name: string;
  readonly strengths: readonly string[];
  readonly form?: string;
  /** What it is counted in: 片, 粒, 支. */
  readonly unit?: string;
}
export interface Medicine extends MedicineFacts {
  readonly id: string;
  readonly retired?: boolean;
}

export interface MedicinesListed {
  readonly type: 'medicines-listed';
  readonly medicines: readonly Medicine[];
}
export interface MedicineCorrected {
  readonly type: 'medicine-corrected';
  readonly id: string;
  readonly changes: Partial<MedicineFacts>;
  readonly reason?: string;
}
export interface MedicineRetired {
  readonly type: 'medicine-retired';
  readonly id: string;
  readonly reason?: string;
}
export type CatalogueEvent = MedicinesListed | MedicineCorrected | MedicineRetired;

/** By id, in the order in which they came. */
export interface CatalogueState {
  readonly medicines: Readonly<Record<string, Medicine>>;
}
export type CatalogueCommand =
  | { readonly type: 'list'; readonly medicine: Medicine }
  | { readonly type: 'correct'; readonly id: string; readonly changes: Partial<MedicineFacts>; readonly reason?: string }
  | { readonly type: 'retire'; readonly id: string; readonly reason?: string }
  /** A table: what is there under the same name is changed to what the table says, the rest is new. */
  | { readonly type: 'import'; readonly medicines: readonly Medicine[] };

/** One list for each community; it begins with the one that is shipped. */
export const catalogue: Decider<CatalogueState, CatalogueCommand, CatalogueEvent> = {
  stream: 'catalogue',
  initialState: { medicines: Object.fromEntries(DEFAULT_MEDICINES.map((medicine) => [medicine.id, medicine])) },

  evolve(state, event) {
    const set = (medicines: readonly Medicine[]): CatalogueState => ({
      medicines: { ...state.medicines, ...Object.fromEntries(medicines.map((medicine) => [medicine.id, medicine])) },
    });
    switch (event.type) {
      case 'medicines-listed':
        return set(event.medicines);
      case 'medicine-corrected':
        return set([{ ...state.medicines[event.id]!, ...event.changes }]);
      case 'medicine-retired':
        return set([{ ...state.medicines[event.id]!, retired: true }]);
      default:
        return unreachable(event);
    }
  },

  decide(command, state) {
    switch (command.type) {
      case 'list': {
        const { medicine } = command;
        mustBeFree(state, medicine.name);
        return [{ type: 'medicines-listed', medicines: [medicine] }];
      }
      case 'correct': {
        const before = listed(state, command.id);
        const changes = changesOf(before, command.changes);
        if (Object.keys(changes).length === 0) return [];
        if (changes.name !== undefined && plain(changes.name) !== plain(before.name)) mustBeFree(state, changes.name);
        return [{ type: 'medicine-corrected', id: command.id, changes, ...reasonOf(command) }];
      }
      case 'retire': {
        const before = known(state, command.id);
        return before.retired ? [] : [{ type: 'medicine-retired', id: command.id, ...reasonOf(command) }];
      }
      case 'import': {
        const medicines = tableOf(state, command.medicines);
        return medicines.length === 0 ? [] : [{ type: 'medicines-listed', medicines }];
      }
      default:
        return unreachable(command);
    }
  },
};

/** Two spellings of one name: width, case and blanks are no difference. */
const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');

const byName = ({ medicines }: CatalogueState): Map<string, Medicine> =>
  new Map(
    Object.values(medicines)
      .filter(({ retired }) => !retired)
      .map((medicine) => [plain(medicine.name), medicine]),
  );

const mustBeFree = (state: CatalogueState, name: string): void => {
  const there = byName(state).get(plain(name));
  if (there) refuse('medicine-known', 'There is a medicine of this name in the list already.', { medicineId: there.id });
};

const known = ({ medicines }: CatalogueState, id: string): Medicine =>
  Object.hasOwn(medicines, id) ? medicines[id]! : notFound('medicine');

const listed = (state: CatalogueState, id: string): Medicine => {
  const medicine = known(state, id);
  return medicine.retired ? refuse('medicine-retired', 'This medicine was taken from the list.') : medicine;
};

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);
const changesOf = (before: Medicine, changes: Partial<MedicineFacts>): Partial<MedicineFacts> =>
  Object.fromEntries(
    Object.entries(changes).filter(([field, value]) => value !== undefined && !same(value, before[field as keyof MedicineFacts])),
  );

/** What of a table is new or other than it was; of several rows for one name the last counts. */
const tableOf = (state: CatalogueState, rows: readonly Medicine[]): Medicine[] => {
  const names = byName(state);
  const last = new Map(rows.map((row) => [plain(row.name), row]));
  return [...last].flatMap(([name, row]) => {
    const before = names.get(name);
    if (!before) return [row];
    const { id: _id, name: _name, ...facts } = row;
    const changes = changesOf(before, facts);
    return Object.keys(changes).length === 0 ? [] : [{ ...before, ...changes }];
  });
};

const reasonOf = ({ reason }: { readonly reason?: string }): { reason?: string } => (reason === undefined ? {} : { reason });
