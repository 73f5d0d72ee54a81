import type { components } from '../api/schema';
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

const isNumber = (text: string, least: number): boolean => text.trim() !== '' && Number.isFinite(Number(text)) && Number(text) >= least;

const written = ({ kind, lines }: NeedDraft): readonly LineDraft[] =>
  kind !== undefined && NEEDS_LINES.has(kind) ? lines : lines.filter(({ item }) => item.trim() !== '');

/** What must still be said before it can be sent, in the order of the form. */
export const missingIn = (draft: NeedDraft, overridden: boolean): Missing[] => [
  ...(draft.kind === undefined ? (['kind'] as const) : []),
  ...written(draft).flatMap(({ item, quantity, unit }, at): Missing[] => [
    ...(item.trim() === '' ? [`item-${at}` as const] : []),
    ...(isNumber(quantity, 0.1) ? [] : [`quantity-${at}` as const]),
    ...(unit.trim() === '' ? [`unit-${at}` as const] : []),
  ]),
  ...(draft.daysLeft.trim() === '' || isNumber(draft.daysLeft, 0) ? [] : (['days-left'] as const)),
  ...(overridden && draft.urgencyReason.trim() === '' ? (['urgency-reason'] as const) : []),
];

export const linesOf = (draft: NeedDraft): components['schemas']['intake_NeedLineRequest'][] =>
  written(draft).map(({ item, strength, quantity, unit, substitution }) => ({
    item: item.trim(),
    ...(strength.trim() !== '' && { strength: strength.trim() }),
    quantity: Number(quantity),
    unit: unit.trim(),
    substitution,
  }));

/** As the API wants it; what was left empty is left out. */
export const requestOf = (residentId: string, draft: NeedDraft): components['schemas']['intake_CreateNeedRequest'] => {
  const requester = Object.fromEntries(
    Object.entries(draft.requester).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  );
  return {
    residentId,
    kind: draft.kind!,
    lines: linesOf(draft),
    ...(draft.daysLeft.trim() !== '' && { daysLeft: Number(draft.daysLeft) }),
    ...(draft.urgency && { urgency: draft.urgency }),
    ...(draft.urgencyReason.trim() !== '' && { urgencyReason: draft.urgencyReason.trim() }),
    ...(Object.keys(requester).length > 0 && { requester }),
    ...(draft.notes.trim() !== '' && { notes: draft.notes.trim() }),
    ...(draft.evenIfOpen && { evenIfOpen: true }),
  };
};
