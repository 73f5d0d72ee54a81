export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What somebody chose before; else Chinese, unless his browser speaks English and no Chinese. */
export const firstLanguage = (kept: string | null, browser: readonly string[]): Language => {
  if (LANGUAGES.includes(kept as Language)) return kept as Language;
  const spoken = browser.find((language) => /^(zh|en)\b/i.test(language));
  return spoken?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
};
