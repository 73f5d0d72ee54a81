import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine, type Loaded, type Streams } from '@linli/engine';
import { notFound, Refusal } from '@linli/kernel';
import type { PublicRunner } from '@linli/contracts';
import { InjectEngine, InjectPrivacy, runnerNames } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { planRun } from '../domain/plan-run.js';
import { run, type RunState } from '../domain/run.js';
import { isOver, task, type KnownTask, type TaskState } from '../domain/task.js';
import { volunteer } from '../domain/volunteer.js';
import { mustConcern, sealReason } from './for-runner.js';
import { shopsFor, type ShopFor } from './shop.commands.js';

export class PlanRun extends Command<{
  runId: string;
  runners: readonly string[];
  tasks: readonly string[];
  shops?: readonly ShopFor[];
  keepOrder?: boolean;
  /** It is claimed, not planned: what the sender has seen is the task. */
  claims?: boolean;
  reason?: string;
}> {}
export class StartRun extends Command<{ runId: string; reason?: string }> {}
/** The shopping of a run is settled: what nobody delivered goes back on the board. */
export class CloseRun extends Command<{ runId: string }> {}

/** Loads the run's tasks that still exist. */
const tasksOf = async (streams: Streams, state: RunState): Promise<Loaded<TaskState>[]> =>
  state.status === 'unknown' ? [] : Promise.all(state.stops.map(({ taskId }) => streams.load(task, taskId)));

@CommandHandler(PlanRun)
export class PlanRunHandler implements ICommandHandler<PlanRun> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ input, envelope }: PlanRun) {
    const { runId } = input;
    const reason = await sealReason(this.privacy, envelope, input.reason);
    const takenBy = new Map<string, readonly PublicRunner[]>();
    try {
      return await this.engine.run(envelope, async (streams) => {
        const fresh = await streams.load(run, runId);
        const shopOf = await shopsFor(streams, input.shops);
        const volunteers = await Promise.all(input.runners.map((id) => streams.require(volunteer, id, 'volunteer')));
        const tasks = await Promise.all(input.tasks.map((id) => streams.require(task, id, 'task')));
        for (const { id, state } of tasks) takenBy.set(id, (state as KnownTask).runners);
        if (input.claims) await streams.target(task, input.tasks[0]!, 'task');
        const plan = planRun(
          runId,
          volunteers.map(({ state }) => state),
          tasks.map(({ state }) => state as KnownTask),
          { shopOf, keepOrder: input.keepOrder },
        );
        return {
          changes: [
            change(fresh, run.decide({ type: 'plan', runId, runners: plan.runners, stops: plan.stops, ...reason }, fresh.state)),
            ...tasks.map((one, at) => change(one, plan.taskEvents[at]!)),
          ],
          answer: { stops: plan.stops.map(({ taskId, order }) => ({ taskId, order })) },
        };
      });
    } catch (error) {
      throw await this.#withWhoHasIt(error, takenBy);
    }
  }

  /** Who lost is told who won, as the decision saw it: the board may not have it yet. */
  async #withWhoHasIt(error: unknown, takenBy: ReadonlyMap<string, readonly PublicRunner[]>): Promise<unknown> {
    if (!(error instanceof Refusal) || error.code !== 'task-already-claimed') return error;
    const runner = await runnerNames(this.privacy, takenBy.get(String(error.details.taskId)) ?? []);
    return new Refusal(error.kind, error.code, error.message, { ...error.details, ...(runner !== undefined && { runner }) });
  }
}

@CommandHandler(StartRun)
export class StartRunHandler implements ICommandHandler<StartRun> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  async execute({ input: { runId, reason: said }, envelope }: StartRun) {
    const reason = await sealReason(this.privacy, envelope, said);
    return this.engine.run(envelope, async (streams) => {
      const { state } = await streams.require(run, runId, 'run');
      if (state.status === 'unknown') return notFound('run');
      mustConcern(state.runners, envelope, 'run');
      const found = await streams.target(run, runId, 'run');
      const tasks = await tasksOf(streams, state);
      return {
        changes: [
          change(found, run.decide({ type: 'start', ...reason }, state)),
          ...tasks.map((one) => change(one, task.decide({ type: 'start' }, one.state))),
        ],
      };
    });
  }
}

@CommandHandler(CloseRun)
export class CloseRunHandler implements ICommandHandler<CloseRun> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { runId }, envelope }: CloseRun) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(run, runId, 'run');
      const tasks = await tasksOf(streams, found.state);
      const undelivered = tasks.filter(
        ({ state }) => state.status !== 'unknown' && !isOver(state.status) && state.status !== 'incident' && state.runId === runId,
      );
      return {
        changes: [
          change(found, run.decide({ type: 'close' }, found.state)),
          ...undelivered.map((one) => change(one, task.decide({ type: 'release' }, one.state))),
        ],
      };
    });
  }
}
