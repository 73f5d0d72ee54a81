import type { Locator, Page } from 'playwright-core';
import { noFindings, OPENING, PASSWORD, type Person, Place, until, WINDOWS } from './place';

let place: Place;
let runPath: string;
/** The building that the run goes to. */
let building: string;
beforeAll(async () => {
  place = await Place.open();
  const clerk = await place.program('clerk');
  const { items } = await clerk.get<{ items: { residents: { id: string }[] }[] }>('/api/intake/households?q=3-1');
  for (const { residents } of items.slice(0, 5)) {
    const body = { residentId: residents[0]!.id, kind: 'information', lines: [], evenIfOpen: true };
    await clerk.post('/api/intake/needs', body);
  }
  const id = await aRun();
  runPath = `/dispatcher/runs/${id}`;
  const dispatcher = await place.program('dispatcher');
  building = (await dispatcher.get<{ stops: { building: string }[] }>(`/api/dispatch/runs/${id}`)).stops[0]!.building;
}, OPENING);
afterAll(() => place.close());

/** A run of this task, or of any that is open, with the first who is on. */
const aRun = async (task?: string): Promise<string> => {
  const dispatcher = await place.program('dispatcher');
  const volunteers = await dispatcher.get<{ items: { id: string }[] }>('/api/dispatch/volunteers?status=on');
  const tasks = await dispatcher.get<{ items: { taskId: string }[] }>('/api/dispatch/board?status=open');
  const run = { runners: [volunteers.items[0]!.id], tasks: [task ?? tasks.items.at(-1)!.taskId] };
  const { id } = await dispatcher.post<{ id: string }>('/api/dispatch/runs', run);
  await until(async () => Boolean(await dispatcher.get(`/api/pharmacy-run/runs/${id}`)));
  return id;
};

const words = {
  'zh-CN': {
    handOver: '换人接手',
    amend: '加减任务',
    building: (name: string) => `${name} 栋`,
    left: /还剩 1 户，共 1 户/,
    noRun: '没有这样的跑单',
    addShop: '添加采购地点',
    correct: /^更正 /,
    noShop: '没有这样的采购地点',
  },
  en: {
    handOver: 'Hand over',
    amend: 'Add or take out',
    building: (name: string) => `Building ${name}`,
    left: /1 of 1 left/,
    noRun: 'No run is like this',
    addShop: 'Add a shop',
    correct: /^Correct /,
    noShop: 'No shop is like this',
  },
} as const;

describe.each(WINDOWS)('a dispatcher in %s at %p', (language, size) => {
  const say = words[language];
  let person: Person;
  beforeEach(async () => {
    person = await place.person('dispatcher', { language, size });
  });
  afterEach(() => person.close());

  it('can read proposals and dialogs, and nothing sticks out', async () => {
    const { page } = person;
    await page.locator('[id^=task-]').first().waitFor();
    await page.getByRole('checkbox').first().check();
    await page.keyboard.press('a');
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    await noFindings(person);
    await page.goto('/dispatcher/suggest');
    await page.locator('main ol select').first().waitFor();
    await page
      .locator('main ol select')
      .first()
      .selectOption({ label: language === 'en' ? 'Leave out for now' : '先不派' });
    await noFindings(person);
    for (const dialog of [say.handOver, say.amend]) {
      await page.goto(runPath);
      await page.getByRole('button', { name: dialog }).click();
      await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
      await noFindings(person);
    }
    expect(person.complaints).toEqual([]);
  });

  it('sees which run is which, by its doors and since when', async () => {
    const { page } = person;
    await page.goto('/dispatcher/runs');
    const row = page.getByRole('row').filter({ has: page.locator(`a[href="${runPath}"]`) });
    await row.getByText(say.building(building), { exact: true }).waitFor();
    expect(await row.innerText()).toMatch(say.left);
    await noFindings(person);
    await page.getByRole('combobox').selectOption('closed');
    await page.getByText(say.noRun).waitFor();
    await noFindings(person);
    expect(person.complaints).toEqual([]);
  });

  it('can read the shops and both forms of theirs', async () => {
    const { page } = person;
    await page.goto('/dispatcher/shops');
    await page.getByRole('table').waitFor();
    await noFindings(person);
    await page.getByRole('button', { name: say.addShop }).click();
    await page.getByRole('main').locator('form button[type=submit]').click();
    await page.getByRole('main').locator('form [aria-invalid=true]').first().waitFor();
    await noFindings(person);
    await page.getByRole('button', { name: say.correct }).first().click();
    await page.getByRole('dialog').getByRole('textbox').first().waitFor();
    await noFindings(person);
    await page.goto('/dispatcher/shops?q=there-is-none');
    await page.getByText(say.noShop).waitFor();
    await noFindings(person);
    expect(person.complaints).toEqual([]);
  });
});

it('has the hand-over sheet written: each task once, and on whom it waits', async () => {
  const person = await place.person('dispatcher');
  const { page } = person;
  await page.getByRole('link', { name: '交接单' }).click();
  await page.getByRole('heading', { name: /^已有人接/ }).waitFor();
  const program = await place.program('dispatcher');
  const { counts } = await program.get<{ counts: { byStatus: Record<string, number> } }>('/api/dispatch/board');
  const all = Object.values(counts.byStatus).reduce((sum, count) => sum + count, 0);
  expect(await page.locator('main tbody tr').count()).toBe(all);
  const { runner } = await program.get<{ runner: string }>(`/api/dispatch/runs/${runPath.split('/').at(-1)}`);
  await page.getByRole('cell', { name: runner, exact: true }).first().waitFor();
  await page.emulateMedia({ media: 'print' });
  await page.getByText('接班：', { exact: true }).waitFor();
  expect(person.complaints).toEqual([]);
  await person.close();
});

it('changes a proposal and sends it off', async () => {
  const dispatcher = await place.person('dispatcher');
  const { page } = dispatcher;
  await page.getByRole('link', { name: '建议怎么派' }).click();
  const first = page.locator('main section').filter({ hasText: '第 1 单' }).first();
  await first.getByLabel('谁去').selectOption({ index: 1 });
  const stops = await first.locator('ol > li').count();
  await first.getByRole('combobox', { name: /放到/ }).last().selectOption({ label: '先不派' });
  await page.getByText('您拿掉的').waitFor();
  if (stops > 1) {
    await page.getByRole('button', { name: '派出第 1 单' }).click();
    await page.getByText('已派出 1 单').waitFor();
  }
  expect(dispatcher.complaints).toEqual([]);
  await dispatcher.close();
});

it('gives an incident to somebody else', async () => {
  const asked = await place.program('dispatcher');
  const { items } = await asked.get<{ items: { taskId: string }[] }>('/api/dispatch/board?status=open');
  const { taskId } = items[0]!;
  await asked.post(`/api/dispatch/tasks/${taskId}/incident`, { reason: 'gate-closed' });
  const dispatcher = await place.person('dispatcher');
  const { page } = dispatcher;
  await page.locator(`#task-${taskId}`).getByRole('button', { name: '换人' }).click();
  const dialog = page.getByRole('dialog', { name: '换人再去' });
  await dialog.getByRole('checkbox').nth(1).check();
  await dialog.getByRole('button', { name: '派出' }).click();
  await page
    .getByRole('region', { name: /在路上/ })
    .locator(`#task-${taskId}`)
    .waitFor();
  await dispatcher.close();
});

interface Waiting {
  readonly taskId: string;
  readonly building: string;
}
const waiting = async (): Promise<readonly Waiting[]> => {
  const asked = await place.program('dispatcher');
  return (await asked.get<{ items: readonly Waiting[] }>('/api/dispatch/board?status=open&limit=200')).items;
};

/** Three needs of three buildings, on the board. */
const threeTasks = async (): Promise<readonly string[]> => {
  const clerk = await place.program('clerk');
  const ids: string[] = [];
  for (const home of ['1-1', '2-1', '3-1']) {
    const { items } = await clerk.get<{ items: { residents: { id: string }[] }[] }>(`/api/intake/households?q=${home}`);
    const need = { residentId: items[0]!.residents[0]!.id, kind: 'information', lines: [], evenIfOpen: true };
    ids.push((await clerk.post<{ id: string }>('/api/intake/needs', need)).id);
  }
  const there = async (): Promise<boolean> => {
    const known = new Set((await waiting()).map(({ taskId }) => taskId));
    return ids.every((id) => known.has(id));
  };
  await until(there);
  return ids;
};

/** As a hand does it: down, along, up. */
const drag = async (page: Page, what: Locator, to: Locator, where = 0.5): Promise<void> => {
  const from = (await what.boundingBox())!;
  await page.mouse.move(from.x + from.width / 2, from.y + Math.min(12, from.height / 2));
  await page.mouse.down();
  // The place to let go appears with the first step.
  await page.mouse.move(from.x + from.width / 2 + 8, from.y + 20, { steps: 3 });
  await to.waitFor();
  const there = (await to.boundingBox())!;
  await page.mouse.move(there.x + there.width / 2, there.y + there.height * where, { steps: 8 });
  await page.mouse.up();
};
const tasksOf = async (runId: string): Promise<string[]> => {
  const asked = await place.program('dispatcher');
  const { stops } = await asked.get<{ stops: { taskId: string; order: number }[] }>(`/api/dispatch/runs/${runId}`);
  return [...stops].sort((left, right) => left.order - right.order).map(({ taskId }) => taskId);
};
/** Sends what the dialog shows, with the first who is on; answers the run. */
const sent = async ({ page }: Person): Promise<string> => {
  const dialog = page.getByRole('dialog', { name: '派一单' });
  await dialog.getByRole('checkbox').first().check();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().includes('/api/dispatch/runs?') && response.request().method() === 'POST'),
    dialog.getByRole('button', { name: '派出' }).click(),
  ]);
  return ((await answer.json()) as { id: string }).id;
};

describe('a run is made', () => {
  let dispatcher: Person;
  let tasks: readonly string[];
  beforeEach(async () => {
    tasks = await threeTasks();
    dispatcher = await place.person('dispatcher');
    for (const id of tasks) await dispatcher.page.locator(`#task-${id}`).waitFor();
  });
  afterEach(() => dispatcher.close());

  it('with the mouse alone: cards go into it, and its doors into their order', async () => {
    const { page } = dispatcher;
    const [first, second, third] = tasks as [string, string, string];
    const tray = page.getByRole('region', { name: '正在派的一单' });
    await drag(page, page.locator(`#task-${third}`), tray);
    await tray.getByText('已选 1 个任务').waitFor();
    await drag(page, page.locator(`#task-${second}`), tray);
    await drag(page, page.locator(`#task-${first}`), tray);
    await tray.getByText('已选 3 个任务').waitFor();
    await noFindings(dispatcher);
    await tray.getByRole('button', { name: '派成一单' }).click();
    const stops = page.getByRole('dialog').locator('ol > li');
    // From building to building, until somebody says otherwise.
    expect(await stops.allInnerTexts()).toMatchObject([/1 栋/, /2 栋/, /3 栋/].map((is) => expect.stringMatching(is) as string));
    await drag(page, stops.nth(0).locator('[draggable]'), stops.nth(2), 0.8);
    await stops.nth(2).getByText('1 栋').waitFor();
    await noFindings(dispatcher);
    expect(await tasksOf(await sent(dispatcher))).toEqual([second, third, first]);
    expect(dispatcher.complaints).toEqual([]);
  });

  it('with the keys alone, the same', async () => {
    const { page } = dispatcher;
    const [first, second, third] = tasks as [string, string, string];
    for (const id of [third, first, second]) {
      while (!(await page.locator(`#task-${id}[data-current]`).count())) await page.keyboard.press('j');
      await page.keyboard.press('x');
      for (const _ of await waiting()) await page.keyboard.press('k');
    }
    await page.keyboard.press('a');
    const stops = page.getByRole('dialog').locator('ol > li');
    const down = stops.nth(0).getByRole('button', { name: /往后$/ });
    await down.focus();
    // It keeps the focus wherever it went; past the end it stays there.
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('现在排第 3，共 3 户').waitFor();
    expect(await tasksOf(await sent(dispatcher))).toEqual([second, third, first]);
    expect(dispatcher.complaints).toEqual([]);
  });
});

describe('two dispatchers change one run', () => {
  let dispatcher: Person;
  let path: string;
  let own: string;
  let others: string;
  beforeEach(async () => {
    const [first, second, third] = (await threeTasks()) as [string, string, string];
    [own, others] = [first, second];
    path = `/runs/${await aRun(third)}`;
    dispatcher = await place.person('dispatcher');
    await dispatcher.page.goto(`/dispatcher${path}`);
  });
  afterEach(() => dispatcher.close());

  it('the second who amends it is told what the first did, and keeps what he has chosen and typed', async () => {
    const { page } = dispatcher;
    await page.getByRole('button', { name: '加减任务' }).click();
    const dialog = page.getByRole('dialog', { name: '加减任务' });
    const mine = dialog.getByRole('group', { name: /^加上哪些/ }).getByRole('checkbox', { name: /咨询 · 1 栋/ });
    await mine.last().check();
    await dialog.getByLabel('原因').fill('顺路');
    const colleague = await place.program('dispatcher');
    await colleague.post(`/api/dispatch${path}/amend`, { add: [others] });
    await dialog.getByRole('button', { name: '加 1 个，拿掉 0 个' }).click();
    await dialog.getByText('别人刚刚改过').waitFor();
    await dialog.getByText('加减了任务').waitFor();
    await noFindings(dispatcher);
    await dialog.getByRole('button', { name: /看最新的/ }).click();
    expect([await mine.last().isChecked(), await dialog.getByLabel('原因').inputValue()]).toEqual([true, '顺路']);
    await dialog.getByRole('button', { name: '加 1 个，拿掉 0 个' }).click();
    await page.getByText('已改好').waitFor();
    expect((await tasksOf(path.split('/').at(-1)!)).slice(1)).toEqual([others, own]);
    expect(dispatcher.complaints).toEqual([]);
  });

  it('the second who hands it over is told, and keeps what he has typed', async () => {
    const { page } = dispatcher;
    await page.getByRole('button', { name: '换人接手' }).click();
    const dialog = page.getByRole('dialog', { name: '换人接手' });
    await dialog.getByRole('checkbox').nth(2).check();
    await dialog.getByLabel('原因').fill('他发烧了');
    const colleague = await place.program('dispatcher');
    const { items } = await colleague.get<{ items: { id: string }[] }>('/api/dispatch/volunteers?status=on');
    await colleague.post(`/api/dispatch${path}/hand-over`, { to: [items[1]!.id] });
    await dialog.getByRole('button', { name: '交给他' }).click();
    await dialog.getByText('换人接手了').waitFor();
    await dialog.getByRole('button', { name: /看最新的/ }).click();
    expect([await dialog.getByRole('checkbox').nth(2).isChecked(), await dialog.getByLabel('原因').inputValue()]).toEqual([
      true,
      '他发烧了',
    ]);
    await dialog.getByRole('button', { name: '交给他' }).click();
    await page.getByText('已换人接手').waitFor();
    expect(dispatcher.complaints).toEqual([]);
  });
});

it('adds the first shop of a community, corrects it after a colleague did, closes it and opens it again', async () => {
  const administrator = await place.program('administrator');
  const area = '990101009002';
  await administrator.post('/api/intake/areas', { code: area, name: { zh: '河边社区', en: 'Riverside' } });
  const account = { account: 'dispatcher.river', name: '河边调度', password: PASSWORD, roles: [{ role: 'dispatcher', area }] };
  await administrator.post('/api/auth/accounts', account);
  const dispatcher = await place.person(account.account);
  const { page } = dispatcher;
  await page.getByRole('link', { name: '采购地点' }).click();
  await page.getByText('还没有采购地点').waitFor();
  await noFindings(dispatcher);
  await page.getByRole('button', { name: '添加采购地点' }).click();
  const form = page.getByRole('main').locator('form');
  await form.getByLabel('名称', { exact: true }).fill('河边药房');
  await form.getByLabel('怎么走').fill('2 栋临街');
  await form.getByLabel('离哪些楼栋或网格近').fill('2、3');
  await form.getByRole('button', { name: '添加' }).click();
  const row = page.getByRole('row', { name: /河边药房/ });
  await row.getByText('药品、检测试剂').waitFor();
  await row.getByText('2、3').waitFor();

  await page.getByRole('button', { name: '更正 河边药房' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称', { exact: true }).fill('河边大药房');
  const colleague = await place.program(account.account);
  const { items } = await colleague.get<{ items: { id: string }[] }>('/api/dispatch/shops');
  await colleague.post(`/api/dispatch/shops/${items[0]!.id}/correct`, { place: '2 栋后门' });
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText('更正了采购地点').waitFor();
  await dialog.getByRole('button', { name: /看最新的/ }).click();
  expect(await dialog.getByLabel('名称', { exact: true }).inputValue()).toBe('河边大药房');
  await dialog.getByRole('checkbox', { name: '检测试剂' }).uncheck();
  await dialog.getByRole('checkbox', { name: '药品' }).uncheck();
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText('请填写能买到什么').waitFor();
  await dialog.getByRole('checkbox', { name: '药品' }).check();
  await dialog.getByLabel('离哪些楼栋或网格近').fill('5');
  await dialog.getByRole('button', { name: '保存' }).click();
  const corrected = page.getByRole('row', { name: /河边大药房/ });
  await corrected.getByRole('cell', { name: '药品', exact: true }).waitFor();
  await corrected.getByRole('cell', { name: '5', exact: true }).waitFor();
  // What the colleague changed, and nobody here touched, stays.
  await corrected.getByText('2 栋后门').waitFor();
  await page.getByRole('button', { name: '关门：河边大药房' }).click();
  await page.getByRole('button', { name: '恢复营业：河边大药房' }).click();
  await page.getByRole('button', { name: '关门：河边大药房' }).waitFor();
  expect(dispatcher.complaints).toEqual([]);
  await dispatcher.close();
});

it('corrects a volunteer after a colleague did, and lets one go who helps no longer', async () => {
  const colleague = await place.program('dispatcher');
  const { id } = await colleague.post<{ id: string }>('/api/dispatch/volunteers', {
    name: '周小按',
    phone: '19910000077',
    zones: ['3'],
    maxStops: 2,
  });
  const dispatcher = await place.person('dispatcher');
  const { page } = dispatcher;
  await page.goto('/dispatcher/volunteers?q=19910000077');
  await page.getByRole('button', { name: '更正：周小按' }).click();
  const dialog = page.getByRole('dialog');
  await noFindings(dispatcher);
  expect(await dialog.getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
  await dialog.getByLabel('姓名').fill('周小安');
  await dialog.getByLabel('一次最多几户').fill('两户');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText('请填合适的数字').waitFor();
  await dialog.getByLabel('一次最多几户').fill('');
  await colleague.post(`/api/dispatch/volunteers/${id}/correct`, { zones: ['4'] });
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByText('更正了志愿者').waitFor();
  await dialog.getByRole('button', { name: /看最新的/ }).click();
  expect(await dialog.getByLabel('姓名').inputValue()).toBe('周小安');
  await dialog.getByRole('button', { name: '保存' }).click();
  // What the colleague changed, and nobody here touched, stays.
  const row = page.getByRole('row', { name: /周小安/ });
  await row.getByRole('cell', { name: '4', exact: true }).waitFor();
  const one = async () =>
    (await colleague.get<{ items: { id: string }[] }>('/api/dispatch/volunteers?limit=200')).items.find((each) => each.id === id);
  expect(await one()).not.toHaveProperty('maxStops');

  const letGo = async (): Promise<void> => {
    await page.getByRole('button', { name: '更正：周小安' }).click();
    await dialog.getByRole('button', { name: '不再做志愿者' }).click();
  };
  await letGo();
  await page.getByRole('button', { name: '撤销' }).click();
  expect(await one()).toMatchObject({ status: 'off' });
  await letGo();
  await page.getByRole('button', { name: '立即执行' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByLabel('在岗').selectOption('已退出');
  await row.getByText('已退出').waitFor();
  expect(await row.getByRole('button', { name: /上岗/ }).count()).toBe(0);
  expect(dispatcher.complaints).toEqual([]);
  await dispatcher.close();
});
