/** The same ones, in whatever order somebody has named them. */
export const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.every((one) => others.includes(one)) && others.every((one) => some.includes(one));
