/** A number as somebody typed it, fullwidth digits of a Chinese keyboard too; undefined for what is none, or out of bounds. */
export const numberIn = (text: string, least: number, most: number): number | undefined => {
  const clean = text.normalize('NFKC').replace(/。/g, '.').trim();
  if (!/^\d+(\.\d+)?$/.test(clean)) return undefined;
  const value = Number(clean);
  return value >= least && value <= most ? value : undefined;
};
