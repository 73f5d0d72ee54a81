export interface Look {
  readonly at: string;
  readonly account: string;
  readonly accountName?: string;
  readonly resident: string;
  readonly purpose: string;
  readonly service: string;
}

/** What one person looked at within one minute for one purpose: a page that stays open asks again and again. */
export interface Looks extends Omit<Look, 'resident'> {
  readonly residents: readonly { readonly resident: string; readonly times: number }[];
}

/** Puts neighbours of a list, latest first, together where they tell of the same visit; the order stays. */
export const together = (looks: readonly Look[]): Looks[] => {
  const lines: { head: Look; times: Map<string, number> }[] = [];
  for (const look of looks) {
    const last = lines.at(-1);
    const line = last && isSameVisit(last.head, look) ? last : { head: look, times: new Map<string, number>() };
    if (line !== last) lines.push(line);
    line.times.set(look.resident, (line.times.get(look.resident) ?? 0) + 1);
  }
  return lines.map(({ head: { resident: _, ...head }, times }) => ({
    ...head,
    residents: [...times].map(([resident, count]) => ({ resident, times: count })),
  }));
};

const MINUTE = 'YYYY-MM-DDTHH:MM'.length;

const isSameVisit = (left: Look, right: Look): boolean =>
  left.account === right.account &&
  left.purpose === right.purpose &&
  left.service === right.service &&
  left.at.slice(0, MINUTE) === right.at.slice(0, MINUTE);
