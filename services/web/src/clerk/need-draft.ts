import type { components } from '../api/schema';
import { numberIn } from '../ui/number';
import type { Kind, Substitution, Urgency } from '../ui/words-of';

/** What is typed, as it is typed. */
export interface LineDraft {
  readonly key: string;
  readonly item: string;
  readonly strength: string;
  readonly quantity: string;
  readonly unit: string;
  readonly substitution: Substitution;
}
export interface NeedDraft {
  readonly kind?: Kind;
  readonly lines: readonly LineDraft[];
  readonly daysLeft: string;
  readonly urgency?: Urgency;
  readonly urgencyReason: string;
  readonly requester: { readonly name: string; readonly phone: string; readonly relation: string };
  readonly notes: string;
  readonly evenIfOpen: boolean;
}

/** Of these something must be bought or fetched, so it must be said what. */
export const NEEDS_LINES: ReadonlySet<string> = new Set(['medicine', 'groceries', 'test-kits']);
/** What usually runs out. */
export const RUNS_OUT: ReadonlySet<string> = new Set(['medicine', 'groceries', 'test-kits', 'escort']);

export const newLine = (key: string, unit = ''): LineDraft => ({
  key,
  item: '',
  strength: '',
  quantity: '1',
  unit,
  substitution: 'ask-first',
});

export const newDraft = (line: LineDraft): NeedDraft => ({
  lines: [line],
  daysLeft: '',
  urgencyReason: '',
  requester: { name: '', phone: '', relation: '' },
  notes: '',
  evenIfOpen: false,
});

export type Missing = 'kind' | 'urgency-reason' | 'days-left' | `item-${number}` | `quantity-${number}` | `unit-${number}`;

/** Within what the API takes. */
const quantityIn = (text: string): number | undefined => numberIn(text, 0.1, 10_000);
export const daysIn = (text: string): number | undefined => numberIn(text, 0, 365);

const written = ({ kind, lines }: NeedDraft): readonly LineDraft[] =>
  kind !== undefined && NEEDS_LINES.has(kind) ? lines : lines.filter(({ item }) => item.trim() !== '');

/** What must still be said before it can be sent, in the order of the form. */
export const missingIn = (draft: NeedDraft, overridden: boolean): Missing[] => [
  ...(draft.kind === undefined ? (['kind'] as const) : []),
  ...written(draft).flatMap(({ item, quantity, unit }, at): Missing[] => [
    ...(item.trim() === '' ? [`item-${at}` as const] : []),
    ...(quantityIn(quantity) === undefined ? [`quantity-${at}` as const] : []),
    ...(unit.trim() === '' ? [`unit-${at}` as const] : []),
  ]),
  ...(draft.daysLeft.trim() !== '' && daysIn(draft.daysLeft) === undefined ? (['days-left'] as const) : []),
  ...(overridden && draft.urgencyReason.trim() === '' ? (['urgency-reason'] as const) : []),
];

export const linesOf = (draft: NeedDraft): components['schemas']['intake_NeedLineRequest'][] =>
  written(draft).map(({ item, strength, quantity, unit, substitution }) => ({
    item: item.trim(),
    ...(strength.trim() !== '' && { strength: strength.trim() }),
    quantity: quantityIn(quantity)!,
    unit: unit.trim(),
    substitution,
  }));

export const daysLeftOf = ({ daysLeft }: NeedDraft): { daysLeft?: number } => {
  const days = daysIn(daysLeft);
  return days === undefined ? {} : { daysLeft: days };
};

/** As the API wants it; what was left empty is left out. */
export const requestOf = (residentId: string, draft: NeedDraft): components['schemas']['intake_CreateNeedRequest'] => {
  const requester = Object.fromEntries(
    Object.entries(draft.requester).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  );
  return {
    residentId,
    kind: draft.kind!,
    lines: linesOf(draft),
    ...daysLeftOf(draft),
    ...(draft.urgency && { urgency: draft.urgency }),
    ...(draft.urgencyReason.trim() !== '' && { urgencyReason: draft.urgencyReason.trim() }),
    ...(Object.keys(requester).length > 0 && { requester }),
    ...(draft.notes.trim() !== '' && { notes: draft.notes.trim() }),
    ...(draft.evenIfOpen && { evenIfOpen: true }),
  };
};
