/** 12.50 from fen; a phone's keyboard gives yuan. */
export const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** Fen from what somebody typed in yuan; undefined for what is no amount. */
export const fenOf = (text: string): number | undefined => {
  const clean = text
    .trim()
    .replace(/[,，]/g, '')
    .replace(/[．。]/g, '.');
  return /^\d{1,6}(\.\d{1,2})?$/.test(clean) ? Math.round(Number(clean) * 100) : undefined;
};

/** A quantity from what somebody typed: more than nothing, at most two decimals. */
export const quantityOf = (text: string): number | undefined => {
  const clean = text.trim().replace(/[．。]/g, '.');
  const value = /^\d{1,5}(\.\d{1,2})?$/.test(clean) ? Number(clean) : 0;
  return value > 0 ? value : undefined;
};
