import type { components } from '../api/schema';
import { differing } from '../ui/differing';
import { numberIn } from '../ui/number';

type Resident = components['schemas']['intake_ResidentAnswer'];
export type CareCategory = Resident['careCategories'][number];

export interface DoseDraft {
  readonly key: string;
  readonly medicine: string;
  readonly strength: string;
  readonly dailyDose: string;
  readonly unitsLeft: string;
  readonly countedOn: string;
  /** What the form does not show goes back as it came. */
  readonly rest?: { readonly form?: string; readonly maker?: string };
}
export interface ResidentDraft {
  readonly name: string;
  readonly phone: string;
  readonly idCard: string;
  readonly building: string;
  readonly unit: string;
  readonly room: string;
  readonly careCategories: readonly CareCategory[];
  readonly medicationPlan: readonly DoseDraft[];
  readonly notes: string;
}

/** The most that the API takes. */
export const DOSE_LIMITS = { dailyDose: 1000, unitsLeft: 100_000 } as const;

/** Nothing that it takes to go out is missing. A box nobody has counted is not an empty one. */
export const isComplete = ({ name, building, unit, room, medicationPlan }: ResidentDraft): boolean =>
  [name, building, unit, room, ...medicationPlan.flatMap(({ medicine, countedOn }) => [medicine, countedOn])].every(
    (value) => value.trim() !== '',
  ) &&
  medicationPlan.every(
    ({ dailyDose, unitsLeft }) =>
      numberIn(dailyDose, 0, DOSE_LIMITS.dailyDose) !== undefined && numberIn(unitsLeft, 0, DOSE_LIMITS.unitsLeft) !== undefined,
  );

export const emptyResident: ResidentDraft = {
  name: '',
  phone: '',
  idCard: '',
  building: '',
  unit: '',
  room: '',
  careCategories: [],
  medicationPlan: [],
  notes: '',
};

export const draftOfResident = ({
  name,
  phone = '',
  idCard = '',
  address,
  careCategories,
  medicationPlan,
  notes = '',
}: Resident): ResidentDraft => ({
  name,
  phone,
  idCard,
  ...address,
  careCategories,
  notes,
  medicationPlan: medicationPlan.map(({ medicine, strength = '', dailyDose, unitsLeft, countedOn, form, maker }, at) => ({
    key: String(at),
    medicine,
    strength,
    dailyDose: String(dailyDose),
    unitsLeft: String(unitsLeft),
    countedOn,
    rest: { ...(form !== undefined && { form }), ...(maker !== undefined && { maker }) },
  })),
});

const planOf = ({ medicationPlan }: ResidentDraft) =>
  medicationPlan.map(({ medicine, strength, dailyDose, unitsLeft, countedOn, rest }) => ({
    ...rest,
    medicine: medicine.trim(),
    ...(strength.trim() !== '' && { strength: strength.trim() }),
    dailyDose: numberIn(dailyDose, 0, DOSE_LIMITS.dailyDose) ?? NaN,
    unitsLeft: numberIn(unitsLeft, 0, DOSE_LIMITS.unitsLeft) ?? NaN,
    countedOn,
  }));

const fieldsOf = (draft: ResidentDraft) => ({
  name: draft.name.trim(),
  phone: draft.phone.trim(),
  idCard: draft.idCard.trim(),
  address: { building: draft.building, unit: draft.unit, room: draft.room },
  careCategories: [...draft.careCategories],
  medicationPlan: planOf(draft),
  notes: draft.notes.trim(),
});

/** As it is registered: what was left empty is left out. */
export const registration = (draft: ResidentDraft): components['schemas']['intake_RegisterResidentRequest'] => {
  const { phone, idCard, notes, ...rest } = fieldsOf(draft);
  return { ...rest, ...(phone !== '' && { phone }), ...(idCard !== '' && { idCard }), ...(notes !== '' && { notes }) };
};

export const correction = (
  before: Resident,
  draft: ResidentDraft,
  reason: string,
): components['schemas']['intake_CorrectResidentRequest'] => ({
  ...differing(fieldsOf(draftOfResident(before)), fieldsOf(draft)),
  reason: reason.trim(),
});

export const isChanged = (before: Resident, draft: ResidentDraft): boolean => Object.keys(correction(before, draft, '')).length > 1;
