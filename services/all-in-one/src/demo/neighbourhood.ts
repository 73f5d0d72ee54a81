import { utils, write } from '@e965/xlsx';
import type { ShopInput } from '@linli/dispatch';
import { CARE_CATEGORIES } from '@linli/intake';
import { NEIGHBOURHOOD, SECOND, THIRD } from './accounts.js';
import { chance, type Chance } from './chance.js';
import { shopsOf, type DemoShops } from './shops.js';
import { GIVEN, MEDICINES, NOTES, SURNAMES } from './words.js';

export type Home = readonly [building: string, unit: string, room: string, grid: string];

export interface DemoPerson {
  readonly name: string;
  readonly phone?: string;
  readonly idCard?: string;
  readonly home: Home;
  readonly categories: readonly string[];
  readonly medicines: readonly { medicine: string; strength: string; form: string; maker: string; dailyDose: number; unitsLeft: number }[];
  readonly notes?: string;
}
export interface DemoCommunity {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly homes: readonly Home[];
  readonly people: readonly DemoPerson[];
  /** Where runners buy. */
  readonly shops: readonly ShopInput[];
}

interface Plan {
  readonly code: string;
  readonly name: DemoCommunity['name'];
  readonly households: number;
  readonly specialCare: number;
  readonly shops: DemoShops;
  readonly seed: number;
}

const ONE_EACH: DemoShops = { pharmacy: 1, shop: 1, hospital: 1 };
const PLANS: readonly Plan[] = [
  {
    code: NEIGHBOURHOOD,
    name: { zh: '榕树里社区', en: 'Banyan Lane Community' },
    households: 6_126,
    specialCare: 418,
    shops: { pharmacy: 4, shop: 4, hospital: 1 },
    seed: 20_221_124,
  },
  { code: SECOND, name: { zh: '石板坡社区', en: 'Flagstone Slope Community' }, households: 60, specialCare: 8, shops: ONE_EACH, seed: 2 },
  { code: THIRD, name: { zh: '江北嘴社区', en: 'River Mouth Community' }, households: 60, specialCare: 8, shops: ONE_EACH, seed: 3 },
];
const SMALL_HOUSEHOLDS = 60;
const SMALL_SPECIAL_CARE = 12;
const SMALL_SHOPS: DemoShops = { pharmacy: 2, shop: 2, hospital: 1 };
/** Homes that every demo has. */
const KNOWN: readonly (readonly [string, string, string])[] = [
  ['12', '3', '402'],
  ['3', '1', '101'],
];

/** The same people at the same doors, every time. */
export const demoCommunities = (size: 'full' | 'small'): DemoCommunity[] =>
  PLANS.map((plan) => {
    const small = size === 'small' && plan.code === NEIGHBOURHOOD;
    const luck = chance(plan.seed);
    const homes = homesOf(small ? SMALL_HOUSEHOLDS : plan.households, small || plan.households <= SMALL_HOUSEHOLDS);
    return {
      code: plan.code,
      name: plan.name,
      homes,
      people: peopleOf(homes, small ? SMALL_SPECIAL_CARE : plan.specialCare, luck, PLANS.indexOf(plan)),
      shops: shopsOf(homes, small ? SMALL_SHOPS : plan.shops, plan.seed),
    };
  });

const gridOf = (building: number): string => String(Math.ceil(building / 4)).padStart(2, '0');

/** Buildings of four units; with few households they are low. */
const homesOf = (count: number, low: boolean): Home[] => {
  const homes: Home[] = [];
  const known = new Set(KNOWN.map((home) => home.join('-')));
  const add = (building: number, unit: number, room: string): void =>
    void homes.push([String(building), String(unit), room, gridOf(building)]);
  for (const [building, unit, room] of KNOWN) add(Number(building), Number(unit), room);
  const floors = low ? 1 : 17;
  for (let building = 1; homes.length < count; building += 1) {
    for (let unit = 1; unit <= 4; unit += 1) {
      for (let floor = 1; floor <= floors; floor += 1) {
        for (let door = 1; door <= 2 && homes.length < count; door += 1) {
          const room = `${floor}${String(door).padStart(2, '0')}`;
          if (!known.has(`${building}-${unit}-${room}`)) add(building, unit, room);
        }
      }
    }
  }
  return homes;
};

const peopleOf = (homes: readonly Home[], specialCare: number, luck: Chance, community: number): DemoPerson[] => {
  const people: DemoPerson[] = [];
  let phones = 0;
  // Spread over the whole place, one in so many households.
  const every = homes.length / specialCare;
  let cared = 0;
  for (const [at, home] of homes.entries()) {
    const surname = luck.pick(SURNAMES);
    const needsCare = cared < specialCare && at >= Math.floor(cared * every);
    const categories = needsCare ? categoriesOf(luck) : [];
    const others = luck.below(4) + (luck.often(0.5) ? 1 : 0);
    const members = categories.includes(ALONE) ? 1 : Math.max(1 + others, 2);
    for (let member = 0; member < members; member += 1) {
      const isCared = needsCare && member === 0;
      const age = isCared
        ? 66 + luck.below(30)
        : member < 2
          ? 28 + luck.below(45)
          : member === 2
            ? 2 + luck.below(16)
            : 55 + luck.below(35);
      const phone = age >= 14 ? `1991${community}${String((phones += 1)).padStart(6, '0')}` : undefined;
      people.push({
        name: (member === 1 || member > 2 ? luck.pick(SURNAMES) : surname) + luck.pick(GIVEN) + (luck.often(0.75) ? luck.pick(GIVEN) : ''),
        ...(phone !== undefined && { phone }),
        ...(luck.often(0.7) && { idCard: idCardOf(2022 - age, luck, people.length) }),
        home,
        categories: isCared ? categories : [],
        medicines: isCared ? medicinesOf(luck) : [],
        ...(isCared && luck.often(0.4) && { notes: luck.pick(NOTES) }),
      });
    }
    if (needsCare) cared += 1;
  }
  return people;
};

const ALONE = '独居老人';

const categoriesOf = (luck: Chance): string[] => {
  const all = CARE_CATEGORIES.map(({ zh }) => zh);
  const first = luck.often(0.4) ? ALONE : luck.pick(all);
  return [...new Set([first, ...(luck.often(0.5) ? ['慢性病'] : []), ...(luck.often(0.1) ? [luck.pick(all)] : [])])];
};

const medicinesOf = (luck: Chance): DemoPerson['medicines'] => {
  const count = 1 + luck.below(3);
  const taken = new Map(Array.from({ length: count }, () => luck.pick(MEDICINES)).map((medicine) => [medicine.medicine, medicine]));
  return [...taken.values()].map((medicine) => ({ ...medicine, unitsLeft: Math.round(medicine.dailyDose * luck.below(30)) }));
};

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Right in its check digit, of a place that is none. The serial makes it nobody else's. */
const idCardOf = (year: number, luck: Chance, serial: number): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const body = `9901${two(1 + (Math.floor(serial / 1000) % 99))}${year}${two(1 + luck.below(12))}${two(1 + luck.below(28))}${String(serial % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + '10X98765432'[sum % 11];
};

const HEADINGS = [
  '姓名',
  '联系电话',
  '身份证号',
  '楼栋',
  '单元',
  '房号',
  '类别',
  '药品',
  '规格',
  '剂型',
  '生产厂家',
  '每日用量',
  '剩余数量',
  '备注',
];

/** The people as the Excel ledger that a community keeps: further medicines stand in rows of their own. */
export const ledgerOf = ({ name, people }: DemoCommunity): Uint8Array => {
  const rows: (string | number | null)[][] = [[`${name.zh}居民台账`], HEADINGS];
  for (const { name: person, phone, idCard, home, categories, medicines, notes } of people) {
    const [first, ...further] = medicines;
    const medicine = (of: DemoPerson['medicines'][number] | undefined) =>
      of ? [of.medicine, of.strength, of.form, of.maker, of.dailyDose, of.unitsLeft] : [null, null, null, null, null, null];
    rows.push([
      person,
      phone ?? null,
      idCard ?? null,
      `${home[0]}栋`,
      home[1],
      home[2],
      categories.join('、') || null,
      ...medicine(first),
      notes ?? null,
    ]);
    for (const one of further) rows.push([null, null, null, null, null, null, null, ...medicine(one), null]);
  }
  return workbook('居民台账', rows);
};

const workbook = (sheet: string, rows: (string | number | null)[][]): Uint8Array => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { dense: true }), sheet);
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
};
