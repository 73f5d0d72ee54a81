/** Why somebody is of special care. Ships with these; spelled as on the wire. */
export const CARE_CATEGORIES = [
  { code: 'lone-elder', zh: '独居老人', en: 'lone elder' },
  { code: 'very-old', zh: '高龄', en: 'very old' },
  { code: 'disabled', zh: '残疾', en: 'disabled' },
  { code: 'chronic-illness', zh: '慢性病', en: 'chronic illness' },
  { code: 'severe-mental-illness', zh: '严重精神障碍', en: 'severe mental illness' },
  { code: 'dialysis', zh: '透析', en: 'dialysis' },
  { code: 'cancer-treatment', zh: '肿瘤治疗', en: 'cancer treatment' },
  { code: 'pregnant-or-new-mother', zh: '孕产妇', en: 'pregnant or new mother' },
  { code: 'infant', zh: '婴幼儿', en: 'infant' },
  { code: 'child-without-carer', zh: '无人照护儿童', en: 'child without carer' },
  { code: 'hardship', zh: '困难家庭', en: 'hardship' },
  { code: 'other', zh: '其他', en: 'other' },
] as const;

export type CareCategory = (typeof CARE_CATEGORIES)[number]['code'];
export const CARE_CATEGORY_CODES: readonly CareCategory[] = CARE_CATEGORIES.map(({ code }) => code);
