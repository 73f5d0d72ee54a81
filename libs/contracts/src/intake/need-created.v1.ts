import type { NeedKind, Sealed, Substitution, Urgency } from '../words.js';

/** Somebody needs something. Heard by dispatch, pharmacy-run and reporting. */
export interface NeedCreatedV1 {
  readonly type: 'linli.intake.need-created.v1';
  readonly needId: string;
  readonly residentId: string;
  /** The same for everybody behind one door; says nothing about where the door is. */
  readonly householdId: string;
  readonly kind: NeedKind;
  readonly urgency: Urgency;
  /** UTC. */
  readonly deadline: string;
  /** What a runner may see before claiming. */
  readonly building: string;
  readonly grid?: string;
  readonly lines: readonly PublicNeedLine[];
  /** `Delivery`, sealed with the resident's key. */
  readonly delivery: Sealed;
  /** The four digits that the household tells at the door, sealed with the resident's key. */
  readonly handoverCode: Sealed;
}

export interface PublicNeedLine {
  readonly lineId: string;
  readonly quantity: number;
  readonly unit: string;
  readonly substitution: Substitution;
  /** `LineItem`, sealed with the resident's key. */
  readonly item: Sealed;
}

/** What is sealed in a line. */
export interface LineItem {
  readonly item: string;
  readonly strength?: string;
}

/** What is sealed in a delivery. */
export interface Delivery {
  readonly name: string;
  readonly phone?: string;
  readonly address: { readonly building: string; readonly unit: string; readonly room: string };
  /** Of the household and of this need, for whoever stands at the door. */
  readonly notes?: string;
}
