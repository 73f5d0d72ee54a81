import type { components } from '../api/schema';

export type Task = components['schemas']['dispatch_BoardCardAnswer'];

export const COLUMNS = ['to-take', 'on-the-way', 'incidents', 'to-confirm'] as const;
export type Column = (typeof COLUMNS)[number];

export const columnOf = ({ status }: Pick<Task, 'status'>): Column | undefined => {
  switch (status) {
    case 'open':
      return 'to-take';
    case 'assigned':
    case 'started':
      return 'on-the-way';
    case 'incident':
      return 'incidents';
    case 'completed':
      return 'to-confirm';
    case 'confirmed':
    case 'failed':
    case 'withdrawn':
      return undefined;
  }
};

/** Where `by` steps lead from the current one; from nowhere to the first, and never past an end. */
export const step = (ids: readonly string[], current: string | undefined, by: 1 | -1): string | undefined => {
  const at = current === undefined ? -1 : ids.indexOf(current);
  if (at === -1) return by === 1 ? ids[0] : ids.at(-1);
  return ids[Math.min(Math.max(at + by, 0), ids.length - 1)];
};

/** By building as people count them: 2 before 10. */
const natural = new Intl.Collator('zh', { numeric: true });
export const byBuilding = (counts: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(counts).sort(([left], [right]) => natural.compare(left, right));
