import type { LineItem, Sealed } from '@linli/contracts';
import { linesToBuy, type OrderFacts } from '../domain/order.js';
import { isHad, type Line, type Stop } from '../domain/purchase.js';
import type { RunDoc } from './runs.view.js';
import type { ShopDoc } from './shops.view.js';

export interface ShoppingEntry {
  /** Its id; name and place where dispatch has told them. */
  readonly shop?: string;
  readonly shopName?: ShopDoc['name'];
  readonly shopPlace?: string;
  readonly item: string;
  readonly strength?: string;
  readonly unit: string;
  quantity: number;
  readonly lines: {
    lineId: string;
    taskId: string;
    quantity: number;
    status: string;
    boughtQuantity?: number;
    priceFen?: number;
    substitution: string;
    instead?: LineItem;
    asked?: LineItem & { quantity: number; priceFen: number };
  }[];
}

/** What stands in the place of a line, or may. */
const inPlaceOf = (line: Line | undefined, opened: ReadonlyMap<Sealed, LineItem>) => {
  const instead = line?.instead === undefined ? undefined : opened.get(line.instead);
  const asked = line?.asked && opened.get(line.asked.item);
  return {
    ...(instead && { instead }),
    ...(asked && { asked: { ...asked, quantity: line!.asked!.quantity, priceFen: line!.asked!.priceFen } }),
  };
};

const shopOf = ({ shopId }: Stop, shops: ReadonlyMap<string, ShopDoc>): Partial<ShoppingEntry> => {
  if (shopId === undefined) return {};
  const known = shops.get(shopId);
  return { shop: shopId, ...(known && { shopName: known.name, shopPlace: known.place }) };
};

/** One list per shop, grouped by medicine, with each household's part. `items`: what is sealed in the lines, opened; `opened`: their substitutes. */
export const shoppingList = (
  run: RunDoc,
  orders: ReadonlyMap<string, OrderFacts>,
  items: ReadonlyMap<string, LineItem>,
  shops: ReadonlyMap<string, ShopDoc> = new Map(),
  opened: ReadonlyMap<Sealed, LineItem> = new Map(),
): ShoppingEntry[] => {
  const entries = new Map<string, ShoppingEntry>();
  for (const stop of run.stops) {
    if (stop.status === 'withdrawn') continue;
    const order = orders.get(stop.needId);
    for (const { lineId, quantity, unit, substitution } of order ? linesToBuy(order) : []) {
      const item = items.get(lineId);
      if (!item) continue;
      const key = JSON.stringify([stop.shopId ?? '', item.item, item.strength ?? '', unit]);
      let entry = entries.get(key);
      if (!entry) {
        entry = { ...shopOf(stop, shops), ...item, unit, quantity: 0, lines: [] };
        entries.set(key, entry);
      }
      const bought = run.lines[lineId];
      entry.quantity += quantity;
      entry.lines.push({
        lineId,
        taskId: stop.taskId,
        quantity,
        substitution,
        status: bought?.status ?? 'listed',
        ...(bought && isHad(bought) && { boughtQuantity: bought.quantity, priceFen: bought.priceFen }),
        ...inPlaceOf(bought, opened),
      });
    }
  }
  return [...entries.values()].sort(
    (left, right) =>
      collator.compare(left.shopName?.zh ?? '', right.shopName?.zh ?? '') ||
      collator.compare(left.shop ?? '', right.shop ?? '') ||
      collator.compare(left.item, right.item),
  );
};

export interface LeftOver {
  readonly lineId: string;
  readonly taskId: string;
  readonly item: string;
  readonly strength?: string;
  readonly unit: string;
  readonly quantity: number;
  readonly priceFen: number;
}

export const hasBought = ({ lines }: RunDoc, { taskId }: Stop): boolean =>
  Object.values(lines).some((line) => line.taskId === taskId && line.quantity > 0);

/** What is bought for stops that have left the run: it is still in the runner's bags and paid for, and goes to nobody here. */
export const leftOver = (
  run: RunDoc,
  stops: readonly Stop[],
  orders: ReadonlyMap<string, OrderFacts>,
  items: ReadonlyMap<string, LineItem>,
  opened: ReadonlyMap<Sealed, LineItem> = new Map(),
): LeftOver[] =>
  stops.flatMap(({ taskId, needId }) =>
    (orders.get(needId)?.lines ?? []).flatMap(({ lineId, unit }) => {
      const line = run.lines[lineId];
      const item = line?.instead === undefined ? items.get(lineId) : opened.get(line.instead);
      return item && line && line.quantity > 0 ? [{ lineId, taskId, ...item, unit, quantity: line.quantity, priceFen: line.priceFen }] : [];
    }),
  );

const collator = new Intl.Collator('zh', { numeric: true });
