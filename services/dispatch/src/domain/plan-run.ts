import { refuse } from '@linli/kernel';
import type { PlannedStop, PublicRunner } from '@linli/contracts';
import type { KnownTask } from './task.js';
import { task } from './task.js';
import type { TaskEvent } from './task.events.js';
import { asRunner, type VolunteerState } from './volunteer.js';

export interface RunPlan {
  readonly runners: readonly PublicRunner[];
  readonly stops: readonly PlannedStop[];
  /** What happens to each task, in the order of the tasks given. */
  readonly taskEvents: readonly (readonly TaskEvent[])[];
}

/** Where a task is bought for, where anybody has said. */
type ShopOf = (taskId: string) => string | undefined;

/**
 * Makes a run of these tasks for these volunteers: who is off, whoever has a task already, and a load that is too
 * large are refused. Stops go from building to building, the pressing ones of a building first, unless somebody has put them
 * in order.
 */
export const planRun = (
  runId: string,
  volunteers: readonly VolunteerState[],
  tasks: readonly KnownTask[],
  { shopOf = () => undefined, keepOrder = false }: { shopOf?: ShopOf; keepOrder?: boolean } = {},
): RunPlan => {
  const runners = runnersFor(volunteers, tasks.length);
  const taskEvents = tasks.map((state) => task.decide({ type: 'assign', runId, runners }, state));
  const stops = (keepOrder ? asStops(tasks, shopOf) : doorToDoor(tasks, shopOf)).map((stop, at): PlannedStop => ({
    ...stop,
    order: at + 1,
  }));
  return { runners, stops, taskEvents };
};

/** These volunteers as runners of so many stops. */
export const runnersFor = (volunteers: readonly VolunteerState[], stops: number): readonly PublicRunner[] => {
  const runners = volunteers.map(asRunner);
  for (const state of volunteers) {
    if (state.status !== 'unknown' && state.maxStops !== undefined && stops > state.maxStops) {
      refuse('too-many-stops', `This volunteer takes at most ${state.maxStops} stops.`, { volunteerId: state.volunteerId });
    }
  }
  return runners;
};

/** The tasks as stops, from building to building. */
export const doorToDoor = (tasks: readonly KnownTask[], shopOf: ShopOf): readonly Omit<PlannedStop, 'order'>[] =>
  asStops([...tasks].sort(byDoor), shopOf);

const asStops = (tasks: readonly KnownTask[], shopOf: ShopOf): readonly Omit<PlannedStop, 'order'>[] =>
  tasks.map(({ facts: { needId } }) => {
    const shopId = shopOf(needId);
    return { taskId: needId, needId, ...(shopId !== undefined && { shopId }) };
  });

const building = new Intl.Collator('zh', { numeric: true });
const text = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The id last: the same tasks make the same round, in whatever order they were picked. */
const byDoor = ({ facts: left }: KnownTask, { facts: right }: KnownTask): number =>
  building.compare(left.building, right.building) || text(left.deadline, right.deadline) || text(left.needId, right.needId);
