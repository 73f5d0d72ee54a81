import type { Sealed } from '../words.js';

/** The resident lives elsewhere in the community now, and an open need is met there: it counts where it goes from then on. */
export interface NeedMovedV1 {
  readonly type: 'linli.intake.need-moved.v1';
  readonly needId: string;
  readonly residentId: string;
  readonly householdId: string;
  readonly building: string;
  /** Absent where the new home has none, whatever the old one had. */
  readonly grid?: string;
  /** `Delivery`, sealed with the resident's key. */
  readonly delivery: Sealed;
}
