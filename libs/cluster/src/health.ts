/** One thing a service cannot do without. Rejects, or answers a sentence, when it is not as it should be. */
export type Check = () => Promise<string | undefined>;

export interface Health {
  readonly ready: boolean;
  /** `ok`, or what is wrong, by name. */
  readonly checks: Readonly<Record<string, string>>;
}

/** A check that has not answered by then has failed. */
const PATIENCE_MS = 2_000;
/** Probes of many askers share one look. */
const FRESH_MS = 1_000;
/** Further apart than this, and deadlines would fall due at the wrong time. */
export const MOST_SKEW_MS = 5_000;

export const skewCheck =
  (theirs: () => Promise<number>, now: () => number): Check =>
  async () => {
    const before = now();
    const there = await theirs();
    // Half the way there and back is all that is known of when the answer was made.
    const skew = there - (before + now()) / 2;
    return Math.abs(skew) > MOST_SKEW_MS
      ? `this clock is ${Math.round(Math.abs(skew) / 1000)} s ${skew > 0 ? 'behind' : 'ahead of'} the database's`
      : undefined;
  };

/** Asks every check, at most once a second however many ask. */
export const healthOf = (checks: Readonly<Record<string, Check>>, now: () => number): (() => Promise<Health>) => {
  let last: { at: number; health: Promise<Health> } | undefined;
  const look = async (): Promise<Health> => {
    const found = await Promise.all(
      Object.entries(checks).map(async ([name, check]): Promise<[string, string]> => [name, (await inTime(check)) ?? 'ok']),
    );
    return { ready: found.every(([, says]) => says === 'ok'), checks: Object.fromEntries(found) };
  };
  return () => {
    if (!last || now() - last.at > FRESH_MS || now() < last.at) last = { at: now(), health: look() };
    return last.health;
  };
};

const inTime = async (check: Check): Promise<string | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${PATIENCE_MS} ms`), PATIENCE_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
};
