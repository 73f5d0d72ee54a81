import type { components } from '../api/schema';

type Suggestion = components['schemas']['dispatch_SuggestionAnswer'];
export type NotPlaced = components['schemas']['dispatch_NotPlacedAnswer']['reason'];

/** Runs as they were proposed and as somebody has changed them since; nothing of it is decided. */
export interface Proposals {
  readonly runs: readonly Proposal[];
  readonly rest: readonly { readonly taskId: string; readonly reason?: NotPlaced }[];
}
export interface Proposal {
  readonly key: string;
  readonly runners: readonly string[];
  readonly tasks: readonly string[];
}

export const proposalsOf = ({ runs, notPlaced }: Suggestion): Proposals => ({
  runs: runs.map(({ runners, tasks }, at) => ({ key: String(at), runners, tasks })),
  rest: notPlaced,
});

/** Puts a task into another run, or without one among the rest. A run that nothing is left of goes. */
export const moved = ({ runs, rest }: Proposals, taskId: string, to: string | undefined): Proposals => ({
  runs: runs
    .map((run) => {
      const tasks = run.tasks.filter((one) => one !== taskId);
      return { ...run, tasks: run.key === to ? [...tasks, taskId] : tasks };
    })
    .filter(({ tasks }) => tasks.length > 0),
  rest: [...rest.filter((one) => one.taskId !== taskId), ...(to === undefined ? [{ taskId }] : [])],
});

export const givenTo = ({ runs, rest }: Proposals, key: string, runners: readonly string[]): Proposals => ({
  runs: runs.map((run) => (run.key === key ? { ...run, runners } : run)),
  rest,
});

export const without = ({ runs, rest }: Proposals, key: string): Proposals => ({ runs: runs.filter((run) => run.key !== key), rest });
