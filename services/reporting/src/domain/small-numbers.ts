/** A cell as it may be shown: a number, `<5`, or null where it is hidden so that another stays hidden. */
export type ShownCell = number | '<5' | null;

const SMALLEST_SHOWN = 5;

/**
 * Hides what is small in one row of cells whose total everybody knows, and as much more as it takes that no hidden cell
 * can be worked out from the total and the others (primary and complementary cell suppression; see Willenborg and
 * de Waal, Elements of Statistical Disclosure Control, 2001, chapter 4).
 */
export const suppress = (cells: ReadonlyMap<string, number>): Map<string, ShownCell> => {
  const shown = new Map<string, ShownCell>([...cells].map(([key, value]) => [key, value < SMALLEST_SHOWN ? '<5' : value]));
  const small = [...cells].filter(([, value]) => value < SMALLEST_SHOWN).map(([, value]) => value);
  if (small.length === 0) return shown;
  const others = [...cells]
    .filter(([, value]) => value >= SMALLEST_SHOWN)
    .sort(([leftKey, left], [rightKey, right]) => left - right || (leftKey < rightKey ? -1 : 1));
  let hidden = small.reduce((sum, value) => sum + value, 0);
  let complementary = 0;
  while (canBeWorkedOut(hidden, small.length, complementary)) {
    const next = others[complementary];
    // Nothing is left to hide behind: then nothing of the row is told.
    if (!next) return new Map([...cells].map(([key]) => [key, null]));
    shown.set(next[0], null);
    hidden += next[1];
    complementary += 1;
  }
  return shown;
};

/** Whether the sum of the hidden cells leaves one of the small ones a single possible value. */
const canBeWorkedOut = (sum: number, small: number, complementary: number): boolean => {
  let possible = 0;
  for (let value = 0; value < SMALLEST_SHOWN; value += 1) {
    const rest = sum - value;
    const least = SMALLEST_SHOWN * complementary;
    const most = complementary > 0 ? Number.POSITIVE_INFINITY : (SMALLEST_SHOWN - 1) * (small - 1);
    if (rest >= least && rest <= most) possible += 1;
  }
  return possible < 2;
};

/** A range of days adds what is shown of each. */
export const addShown = (days: readonly ShownCell[]): ShownCell => {
  const numbers = days.filter((cell): cell is number => typeof cell === 'number');
  if (numbers.length > 0) return numbers.reduce((sum, value) => sum + value, 0);
  return days.includes('<5') ? '<5' : null;
};
