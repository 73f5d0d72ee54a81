import { useSyncExternalStore } from 'react';

// One clock for all that shows time passing: it ticks while somebody looks at it.
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

/** The time, as coarse as the screen needs it: what shows minutes is not drawn every second. */
export const useNow = (everyMs = 1_000): number => useSyncExternalStore(subscribe, () => now - (now % everyMs));
