import type { SetAside, Verified } from '@linli/engine';

/** What became of an operator's command. `ok` false: it was done, and what it found is not good. */
export interface Outcome {
  readonly ok: boolean;
  readonly lines: readonly string[];
  readonly [member: string]: unknown;
}

export const showVerified = (found: readonly ({ readonly service: string } & Verified)[]): Outcome => {
  const faults = found.flatMap((one) => one.faults);
  const sum = (of: 'commits' | 'events' | 'documents') => found.reduce((total, one) => total + one[of], 0);
  return {
    ok: faults.length === 0,
    commits: sum('commits'),
    events: sum('events'),
    documents: sum('documents'),
    faults,
    lines: [
      ...faults.map(
        ({ service, community, position, view, document, message }) =>
          `${service} ${community}${position === undefined ? '' : ` commit ${position}`}${view === undefined ? '' : ` ${view}/${document}`}: ${message}`,
      ),
      faults.length === 0
        ? `All is whole: ${sum('commits')} commits, ${sum('events')} events, ${sum('documents')} documents.`
        : `${faults.length} faults.`,
    ],
  };
};

export const showSetAside = (items: readonly ({ readonly service: string } & SetAside)[]): Outcome => ({
  ok: true,
  items,
  lines:
    items.length === 0
      ? ['Nothing is set aside.']
      : items.map(({ service, id, kind, subject, error }) => `${service}  ${id}  ${kind}  ${subject}  ${error}`),
});
