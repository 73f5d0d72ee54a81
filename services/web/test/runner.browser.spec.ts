import { randomUUID } from 'node:crypto';
import { noFindings, OPENING, PASSWORD, type Person, PHONE, Place } from './place';

let place: Place;
beforeAll(async () => {
  place = await Place.open();
}, OPENING);
afterAll(() => place.close());

const words = {
  'zh-CN': {
    claim: '我来接',
    planned: /准备出发/,
    start: '出发',
    buy: /采购/,
    deliver: /送上门/,
    settle: /交账/,
    enter: '填数量和价钱',
    quantity: /买到的数量/,
    price: '总价（元）',
    save: '买好了',
    code: '住户说的四位交接码',
    paid: /住户付了多少/,
    handOver: '交到了',
    wrongCode: '交接码不对',
    delivered: '已送到',
    trouble: '没法交',
    absent: '家里没人',
    failed: /没送成/,
    close: '结束这一趟',
    closed: /这一趟已经结束/,
    back: '返回',
    undo: '撤销',
    kept: /还没有发出：\d 件/,
    substitute: '换一种',
    what: '换成什么',
    strength: /规格/,
    ask: '去问住户',
    waits: /请问住户：换成 硝苯地平控释片 30mg 2 盒，¥28.00/,
    by: '谁答复的',
    refuses: '不同意',
    agrees: '同意换',
    instead: '换成 硝苯地平控释片 2 盒，¥28.00',
  },
  en: {
    claim: "I'll take it",
    planned: /Ready to go/,
    start: 'Set off',
    buy: /^Buy/,
    deliver: /^Deliver/,
    settle: /^Settle/,
    enter: 'Enter quantity and price',
    quantity: /Quantity bought/,
    price: 'Price in all (yuan)',
    save: 'Bought',
    code: "The household's four-digit code",
    paid: /Paid at the door/,
    handOver: 'Handed over',
    wrongCode: 'code',
    delivered: 'Delivered',
    trouble: 'Cannot hand over',
    absent: 'Nobody at home',
    failed: /Not delivered/,
    close: 'End this run',
    closed: /This run is over/,
    back: 'Back',
    undo: 'Undo',
    kept: /Not sent yet: \d/,
    substitute: 'Substitute',
    what: 'What instead',
    strength: /Strength/,
    ask: 'Ask the household',
    waits: /硝苯地平控释片 30mg, 2 盒, ¥28.00 instead/,
    by: 'Who answered',
    refuses: 'They refuse',
    agrees: 'They agree',
    instead: 'Instead: 硝苯地平控释片, 2 盒, ¥28.00',
  },
} as const;

/** What others do beforehand, as a program. */
const call = async (method: string, path: string, token?: string, body?: object) => {
  const answer = await fetch(place.url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> & { user?: { volunteerId: string } } };
};
const signIn = async (account: string) => (await call('POST', '/api/auth/sign-in', undefined, { account, password: PASSWORD })).body;

/** A need in a run of the runner's. */
const aRun = async (
  substitution = 'never',
  shopName?: string,
): Promise<{ id: string; run: string; name: string; codeOf: () => Promise<string>; given: () => Promise<unknown[]> }> => {
  const [clerk, dispatcher, runner] = await Promise.all(['clerk', 'dispatcher', 'runner'].map(signIn));
  const { token } = clerk!;
  const name = `测试${randomUUID().slice(0, 6)}`;
  const { body: resident } = await call('POST', '/api/intake/residents', token, {
    name,
    phone: '19912345678',
    address: { building: '12', unit: '3', room: '402' },
    notes: '耳背，请多敲几下门',
  });
  const {
    body: { id },
  } = await call('POST', '/api/intake/needs', token, {
    residentId: resident.id,
    kind: 'medicine',
    daysLeft: 0,
    lines: [{ item: '苯磺酸氨氯地平片', strength: '5mg', quantity: 2, unit: '盒', substitution }],
  });
  const { body: shops } = await call('GET', '/api/dispatch/shops?kind=pharmacy', dispatcher!.token);
  const shopId = (shops.items as unknown as { id: string; name: { zh: string } }[]).find(({ name: { zh } }) => zh === shopName)?.id;
  const run = { runners: [runner!.user!.volunteerId], tasks: [id], ...(shopId && { shops: [{ taskId: id, shopId }] }) };
  // The task is there as soon as dispatch has heard of the need.
  let made = await call('POST', '/api/dispatch/runs', dispatcher!.token, run);
  while (made.status !== 201) made = await call('POST', '/api/dispatch/runs', dispatcher!.token, run);
  const read = async () => (await call('GET', `/api/intake/needs/${id}`, token)).body;
  return {
    id: id!,
    run: made.body.id!,
    name,
    codeOf: async () => (await read()).handoverCode!,
    given: async () => ((await read()).lines as unknown as { instead?: object }[]).map(({ instead }) => instead),
  };
};

describe.each(['zh-CN', 'en'] as const)('a runner in %s', (language) => {
  const say = words[language];
  let person: Person;
  beforeEach(async () => {
    person = await place.visitor({ language, size: PHONE });
    await person.page.goto('/runner/');
    await person.signIn('runner');
  });
  afterEach(() => person.close());

  it('buys, hands over against the code, and settles', async () => {
    const { page } = person;
    const need = await aRun();
    await page.getByRole('link', { name: say.planned }).click();
    await page.getByRole('button', { name: say.start }).click();
    await noFindings(person);
    await page.getByRole('link', { name: say.buy }).click();
    await page.getByRole('button', { name: say.enter }).click();
    await page.getByLabel(say.price).fill('abc');
    await page.getByRole('button', { name: say.save }).click();
    expect(await page.getByLabel(say.price).getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel(say.price).fill('35.6');
    await page.getByRole('button', { name: say.save }).click();
    await page.getByText('¥35.60').waitFor();
    await noFindings(person);
    await page.getByRole('link', { name: say.back }).click();
    await page.getByRole('link', { name: say.deliver }).click();
    await page.getByText(need.name).waitFor();
    await page.getByText('耳背，请多敲几下门').waitFor();
    const code = await need.codeOf();
    await page.getByLabel(say.code).fill(code === '1111' ? '2222' : '1111');
    await page.getByRole('button', { name: say.handOver }).click();
    await page.getByRole('alert').getByText(say.wrongCode).waitFor();
    await noFindings(person);
    await page.getByLabel(say.code).fill(code);
    await page.getByLabel(say.paid).fill('35.60');
    await page.getByRole('button', { name: say.handOver }).click();
    await page.getByText(say.delivered, { exact: true }).waitFor();
    await page.getByRole('link', { name: say.back }).click();
    await page.getByRole('link', { name: say.settle }).click();
    await noFindings(person);
    await page.getByRole('button', { name: say.close }).click();
    await page.getByText(say.closed).waitFor();
    expect(person.complaints).toEqual([]);
  });

  it('asks the household about a substitute, and hands over what was agreed', async () => {
    const { page } = person;
    const need = await aRun('ask-first', '康福药房');
    await page.getByRole('link', { name: say.planned }).click();
    await page.getByRole('link', { name: say.buy }).click();
    await page.getByRole('heading', { name: language === 'en' ? 'Kangfu Pharmacy' : '康福药房' }).waitFor();
    for (const strength of ['30mg', '']) {
      await page.getByRole('button', { name: say.substitute }).click();
      await page.getByRole('button', { name: say.ask }).click();
      expect(await page.getByLabel(say.what).getAttribute('aria-invalid')).toBe('true');
      await page.getByLabel(say.what).fill('硝苯地平控释片');
      await page.getByLabel(say.strength).fill(strength);
      await page.getByLabel(say.price).fill('28');
      if (strength !== '') await noFindings(person);
      await page.getByRole('button', { name: say.ask }).click();
      if (strength !== '') await page.getByText(say.waits).waitFor();
      await page.getByLabel(say.by).fill('女儿');
      if (strength !== '') await noFindings(person);
      await page.getByRole('button', { name: strength === '' ? say.agrees : say.refuses }).click();
    }
    await page.getByText(say.instead).waitFor();
    await noFindings(person);
    await page.getByRole('link', { name: say.back }).click();
    await page.getByRole('link', { name: say.deliver }).click();
    await page.getByText('硝苯地平控释片 2 盒').waitFor();
    await page.getByLabel(say.code).fill(await need.codeOf());
    await page.getByRole('button', { name: say.handOver }).click();
    await page.getByText(say.delivered, { exact: true }).waitFor();
    await page.getByRole('link', { name: say.back }).click();
    await page.getByRole('link', { name: say.settle }).click();
    await page.getByLabel(language === 'en' ? /Receipts in all/ : /票据合计/).fill('0.00');
    await page.getByRole('button', { name: say.close }).click();
    await page.getByText(say.closed).waitFor();
    // Intake hears of it a moment later.
    while ((await need.given())[0] === undefined);
    expect(await need.given()).toEqual([{ item: '硝苯地平控释片', quantity: 2 }]);
    expect(person.complaints).toEqual([]);
  });

  it('takes a task, says what stood in the way, and why the money does not balance', async () => {
    const { page } = person;
    await page.getByRole('button', { name: say.claim }).first().waitFor();
    await noFindings(person);
    await page.getByRole('button', { name: say.claim }).first().click();
    await page.getByRole('button', { name: say.start }).click();
    await page.getByRole('link', { name: say.deliver }).click();
    await page.getByRole('button', { name: say.trouble }).click();
    await noFindings(person);
    await page.getByRole('button', { name: say.absent }).click();
    await page.getByText(say.failed).waitFor();
    // A slip of the finger.
    await page.getByRole('button', { name: say.undo }).click();
    await page.getByRole('button', { name: say.trouble }).click();
    await page.getByRole('button', { name: say.absent }).click();
    await noFindings(person);
    await page.getByRole('link', { name: say.back }).click();
    await page.getByRole('link', { name: say.settle }).click();
    await page.getByLabel(language === 'en' ? /Returned to/ : /退回社区/).fill('-1');
    await page.getByRole('button', { name: say.close }).click();
    await page.getByLabel(language === 'en' ? /Returned to/ : /退回社区/).fill('0.00');
    await page.getByRole('button', { name: say.close }).click();
    await page.getByText(say.closed).waitFor();
    expect(person.complaints).toEqual([]);
  });
});

describe('without a signal', () => {
  let person: Person;
  const say = words['zh-CN'];
  beforeEach(async () => {
    person = await place.visitor({ size: PHONE });
    await person.page.goto('/runner/');
    await person.signIn('runner');
    await person.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  });
  afterEach(() => person.close());

  /** The phone has seen it, and then there is no signal any more. */
  const cutOff = async (run: string): Promise<void> => {
    const { page } = person;
    await page.locator(`a[href$="${run}"]`).waitFor();
    await page.waitForFunction((id) => localStorage.getItem('linli.runner')?.includes(`"id":"${id}"}`) ?? false, run);
    await person.context.setOffline(true);
  };
  const bothForward = async (name: RegExp): Promise<void> => {
    await person.page.getByRole('link', { name: say.back }).click();
    await person.page.getByRole('link', { name }).click();
  };

  it('does a run from start to finish, is opened anew on the way, and everything goes out by itself', async () => {
    const { page, context } = person;
    const need = await aRun();
    await cutOff(need.run);
    const code = await need.codeOf();
    await page.locator(`a[href$="${need.run}"]`).click();
    await page.getByRole('button', { name: say.start }).click();
    await page.getByRole('link', { name: say.buy }).click();
    await page.getByRole('button', { name: say.enter }).click();
    await page.getByLabel(say.price).fill('35.6');
    await page.getByRole('button', { name: say.save }).click();
    await page.getByText('¥35.60').waitFor();
    // The phone was put away and has forgotten the page.
    await page.reload();
    await page.getByText('¥35.60').waitFor();
    await page.getByText(say.kept).waitFor();
    await noFindings(person);
    await bothForward(say.deliver);
    await page.getByText(need.name).waitFor();
    await page.getByLabel(say.code).fill(code);
    await page.getByLabel(say.paid).fill('35.60');
    await page.getByRole('button', { name: say.handOver }).click();
    await page.getByText(say.delivered, { exact: true }).waitFor();
    await bothForward(say.settle);
    await page.getByRole('button', { name: say.close }).click();
    await page.getByText(say.closed).waitFor();
    await noFindings(person);
    await context.setOffline(false);
    await page.getByText(say.kept).waitFor({ state: 'detached' });
    const runner = await place.program('runner');
    expect(await runner.get(`/api/pharmacy-run/runs/${need.run}`)).toMatchObject({
      status: 'closed',
      stops: [{ status: 'delivered' }],
      money: { paidFen: 3560, receiptsFen: 3560 },
    });
    // Once it is over the phone holds nobody of it.
    await page.waitForFunction((name) => !Object.values(localStorage).some((text: string) => text.includes(name)), need.name);
    expect(person.complaints).toEqual([]);
  });

  it('says what was refused when it came through, and the stop is there again', async () => {
    const { page, context } = person;
    const need = await aRun();
    await cutOff(need.run);
    const code = await need.codeOf();
    await page.locator(`a[href$="${need.run}"]`).click();
    await page.getByRole('link', { name: say.deliver }).click();
    await page.getByLabel(say.code).fill(code === '1111' ? '2222' : '1111');
    await page.getByRole('button', { name: say.handOver }).click();
    await page.getByText(say.delivered, { exact: true }).waitFor();
    await context.setOffline(false);
    const note = page.getByRole('region', { name: '没有做成' });
    await note.getByText('没有做成：第 1 站：交到了').waitFor();
    await note.getByText('交接码不对').waitFor();
    await noFindings(person);
    await page.getByLabel(say.code).waitFor();
    await note.getByRole('button', { name: '不做了' }).click();
    await note.waitFor({ state: 'detached' });
  });

  it('knows a task that was taken a moment ago, also when the page begins anew', async () => {
    const { page, context } = person;
    await page.getByRole('button', { name: say.claim }).first().click();
    await page.getByRole('button', { name: say.start }).waitFor();
    const run = new URL(page.url()).pathname.split('/').at(-1)!;
    // By itself and in the list of runs, which hears of it a moment later.
    await page.waitForFunction((id) => (localStorage.getItem('linli.runner') ?? '').split(`{"id":"${id}","version"`).length > 2, run);
    await context.setOffline(true);
    await page.goto('/runner/');
    await page.locator(`a[href$="${run}"]`).getByText(say.planned).waitFor();
  });

  it('nobody is signed out, and it says so', async () => {
    await person.context.setOffline(true);
    await person.page.getByRole('button', { name: '退出登录' }).click();
    await person.page.getByText(/还没有退出/).waitFor();
    await person.context.setOffline(false);
    await person.page.getByRole('button', { name: '退出登录' }).click();
    await person.page.locator('input[name=username]').waitFor();
    expect(await person.page.evaluate(() => localStorage.getItem('linli.runner'))).toBeNull();
  });
});

it('gives back what he cannot do, as long as nothing is bought', async () => {
  const person = await place.visitor({ size: PHONE });
  const { page } = person;
  await page.goto('/runner/');
  await person.signIn('runner');
  const need = await aRun();
  await page.goto(`/runner/runs/${need.run}/deliver`);
  await page.getByRole('button', { name: '没法交' }).click();
  await page.getByRole('button', { name: '去不了，退给别人' }).click();
  await page.getByText('这一趟没有要送的').waitFor();
  const clerk = await place.program('clerk');
  let status = '';
  while (status !== 'open') ({ status } = await clerk.get<{ status: string }>(`/api/intake/needs/${need.id}`));
  expect(person.complaints).toEqual([]);
  await person.close();
});

it('is for runners alone', async () => {
  const person = await place.visitor({ size: PHONE });
  await person.page.goto('/runner/');
  await person.signIn('clerk');
  await person.page.getByRole('heading', { name: '您不能看这个页面' }).waitFor();
  await person.close();
});
