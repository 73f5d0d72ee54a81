import type { ShopInput } from '@linli/dispatch';
import type { NeedInput } from '@linli/intake';

export const VOLUNTEERS = { full: 125, small: 12 } as const;
export const ON_DUTY = 40;
export const SQUADS = ['特保志愿服务小分队', '购药送药服务小分队'];
/** Areas above the communities, so that figures have their names. */
export const ABOVE = [
  { code: '990101', name: { zh: '演示区', en: 'Demo District' } },
  { code: '990101001', name: { zh: '榕江街道', en: 'Banyan River Sub-district' } },
  { code: '990101002', name: { zh: '江北街道', en: 'North Bank Sub-district' } },
];

/** Needs that are open, as they stand on a morning. */
export const OPEN: readonly Omit<NeedInput, 'residentId'>[] = [
  {
    kind: 'medicine',
    daysLeft: 2,
    lines: [{ item: '苯磺酸氨氯地平片', strength: '5mg', quantity: 28, unit: '片', substitution: 'ask-first' }],
  },
  {
    kind: 'medicine',
    daysLeft: 1,
    lines: [{ item: '盐酸二甲双胍片', strength: '0.5g', quantity: 60, unit: '片', substitution: 'allowed' }],
  },
  {
    kind: 'groceries',
    lines: [
      { item: '青菜', quantity: 2, unit: '斤', substitution: 'allowed' },
      { item: '鸡蛋', quantity: 1, unit: '盒', substitution: 'allowed' },
    ],
  },
  { kind: 'visit', lines: [] },
  { kind: 'repair', lines: [{ item: '厨房水龙头漏水', quantity: 1, unit: '处', substitution: 'never' }] },
];

/** Needs that a volunteer who is on duty is buying for, at the demo's own shops. */
export const UNDER_WAY: readonly Omit<NeedInput, 'residentId'>[] = [
  {
    kind: 'medicine',
    daysLeft: 2,
    lines: [{ item: '阿托伐他汀钙片', strength: '20mg', quantity: 14, unit: '片', substitution: 'ask-first' }],
  },
  {
    kind: 'groceries',
    lines: [
      { item: '大米', quantity: 1, unit: '袋', substitution: 'allowed' },
      { item: '白菜', quantity: 1, unit: '棵', substitution: 'allowed' },
    ],
  },
];
/** Where they are bought: at the first of this kind. */
export const boughtAt = (kind: NeedInput['kind']): ShopInput['kind'] => (kind === 'medicine' ? 'pharmacy' : 'shop');
/** Whose run it is: a volunteer without an account, so that those who try the phone find what they make themselves. */
export const ON_THE_WAY = 3;
