/** Looked at one by one first; most streams are short, and most readers know nearly where they are. */
const NEAR = 8;
const DOUBLINGS = 40;
const PIECES = 16;

/**
 * The last version of a stream. Versions have no gaps, so it is found by asking which exist: `highest` answers the
 * highest that exists of those it is given, 0 for none. An order by entries would not do: MongoDB orders documents with
 * an array by its largest entry, whichever was asked for. `known`: a version that is sure to exist, or 0.
 */
export const lastVersion = async (known: number, highest: (versions: readonly number[]) => Promise<number>): Promise<number> => {
  const near = Array.from({ length: NEAR }, (_, index) => known + index + 1);
  const far = Array.from({ length: DOUBLINGS }, (_, index) => known + NEAR * 2 ** (index + 1));
  let probes = [...near, ...far];
  let last = known;
  for (;;) {
    last = Math.max(last, await highest(probes));
    const next = probes.find((version) => version > last);
    if (next === undefined || next === last + 1) return last;
    probes = between(last, next);
  }
};

/** At most so many versions above one and up to another, evenly, the first and the last among them. */
const between = (low: number, high: number): number[] => {
  const step = Math.max(1, Math.floor((high - low) / PIECES));
  const versions: number[] = [];
  for (let version = low + step; version < high; version += step) versions.push(version);
  return [...versions, high];
};
