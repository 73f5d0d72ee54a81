import type { NeedKind, ShopKind } from '@linli/contracts';

/** A task as far as a plan needs it. Unit and floor where they are known. */
export interface TaskToPlace {
  readonly taskId: string;
  readonly kind: NeedKind;
  readonly deadline: string;
  readonly building: string;
  readonly grid?: string;
  readonly unit?: string;
  readonly room?: string;
  /** Where one buys for it; see `shopFor`. */
  readonly shopId?: string;
}
export interface ShopToPlan {
  readonly shopId: string;
  readonly kind: ShopKind;
  readonly serves: readonly NeedKind[];
  /** Grids or buildings to which it is near; none is all. */
  readonly zones: readonly string[];
}
export interface VolunteerToPlan {
  readonly volunteerId: string;
  /** Grids or buildings he goes to; none is everywhere. */
  readonly zones: readonly string[];
  /** How many more stops he takes. */
  readonly room: number;
}

export type NotPlaced = 'no-volunteer' | 'outside-zones' | 'all-full';
export interface SuggestedRun {
  readonly volunteerId: string;
  readonly tasks: readonly string[];
}
export interface Suggestion {
  readonly runs: readonly SuggestedRun[];
  readonly notPlaced: readonly { readonly taskId: string; readonly reason: NotPlaced }[];
}

/**
 * Where to buy for a task: of the shops that serve its kind the one that is nearest. At a hospital's window one waits with
 * the sick, so it comes last.
 */
export const shopFor = (task: TaskToPlace, shops: readonly ShopToPlan[]): string | undefined =>
  shops
    .filter(({ serves }) => serves.includes(task.kind))
    .sort(
      (one, other) =>
        Number(one.kind === 'hospital') - Number(other.kind === 'hospital') ||
        Number(covers(other, task)) - Number(covers(one, task)) ||
        breadth(one) - breadth(other) ||
        text(one.shopId, other.shopId),
    )[0]?.shopId;

/**
 * Proposes runs: first clusters, then routes. Each run begins with the most pressing task left, as seeds do in Fisher and
 * Jaikumar's heuristic ("A generalized assignment heuristic for vehicle routing", Networks 11, 1981), goes to the volunteer
 * with the fewest other places to go, and takes in what lies nearest to the seed on one fixed round (shop, building, unit,
 * floor), the sweep of Gillett and Miller (Operations Research 22, 1974) with houses for angles. So a task without a place
 * means that everybody who may take it is full. At most volunteers × tasks steps, and a sort.
 */
export const suggestRuns = (tasks: readonly TaskToPlace[], volunteers: readonly VolunteerToPlan[]): Suggestion => {
  const round = [...tasks].sort(onTheRound);
  const pressing = [...tasks].sort((left, right) => text(left.deadline, right.deadline) || text(left.taskId, right.taskId));
  const left = new Set(round.map(({ taskId }) => taskId));
  const free = volunteers.filter(({ room }) => room > 0).sort((one, other) => text(one.volunteerId, other.volunteerId));
  const runs: SuggestedRun[] = [];
  for (const seed of pressing) {
    if (!left.has(seed.taskId)) continue;
    const volunteer = narrowest(free.filter((one) => covers(one, seed)));
    if (!volunteer) continue;
    free.splice(free.indexOf(volunteer), 1);
    const near = nearest(round, seed, (task) => left.has(task.taskId) && covers(volunteer, task), volunteer.room);
    for (const { taskId } of near) left.delete(taskId);
    runs.push({ volunteerId: volunteer.volunteerId, tasks: near.sort(onTheRound).map(({ taskId }) => taskId) });
  }
  const notPlaced = pressing
    .filter(({ taskId }) => left.has(taskId))
    .map((task) => ({ taskId: task.taskId, reason: whyNot(task, volunteers) }));
  return { runs, notPlaced };
};

interface Zoned {
  readonly zones: readonly string[];
}
const covers = ({ zones }: Zoned, { grid, building }: TaskToPlace): boolean =>
  zones.length === 0 || zones.includes(building) || (grid !== undefined && zones.includes(grid));

const whyNot = (task: TaskToPlace, volunteers: readonly VolunteerToPlan[]): NotPlaced => {
  if (volunteers.length === 0) return 'no-volunteer';
  return volunteers.some((one) => covers(one, task)) ? 'all-full' : 'outside-zones';
};

/** Who may go everywhere is kept for what nobody else may take; among equals, who takes most. */
const narrowest = (volunteers: readonly VolunteerToPlan[]): VolunteerToPlan | undefined =>
  [...volunteers].sort((one, other) => breadth(one) - breadth(other) || other.room - one.room)[0];
const breadth = ({ zones }: Zoned): number => (zones.length === 0 ? Number.MAX_SAFE_INTEGER : zones.length);

/** The seed and what lies around it on the round, outwards: first those of its shop and building, as they stand next to it. */
const nearest = (round: readonly TaskToPlace[], seed: TaskToPlace, fits: (task: TaskToPlace) => boolean, most: number): TaskToPlace[] => {
  const taken = [seed];
  const at = round.indexOf(seed);
  for (let step = 1; taken.length < most && step < round.length; step += 1) {
    for (const task of [round[at + step], round[at - step]])
      if (task && taken.length < most && sameErrand(task, seed) && fits(task)) taken.push(task);
  }
  // Another shop only when this one's are all taken.
  for (let step = 1; taken.length < most && step < round.length; step += 1) {
    for (const task of [round[at + step], round[at - step]])
      if (task && taken.length < most && !sameErrand(task, seed) && fits(task)) taken.push(task);
  }
  return taken;
};

/** Where one must go before one can go to the door: the pharmacy, the shop, or nowhere. */
const errand = (kind: NeedKind): number => (kind === 'medicine' ? 0 : kind === 'groceries' || kind === 'test-kits' ? 1 : 2);

const sameErrand = (left: TaskToPlace, right: TaskToPlace): boolean =>
  errand(left.kind) === errand(right.kind) && left.shopId === right.shopId;

const natural = new Intl.Collator('zh', { numeric: true });
const text = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
/** 402 and 403 are both on the fourth floor. */
const floorOf = (room: string | undefined): number => (room !== undefined && /^\d{3,5}$/.test(room) ? Math.floor(Number(room) / 100) : 0);

const onTheRound = (left: TaskToPlace, right: TaskToPlace): number =>
  errand(left.kind) - errand(right.kind) ||
  text(left.shopId ?? '', right.shopId ?? '') ||
  natural.compare(left.building, right.building) ||
  natural.compare(left.unit ?? '', right.unit ?? '') ||
  floorOf(left.room) - floorOf(right.room) ||
  natural.compare(left.room ?? '', right.room ?? '') ||
  text(left.taskId, right.taskId);
