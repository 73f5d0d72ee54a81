import type { components } from '../api/schema';

/** What somebody takes, as far as it is known. */
export interface KnownMedicine {
  readonly medicine: string;
  readonly strength?: string;
}
export interface MedicineOffer extends KnownMedicine {
  readonly form?: string;
  readonly unit?: string;
  readonly isKnown?: boolean;
  readonly controlled?: boolean;
}

const MOST = 12;

/** What is offered for these letters: first what the person takes, then the list, each strength by itself. */
export const offersOf = (
  q: string,
  known: readonly KnownMedicine[],
  listed: readonly components['schemas']['intake_MedicineAnswer'][],
): MedicineOffer[] => {
  const names = new Set(listed.map(({ name }) => name));
  const fromPlan = known
    .filter(({ medicine }) => medicine.includes(q) || names.has(medicine))
    .map(({ medicine, strength }): MedicineOffer => ({ medicine, ...(strength !== undefined && { strength }), isKnown: true }));
  const fromList = listed.flatMap(({ name, strengths, form, unit, controlled }): MedicineOffer[] =>
    (strengths.length === 0 ? [undefined] : strengths).map((strength) => ({
      medicine: name,
      ...(strength !== undefined && { strength }),
      ...(form !== undefined && { form }),
      ...(unit !== undefined && { unit }),
      ...(controlled && { controlled }),
    })),
  );
  const isSame = (one: MedicineOffer) => (other: MedicineOffer) => one.medicine === other.medicine && one.strength === other.strength;
  return [...fromPlan, ...fromList.filter((one) => !fromPlan.some(isSame(one)))].slice(0, MOST);
};
