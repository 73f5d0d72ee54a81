import { useSearchParams } from 'react-router';

/** What narrows a list stands in the address: it can be sent to a colleague, and the back button takes it back. */
export const useFilters = <Name extends string>(
  names: readonly Name[],
): [Partial<Record<Name, string>>, (change: Partial<Record<Name, string>>) => void] => {
  const [params, setParams] = useSearchParams();
  const filters = Object.fromEntries(names.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : []))) as Partial<
    Record<Name, string>
  >;
  const change = (changes: Partial<Record<Name, string>>): void =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes) as [string, string][]) {
          if (value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  return [filters, change];
};
