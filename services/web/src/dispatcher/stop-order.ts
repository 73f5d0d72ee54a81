import type { Task } from './board-columns';

const natural = new Intl.Collator('zh', { numeric: true });

/** As one walks unless somebody says otherwise: from building to building, the pressing ones of a building first. */
export const doorToDoor = <One extends Pick<Task, 'building' | 'deadline'>>(tasks: readonly One[]): One[] =>
  [...tasks].sort(
    (left, right) => natural.compare(left.building, right.building) || Date.parse(left.deadline) - Date.parse(right.deadline),
  );

/** What stands at `from` goes to `to`, and the rest closes up; past an end is that end. */
export const moved = <One>(list: readonly One[], from: number, to: number): One[] => {
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(Math.max(0, to), 0, one);
  return next;
};

/** Where it comes to stand when it is let go before (or after) another: the gap that it leaves is counted out. */
export const landing = (from: number, over: number, after: boolean): number => {
  const gap = over + Number(after);
  return gap > from ? gap - 1 : gap;
};
