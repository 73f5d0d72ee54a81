import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage, LANGUAGES, type Language } from './languages';

const KEPT_AS = 'linli.language';

const files = import.meta.glob<{ default: ResourceKey }>('./*/*.json');

/** Words come by area of work: who signs in does not load what the dispatcher reads. */
const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, area, done) => {
    const load = files[`./${language}/${area}.json`];
    if (!load) return done(new Error(`There are no words ${language}/${area}.`), null);
    load().then(
      ({ default: words }) => done(null, words),
      (error: Error) => done(error, null),
    );
  },
};

const keep = (language: Language): void => {
  document.documentElement.lang = language;
  localStorage.setItem(KEPT_AS, language);
};

export const openWords = async (areas: readonly string[] = ['common', 'problems']): Promise<void> => {
  const language = firstLanguage(localStorage.getItem(KEPT_AS), navigator.languages);
  keep(language);
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: [...LANGUAGES],
      fallbackLng: false,
      ns: [...areas],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
};

/** The words of one more area of work, before they are asked for. */
export const fetchWords = (area: string): Promise<void> => i18next.loadNamespaces(area);

export const speak = async (language: Language): Promise<void> => {
  await i18next.changeLanguage(language);
  keep(language);
};
