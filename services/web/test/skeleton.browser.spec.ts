import { axeFindings } from './axe';
import { DESK, noFindings, OPENING, PASSWORD, Person, PHONE, Place, until } from './place';

let place: Place;
beforeAll(async () => {
  place = await Place.open();
}, OPENING);
afterAll(() => place.close());

const words = {
  'zh-CN': {
    signIn: '登录',
    wrong: '账号或密码不对。',
    signOut: '退出登录',
    large: '大字版',
    notFound: '没有这个页面',
    notAllowed: '您不能看这个页面',
    failed: '这个页面出了问题',
    again: '重新载入',
  },
  en: {
    signIn: 'Sign in',
    wrong: 'The account or the password is wrong.',
    signOut: 'Sign out',
    large: 'Large type',
    notFound: 'There is no such page',
    notAllowed: 'You may not see this page',
    failed: 'Something is wrong with this page',
    again: 'Load it again',
  },
} as const;

describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
  const say = words[language];
  let person: Person;
  beforeEach(async () => {
    person = await place.visitor({ language });
  });
  afterEach(() => person.close());

  it('lets somebody in, and out again', async () => {
    const { page } = person;
    await page.goto('/');
    expect(await axeFindings(page)).toEqual([]);
    await page.locator('input[name=username]').fill('clerk');
    await page.locator('input[name=password]').fill('not this one');
    await page.getByRole('button', { name: say.signIn }).click();
    await page.getByRole('alert').getByText(say.wrong).waitFor();
    await person.signIn('clerk');
    await page.waitForURL('**/clerk');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: say.signOut }).click();
    await page.locator('input[name=username]').waitFor();
    expect(person.complaints).toEqual([]);
  });

  it('says so when a piece of it cannot be fetched, and is there once it can', async () => {
    const { page } = person;
    await page.goto('/');
    await page.route('**/assets/shell-*.js', (route) => route.abort());
    await page.locator('input[name=username]').fill('clerk');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: say.signIn }).click();
    await page.getByRole('alert').getByRole('heading', { name: say.failed }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.unrouteAll();
    await page.getByRole('button', { name: say.again }).click();
    await page.locator('main#content h1').waitFor();
  });

  it('says what is not there and what is not for him', async () => {
    const { page } = person;
    await page.goto('/nowhere');
    await person.signIn('clerk');
    await page.getByRole('heading', { name: say.notFound }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.goto('/dispatcher');
    await page.getByRole('heading', { name: say.notAllowed }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('keeps large type, and fits a phone with it', async () => {
    const { page } = person;
    await page.setViewportSize(PHONE);
    await page.goto('/');
    await page.getByRole('button', { name: say.large }).click();
    await person.signIn('dispatcher');
    await page.reload();
    await page.locator('html[data-large]').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    expect(await axeFindings(page)).toEqual([]);
  });
});

describe.each([
  ['zh-CN', PHONE],
  ['en', DESK],
] as const)('the manual in %s at %p', (language, size) => {
  it.each([
    ['clerk', '/clerk', 'clerk'],
    ['dispatcher', '/dispatcher', 'dispatcher'],
    ['runner', '/runner/', 'runner'],
    ['official', '/official', 'official'],
    ['administrator', '/medicines', 'administrator'],
    ['auditor', '/auditor', 'auditor'],
  ])('is one click away for the %s, whole and from this host', async (account, at, role) => {
    const person = await place.visitor({ language, size });
    const { page, context } = person;
    await page.goto(at);
    await person.signIn(account);
    const menu = page.locator('button[aria-controls=menu]');
    if (await menu.isVisible()) await menu.click();
    const opening = context.waitForEvent('page');
    await page.getByRole('link', { name: language === 'en' ? 'Help' : '帮助', exact: true }).click();
    const help = new Person(context, await opening);
    await help.page.waitForURL(`**/manual/${language === 'en' ? 'en' : 'zh'}/${role}.html`);
    await help.page.getByRole('heading', { level: 1 }).waitFor();
    await noFindings(help);
    // Pictures come when they are scrolled to.
    for (const picture of await help.page.locator('img').all()) {
      await picture.scrollIntoViewIfNeeded();
      await until(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0));
    }
    await help.page.locator('a', { hasText: language === 'en' ? 'All roles' : '手册首页' }).click();
    await help.page.waitForURL('**/manual/index.html');
    await noFindings(help);
    expect(help.complaints).toEqual([]);
    await person.close();
  });
});

it('changes the language on the spot', async () => {
  const { page, ...person } = await place.visitor();
  await page.goto('/');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await page.reload();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await person.context.close();
});

it('takes a person whose session ended back to where he was', async () => {
  const person = await place.person('clerk');
  const { page } = person;
  await person.context.clearCookies();
  await page.reload();
  await person.signIn('clerk');
  await page.waitForURL('**/clerk');
  await person.close();
});
