import type { Sealed, Urgency } from '../words.js';
import type { PublicNeedLine } from './need-created.v1.js';

/** What the need says from now on; what stands here replaces what stood before. */
export interface NeedAmendedV1 {
  readonly type: 'linli.intake.need-amended.v1';
  readonly needId: string;
  readonly residentId: string;
  readonly deadline?: string;
  readonly urgency?: Urgency;
  readonly lines?: readonly PublicNeedLine[];
  readonly delivery?: Sealed;
  /** A new code after the old one was locked or forgotten. */
  readonly handoverCode?: Sealed;
}
