/**
 * Narcotic and psychotropic medicines, by the stem of their generic name. Written from general knowledge: a community
 * must hold it against the catalogues in force (麻醉药品品种目录, 精神药品品种目录) before it relies on it.
 */
const STEMS = [
  '吗啡',
  '羟考酮',
  '芬太尼',
  '哌替啶',
  '可待因',
  '美沙酮',
  '丁丙诺啡',
  '布托啡诺',
  '地佐辛',
  '曲马多',
  '他喷他多',
  '氢吗啡酮',
  '阿片',
  '哌甲酯',
  '氯胺酮',
  '司可巴比妥',
  '三唑仑',
  '苯巴比妥',
  '异戊巴比妥',
  '地西泮',
  '氯硝西泮',
  '硝西泮',
  '艾司唑仑',
  '阿普唑仑',
  '劳拉西泮',
  '奥沙西泮',
  '咪达唑仑',
  '氟西泮',
  '唑吡坦',
  '佐匹克隆',
  '扎来普隆',
  '右佐匹克隆',
  '咖啡因',
  '麦角胺',
  '喷他佐辛',
  '匹莫林',
  '氯氮䓬',
];

/** A controlled medicine is only bought with the approval of a named person. */
export const isControlled = (item: string): boolean => {
  const name = item.normalize('NFKC');
  return STEMS.some((stem) => name.includes(stem));
};
