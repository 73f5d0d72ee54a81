import { memoryKeyStore } from '@linli/engine';
import { openPrivacy, type Privacy } from '@linli/privacy';
import type { PersonRecord } from '../domain/person.js';
import { Directory } from './directory.js';
import type { ResidentDoc } from './residents.view.js';

const COMMUNITY = '990101001001';
let privacy: Privacy;
let directory: Directory;

const person = (but: Partial<PersonRecord> = {}): PersonRecord => ({
  name: '王小明',
  phone: '13800138000',
  address: { building: '12', unit: '3', room: '402' },
  careCategories: [],
  medicationPlan: [],
  ...but,
});
const docOf = async (id: string, record: PersonRecord): Promise<ResidentDoc> => {
  const { building, unit, room } = record.address;
  return {
    householdId: `door ${building}-${unit}-${room}`,
    building,
    record: await privacy.seal(id, record),
    version: 1,
    registeredAt: '2022-11-24T06:03:20.000Z',
    changedAt: '2022-11-24T06:03:20.000Z',
  };
};
const enter = async (people: Readonly<Record<string, PersonRecord>>, community = COMMUNITY): Promise<void> =>
  directory.take(await Promise.all(Object.entries(people).map(async ([id, record]) => ({ community, id, doc: await docOf(id, record) }))));
const found = (asked: string, community = COMMUNITY): string[] =>
  [...directory.search(community, asked)].map(({ residentId }) => residentId);

beforeEach(async () => {
  privacy = await openPrivacy({ keys: memoryKeyStore(), masterKey: Buffer.alloc(32, 7) });
  directory = new Directory(privacy);
});

describe('somebody is found', () => {
  beforeEach(() =>
    enter({
      wang: person({ idCard: '11010519491231002x' }),
      li: person({ name: '李 芳', phone: '023-67891234', address: { building: '3', unit: '1', room: '101' } }),
      smith: person({ name: 'John Smith', phone: '+86 139-0013-9000', address: { building: '120', unit: '3', room: '402' } }),
      lv: person({ name: '吕单', phone: undefined, address: { building: '12A', unit: '1', room: '1' } }),
    }),
  );
  it.each([
    ['the phone', '13800138000', ['wang']],
    ['the phone as it is told', '138 0013-8000', ['wang']],
    ['the phone with the land before it', '+8613900139000', ['smith']],
    ['a landline, with or without its hyphen', '02367891234', ['li']],
    ['a landline, with or without its hyphen', '023-67891234', ['li']],
    ['the beginning of the phone', '1380', ['wang']],
    ['the name', '王小明', ['wang']],
    ['the given name', '小明', ['wang']],
    ['a name with a blank in it', '李芳', ['li']],
    ['a Latin name, however tall', 'SMITH', ['smith']],
    ['pinyin initials', 'wxm', ['wang']],
    ['pinyin initials, tall', 'WXM', ['wang']],
    ['pinyin', 'wangxiao', ['wang']],
    ['pinyin in syllables', 'wang xiao ming', ['wang']],
    ['ü as it is typed', 'lv', ['lv']],
    ['the door', '12-3-402', ['wang']],
    ['the door in words', '12号楼3单元402室', ['wang']],
    ['the door, full-width', '１２－３－４０２', ['wang']],
    ['the building', '12栋', ['wang']],
    ['the unit', '12-3', ['wang']],
    ['a building with a letter', '12a-1-1', ['lv']],
    ['nothing of it', '9-9-999', []],
    ['nothing of it', '张', []],
    ['the end of a phone', '138000', []],
  ])('by %s: %s', (_, asked, ids) => expect(found(asked)).toEqual(ids));
  it('in the own community alone', () => expect(found('王小明', '990101002001')).toEqual([]));
  it('once, though several keys fit', () => expect(found('l').sort()).toEqual(['li', 'lv']));
  it('exactly, by ID number and by name', () => {
    expect(directory.byKey(COMMUNITY, 'idCard', '11010519491231002X').map(({ residentId }) => residentId)).toEqual(['wang']);
    expect(directory.byKey(COMMUNITY, 'name', 'john smith').map(({ residentId }) => residentId)).toEqual(['smith']);
    expect(directory.byKey(COMMUNITY, 'name', '王小')).toEqual([]);
  });
});

it('who is corrected is found by what holds now, and no longer by what held', async () => {
  await enter({ wang: person() });
  await enter({ wang: person({ phone: '13900139000', address: { building: '3', unit: '1', room: '101' } }) });
  expect(found('13800138000')).toEqual([]);
  expect(found('12-3-402')).toEqual([]);
  expect(found('13900139000')).toEqual(['wang']);
  expect(directory.household(COMMUNITY, 'door 12-3-402')).toEqual([]);
  expect(directory.household(COMMUNITY, 'door 3-1-101')).toHaveLength(1);
});
it('who is forgotten is not found, though the document should still be there', async () => {
  await enter({ wang: person(), li: person({ name: '李芳' }) });
  const doc = await docOf('li', person({ name: '李芳' }));
  await privacy.forget(['li']);
  await directory.take([
    { community: COMMUNITY, id: 'wang', doc: undefined },
    { community: COMMUNITY, id: 'li', doc },
  ]);
  expect(found('王')).toEqual([]);
  expect(found('李')).toEqual([]);
  expect([...directory.people(COMMUNITY)]).toEqual([]);
});
it('whose seal is broken hides nobody else, and is named', async () => {
  const [wang, li] = [await docOf('wang', person()), await docOf('li', person({ name: '李芳' }))];
  const changed = [
    { community: COMMUNITY, id: 'wang', doc: { ...wang, record: li.record } },
    { community: COMMUNITY, id: 'li', doc: li },
  ];
  await expect(directory.take(changed)).rejects.toMatchObject({ ids: ['wang'] });
  expect([found('王'), found('李')]).toEqual([[], ['li']]);
});
it('tells whoever counts that somebody came, went or changed', async () => {
  const changed: string[] = [];
  directory.onChange((community) => changed.push(community));
  await enter({ wang: person() });
  await enter({ li: person() }, '990101002001');
  expect(changed).toEqual([COMMUNITY, '990101002001']);
});

it('does nothing for a document in which only a need has changed', async () => {
  const doc = await docOf('wang', person());
  await directory.take([{ community: COMMUNITY, id: 'wang', doc }]);
  const changed: string[] = [];
  directory.onChange((community) => changed.push(community));
  const before = directory.person(COMMUNITY, 'wang');
  await directory.take([{ community: COMMUNITY, id: 'wang', doc: { ...doc, version: 2 } }]);
  expect(changed).toEqual([]);
  expect(directory.person(COMMUNITY, 'wang')).toBe(before);
  await directory.take([{ community: COMMUNITY, id: 'wang', doc: { ...doc, grid: '二网格' } }]);
  expect(changed).toEqual([COMMUNITY]);
  expect(directory.person(COMMUNITY, 'wang')).toMatchObject({ grid: '二网格', record: { name: '王小明' } });
});

it('looks through an index of twenty thousand, not through the people', async () => {
  const people = 20_000;
  for (let from = 0; from < people; from += 1_000) {
    const entries = Array.from({ length: 1_000 }, (_, at) => from + at).map((number): [string, PersonRecord] => [
      `r${number}`,
      person({
        name: `王${String.fromCodePoint(0x4e00 + (number % 2_000))}${String.fromCodePoint(0x5000 + Math.floor(number / 2_000))}`,
        phone: `138${String(number).padStart(8, '0')}`,
        address: { building: String(1 + (number % 60)), unit: String(1 + (number % 4)), room: String(101 + Math.floor(number / 240)) },
      }),
    ]);
    await enter(Object.fromEntries(entries));
  }
  const asked = ['13800012345', '王一', '12-4-140', 'w', '12栋'];
  const searches = 2_000;
  const before = performance.now();
  let seen = 0;
  for (let at = 0; at < searches; at += 1) for (const _ of takeFirst(directory.search(COMMUNITY, asked[at % asked.length]!), 20)) seen += 1;
  const each = (performance.now() - before) / searches;
  expect(seen).toBeGreaterThan(searches);
  // A scan of 20,000 records takes milliseconds; this leaves room for a slow machine.
  expect(each).toBeLessThan(1);
});

function* takeFirst<One>(from: Iterable<One>, most: number): Generator<One> {
  let taken = 0;
  for (const one of from) {
    yield one;
    if ((taken += 1) === most) return;
  }
}
