import type { PublicEvent } from './index.js';

/** The compiler misses none of them. */
const TYPES: Readonly<Record<PublicEvent['type'], true>> = {
  'linli.dispatch.shop-added.v1': true,
  'linli.dispatch.shop-corrected.v1': true,
  'linli.intake.need-created.v1': true,
  'linli.intake.need-amended.v1': true,
  'linli.intake.need-moved.v1': true,
  'linli.intake.need-cancelled.v1': true,
  'linli.intake.need-reopened.v1': true,
  'linli.intake.need-confirmed.v1': true,
  'linli.intake.area-defined.v1': true,
  'linli.intake.resident-counted.v1': true,
  'linli.intake.resident-forgotten.v1': true,
  'linli.intake.record-looked-at.v1': true,
  'linli.dispatch.task-assigned.v1': true,
  'linli.dispatch.task-released.v1': true,
  'linli.dispatch.task-completed.v1': true,
  'linli.dispatch.task-failed.v1': true,
  'linli.dispatch.run-planned.v1': true,
  'linli.dispatch.run-started.v1': true,
  'linli.dispatch.run-handed-over.v1': true,
  'linli.dispatch.run-amended.v1': true,
  'linli.dispatch.stop-withdrawn.v1': true,
  'linli.dispatch.volunteer-went-on.v1': true,
  'linli.dispatch.volunteer-went-off.v1': true,
  'linli.pharmacy-run.buying-started.v1': true,
  'linli.pharmacy-run.substitutes-given.v1': true,
  'linli.pharmacy-run.stop-delivered.v1': true,
  'linli.pharmacy-run.stop-failed.v1': true,
  'linli.pharmacy-run.run-closed.v1': true,
  'linli.pharmacy-run.record-looked-at.v1': true,
};

/** The types of all public events that this version knows. */
export const PUBLIC_TYPES: ReadonlySet<string> = new Set(Object.keys(TYPES));
