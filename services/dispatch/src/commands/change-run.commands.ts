import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine, type Envelope, type Loaded, type Streams } from '@linli/engine';
import { notFound } from '@linli/kernel';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { doorToDoor, runnersFor } from '../domain/plan-run.js';
import { run, type KnownRun, type RunState } from '../domain/run.js';
import { isOver, task, type KnownTask, type TaskState } from '../domain/task.js';
import type { TaskEvent } from '../domain/task.events.js';
import { volunteer } from '../domain/volunteer.js';
import { mustConcern, sealReason } from './for-runner.js';
import { shopsFor, type ShopFor } from './shop.commands.js';

export class HandOverRun extends Command<{ runId: string; to: readonly string[]; reason?: string }> {}
export class AmendRun extends Command<{
  runId: string;
  add: readonly string[];
  remove: readonly string[];
  shops?: readonly ShopFor[];
  reason?: string;
}> {}
/** Pharmacy-run has bought something for a stop. */
export class NoteBuying extends Command<{ runId: string; taskId: string }> {}

type LoadedTask = Loaded<TaskState> & { readonly state: KnownTask };

/** The run for who is on it or dispatches, with those of its tasks that are not over. */
const runFor = async (streams: Streams, runId: string, envelope: Envelope): Promise<{ state: KnownRun; live: readonly LoadedTask[] }> => {
  const { state } = await streams.require(run, runId, 'run');
  if (state.status === 'unknown') return notFound('run');
  mustConcern(state.runners, envelope, 'run');
  const tasks = await Promise.all(state.stops.map(({ taskId }) => streams.load(task, taskId)));
  const live = tasks.filter(
    (one): one is LoadedTask => one.state.status !== 'unknown' && !isOver(one.state.status) && one.state.runId === runId,
  );
  return { state, live };
};

@CommandHandler(HandOverRun)
export class HandOverRunHandler implements ICommandHandler<HandOverRun> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ input: { runId, to, reason: said }, envelope }: HandOverRun) {
    const reason = await sealReason(this.privacy, envelope, said);
    return this.engine.run(envelope, async (streams) => {
      const { state, live } = await runFor(streams, runId, envelope);
      const volunteers = await Promise.all(to.map((id) => streams.require(volunteer, id, 'volunteer')));
      const found = await streams.target(run, runId, 'run');
      const runners = runnersFor(
        volunteers.map((one) => one.state),
        live.length,
      );
      const events = run.decide({ type: 'hand-over', runners, ...reason }, state);
      const told = events.length === 0 ? [] : live;
      return {
        changes: [change(found, events), ...told.map((one) => change(one, task.decide({ type: 'hand-over', runners }, one.state)))],
      };
    });
  }
}

@CommandHandler(AmendRun)
export class AmendRunHandler implements ICommandHandler<AmendRun> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ input, envelope }: AmendRun) {
    const { runId, remove, shops } = input;
    const reason = await sealReason(this.privacy, envelope, input.reason);
    return this.engine.run(envelope, async (streams) => {
      const { state, live } = await runFor(streams, runId, envelope);
      const shopOf = await shopsFor(streams, shops);
      const fresh = input.add.filter((id) => !state.stops.some(({ taskId }) => taskId === id));
      const adding = await Promise.all(fresh.map((id) => streams.require(task, id, 'task')));
      const removing = await Promise.all(remove.map((id) => streams.require(task, id, 'task')));
      const found = await streams.target(run, runId, 'run');
      const add = doorToDoor(
        adding.map((one) => one.state as KnownTask),
        shopOf,
      );
      const events = run.decide({ type: 'amend', add, remove, ...reason }, state);
      if (adding.length > 0) {
        const volunteers = await Promise.all(state.runners.map(({ volunteerId }) => streams.require(volunteer, volunteerId, 'volunteer')));
        runnersFor(
          volunteers.map((one) => one.state),
          live.length - removing.length + adding.length,
        );
      }
      const next = events.reduce((before: RunState, event) => run.evolve(before, event), state) as KnownRun;
      return {
        changes: [
          change(found, events),
          ...adding.map((one) => change(one, taken(one.state, state))),
          ...removing.map((one) => change(one, task.decide({ type: 'release' }, one.state))),
        ],
        answer: { stops: next.stops.map(({ taskId, order }) => ({ taskId, order })) },
      };
    });
  }
}

/** A task that joins a run which is on its way is on its way too. */
const taken = (state: TaskState, { runId, runners, status }: KnownRun): readonly TaskEvent[] => {
  const assigned = task.decide({ type: 'assign', runId, runners }, state);
  if (status !== 'started') return assigned;
  return [
    ...assigned,
    ...task.decide(
      { type: 'start' },
      assigned.reduce((before, event) => task.evolve(before, event), state),
    ),
  ];
};

@CommandHandler(NoteBuying)
export class NoteBuyingHandler implements ICommandHandler<NoteBuying> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { runId, taskId }, envelope }: NoteBuying) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(run, runId, 'run');
      return { changes: [change(found, run.decide({ type: 'note-buying', taskId }, found.state))] };
    });
  }
}
