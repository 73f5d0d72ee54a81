import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine, type Envelope } from '@linli/engine';
import { notFound } from '@linli/kernel';
import type { IncidentReason } from '@linli/contracts';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { run } from '../domain/run.js';
import { isOver, task, type KnownTask, type TaskCommand } from '../domain/task.js';
import type { TaskFacts } from '../domain/task.events.js';

export class OpenTask extends Command<{ facts: TaskFacts }> {}
/** What a need, a stop, a runner or a dispatcher makes of a task: one rule each, in the decider. */
export class ChangeTask extends Command<{
  taskId: string;
  change: Exclude<TaskCommand, { type: 'open' | 'assign' | 'start' | 'report-incident' }>;
}> {}
export class ReportIncident extends Command<{ taskId: string; reason: IncidentReason; note?: string }> {}

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

/** A runner has a say in his own tasks only, and does not learn of others. */
const mustConcern = (state: KnownTask, { caller }: Envelope): void => {
  if (!caller || caller.roles.includes('dispatcher')) return;
  if (!state.runners.some(({ volunteerId }) => volunteerId === caller.volunteerId)) notFound('task');
};

/** Decides about a task; when it leaves its run, its stop goes too, in the same commit. */
const changeTask = (
  engine: Engine,
  envelope: Envelope,
  taskId: string,
  command: (state: KnownTask) => Promise<TaskCommand> | TaskCommand,
) =>
  engine.run(envelope, async (streams) => {
    const found = await streams.target(task, taskId, 'task');
    const { state } = found;
    if (state.status === 'unknown') return notFound('task');
    mustConcern(state, envelope);
    const wanted = await command(state);
    const events = task.decide(wanted, state);
    if (events.length === 0 || state.runId === undefined || isOver(state.status) || !leavesRun(wanted, envelope))
      return { changes: [change(found, events)] };
    const trip = await streams.load(run, state.runId);
    return { changes: [change(found, events), change(trip, run.decide({ type: 'withdraw-stop', taskId }, trip.state))] };
  });

/** A delivered stop stays in its run: only what will not be delivered there leaves it, also what somebody calls done by hand. */
const leavesRun = ({ type }: TaskCommand, { caller }: Envelope): boolean =>
  type === 'release' || type === 'reopen' || type === 'fail' || type === 'withdraw' || (type === 'complete' && caller !== undefined);

@CommandHandler(ChangeTask)
export class ChangeTaskHandler implements ICommandHandler<ChangeTask> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input, envelope }: ChangeTask) {
    return changeTask(this.engine, envelope, input.taskId, () => input.change);
  }
}

@CommandHandler(ReportIncident)
export class ReportIncidentHandler implements ICommandHandler<ReportIncident> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { taskId, reason, note }, envelope }: ReportIncident) {
    return changeTask(this.engine, envelope, taskId, async ({ facts }) => ({
      type: 'report-incident',
      reason,
      ...(note !== undefined && { note: await this.privacy.seal(facts.residentId, note) }),
    }));
  }
}
