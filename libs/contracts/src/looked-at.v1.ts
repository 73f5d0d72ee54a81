/** Somebody was shown a person's record; each service that opens seals says so. `purpose` names the page, e.g. `household-search`. */
interface RecordLookedAt {
  readonly account: string;
  readonly residentIds: readonly string[];
  readonly purpose: string;
}
export interface IntakeRecordLookedAtV1 extends RecordLookedAt {
  readonly type: 'linli.intake.record-looked-at.v1';
}
export interface PharmacyRunRecordLookedAtV1 extends RecordLookedAt {
  readonly type: 'linli.pharmacy-run.record-looked-at.v1';
}
