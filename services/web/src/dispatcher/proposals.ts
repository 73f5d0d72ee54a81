import type { components } from '../api/schema';
import type { ShopOf } from './shop-choice';

type Suggestion = components['schemas']['dispatch_SuggestionAnswer'];
export type NotPlaced = components['schemas']['dispatch_NotPlacedAnswer']['reason'];

/** Runs as they were proposed and as somebody has changed them since; nothing of it is decided. */
export interface Proposals {
  readonly runs: readonly Proposal[];
  readonly rest: readonly { readonly taskId: string; readonly reason?: NotPlaced }[];
  /** Where what is bought for, wherever the task stands. */
  readonly shopOf: ShopOf;
}
export interface Proposal {
  readonly key: string;
  readonly runners: readonly string[];
  readonly tasks: readonly string[];
}

export const proposalsOf = ({ runs, notPlaced }: Suggestion): Proposals => ({
  runs: runs.map(({ runners, tasks }, at) => ({ key: String(at), runners, tasks })),
  rest: notPlaced,
  shopOf: Object.fromEntries(runs.flatMap(({ shops }) => shops.map(({ taskId, shopId }) => [taskId, shopId]))),
});

/** Puts a task into another run, or without one among the rest. A run that nothing is left of goes. */
export const moved = ({ runs, rest, shopOf }: Proposals, taskId: string, to: string | undefined): Proposals => ({
  runs: runs
    .map((run) => {
      const tasks = run.tasks.filter((one) => one !== taskId);
      return { ...run, tasks: run.key === to ? [...tasks, taskId] : tasks };
    })
    .filter(({ tasks }) => tasks.length > 0),
  rest: [...rest.filter((one) => one.taskId !== taskId), ...(to === undefined ? [{ taskId }] : [])],
  shopOf,
});

export const givenTo = (before: Proposals, key: string, runners: readonly string[]): Proposals => ({
  ...before,
  runs: before.runs.map((run) => (run.key === key ? { ...run, runners } : run)),
});

export const boughtAt = (before: Proposals, taskId: string, shopId: string): Proposals => ({
  ...before,
  shopOf: { ...before.shopOf, [taskId]: shopId },
});

export const without = (before: Proposals, key: string): Proposals => ({ ...before, runs: before.runs.filter((run) => run.key !== key) });
