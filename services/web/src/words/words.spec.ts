import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLanguage } from './languages';

const HERE = 'services/web/src/words';
const areas = readdirSync(join(HERE, 'zh-CN'));
const read = (language: string, area: string): object => JSON.parse(readFileSync(join(HERE, language, area), 'utf8')) as object;

const flat = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value as object, `${path}${key}.`),
  );
const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe.each(areas)('%s', (area) => {
  const chinese = flat(read('zh-CN', area));
  const english = new Map(flat(read('en', area)));

  it('says everything in both languages', () => expect([...english.keys()].sort()).toEqual(chinese.map(([key]) => key).sort()));
  it('leaves nothing empty', () => expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]));
  it('fills in the same in both', () =>
    expect(chinese.filter(([key, text]) => String(placeholders(text)) !== String(placeholders(english.get(key) ?? '')))).toEqual([]));
});

it('has the same files in both languages', () => expect(readdirSync(join(HERE, 'en'))).toEqual(areas));

it('has a sentence for every code of the API', () => {
  const types = readFileSync('services/web/src/api/schema.d.ts', 'utf8');
  const [, union] = /Problem: \{[\s\S]*?code:\s*((?:\s*\|\s*'[a-z-]+')+);/.exec(types)!;
  const codes = [...union!.matchAll(/'([a-z-]+)'/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(30);
  expect(Object.keys(read('zh-CN', 'problems.json'))).toEqual(expect.arrayContaining(codes));
});

describe('the first language', () => {
  it.each([
    ['what was chosen before', 'en', ['zh-CN'], 'en'],
    ['Chinese where the browser speaks it', null, ['zh-TW', 'en'], 'zh-CN'],
    ['English where the browser speaks that first', null, ['en-GB', 'zh'], 'en'],
    ['Chinese where it speaks neither', null, ['fr-FR'], 'zh-CN'],
    ['Chinese where what was kept is no language of ours', 'tlh', [], 'zh-CN'],
  ])('is %s', (_, kept, browser, language) => expect(firstLanguage(kept, browser)).toBe(language));
});
