import type { RunAmendedV1, RunHandedOverV1, RunPlannedV1, RunStartedV1, StopWithdrawnV1 } from './dispatch/run-events.v1.js';
import type { ShopAddedV1, ShopCorrectedV1 } from './dispatch/shop-events.v1.js';
import type { TaskAssignedV1, TaskCompletedV1, TaskFailedV1, TaskReleasedV1 } from './dispatch/task-events.v1.js';
import type { VolunteerWentOffV1, VolunteerWentOnV1 } from './dispatch/volunteer-events.v1.js';
import type { NeedAmendedV1 } from './intake/need-amended.v1.js';
import type { NeedCreatedV1 } from './intake/need-created.v1.js';
import type { NeedCancelledV1, NeedConfirmedV1, NeedReopenedV1 } from './intake/need-events.v1.js';
import type { NeedMovedV1 } from './intake/need-moved.v1.js';
import type { AreaDefinedV1, ResidentCountedV1, ResidentForgottenV1 } from './intake/register.v1.js';
import type { IntakeRecordLookedAtV1, PharmacyRunRecordLookedAtV1 } from './looked-at.v1.js';
import type { BuyingStartedV1, RunClosedV1, StopDeliveredV1, StopFailedV1, SubstitutesGivenV1 } from './pharmacy-run/stop-events.v1.js';

export { CONTRACTS, EXACT_CONTRACTS, type Check } from './contracts.js';
export { isControlled } from './controlled-medicines.js';
export * from './dispatch/run-events.v1.js';
export * from './dispatch/shop-events.v1.js';
export * from './dispatch/task-events.v1.js';
export * from './dispatch/volunteer-events.v1.js';
export * from './intake/need-amended.v1.js';
export * from './intake/need-created.v1.js';
export * from './intake/need-events.v1.js';
export * from './intake/need-moved.v1.js';
export * from './intake/register.v1.js';
export * from './looked-at.v1.js';
export * from './pharmacy-run/stop-events.v1.js';
export * from './words.js';

/** What leaves each service. */
export type IntakePublic =
  | NeedCreatedV1
  | NeedAmendedV1
  | NeedMovedV1
  | NeedCancelledV1
  | NeedReopenedV1
  | NeedConfirmedV1
  | AreaDefinedV1
  | ResidentCountedV1
  | ResidentForgottenV1
  | IntakeRecordLookedAtV1;
export type DispatchPublic =
  | TaskAssignedV1
  | TaskReleasedV1
  | TaskCompletedV1
  | TaskFailedV1
  | RunPlannedV1
  | RunStartedV1
  | RunHandedOverV1
  | RunAmendedV1
  | StopWithdrawnV1
  | ShopAddedV1
  | ShopCorrectedV1
  | VolunteerWentOnV1
  | VolunteerWentOffV1;
export type PharmacyRunPublic =
  BuyingStartedV1 | SubstitutesGivenV1 | StopDeliveredV1 | StopFailedV1 | RunClosedV1 | PharmacyRunRecordLookedAtV1;
export type PublicEvent = IntakePublic | DispatchPublic | PharmacyRunPublic;
