/** A community, or an area above it. */
export interface AreaDefinedV1 {
  readonly type: 'linli.intake.area-defined.v1';
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** IANA name; days and quiet hours are the community's own. */
  readonly timeZone: string;
}

/** How the number of people changes, without saying who: category and grid only. */
export interface ResidentCountedV1 {
  readonly type: 'linli.intake.resident-counted.v1';
  readonly grid?: string;
  /** +1, 0 or −1 residents. */
  readonly residents: number;
  /** +1, 0 or −1 residents of special care. */
  readonly specialCare: number;
  /** Per care category that changes: +1 or −1. */
  readonly categories: Readonly<Record<string, number>>;
}

/** The person's key is destroyed: whatever is kept of the person goes. */
export interface ResidentForgottenV1 {
  readonly type: 'linli.intake.resident-forgotten.v1';
  readonly residentId: string;
}
