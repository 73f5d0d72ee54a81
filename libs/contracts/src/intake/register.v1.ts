/** A community, or an area above it. */
export interface AreaDefinedV1 {
  readonly type: 'linli.intake.area-defined.v1';
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** IANA name; days and quiet hours are the community's own. */
  readonly timeZone: string;
}

/** How many people a grid has now, without saying who: numbers by category and grid only, counted anew whenever they changed. */
export interface ResidentCountedV1 {
  readonly type: 'linli.intake.resident-counted.v1';
  /** Empty where the community has no grids. */
  readonly grid: string;
  readonly households: number;
  readonly residents: number;
  readonly specialCare: number;
  /** Per care category. */
  readonly categories: Readonly<Record<string, number>>;
}

/** The person's key is destroyed: whatever is kept of the person goes. */
export interface ResidentForgottenV1 {
  readonly type: 'linli.intake.resident-forgotten.v1';
  readonly residentId: string;
}
