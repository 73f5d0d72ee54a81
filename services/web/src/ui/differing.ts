/** Only what differs is corrected, so that what a colleague changes meanwhile stays. */
export const differing = <Fields extends object>(was: Fields, is: Fields): Partial<Fields> =>
  Object.fromEntries(
    Object.entries(is).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(was[field as keyof Fields])),
  ) as Partial<Fields>;
