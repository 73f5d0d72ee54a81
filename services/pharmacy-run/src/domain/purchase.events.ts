import type { IncidentReason, PlannedStop, PublicRunner, PublicSubstitute, Sealed } from '@linli/contracts';

export interface PurchaseListed {
  readonly type: 'purchase-listed';
  readonly runId: string;
  readonly runners: readonly PublicRunner[];
  readonly stops: readonly PlannedStop[];
}
export interface PurchaseStopWithdrawn {
  readonly type: 'purchase-stop-withdrawn';
  readonly taskId: string;
}
/** Other runners have it now, and with it what is bought. */
export interface PurchaseHandedOver {
  readonly type: 'purchase-handed-over';
  readonly from: readonly string[];
  readonly runners: readonly PublicRunner[];
}
export interface PurchaseAmended {
  readonly type: 'purchase-amended';
  readonly added: readonly PlannedStop[];
  readonly removed: readonly string[];
}
export interface PurchaseStarted {
  readonly type: 'purchase-started';
}
interface OfStop {
  readonly runId: string;
  readonly taskId: string;
  readonly needId: string;
}
export interface BuyingStarted extends OfStop {
  readonly type: 'buying-started';
}
export interface ItemBought {
  readonly type: 'item-bought';
  readonly taskId: string;
  readonly lineId: string;
  /** All that is bought of the line, and what it costs together. */
  readonly quantity: number;
  readonly priceFen: number;
  readonly complete: boolean;
}
export interface ItemUnavailable {
  readonly type: 'item-unavailable';
  readonly taskId: string;
  readonly lineId: string;
}
export interface ItemCorrected extends Omit<ItemBought, 'type'> {
  readonly type: 'item-corrected';
  readonly reason: Sealed;
}
/** What might be bought instead; sealed with the resident's key. */
export interface Substitute {
  readonly item: Sealed;
  readonly quantity: number;
  /** Of all of it. */
  readonly priceFen: number;
}
interface OfLine {
  readonly taskId: string;
  readonly lineId: string;
}
/** The household is asked first: nothing is bought until it has answered. */
export interface SubstitutionAsked extends OfLine, Substitute {
  readonly type: 'substitution-asked';
}
/** It is bought instead. */
export interface SubstitutionAgreed extends OfLine, Substitute {
  readonly type: 'substitution-agreed';
  /** Who gave the answer, sealed with the resident's key; absent where the need said beforehand that it may be. */
  readonly by?: Sealed;
}
export interface SubstitutionRefused extends OfLine {
  readonly type: 'substitution-refused';
  readonly by: Sealed;
}
export interface SubstitutesGiven extends OfStop {
  readonly type: 'substitutes-given';
  readonly substitutes: readonly PublicSubstitute[];
}
export interface StopDelivered extends OfStop {
  readonly type: 'stop-delivered';
  readonly missing: readonly string[];
  readonly paidFen: number;
  readonly proof: 'code';
}
export interface StopFailed extends OfStop {
  readonly type: 'stop-failed';
  readonly reason: IncidentReason;
  readonly note?: Sealed;
}
export interface MoneyAdvanced {
  readonly type: 'money-advanced';
  readonly amountFen: number;
  /** What is advanced altogether: a fold that sees this twice must not count it twice. */
  readonly advanceFen: number;
  readonly reason?: Sealed;
}
export interface RunSettled {
  readonly type: 'run-settled';
  readonly runId: string;
  readonly receiptsFen: number;
  readonly returnedFen: number;
  readonly differenceFen: number;
  /** `{reason, by}`, sealed with the key of the account that closed. */
  readonly difference?: Sealed;
}
/** A dispatcher did it for the runner, and why. */
export interface DoneForRunner {
  readonly type: 'done-for-runner';
  readonly reason: Sealed;
}
export type PurchaseEvent =
  | PurchaseListed
  | PurchaseStopWithdrawn
  | PurchaseStarted
  | PurchaseHandedOver
  | PurchaseAmended
  | BuyingStarted
  | ItemBought
  | ItemUnavailable
  | ItemCorrected
  | SubstitutionAsked
  | SubstitutionAgreed
  | SubstitutionRefused
  | SubstitutesGiven
  | StopDelivered
  | StopFailed
  | MoneyAdvanced
  | RunSettled
  | DoneForRunner;
