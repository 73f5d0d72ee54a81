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
