/** Fen as yuan, as they stand on a receipt. */
export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** Yuan as somebody types them, in fen; undefined for what is no amount. */
export const fenOf = (text: string): number | undefined => {
  const match = /^\s*(-?)(\d{1,6})(?:[.．](\d{1,2}))?\s*$/.exec(text);
  if (!match) return undefined;
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' ? -fen : fen;
};
