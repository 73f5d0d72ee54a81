import { createHash } from 'node:crypto';
import { CARE_CATEGORIES, readLedger } from '@linli/intake';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, NEIGHBOURHOOD, SECOND, THIRD } from './accounts.js';
import { demoCommunities, ledgerOf, type DemoCommunity } from './neighbourhood.js';
import { boughtAt, ON_DUTY, ON_THE_WAY, OPEN, SQUADS, UNDER_WAY, VOLUNTEERS } from './plan.js';

const full = demoCommunities('full');
const small = demoCommunities('small');
const [neighbourhood] = full as [DemoCommunity];
const doorsOf = ({ homes }: DemoCommunity): Set<string> => new Set(homes.map(([building, unit, room]) => `${building}-${unit}-${room}`));

const WRITTEN = {
  zh: expect.stringMatching(/[\u4e00-\u9fff]/) as string,
  en: expect.stringMatching(/^[A-Za-z ]+$/) as string,
};

describe('the demo neighbourhood has the size of the week that it tells of', () => {
  it('6,126 households, every one of them lived in, and more than 18,000 residents', () => {
    expect(doorsOf(neighbourhood).size).toBe(6_126);
    expect(new Set(neighbourhood.people.map(({ home }) => home.join('-'))).size).toBe(6_126);
    expect(neighbourhood.people.length).toBeGreaterThan(18_000);
    expect(neighbourhood.people.length).toBeLessThan(20_000);
  });
  it('418 people of special care, each with a category, a medication plan and a telephone', () => {
    const cared = neighbourhood.people.filter(({ categories }) => categories.length > 0);
    expect(cared).toHaveLength(418);
    expect(cared.filter(({ medicines, phone }) => medicines.length === 0 || phone === undefined)).toEqual([]);
    expect(new Set(cared.flatMap(({ categories }) => categories)).size).toBe(CARE_CATEGORIES.length);
  });
  it('who lives alone lives alone', () => {
    const alone = new Set(neighbourhood.people.filter(({ categories }) => categories.includes('独居老人')).map(({ home }) => home));
    expect(alone.size).toBeGreaterThan(100);
    expect(neighbourhood.people.filter(({ home }) => alone.has(home))).toHaveLength(alone.size);
  });
  it('two small communities beside it, each with a name in both languages', () => {
    expect(full.map(({ code }) => code)).toEqual([NEIGHBOURHOOD, SECOND, THIRD]);
    for (const { homes, people, name } of full.slice(1)) {
      expect(homes).toHaveLength(60);
      expect(people.length).toBeGreaterThan(100);
      expect(name.zh).toMatch(/^[\u4e00-\u9fff]+$/);
      expect(name.en).toMatch(/^[A-Za-z ]+$/);
    }
  });
  it('shops, pharmacies and a hospital in each, by name in both languages, that reach every grid', () => {
    const kindsOf = ({ shops }: DemoCommunity) => [...new Set(shops.map(({ kind }) => kind))].sort();
    for (const community of [...full, ...small]) {
      const { shops, homes } = community;
      expect(kindsOf(community)).toEqual(['hospital', 'pharmacy', 'shop']);
      for (const { name, place } of shops) expect([name.zh, name.en, place]).toEqual(['zh', 'en', 'zh'].map((of) => WRITTEN[of as 'zh']));
      expect(new Set(shops.map(({ name }) => name.zh)).size).toBe(shops.length);
      for (const kind of ['pharmacy', 'shop'] as const) {
        const near = shops.filter((one) => one.kind === kind);
        const reached = new Set(near.flatMap(({ zones }) => zones ?? homes.map(([, , , grid]) => grid)));
        expect(homes.filter(([, , , grid]) => !reached.has(grid))).toEqual([]);
      }
    }
    expect(neighbourhood.shops.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 4 }, () => 'pharmacy'),
      ...Array.from({ length: 4 }, () => 'shop'),
      'hospital',
    ]);
  });
  it('125 volunteers in two squads, of whom some are on duty and one buys for two households', () => {
    expect([VOLUNTEERS.full, SQUADS.length]).toEqual([125, 2]);
    for (const count of Object.values(VOLUNTEERS)) {
      expect(ON_THE_WAY).toBeLessThan(Math.min(count, ON_DUTY));
      for (const { volunteer = 0 } of DEMO_ACCOUNTS) expect(volunteer).toBeLessThan(count);
    }
    expect(DEMO_ACCOUNTS.some(({ volunteer }) => volunteer === ON_THE_WAY)).toBe(false);
    expect(UNDER_WAY.map(({ kind }) => boughtAt(kind))).toEqual(['pharmacy', 'shop']);
  });
  it('open needs, each of another person of special care', () => {
    const asked = [...OPEN.keys()].map((at) => at * 2).concat([...UNDER_WAY.keys()].map((at) => at * 2 + 1));
    for (const { people } of [full[0]!, small[0]!])
      expect(people.filter(({ categories }) => categories.length > 0).length).toBeGreaterThan(Math.max(...asked));
    expect(new Set(asked).size).toBe(OPEN.length + UNDER_WAY.length);
  });
  it('small: the same communities with 60 households each', () => {
    expect(small.map(({ code, homes }) => [code, homes.length])).toEqual([NEIGHBOURHOOD, SECOND, THIRD].map((code) => [code, 60]));
  });
  it('somebody for every role, where the role is, under the one password', () => {
    expect(DEMO_ACCOUNTS.map(({ account, roles }) => [account, ...roles.map(({ role, area }) => `${role} ${area}`)])).toEqual([
      ['clerk', 'clerk 990101001001'],
      ['clerk2', 'clerk 990101001002'],
      ['caller', 'caller 990101001001'],
      ['dispatcher', 'dispatcher 990101001001'],
      ['runner', 'runner 990101001001'],
      ['runner2', 'runner 990101001001'],
      ['captain', 'captain 990101001001'],
      ['approver', 'approver 990101001001'],
      ['official', 'official 990101001'],
      ['administrator', 'administrator 990101'],
      ['auditor', 'auditor 990101001001'],
    ]);
    expect(DEMO_PASSWORD).toBe('linli-demo');
    const volunteers = DEMO_ACCOUNTS.flatMap(({ account, volunteer }) => (volunteer === undefined ? [] : [account]));
    expect(volunteers).toEqual(['runner', 'runner2', 'captain']);
  });
});

describe('nobody in it is anybody', () => {
  const people = full.flatMap((community) => community.people);
  it('a telephone number begins with 1991 and is nobody else’s', () => {
    const phones = people.flatMap(({ phone }) => phone ?? []);
    expect(phones.filter((phone) => !/^1991\d{7}$/.test(phone))).toEqual([]);
    expect(new Set(phones).size).toBe(phones.length);
  });
  it('an ID number is of a province that is none, and of one person in a community', () => {
    for (const community of full) {
      const cards = community.people.flatMap(({ idCard }) => idCard ?? []);
      expect(cards.filter((card) => !card.startsWith('99'))).toEqual([]);
      expect(new Set(cards).size).toBe(cards.length);
    }
  });
});

it.each([
  ['full', full],
  ['small', small],
] as const)('the %s demo has the doors that its papers name', (_, communities) => {
  for (const community of communities) {
    expect(doorsOf(community)).toContain('12-3-402');
    expect(doorsOf(community)).toContain('3-1-101');
  }
});
it('is the same every time, and on every machine', () => {
  const digest = (communities: readonly DemoCommunity[]): string =>
    createHash('sha256').update(JSON.stringify(communities)).digest('hex').slice(0, 16);
  expect(digest(demoCommunities('full'))).toBe(digest(full));
  expect([digest(full), digest(small)]).toEqual(['8d5b0bcbccb9c1ae', 'da31db705f607a08']);
});
it('its ledger is read without an error, and says the people again', () => {
  for (const community of small) {
    const { persons, errors, ignoredColumns } = readLedger(ledgerOf(community));
    expect({ errors, ignoredColumns }).toEqual({ errors: [], ignoredColumns: [] });
    expect(persons.map(({ name, phone, idCard, medicationPlan }) => [name, phone, idCard, medicationPlan.length])).toEqual(
      community.people.map(({ name, phone, idCard, medicines }) => [name, phone, idCard, medicines.length]),
    );
  }
});
