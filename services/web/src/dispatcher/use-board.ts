import { useEffect, useMemo } from 'react';
import { useReadPages } from '../api/client';
import { PAGES } from '../api/pages';
import type { Kind } from '../ui/words-of';
import { columnOf, COLUMNS, type Column, type Task } from './board-columns';

export interface BoardFilters {
  readonly kind?: string;
  readonly building?: string;
}
const MOST = 200;
const asQuery = ({ kind, building }: BoardFilters) => ({ ...(kind && { kind: kind as Kind }), ...(building && { building }) });

/** What is under way and what still must be confirmed, column by column. */
export const useBoard = (filters: BoardFilters) => {
  const query = asQuery(filters);
  const board = useReadPages('get', '/api/dispatch/board', { params: { query: { ...query, limit: MOST } } }, PAGES);
  const done = useReadPages('get', '/api/dispatch/board', { params: { query: { ...query, status: 'completed', limit: 50 } } }, PAGES);
  const active = board.data;
  const over = done.data;
  const tasks = useMemo(() => [active, over].flatMap((data) => data?.pages.flatMap(({ items }) => items) ?? []), [active, over]);
  const counts = active?.pages[0]?.counts;
  const isNarrowed = Object.keys(query).length > 0;
  const columns = useMemo(() => {
    // All there are, also those of further pages; narrowed down only what is here can be counted.
    const countOf = (column: Column, here: readonly Task[]): number =>
      counts === undefined || isNarrowed
        ? here.length
        : Object.entries(counts.byStatus)
            .filter(([status]) => columnOf({ status: status as Task['status'] }) === column)
            .reduce((sum, [, count]) => sum + count, 0);
    return COLUMNS.map((column) => {
      const here = tasks.filter((task) => columnOf(task) === column);
      return { column, tasks: here, count: countOf(column, here) };
    });
  }, [tasks, counts, isNarrowed]);
  return { board, done, tasks, counts, columns };
};

/** Page after page, to the last. */
const useAllTasks = (status?: 'open' | 'completed') => {
  const query = { ...(status && { status }), limit: MOST };
  const all = useReadPages('get', '/api/dispatch/board', { params: { query } }, PAGES);
  const { data, hasNextPage, isFetching, fetchNextPage } = all;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const tasks = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return { ...all, tasks, isPending: all.isPending || hasNextPage };
};

/** All that nobody has taken. */
export const useOpenTasks = () => useAllTasks('open');

/** All that is under way and all that still must be confirmed. */
export const useWholeBoard = () => {
  const active = useAllTasks();
  const done = useAllTasks('completed');
  return {
    tasks: [...active.tasks, ...done.tasks],
    isPending: active.isPending || done.isPending,
    error: active.error ?? done.error,
    updatedAt: Math.min(active.dataUpdatedAt, done.dataUpdatedAt),
    refetch: () => void Promise.all([active.refetch(), done.refetch()]),
  };
};
