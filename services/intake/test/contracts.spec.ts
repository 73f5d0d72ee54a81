import { describeContracts } from '@linli/flow';
import type { Privacy } from '@linli/privacy';
import { intake } from '../src/intake.service.js';

/** Folding and reacting open no seals. */
const sealed = undefined as unknown as Privacy;

describeContracts(intake(sealed), {
  'linli.dispatch.task-assigned.v1': ['when-task-assigned: NoteNeed'],
  'linli.dispatch.task-released.v1': ['when-task-released: NoteNeed'],
  'linli.dispatch.task-completed.v1': ['when-task-completed: NoteNeed'],
  'linli.dispatch.task-failed.v1': ['when-task-failed: NoteNeed'],
  'linli.pharmacy-run.buying-started.v1': ['when-buying-started: NoteNeed'],
  'linli.pharmacy-run.substitutes-given.v1': ['when-substitutes-given: NoteNeed'],
});
