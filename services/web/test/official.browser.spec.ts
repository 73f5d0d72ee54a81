import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { noFindings, OPENING, type Person, Place, WINDOWS } from './place';

let place: Place;
beforeAll(async () => {
  place = await Place.open();
}, OPENING);
afterAll(() => place.close());

const words = {
  'zh-CN': {
    areas: '分区域（累计）',
    copy: '复制文字',
    copied: '已复制',
    title: '数据看板',
    first: '榕树里社区',
    grid: /网格 03/,
    bulletin: /截至.*累计电话走访/,
  },
  en: {
    areas: 'By area, so far',
    copy: 'Copy the text',
    copied: 'Copied',
    title: 'Figures',
    first: 'Banyan Lane Community',
    grid: /Grid 03/,
    bulletin: /has made .* phone visits/,
  },
} as const;

describe.each(WINDOWS)('an official in %s at %p', (language, size) => {
  const say = words[language];
  let person: Person;
  beforeEach(async () => {
    person = await place.person('official', { language, size });
  });
  afterEach(() => person.close());

  it('reads the figures down to a grid, and the bulletin', async () => {
    const { page } = person;
    await page.getByRole('heading', { name: say.title }).waitFor();
    await page.getByText(say.bulletin).waitFor();
    await page.getByRole('heading', { name: say.areas }).waitFor();
    await page.locator('canvas').waitFor();
    await noFindings(person);
    // No name of anybody: the demo's people all have numbers that begin so.
    expect(await page.locator('main').innerText()).not.toContain('1991');
    await person.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: say.copy }).click();
    await page.getByText(say.copied, { exact: true }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(say.bulletin);
    await page.getByRole('button', { name: say.first }).click();
    await page.waitForURL('**/official?area=990101001001');
    await page.getByRole('button', { name: say.grid }).click();
    await page.waitForURL('**/official?area=990101001001-03');
    await page.getByRole('heading', { name: say.title }).waitFor();
    await noFindings(person);
    expect(person.complaints).toEqual([]);
  });

  it('looks at a day that is over', async () => {
    const { page } = person;
    await page.goto('/official?day=2022-11-24');
    await page.getByText('2022-11-24').first().waitFor();
    await page.getByText(say.bulletin).waitFor();
    await noFindings(person);
  });
});

interface Household {
  readonly id: string;
  readonly residents: readonly { readonly id: string; readonly name: string; readonly phone?: string }[];
}

/** Everybody of a community, as its clerk finds them: the demo's telephone numbers all begin so. */
const householdsOf = async (account: string): Promise<Household[]> => {
  const clerk = await place.program(account);
  const all: Household[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { items, nextCursor }: { items: Household[]; nextCursor: string | null } = await clerk.get(
      `/api/intake/households?q=1991&limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    all.push(...items);
    cursor = nextCursor;
  }
  return all;
};

/** The files of a zip, unpacked: what stands in a workbook, wherever it stands. */
const unzipped = (zip: Buffer): string => {
  const texts: string[] = [];
  for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    const [method, packed, header] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
    const begin = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const bytes = zip.subarray(begin, begin + packed);
    texts.push((method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8'));
  }
  return texts.join('\n');
};

it('never gets a name, a number or a door of anybody: not on a page, not in an answer, not in a file', async () => {
  const clerk = await place.program('clerk');
  const people = [...(await householdsOf('clerk')), ...(await householdsOf('clerk2'))];
  expect(people.length).toBeGreaterThan(60);
  const forbidden = people.flatMap(({ id, residents }) => [id, ...residents.flatMap((one) => [one.id, one.name, one.phone ?? one.id])]);

  const official = await place.visitor();
  const { page, context } = official;
  const received: { what: string; text: string }[] = [];
  // Each answer is read on its way to the window: afterwards the window may have gone on without it.
  await page.route(
    ({ pathname }) => pathname.startsWith('/api/') && pathname !== '/api/events',
    async (route) => {
      const answer = await route.fetch();
      received.push({ what: route.request().url(), text: await answer.text() });
      await route.fulfill({ response: answer });
    },
  );
  // A stream never ends: each of its messages is heard as it comes.
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const told = new Promise<void>((heard) =>
    devtools.on('Network.eventSourceMessageReceived', ({ data }) => {
      received.push({ what: 'a live update', text: data });
      heard();
    }),
  );

  const seen = async (what: string): Promise<void> => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
    received.push({ what, text: await page.locator('html').innerText() });
  };
  await official.signIn('official');
  await page.getByText(words['zh-CN'].bulletin).waitFor();
  await seen('the figures');
  // Something happens to somebody meanwhile, and moves them.
  const [{ residents }] = (await householdsOf('clerk')) as [Household];
  const need = { residentId: residents[0]!.id, kind: 'visit', lines: [], notes: '腿脚不便', evenIfOpen: true };
  await clerk.post('/api/intake/needs', need);
  await told;
  await page.getByRole('button', { name: words['zh-CN'].first }).click();
  await page.waitForURL('**/official?area=990101001001');
  await seen('one community');
  await page.getByRole('button', { name: words['zh-CN'].grid }).click();
  await page.waitForURL('**/official?area=990101001001-03');
  await seen('one grid');
  await page.goto('/official?day=2022-11-24');
  await page.getByText(words['zh-CN'].bulletin).waitFor();
  await seen('a day that is over');
  const downloading = page.waitForEvent('download');
  await page.locator('a[download]').click();
  const workbook = readFileSync(await (await downloading).path());
  received.push({ what: 'the workbook', text: unzipped(workbook) });

  const heard = new Set(received.map(({ what }) => what.replace(place.url, '').split('?')[0]));
  expect([...heard]).toEqual(
    expect.arrayContaining(['/api/auth/me', '/api/reporting/summary', '/api/reporting/trend', '/api/reporting/bulletin', 'the workbook']),
  );
  expect(received.find(({ what }) => what === 'the workbook')!.text).toContain('<');
  const leaks = received.flatMap(({ what, text }) => [
    ...[...forbidden, '腿脚不便'].filter((secret) => text.includes(secret)).map((secret) => `${what}: ${secret}`),
    ...(/1991\d{7}|\d{17}[\dX]|\d+ *栋 *\d+ *单元|\b\d{1,2}-\d-\d{3,4}\b/.exec(text) ?? []).map((door) => `${what}: ${door}`),
    ...(/"(building|unit|room|phone|idCard|residentId|householdId|runner)"/.exec(text) ?? []).map((field) => `${what}: ${field}`),
  ]);
  expect(leaks).toEqual([]);
  expect(official.complaints).toEqual([]);
  await official.close();
});
