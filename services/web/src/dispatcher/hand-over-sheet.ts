import { pressure } from '../ui/time';
import type { Task } from './board-columns';

export const PARTS = ['at-risk', 'open', 'promised', 'to-confirm'] as const;
export type Part = (typeof PARTS)[number];
/** Who must do something about it next. */
export type WaitsOn = 'dispatch' | 'runner' | 'front-desk';

export const waitsOn = ({ status }: Pick<Task, 'status'>): WaitsOn =>
  status === 'completed' ? 'front-desk' : status === 'assigned' || status === 'started' ? 'runner' : 'dispatch';

/** Where it stands on the sheet: each once, and first what may go wrong. */
export const partOf = ({ status, deadline }: Pick<Task, 'status' | 'deadline'>, now: number): Part => {
  if (status === 'completed') return 'to-confirm';
  if (status === 'incident' || pressure(deadline, now) !== 'calm') return 'at-risk';
  return status === 'open' ? 'open' : 'promised';
};

export const sheetOf = (tasks: readonly Task[], now: number): { readonly part: Part; readonly tasks: readonly Task[] }[] =>
  PARTS.map((part) => ({ part, tasks: tasks.filter((task) => partOf(task, now) === part) }));
