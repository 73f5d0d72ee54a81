/** Pages of the manual: one for each role. */
export const MANUAL_PAGES = ['clerk', 'dispatcher', 'runner', 'official', 'administrator', 'auditor'] as const;
export type ManualPage = (typeof MANUAL_PAGES)[number];

/** Where the gateway serves it; without a page, where the manual begins. */
export const manualAt = (page: ManualPage | undefined, language: string): string =>
  page === undefined ? '/manual/index.html' : `/manual/${language === 'en' ? 'en' : 'zh'}/${page}.html`;
