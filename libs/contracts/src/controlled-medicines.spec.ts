import { isControlled } from './controlled-medicines.js';

it.each(['艾司唑仑片', '阿普唑仑', '盐酸曲马多缓释片', '右佐匹克隆片', '地 西 泮 片', 'Diazepam 5mg', 'ALPRAZOLAM', 'ｄｉａｚｅｐａｍ'])(
  '%s is controlled',
  (item) => expect(isControlled(item)).toBe(true),
);
it.each(['苯磺酸氨氯地平片', '盐酸二甲双胍片', '维生素C片', '青菜', '奥氮平片', 'amlodipine'])('%s is not', (item) =>
  expect(isControlled(item)).toBe(false),
);
