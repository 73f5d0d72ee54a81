import { axeFindings } from './axe';
import { DESK, fits, noFindings, OPENING, PASSWORD, type Person, PHONE, Place, until } from './place';

let place: Place;
beforeAll(async () => {
  place = await Place.open();
}, OPENING);
afterAll(() => place.close());

interface Listed {
  readonly items: readonly { readonly id: string; readonly kind: string; readonly residentId: string }[];
}

/** `累计 12` of one figure. */
const soFar = async ({ page }: Person, figure: string): Promise<number> => {
  const text = await page
    .locator('dl')
    .filter({ has: page.getByRole('term').getByText(figure, { exact: true }) })
    .getByText(/累计/)
    .innerText();
  return Number(text.replace(/\D/g, ''));
};

it('takes a need from the telephone to its confirmation, each person at a window of his own', async () => {
  const [clerk, colleague, dispatcher, runner, official] = await Promise.all([
    place.person('clerk'),
    place.person('clerk'),
    place.person('dispatcher'),
    place.visitor({ size: PHONE }),
    place.person('official'),
  ]);
  await runner.page.goto('/runner/');
  await runner.signIn('runner');
  await official.page.getByRole('term').getByText('居民已确认').waitFor();
  const [created, confirmed] = [await soFar(official, '新增需求'), await soFar(official, '居民已确认')];

  // The clerk, by keyboard alone: the box, the household, the form.
  const { page } = clerk;
  await page.keyboard.type('12-3-402');
  await page.getByRole('heading', { name: '12 栋 3 单元 402' }).waitFor();
  await page.keyboard.press('ArrowDown');
  for (let tab = 0; tab < 20 && !(await page.locator('a:focus', { hasText: '登记需求' }).count()); tab += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: '药品' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'radio');
  // Something that nobody here has asked for yet.
  await page.keyboard.press('Space');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
  await page.getByRole('radio', { name: '检测试剂', checked: true }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('抗原检测试剂');
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('2');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('1');
  await page.getByText('还够 1 天，提前半天送到').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '检测试剂需求' }).waitFor();
  const needId = new URL(page.url()).pathname.split('/').at(-1)!;
  const code = await page.locator('[class*=code]').first().textContent();
  expect(code).toMatch(/^\d{4}$/);

  // The dispatcher sees it at once, without doing anything.
  const card = dispatcher.page.locator(`#task-${needId}`);
  await card.waitFor();
  await card.getByRole('checkbox').check();
  await dispatcher.page.keyboard.press('a');
  const dialog = dispatcher.page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /小李/ }).check();
  await dialog.getByRole('button', { name: '派出' }).click();
  await dispatcher.page
    .getByRole('region', { name: /在路上/ })
    .locator(`#task-${needId}`)
    .waitFor();

  // The colleague at the desk sees who is on the way, and cannot do it a second time by accident.
  await page.getByText('小李', { exact: true }).first().waitFor();
  const { residentId } = (await (await place.program('clerk')).get<Listed>('/api/intake/needs')).items.find(({ id }) => id === needId)!;
  await colleague.page.goto(`/clerk/needs/new?resident=${residentId}`);
  await colleague.page.getByRole('radio', { name: '检测试剂' }).check();
  await colleague.page.getByText('这位居民已有一个同类需求在办').waitFor();
  await colleague.page
    .getByText(/小李 已接/)
    .first()
    .waitFor();

  // The runner buys and hands over on his phone; it is the door that knows the code.
  const phone = runner.page;
  await phone.getByRole('link', { name: /准备出发/ }).click();
  await phone.getByRole('button', { name: '出发' }).click();
  await phone.getByRole('link', { name: /采购/ }).click();
  await phone.getByRole('button', { name: '填数量和价钱' }).click();
  await phone.getByLabel('总价（元）').fill('30');
  await phone.getByRole('button', { name: '买好了' }).click();
  await phone.getByText(/买好了 2 盒/).waitFor();
  await phone.getByRole('link', { name: '返回' }).click();
  await phone.getByRole('link', { name: /送上门/ }).click();
  await phone.getByLabel('住户说的四位交接码').fill(code!);
  await phone.getByLabel(/住户付了多少/).fill('30');
  await phone.getByRole('button', { name: '交到了' }).click();
  await phone.getByText('已送到', { exact: true }).waitFor();
  // The dispatcher has it among what waits for a word from the household.
  await dispatcher.page
    .getByRole('region', { name: /待确认/ })
    .locator(`#task-${needId}`)
    .waitFor();

  // The colleague is told whom to ring up, and what it was about.
  await colleague.page.goto('/clerk/to-confirm');
  const met = colleague.page.locator('main section').filter({ has: colleague.page.getByRole('heading', { name: /^检测试剂/ }) });
  await met.getByText(/小李 办的/).waitFor();
  await met.getByRole('button', { name: '打给谁，办了什么' }).click();
  const { resident } = await (
    await place.program('clerk')
  ).get<{ resident: { name: string; phone: string } }>(`/api/intake/needs/${needId}`);
  await met.getByRole('link', { name: resident.name }).waitFor();
  expect(await met.locator('a[href^="tel:"]').getAttribute('href')).toBe(`tel:${resident.phone}`);
  await met.getByText('抗原检测试剂').waitFor();
  await met.getByRole('button', { name: '确认办好' }).waitFor();
  await noFindings(colleague);
  await colleague.page.setViewportSize(PHONE);
  await noFindings(colleague);

  // The clerk asks the household and confirms.
  await page.getByRole('button', { name: '确认办好' }).click();
  await page.getByRole('textbox', { name: '对方怎么说' }).fill('收到了');
  await page.locator('form').getByRole('button', { name: '确认办好' }).click();
  await page.getByRole('button', { name: '立即执行' }).click();
  await page.getByText('已确认', { exact: true }).first().waitFor();

  // The official sees one more, and no name.
  await until(async () => {
    await official.page.reload();
    await official.page.getByRole('term').getByText('居民已确认').waitFor();
    return (await soFar(official, '新增需求')) === created + 1 && (await soFar(official, '居民已确认')) === confirmed + 1;
  });
  for (const person of [clerk, colleague, dispatcher, runner, official]) {
    expect(person.complaints).toEqual([]);
    await person.close();
  }
});

it.each([
  ['zh-CN', DESK],
  ['zh-CN', PHONE],
  ['en', DESK],
  ['en', PHONE],
] as const)('offers medicines by the first letters of their pinyin, in %s at %p', async (language, size) => {
  const clerk = await place.person('clerk', { language, size });
  const { page } = clerk;
  const { items } = await (
    await place.program('clerk')
  ).get<{ items: { residents: { id: string }[] }[] }>('/api/intake/households?q=3-1-101');
  await page.goto(`/clerk/needs/new?resident=${items[0]!.residents[0]!.id}`);
  await page.getByRole('radio', { name: language === 'en' ? 'Medicine' : '药品' }).check();
  const item = page.getByRole('combobox').first();
  await item.fill('xbdpks');
  const offer = page.getByRole('option', { name: /硝苯地平控释片 60mg/ });
  await offer.waitFor();
  await noFindings(clerk);
  // Walked to with the arrows and taken with Enter; the strength and the unit come with it.
  for (let step = 0; (await offer.getAttribute('aria-selected')) !== 'true' && step < 12; step += 1) await page.keyboard.press('ArrowDown');
  await noFindings(clerk);
  await page.keyboard.press('Enter');
  expect(await item.inputValue()).toBe('硝苯地平控释片');
  expect(await page.getByLabel(language === 'en' ? 'Strength' : '规格').inputValue()).toBe('60mg');
  expect(await page.getByRole('option', { name: /硝苯地平/ }).count()).toBe(0);
  expect(clerk.complaints).toEqual([]);
  await clerk.close();
});

it('takes back what was a slip', async () => {
  const clerk = await place.person('clerk');
  const { page } = clerk;
  const { items } = await (await place.program('clerk')).get<Listed>('/api/intake/needs?status=open&kind=visit');
  await page.goto(`/clerk/needs/${items[0]!.id}`);
  await page.getByRole('button', { name: '取消需求' }).click();
  await page.locator('form').getByRole('button', { name: '取消需求' }).click();
  await page.getByRole('button', { name: '撤销' }).click();
  expect((await (await place.program('clerk')).get<Listed>('/api/intake/needs?status=open&kind=visit')).items).toHaveLength(items.length);
  await clerk.close();
});

it('a session that ended is begun again over the form', async () => {
  const clerk = await place.person('clerk');
  const { page, context } = clerk;
  await page.goto('/clerk/residents/new');
  await page.getByLabel('姓名').fill('测试人乙');
  await page.getByLabel('楼栋').selectOption('12');
  await page.getByLabel('单元').selectOption('3');
  await page.getByLabel('房号').selectOption('402');
  await context.clearCookies();
  await page.getByRole('main').getByRole('button', { name: '登记居民' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('您填写的内容都还在').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.locator('input[name=username]').fill('clerk');
  await dialog.locator('input[name=password]').fill(PASSWORD);
  await dialog.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { name: '测试人乙', level: 1 }).waitFor();
  await clerk.close();
});

it('shows the one who came second what the first has changed', async () => {
  const asked = await place.program('clerk');
  const { items } = await asked.get<Listed>('/api/intake/needs?status=open&kind=groceries');
  const { id } = items[0]!;
  const clerk = await place.person('clerk');
  await clerk.page.goto(`/clerk/needs/${id}`);
  await clerk.page.getByRole('button', { name: '修改' }).click();
  await clerk.page.getByRole('textbox', { name: /备注/ }).fill('放门口');
  await asked.post(`/api/intake/needs/${id}/amend`, { notes: '不要敲门' });
  await clerk.page.getByRole('button', { name: '保存' }).click();
  await clerk.page.getByText('别人刚刚改过').waitFor();
  expect(await clerk.page.getByRole('textbox', { name: /备注/ }).inputValue()).toBe('放门口');
  await clerk.page.getByRole('button', { name: /看最新的/ }).click();
  await clerk.page.getByRole('button', { name: '保存' }).click();
  await clerk.page.getByText('放门口').first().waitFor();
  await clerk.close();
});

it('says which number is not right, goes there, and takes no uncounted box for an empty one', async () => {
  const clerk = await place.person('clerk');
  const { page } = clerk;
  const asked = await place.program('clerk');
  const { items } = await asked.get<Listed>('/api/intake/needs?status=open&kind=groceries');
  await page.goto(`/clerk/needs/${items[0]!.id}`);
  await page.getByRole('button', { name: '修改' }).click();
  const days = page.getByLabel('还够用几天');
  await days.fill('两天');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('请填合适的数字').waitFor();
  await page.waitForFunction((field) => field === document.activeElement, await days.elementHandle());
  await days.fill('２');
  await page.getByRole('button', { name: '保存' }).click();
  await days.waitFor({ state: 'detached' });

  await page.goto(`/clerk/residents/${items[0]!.residentId}`);
  await page.getByRole('button', { name: '加一种药' }).click();
  const dose = page.getByRole('group', { name: /^第/ }).last();
  await dose.getByLabel('名称').fill('阿托伐他汀钙片');
  await page.getByRole('button', { name: '保存' }).click();
  await dose.getByText('请填合适的数字').waitFor();
  await noFindings(clerk);

  // Where the hands go on is in sight: not below the header that stays.
  await page.setViewportSize({ width: 1280, height: 400 });
  await page.goto('/clerk/residents/new');
  await page.getByRole('main').getByRole('button', { name: '登记居民' }).click();
  const name = page.getByLabel('姓名');
  await page.waitForFunction((field) => field === document.activeElement, await name.elementHandle());
  const header = await page.getByRole('banner').boundingBox();
  expect((await name.boundingBox())!.y).toBeGreaterThanOrEqual(header!.height);
  expect(clerk.complaints).toEqual([]);
  await clerk.close();
});

it('takes the same ledger again, which has been mended meanwhile', async () => {
  const clerk = await place.person('clerk');
  const { page } = clerk;
  await page.goto('/clerk/import');
  const file = page.locator('input[type=file]');
  await file.setInputFiles({ name: '台账.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名\n张三') });
  await page.getByText('台账.csv').waitFor();
  // A browser says nothing of a file that is chosen while it is chosen.
  expect(await file.inputValue()).toBe('');
  await page.getByRole('button', { name: '先试算' }).click();
  await page.getByText('缺少必要的列').waitFor();
  await clerk.close();
});

it('says that the connection is lost, and comes back by itself with what has happened', async () => {
  const dispatcher = await place.person('dispatcher');
  const { page, context } = dispatcher;
  await page.locator('[id^=task-]').first().waitFor();
  await context.setOffline(true);
  await page.getByText('连接断了').waitFor();
  const asked = await place.program('clerk');
  const { items } = await asked.get<{ items: { residents: { id: string }[] }[] }>('/api/intake/households?q=3-1-101');
  const need = await asked.post<{ id: string }>('/api/intake/needs', {
    residentId: items[0]!.residents[0]!.id,
    kind: 'counselling',
    lines: [],
  });
  await context.setOffline(false);
  await page.locator(`#task-${need.id}`).waitFor();
  expect(await page.getByText('连接断了').count()).toBe(0);
  await dispatcher.close();
});

it('a page that slept, whose stream died unnoticed, catches up when it wakes and hears again', async () => {
  const dispatcher = await place.visitor();
  const { page } = dispatcher;
  // What comes over the stream that was there before it slept never arrives: nobody has told the browser that it is dead.
  await page.addInitScript(() => {
    const world = window as unknown as { deaf: EventSource[]; streams: EventSource[]; EventSource: typeof EventSource };
    world.deaf = [];
    world.streams = [];
    world.EventSource = class extends EventSource {
      constructor(url: string | URL) {
        super(url);
        world.streams.push(this);
        this.addEventListener('changed', (event) => {
          if (world.deaf.includes(this)) event.stopImmediatePropagation();
        });
      }
    };
  });
  await dispatcher.signIn('dispatcher');
  await page.locator('[id^=task-]').first().waitFor();
  const seen = (visibility: 'hidden' | 'visible', minutes: number): Promise<void> =>
    page.evaluate(
      ([state, later]) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + later * 60_000;
        Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      },
      [visibility, minutes] as const,
    );
  await seen('hidden', 0);
  await page.evaluate(() => {
    const world = window as unknown as { deaf: EventSource[]; streams: EventSource[] };
    world.deaf = [...world.streams];
  });
  const asked = await place.program('clerk');
  const { items } = await asked.get<{ items: { residents: { id: string }[] }[] }>('/api/intake/households?q=3-1-101');
  const need = async (kind: string): Promise<string> => {
    const body = { residentId: items[0]!.residents[0]!.id, kind, lines: [], evenIfOpen: true };
    return (await asked.post<{ id: string }>('/api/intake/needs', body)).id;
  };
  const missed = await need('information');
  await seen('visible', 10);
  await page.locator(`#task-${missed}`).waitFor();
  await page.locator(`#task-${await need('information')}`).waitFor();
  await dispatcher.close();
});

describe.each([
  ['zh-CN', 'desk', DESK],
  ['zh-CN', 'phone', PHONE],
  ['en', 'desk', DESK],
  ['en', 'phone', PHONE],
] as const)('in %s on a %s', (language, _, size) => {
  it.each([
    ['clerk', ['/clerk', '/clerk?q=12-3', '/clerk/needs', '/clerk/to-confirm', '/clerk/residents/new', '/clerk/import']],
    ['dispatcher', ['/dispatcher', '/dispatcher/runs', '/dispatcher/hand-over', '/dispatcher/volunteers', '/dispatcher/shops']],
  ] as const)('every page of the %s fits and can be read by everybody', async (account, paths) => {
    const person = await place.person(account, { language, size });
    const { page } = person;
    for (const path of paths) {
      await page.goto(path);
      await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null && document.querySelector('h1') !== null);
      expect({ path, found: await axeFindings(page) }).toEqual({ path, found: [] });
      await fits(person);
    }
    const links = account === 'clerk' ? ['/clerk/needs', '/clerk/residents'] : ['/dispatcher/runs'];
    for (const link of links) {
      await page.goto(link === '/clerk/residents' ? '/clerk?q=12-3' : link);
      await page.locator(`main a[href^="${link}/"]:not([href*=new])`).first().click();
      await page.waitForURL(`**${link}/*`);
      await page.waitForFunction(
        () => document.querySelector('[aria-busy=true]') === null && document.querySelector('main dl, main form') !== null,
      );
      expect({ link, found: await axeFindings(page) }).toEqual({ link, found: [] });
      await fits(person);
    }
    expect(person.complaints).toEqual([]);
    await person.close();
  });
});
