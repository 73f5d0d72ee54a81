import type { ShopInput } from '@linli/dispatch';
import { chance } from './chance.js';
import type { Home } from './neighbourhood.js';

export type DemoShops = Readonly<Record<ShopInput['kind'], number>>;

const PHARMACIES = ['安康 Ankang', '百草 Baicao', '惠民 Huimin', '仁济 Renji', '同和 Tonghe', '康福 Kangfu', '益寿 Yishou', '杏林 Xinglin'];
const SHOPS = [
  '邻家生鲜 Linjia Fresh Foods',
  '万家便利 Wanjia Convenience',
  '绿园菜市 Green Garden Market',
  '好邻居超市 Good Neighbour Store',
];
const HOSPITALS = ['榕江中医院 Banyan River Hospital of Chinese Medicine', '江北医院 North Bank Hospital', '石板坡卫生院 Flagstone Clinic'];
const CALLED = {
  pharmacy: { from: PHARMACIES, zh: '药房', en: ' Pharmacy' },
  shop: { from: SHOPS, zh: '', en: '' },
  hospital: { from: HOSPITALS, zh: '', en: '' },
} as const;

/** So many of each kind, the same for the same seed; those of one kind share the grids among them, a hospital is for all. */
export const shopsOf = (homes: readonly Home[], counts: DemoShops, seed: number): ShopInput[] => {
  const luck = chance(seed);
  const grids = [...new Set(homes.map(([, , , grid]) => grid))].sort();
  const buildingsOf = (near: readonly string[]): string[] => [
    ...new Set(homes.filter(([, , , grid]) => near.includes(grid)).map(([building]) => building)),
  ];
  return (['pharmacy', 'shop', 'hospital'] as const).flatMap((kind) => {
    const { from, zh, en } = CALLED[kind];
    const left = [...from];
    const count = counts[kind];
    return Array.from({ length: count }, (_, at): ShopInput => {
      const [called, ...english] = left.splice(luck.below(left.length), 1)[0]!.split(' ') as [string, ...string[]];
      const near = grids.filter((__, grid) => Math.floor((grid * count) / grids.length) === at);
      const place = kind === 'hospital' ? `出小区东门 ${300 + 100 * luck.below(20)} 米` : `${luck.pick(buildingsOf(near))}栋临街`;
      return {
        name: { zh: called + zh, en: english.join(' ') + en },
        kind,
        place,
        ...(count > 1 && { zones: near }),
      };
    });
  });
};
