import { axeFindings } from './axe';
import { OPENING, type Person, PHONE, Place } from './place';

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
  },
  en: {
    signIn: 'Sign in',
    wrong: 'The account or the password is wrong.',
    signOut: 'Sign out',
    large: 'Large type',
    notFound: 'There is no such page',
    notAllowed: 'You may not see this page',
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
