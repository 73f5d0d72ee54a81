import { useEffect, useState } from 'react';
import { step } from './board-columns';

/** j and k walk over the board, x picks, a assigns. Answers where one is. */
export const useBoardKeys = (
  ids: readonly string[],
  does: { readonly isOff: boolean; readonly pick: (id: string) => void; readonly assign: (current: string | undefined) => void },
): string | undefined => {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || does.isOff) return;
      if (event.target instanceof HTMLElement && event.target.matches('input:not([type=checkbox]), textarea, select')) return;
      if (event.key === 'j' || event.key === 'k') {
        const next = step(ids, current, event.key === 'j' ? 1 : -1);
        setCurrent(next);
        document.getElementById(`task-${next}`)?.scrollIntoView({ block: 'nearest' });
      } else if (event.key === 'x' && current !== undefined) does.pick(current);
      else if (event.key === 'a') does.assign(current);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  return current;
};
