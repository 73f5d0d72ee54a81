import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine, type Envelope } from '@linli/engine';
import { notFound } from '@linli/kernel';
import type { IncidentReason, Sealed, Urgency } from '@linli/contracts';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { run } from '../domain/run.js';
import { isOver, task, type KnownTask, type TaskCommand } from '../domain/task.js';
import type { TaskFacts, TaskPlace } from '../domain/task.events.js';
import { mustConcern } from './for-runner.js';

interface OfTask {
  readonly taskId: string;
}
export class OpenTask extends Command<{ facts: TaskFacts }> {}
export class AmendTask extends Command<OfTask & { urgency?: Urgency; deadline?: string }> {}
export class MoveTask extends Command<OfTask & { place: TaskPlace }> {}
export class ReleaseTask extends Command<OfTask & { reason?: string }> {}
/** `runId`: the run that it happened on, where a stop says so. */
export class ReportIncident extends Command<OfTask & { reason: IncidentReason; note?: string; runId?: string }> {}
export class CompleteTask extends Command<OfTask & { missing: readonly string[]; note?: string; runId?: string }> {}
export class ConfirmTask extends Command<OfTask> {}
export class FailTask extends Command<OfTask & { reason: IncidentReason; note?: string }> {}
export class ReopenTask extends Command<OfTask> {}
export class WithdrawTask extends Command<OfTask> {}

@CommandHandler(OpenTask)
export class OpenTaskHandler implements ICommandHandler<OpenTask> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { facts }, envelope }: OpenTask) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.load(task, facts.needId);
      return { changes: [change(found, task.decide({ type: 'open', facts }, found.state))] };
    });
  }
}

/** Decides about a task; when it leaves its run, its stop goes too, in the same commit. */
const changeTask = (
  engine: Engine,
  envelope: Envelope,
  taskId: string,
  command: (state: KnownTask) => Promise<TaskCommand> | TaskCommand,
) =>
  engine.run(envelope, async (streams) => {
    const { state } = await streams.require(task, taskId, 'task');
    if (state.status === 'unknown') return notFound('task');
    mustConcern(state.runners, envelope, 'task');
    const found = await streams.target(task, taskId, 'task');
    const wanted = await command(state);
    const events = task.decide(wanted, state);
    if (events.length === 0 || state.runId === undefined || isOver(state.status) || !leavesRun(wanted, state.runId))
      return { changes: [change(found, events)] };
    const trip = await streams.load(run, state.runId);
    return { changes: [change(found, events), change(trip, run.decide({ type: 'withdraw-stop', taskId }, trip.state))] };
  });

/** What will not be delivered there leaves its run; done by hand or by another run it leaves it too. A delivered stop stays. */
const leavesRun = (command: TaskCommand, runId: string): boolean => {
  switch (command.type) {
    case 'release':
    case 'reopen':
    case 'fail':
    case 'withdraw':
      return true;
    case 'complete':
      return command.runId !== runId;
    default:
      return false;
  }
};

@CommandHandler(AmendTask)
export class AmendTaskHandler implements ICommandHandler<AmendTask> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { taskId, ...changes }, envelope }: AmendTask) {
    return changeTask(this.engine, envelope, taskId, () => ({ type: 'amend', ...changes }));
  }
}

@CommandHandler(ReopenTask)
export class ReopenTaskHandler implements ICommandHandler<ReopenTask> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { taskId }, envelope }: ReopenTask) {
    return changeTask(this.engine, envelope, taskId, () => ({ type: 'reopen' }));
  }
}

@CommandHandler(MoveTask)
export class MoveTaskHandler implements ICommandHandler<MoveTask> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { taskId, place }, envelope }: MoveTask) {
    return changeTask(this.engine, envelope, taskId, () => ({ type: 'move', place }));
  }
}

@CommandHandler(ConfirmTask)
export class ConfirmTaskHandler implements ICommandHandler<ConfirmTask> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { taskId }, envelope }: ConfirmTask) {
    return changeTask(this.engine, envelope, taskId, () => ({ type: 'confirm' }));
  }
}

@CommandHandler(WithdrawTask)
export class WithdrawTaskHandler implements ICommandHandler<WithdrawTask> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { taskId }, envelope }: WithdrawTask) {
    return changeTask(this.engine, envelope, taskId, () => ({ type: 'withdraw' }));
  }
}

/** What is said about a task concerns its resident, and is sealed with that key. */
const sealNote = async (privacy: Privacy, { facts }: KnownTask, note: string | undefined): Promise<{ note?: Sealed }> =>
  note === undefined ? {} : { note: await privacy.seal(facts.residentId, note) };

@CommandHandler(ReleaseTask)
export class ReleaseTaskHandler implements ICommandHandler<ReleaseTask> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { taskId, reason }, envelope }: ReleaseTask) {
    return changeTask(this.engine, envelope, taskId, async (state) => {
      const { note } = await sealNote(this.privacy, state, reason);
      return { type: 'release', ...(note !== undefined && { reason: note }) };
    });
  }
}

@CommandHandler(ReportIncident)
export class ReportIncidentHandler implements ICommandHandler<ReportIncident> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { taskId, note, ...said }, envelope }: ReportIncident) {
    return changeTask(this.engine, envelope, taskId, async (state) => ({
      type: 'report-incident',
      ...said,
      ...(await sealNote(this.privacy, state, note)),
    }));
  }
}

@CommandHandler(CompleteTask)
export class CompleteTaskHandler implements ICommandHandler<CompleteTask> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { taskId, note, ...done }, envelope }: CompleteTask) {
    return changeTask(this.engine, envelope, taskId, async (state) => ({
      type: 'complete',
      ...done,
      ...(await sealNote(this.privacy, state, note)),
    }));
  }
}

@CommandHandler(FailTask)
export class FailTaskHandler implements ICommandHandler<FailTask> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { taskId, reason, note }, envelope }: FailTask) {
    return changeTask(this.engine, envelope, taskId, async (state) => ({
      type: 'fail',
      reason,
      ...(await sealNote(this.privacy, state, note)),
    }));
  }
}
