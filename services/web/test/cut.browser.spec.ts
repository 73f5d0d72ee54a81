import type { Locator } from 'playwright-core';
import { axeFindings } from './axe';
import { OPENING, PASSWORD, type Person, PHONE, Place, until } from './place';

let place: Place;
beforeAll(async () => {
  place = await Place.open();
}, OPENING);
afterAll(() => place.close());

const CUT = '网络不通';

/** A form as somebody has filled it in: what of it must stay, what sends it, and what tells that it went through. */
interface Filled {
  readonly kept: () => Promise<unknown>;
  readonly send: Locator;
  readonly done: Locator;
}
/** The route is what it sends to: test/forms.spec.ts holds the routes of the screens against these. */
type Form<What> = readonly [name: string, route: string, account: string, fill: (person: Person) => Promise<What>];

const aHousehold = async (): Promise<string> => {
  const clerk = await place.program('clerk');
  const { items } = await clerk.get<{ items: { residents: { id: string }[] }[] }>('/api/intake/households?q=3-1');
  return items[0]!.residents[0]!.id;
};

/** A need of the kind, waiting on the board. */
const aTask = async (kind: string, lines: readonly object[] = []): Promise<string> => {
  const clerk = await place.program('clerk');
  const need = { residentId: await aHousehold(), kind, lines, evenIfOpen: true };
  const { id } = await clerk.post<{ id: string }>('/api/intake/needs', need);
  const dispatcher = await place.program('dispatcher');
  await until(async () => {
    const { items } = await dispatcher.get<{ items: { taskId: string }[] }>('/api/dispatch/board?status=open&limit=200');
    return items.some(({ taskId }) => taskId === id);
  });
  return id;
};

/** The runner's own run of that task, begun. */
const aRun = async (taskId: string): Promise<string> => {
  const runner = await place.program('runner');
  const { id } = await runner.post<{ id: string }>(`/api/dispatch/tasks/${taskId}/claim`, {});
  await runner.post(`/api/dispatch/runs/${id}/start`, {});
  await until(async () => (await runner.get<{ status: string }>(`/api/pharmacy-run/runs/${id}`)).status === 'started');
  return id;
};

/** The only line of a run of the runner's own, as his program asks for it. */
const aLine = async (wanted: object): Promise<{ run: string; line: string }> => {
  const run = await aRun(await aTask('medicine', [wanted]));
  const { shoppingList } = await (
    await place.program('runner')
  ).get<{ shoppingList: { lines: { lineId: string }[] }[] }>(`/api/pharmacy-run/runs/${run}`);
  return { run, line: `/api/pharmacy-run/runs/${run}/lines/${shoppingList[0]!.lines[0]!.lineId}` };
};

const table = (text: string) => ({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

const MEDICINE = { item: '苯磺酸氨氯地平片', strength: '5mg', quantity: 2, unit: '盒', substitution: 'allowed' };

const atDesk: readonly Form<Filled>[] = [
  [
    'signing in',
    '/api/auth/sign-in',
    '',
    async ({ page }) => {
      await page.goto('/');
      const account = page.locator('input[name=username]');
      await account.fill('clerk');
      await page.locator('input[name=password]').fill(PASSWORD);
      return {
        kept: () => account.inputValue(),
        send: page.locator('button[type=submit]'),
        done: page.locator('main#content h1'),
      };
    },
  ],
  [
    'a need',
    '/api/intake/needs',
    'clerk',
    async ({ page }) => {
      await page.goto(`/clerk/needs/new?resident=${await aHousehold()}`);
      await page.getByRole('radio', { name: '检测试剂' }).check();
      const item = page.getByLabel('名称');
      await item.fill('抗原检测试剂');
      await page.getByLabel('还够用几天').fill('2');
      return {
        kept: () => item.inputValue(),
        send: page.getByRole('button', { name: '登记', exact: true }),
        done: page.getByRole('heading', { name: '检测试剂需求' }),
      };
    },
  ],
  [
    'a new resident',
    '/api/intake/residents',
    'clerk',
    async ({ page }) => {
      await page.goto('/clerk/residents/new');
      const name = page.getByLabel('姓名');
      await name.fill('测试人');
      await page.getByLabel('楼栋').selectOption('12');
      await page.getByLabel('单元').selectOption('3');
      await page.getByLabel('房号').selectOption('402');
      return {
        kept: () => name.inputValue(),
        send: page.getByRole('main').getByRole('button', { name: '登记居民' }),
        done: page.getByRole('heading', { name: '测试人', level: 1 }),
      };
    },
  ],
  [
    'a ledger',
    '/api/intake/imports',
    'clerk',
    async ({ page }) => {
      await page.goto('/clerk/import');
      await page.locator('input[type=file]').setInputFiles(table('姓名,联系电话,楼栋,单元,房号\n测试丙,19912349003,12,3,402\n'));
      return {
        kept: () => page.getByText('table.csv').innerText(),
        send: page.getByRole('button', { name: '先试算' }),
        done: page.getByRole('heading', { name: '试算结果：还没有改动任何信息' }),
      };
    },
  ],
  [
    'correcting a resident',
    '/api/intake/residents/{id}/correct',
    'clerk',
    async ({ page }) => {
      await page.goto(`/clerk/residents/${await aHousehold()}`);
      const notes = page.getByLabel('送货备注');
      await notes.fill('放在门卫处');
      await page.getByLabel('为什么更正').fill('住户来电');
      return {
        kept: () => notes.inputValue(),
        send: page.getByRole('button', { name: '保存' }),
        done: page.getByText('已更正'),
      };
    },
  ],
  [
    'changing a need',
    '/api/intake/needs/{id}/amend',
    'clerk',
    async ({ page }) => {
      await page.goto(`/clerk/needs/${await aTask('groceries', [{ item: '青菜', quantity: 1, unit: '份', substitution: 'allowed' }])}`);
      await page.getByRole('button', { name: '修改' }).click();
      const notes = page.getByRole('textbox', { name: /备注/ });
      await notes.fill('不要敲门');
      return {
        kept: () => notes.inputValue(),
        send: page.getByRole('button', { name: '保存' }),
        done: page.getByRole('definition').getByText('不要敲门'),
      };
    },
  ],
  [
    'making a run',
    '/api/dispatch/runs',
    'dispatcher',
    async ({ page }) => {
      const id = await aTask('information');
      await page.locator(`#task-${id}`).getByRole('checkbox').check();
      await page.keyboard.press('a');
      const who = page.getByRole('dialog').getByRole('checkbox').first();
      await who.check();
      return {
        kept: () => who.isChecked(),
        send: page.getByRole('dialog').getByRole('button', { name: '派出' }),
        done: page.getByRole('region', { name: /在路上/ }).locator(`#task-${id}`),
      };
    },
  ],
  [
    'handing a run over',
    '/api/dispatch/runs/{id}/hand-over',
    'dispatcher',
    async ({ page }) => {
      await page.goto(`/dispatcher/runs/${await aRun(await aTask('information'))}`);
      await page.getByRole('button', { name: '换人接手' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('listitem').filter({ hasNotText: '小李' }).first().getByRole('checkbox').check();
      const reason = dialog.getByLabel('原因');
      await reason.fill('先下岗');
      return {
        kept: () => reason.inputValue(),
        send: dialog.getByRole('button', { name: '交给他' }),
        done: page.getByText('已换人接手'),
      };
    },
  ],
  [
    'amending a run',
    '/api/dispatch/runs/{id}/amend',
    'dispatcher',
    async ({ page }) => {
      await aTask('information');
      await page.goto(`/dispatcher/runs/${await aRun(await aTask('information'))}`);
      await page.getByRole('button', { name: '加减任务' }).click();
      const dialog = page.getByRole('dialog');
      await dialog
        .getByRole('group', { name: /加上哪些/ })
        .getByRole('checkbox')
        .first()
        .check();
      const reason = dialog.getByLabel('原因');
      await reason.fill('顺路');
      return {
        kept: () => reason.inputValue(),
        send: dialog.getByRole('button', { name: '加 1 个，拿掉 0 个' }),
        done: page.getByText('已改好'),
      };
    },
  ],
  [
    'an advance',
    '/api/pharmacy-run/runs/{id}/advance',
    'dispatcher',
    async ({ page }) => {
      await page.goto(`/dispatcher/runs/${await aRun(await aTask('information'))}`);
      const amount = page.getByLabel('再预支（元）');
      await amount.fill('50');
      return {
        kept: () => amount.inputValue(),
        send: page.getByRole('button', { name: '记下' }),
        done: page.getByRole('definition').getByText('50.00'),
      };
    },
  ],
  [
    'adding a volunteer',
    '/api/dispatch/volunteers',
    'dispatcher',
    async ({ page }) => {
      await page.goto('/dispatcher/volunteers');
      await page.getByRole('button', { name: '添加志愿者' }).click();
      const form = page.locator('main form');
      const name = form.getByLabel('姓名');
      await name.fill('测试新人');
      await form.getByLabel('电话').fill('19912340000');
      return {
        kept: () => name.inputValue(),
        send: form.getByRole('button', { name: '添加' }),
        done: page.getByRole('cell', { name: '测试新人' }),
      };
    },
  ],
  [
    'correcting a volunteer',
    '/api/dispatch/volunteers/{id}/correct',
    'dispatcher',
    async ({ page }) => {
      await page.goto('/dispatcher/volunteers');
      await page.getByRole('button', { name: /^更正/ }).last().click();
      const dialog = page.getByRole('dialog');
      const phone = dialog.getByLabel('电话');
      await phone.fill('19912340001');
      return {
        kept: () => phone.inputValue(),
        send: dialog.getByRole('button', { name: '保存' }),
        done: page.getByRole('link', { name: '19912340001' }),
      };
    },
  ],
  [
    'adding a shop',
    '/api/dispatch/shops',
    'dispatcher',
    async ({ page }) => {
      await page.goto('/dispatcher/shops');
      await page.getByRole('button', { name: '添加采购地点' }).click();
      const form = page.locator('main form');
      const name = form.getByLabel('名称', { exact: true });
      await name.fill('测试药房');
      await form.getByLabel('怎么走').fill('1 栋临街');
      return {
        kept: () => name.inputValue(),
        send: form.getByRole('button', { name: '添加' }),
        done: page.getByRole('cell', { name: '测试药房' }),
      };
    },
  ],
  [
    'correcting a shop',
    '/api/dispatch/shops/{id}/correct',
    'dispatcher',
    async ({ page }) => {
      await page.goto('/dispatcher/shops');
      await page
        .getByRole('button', { name: /^更正 / })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      const place = dialog.getByLabel('怎么走');
      await place.fill('从东门进');
      return {
        kept: () => place.inputValue(),
        send: dialog.getByRole('button', { name: '保存' }),
        done: page.getByRole('cell', { name: '从东门进' }),
      };
    },
  ],
  [
    'a new account',
    '/api/auth/accounts',
    'administrator',
    async ({ page }) => {
      await page.getByRole('button', { name: '新建账号' }).click();
      const form = page.locator('main form');
      const name = form.getByLabel('姓名');
      await name.fill('赵新');
      await form.getByLabel('登录名').fill('zhao.xin');
      await form.getByLabel('初始密码').fill(PASSWORD);
      await form.getByLabel('角色').selectOption('clerk');
      await form.getByLabel('区域').selectOption('990101001001');
      return {
        kept: () => name.inputValue(),
        send: form.getByRole('button', { name: '建账号' }),
        done: page.getByRole('button', { name: '修改 赵新 的角色' }),
      };
    },
  ],
  [
    'a role',
    '/api/auth/accounts/{id}/roles',
    'administrator',
    async ({ page }) => {
      await page
        .getByRole('button', { name: /的角色$/ })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      const role = dialog.getByLabel('角色');
      await role.selectOption('auditor');
      await dialog.getByLabel('区域').selectOption('990101001002');
      await dialog.getByLabel('到哪天为止').fill('2031-03-31');
      return {
        kept: () => role.inputValue(),
        send: dialog.getByRole('button', { name: '授予角色' }),
        done: dialog.getByText('到 2031-03-31'),
      };
    },
  ],
  [
    'a new password',
    '/api/auth/accounts/{id}/password',
    'administrator',
    async ({ page }) => {
      await page
        .getByRole('button', { name: /的角色$/ })
        .last()
        .click();
      const dialog = page.getByRole('dialog');
      const password = dialog.getByLabel('新密码');
      await password.fill('another-linli-word');
      return {
        kept: () => password.inputValue(),
        send: dialog.getByRole('button', { name: '重设密码' }),
        done: dialog.getByText('密码已重设'),
      };
    },
  ],
  [
    'an area',
    '/api/intake/areas',
    'administrator',
    async ({ page }) => {
      await page.goto('/administrator/areas');
      await page.getByRole('button', { name: '新增区域' }).click();
      const name = page.getByLabel('中文名称');
      await page.getByLabel('区划代码').fill('990101009002');
      await name.fill('河边社区');
      await page.getByLabel('英文名称').fill('Riverside Community');
      return {
        kept: () => name.inputValue(),
        send: page.getByRole('button', { name: '保存' }),
        done: page.getByRole('row', { name: /河边社区/ }),
      };
    },
  ],
  [
    'a medicine',
    '/api/intake/medicines',
    'administrator',
    async ({ page }) => {
      await page.goto('/medicines');
      await page.getByRole('button', { name: '新增药品' }).click();
      const name = page.getByLabel('药品名称');
      await name.fill('阿胶试验丸');
      return {
        kept: () => name.inputValue(),
        send: page.locator('main form').getByRole('button', { name: '保存' }),
        done: page.getByRole('cell', { name: '阿胶试验丸' }),
      };
    },
  ],
  [
    'correcting a medicine',
    '/api/intake/medicines/{id}/correct',
    'administrator',
    async ({ page }) => {
      await page.goto('/medicines');
      await page
        .getByRole('button', { name: /^修改 / })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      const strengths = dialog.getByLabel('规格');
      await strengths.fill('7mg、77mg');
      return {
        kept: () => strengths.inputValue(),
        send: dialog.getByRole('button', { name: '保存' }),
        done: page.getByRole('cell', { name: '7mg、77mg' }),
      };
    },
  ],
];

const onPhone: readonly Form<Filled>[] = [
  [
    'what was bought',
    '/api/pharmacy-run/runs/{id}/lines/{lineId}/bought',
    'runner',
    async ({ page }) => {
      await page.goto(`/runner/runs/${await aRun(await aTask('medicine', [MEDICINE]))}/buy`);
      await page.getByRole('button', { name: '填数量和价钱' }).click();
      const price = page.getByLabel('总价（元）');
      await price.fill('30');
      return {
        kept: () => price.inputValue(),
        send: page.getByRole('button', { name: '买好了' }),
        done: page.getByText('买好了 2 盒，¥30.00'),
      };
    },
  ],
  [
    'correcting what was bought',
    '/api/pharmacy-run/runs/{id}/lines/{lineId}/correct',
    'runner',
    async ({ page }) => {
      const { run, line } = await aLine(MEDICINE);
      await (await place.program('runner')).post(`${line}/bought`, { quantity: 2, priceFen: 3000 });
      await page.goto(`/runner/runs/${run}/buy`);
      await page.getByRole('button', { name: '更正' }).click();
      await page.getByLabel('总价（元）').fill('31');
      const reason = page.getByLabel('为什么更正');
      await reason.fill('看错了小票');
      return {
        kept: () => reason.inputValue(),
        send: page.getByRole('button', { name: '买好了' }),
        done: page.getByText('买好了 2 盒，¥31.00'),
      };
    },
  ],
  [
    'what the household says to a substitute',
    '/api/pharmacy-run/runs/{id}/lines/{lineId}/answer',
    'runner',
    async ({ page }) => {
      const { run, line } = await aLine({ ...MEDICINE, substitution: 'ask-first' });
      await (await place.program('runner')).post(`${line}/substitute`, { item: '硝苯地平控释片', quantity: 2, priceFen: 2800 });
      await page.goto(`/runner/runs/${run}/buy`);
      const by = page.getByLabel('谁答复的');
      await by.fill('女儿');
      return {
        kept: () => by.inputValue(),
        send: page.getByRole('button', { name: '同意换', exact: true }),
        done: page.getByText('换成 硝苯地平控释片 2 盒，¥28.00'),
      };
    },
  ],
  [
    'a substitute',
    '/api/pharmacy-run/runs/{id}/lines/{lineId}/substitute',
    'runner',
    async ({ page }) => {
      await page.goto(`/runner/runs/${await aRun(await aTask('medicine', [MEDICINE]))}/buy`);
      await page.getByRole('button', { name: '换一种' }).click();
      const what = page.getByLabel('换成什么');
      await what.fill('硝苯地平控释片');
      await page.getByLabel('总价（元）').fill('28');
      return {
        kept: () => what.inputValue(),
        send: page.getByRole('button', { name: '换好了' }),
        done: page.getByText('换成 硝苯地平控释片'),
      };
    },
  ],
  [
    'handing over at the door',
    '/api/pharmacy-run/runs/{id}/stops/{taskId}/deliver',
    'runner',
    async ({ page }) => {
      const task = await aTask('information');
      await page.goto(`/runner/runs/${await aRun(task)}/deliver`);
      const code = page.getByLabel('住户说的四位交接码');
      const { handoverCode } = await (await place.program('clerk')).get<{ handoverCode: string }>(`/api/intake/needs/${task}`);
      await code.fill(handoverCode);
      return {
        kept: () => code.inputValue(),
        send: page.getByRole('button', { name: '交到了' }),
        done: page.getByText('已送到', { exact: true }),
      };
    },
  ],
  [
    'what stood in the way',
    '/api/pharmacy-run/runs/{id}/stops/{taskId}/fail',
    'runner',
    async ({ page }) => {
      await page.goto(`/runner/runs/${await aRun(await aTask('information'))}/deliver`);
      await page.getByRole('button', { name: '没法交' }).click();
      const note = page.getByLabel('补充一句');
      await note.fill('敲了三次门');
      return {
        kept: () => note.inputValue(),
        send: page.getByRole('button', { name: '家里没人' }),
        done: page.getByText(/没送成/),
      };
    },
  ],
  [
    'settling',
    '/api/pharmacy-run/runs/{id}/close',
    'runner',
    async ({ page }) => {
      const task = await aTask('information');
      const run = await aRun(task);
      const runner = await place.program('runner');
      await runner.post(`/api/pharmacy-run/runs/${run}/stops/${task}/fail`, { reason: 'absent' });
      await page.goto(`/runner/runs/${run}/settle`);
      const returned = page.getByLabel('退回社区（元）');
      await returned.fill('0');
      return {
        kept: () => returned.inputValue(),
        send: page.getByRole('button', { name: '结束这一趟' }),
        done: page.getByText(/这一趟已经结束/),
      };
    },
  ],
];

/** A file that goes out as soon as it is chosen. */
interface Chosen {
  readonly choose: () => Promise<void>;
  readonly done: Locator;
}
const files: readonly Form<Chosen>[] = [
  [
    'a table of medicines',
    '/api/intake/medicines/import',
    'administrator',
    async ({ page }) => {
      await page.goto('/medicines');
      await page.locator('main table').waitFor();
      return {
        choose: () => page.locator('input[type=file]').setInputFiles(table('药品名称,规格\n川贝试验膏,100g\n')),
        done: page.getByText('读了 1 种药，其中 1 种是新的或有改动。'),
      };
    },
  ],
  [
    'a table of homes',
    '/api/intake/areas/{code}/homes',
    'administrator',
    async ({ page }) => {
      await page.goto('/administrator/areas');
      const row = page.getByRole('row', { name: /江北嘴社区/ });
      await row.waitFor();
      return {
        choose: () => row.locator('input[type=file]').setInputFiles(table('楼栋,单元,房号\n77,1,101\n')),
        done: row.getByText('已导入：表里有 1 户。'),
      };
    },
  ],
];

/** A command that is held back: by the time it fails its form is gone. */
interface HeldBack {
  readonly submit: () => Promise<void>;
  /** What was typed or chosen with it. */
  readonly said: string;
  readonly done: () => Promise<boolean>;
}

interface OfNeed {
  readonly status: string;
  readonly history: readonly { readonly said?: string }[];
}
/** On the page of a need that the others have brought so far: a button, a word with it, and the same button again. */
const onNeed =
  (what: string, said: string, status: string, brought: (needId: string) => Promise<void>) =>
  async ({ page }: Person): Promise<HeldBack> => {
    const id = await aTask('visit');
    await brought(id);
    await page.goto(`/clerk/needs/${id}`);
    return {
      submit: async () => {
        await page.getByRole('button', { name: what }).click();
        await page.locator('main form').getByRole('textbox').fill(said);
        await page.locator('main form').getByRole('button', { name: what }).click();
      },
      said,
      done: async () => {
        const need = await (await place.program('clerk')).get<OfNeed>(`/api/intake/needs/${id}`);
        return need.status === status && need.history.at(-1)?.said === said;
      },
    };
  };

const isMet = async (id: string): Promise<void> => {
  const run = await aRun(id);
  const { handoverCode } = await (await place.program('clerk')).get<{ handoverCode: string }>(`/api/intake/needs/${id}`);
  const proof = { kind: 'code', code: handoverCode };
  await (await place.program('runner')).post(`/api/pharmacy-run/runs/${run}/stops/${id}/deliver`, { proof, paidFen: 0 });
  await until(async () => (await (await place.program('clerk')).get<OfNeed>(`/api/intake/needs/${id}`)).status === 'met');
};

const heldBack: readonly Form<HeldBack>[] = [
  ['cancelling a need', '/api/intake/needs/{id}/cancel', 'clerk', onNeed('取消需求', '女儿送来了', 'cancelled', async () => undefined)],
  ['confirming a need', '/api/intake/needs/{id}/confirm', 'clerk', onNeed('确认办好', '都收到了', 'confirmed', isMet)],
  ['reopening a need', '/api/intake/needs/{id}/reopen', 'clerk', onNeed('重新打开', '少了一盒', 'open', isMet)],
  [
    'giving up what stood in the way',
    '/api/dispatch/tasks/{id}/fail',
    'dispatcher',
    async ({ page }) => {
      const id = await aTask('information');
      const run = await aRun(id);
      await (await place.program('runner')).post(`/api/pharmacy-run/runs/${run}/stops/${id}/fail`, { reason: 'absent' });
      const card = page.locator(`#task-${id}`);
      return {
        submit: async () => {
          await card.getByRole('button', { name: '办不成', exact: true }).click();
          await card.getByLabel('原因').selectOption('gate-closed');
          await card.getByRole('button', { name: '确定办不成' }).click();
        },
        said: '进不去',
        done: async () => (await (await place.program('clerk')).get<OfNeed>(`/api/intake/needs/${id}`)).status === 'not-met',
      };
    },
  ],
];

const toRoute = (route: string): RegExp => new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** Cuts the network while `act` sends to this route, and not another one. */
const whileCut = async ({ page, context }: Person, route: string, act: () => Promise<void>): Promise<void> => {
  const to = toRoute(route);
  const sent = page.waitForEvent('requestfailed', (request) => request.method() === 'POST' && to.test(new URL(request.url()).pathname));
  await context.setOffline(true);
  await act();
  await sent;
  await page.getByText(CUT).first().waitFor();
};

describe('when the network is cut in the middle of a form', () => {
  const keepsItsWords = async (person: Person, route: string, fill: Form<Filled>[3]): Promise<void> => {
    const { kept, send, done } = await fill(person);
    const before = await kept();
    expect(before).toBeTruthy();
    await whileCut(person, route, () => send.click());
    // It has given up for now: it can be sent again.
    await send.click({ trial: true });
    expect(await kept()).toBe(before);
    await person.context.setOffline(false);
    await send.click();
    await done.first().waitFor();
    await person.close();
  };

  it.each(atDesk)('%s keeps what was typed, and goes out when it is back', async (_, route, account, fill) =>
    keepsItsWords(await (account === '' ? place.visitor() : place.person(account)), route, fill),
  );

  it.each(onPhone)('%s counts as done on the phone, and goes out by itself when it is back', async (_, route, account, fill) => {
    const person = await place.visitor({ size: PHONE });
    const { page, context } = person;
    await page.goto('/runner/');
    await person.signIn(account);
    const { send, done } = await fill(person);
    const kept = page.getByText(/还没有发出/);
    await context.setOffline(true);
    await send.click();
    await done.first().waitFor();
    const now = page.getByRole('button', { name: '立即执行' });
    await kept.or(now).first().waitFor();
    if (await now.isVisible()) await now.click();
    await kept.waitFor();
    const sent = page.waitForResponse((response) => response.ok() && toRoute(route).test(new URL(response.url()).pathname));
    await context.setOffline(false);
    await sent;
    await kept.waitFor({ state: 'detached' });
    await done.first().waitFor();
    await person.close();
  });

  it.each(files)('%s need not be chosen again', async (_, route, account, fill) => {
    const person = await place.person(account);
    const { choose, done } = await fill(person);
    await whileCut(person, route, choose);
    await person.context.setOffline(false);
    await person.page.getByRole('button', { name: '再试一次' }).click();
    await done.waitFor();
    await person.close();
  });

  it.each(heldBack)('%s, which is held back, stands there with its words wherever one is by then', async (_, route, account, fill) => {
    const person = await place.person(account);
    const { page, context } = person;
    const { submit, said, done } = await fill(person);
    await submit();
    await whileCut(person, route, () => page.getByRole('button', { name: '立即执行' }).click());
    const note = page.getByRole('region', { name: '没有做成' });
    await note.getByText(`您写的：${said}`).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await context.setOffline(false);
    await page.getByRole('navigation').getByRole('link').last().click();
    await note.getByText(`您写的：${said}`).waitFor();
    await note.getByRole('button', { name: '再发一次' }).click();
    await note.waitFor({ state: 'detached' });
    await until(done);
    await person.close();
  });
});

it('goes to a change of mind and over somebody else’s, when what was held back came too late', async () => {
  const person = await place.person('clerk');
  const { page } = person;
  const id = await aTask('visit');
  await page.goto(`/clerk/needs/${id}`);
  await page.getByRole('button', { name: '取消需求' }).click();
  await page.locator('main form').getByRole('textbox').fill('不用了');
  await page.locator('main form').getByRole('button', { name: '取消需求' }).click();
  const clerk = await place.program('clerk');
  await clerk.post(`/api/intake/needs/${id}/amend`, { notes: '不要敲门' });
  await page.getByRole('button', { name: '立即执行' }).click();
  await page.getByText('没有做成：取消需求').waitFor();
  await page.getByText('别人刚刚改过').waitFor();
  await page.getByRole('button', { name: '再发一次' }).click();
  await until(async () => (await clerk.get<OfNeed>(`/api/intake/needs/${id}`)).status === 'cancelled');
  await person.close();
});

it('shows which columns of a ledger were taken for what, and lets its good rows in', async () => {
  const person = await place.person('clerk');
  const { page } = person;
  await page.goto('/clerk/import');
  const ledger = '居民姓名,手机号码,楼号,单元,房号,血型\n测试甲,19912349001,12,3,402,A\n测试乙,123,12,3,402,B\n';
  await page.locator('input[type=file]').setInputFiles(table(ledger));
  await page.getByRole('button', { name: '先试算' }).click();
  await page.getByRole('heading', { name: '试算结果：还没有改动任何信息' }).waitFor();
  const columns = page.getByRole('heading', { name: '列的对应' }).locator('xpath=..').getByRole('listitem');
  expect(await columns.allInnerTexts()).toEqual([
    '居民姓名 → 姓名',
    '手机号码 → 联系电话',
    '楼号 → 楼栋',
    '单元 → 单元',
    '房号 → 房号',
    '血型 → 没有用到',
  ]);
  await page.getByRole('table', { name: '会变的行（1 / 1）' }).getByRole('row', { name: '2 新增 —' }).waitFor();
  await page.getByRole('cell', { name: '电话不对' }).waitFor();
  await page.getByRole('button', { name: '正式导入' }).click();
  await page.getByRole('heading', { name: '导入完成' }).waitFor();
  const clerk = await place.program('clerk');
  const { items } = await clerk.get<{ items: { residents: { name: string }[] }[] }>('/api/intake/households?q=19912349001');
  expect(items.flatMap(({ residents }) => residents.map(({ name }) => name))).toContain('测试甲');
  expect(person.complaints).toEqual([]);
  await person.close();
});

it('says that nothing of a ledger can be imported, and why, where every row is wrong', async () => {
  const person = await place.person('clerk');
  const { page } = person;
  await page.goto('/clerk/import');
  await page.locator('input[type=file]').setInputFiles(table('姓名,联系电话,楼栋,单元,房号\n测试甲,123,12,3,402\n测试乙,,12,3,\n'));
  await page.getByRole('button', { name: '先试算' }).click();
  await page.getByRole('heading', { name: '试算结果：没有一行可以导入' }).waitFor();
  await page.getByText('问题是：电话不对；没有写门牌。').waitFor();
  expect(await page.getByRole('img', { name: 'check-circle' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: '正式导入' }).isDisabled()).toBe(true);
  expect(await axeFindings(page)).toEqual([]);
  expect(person.complaints).toEqual([]);
  await person.close();
});

it('names the row that keeps a table of medicines out', async () => {
  const person = await place.person('administrator');
  const { page } = person;
  await page.goto('/medicines');
  await page.locator('main table').waitFor();
  await page.locator('input[type=file]').setInputFiles(table('药品名称,规格\n叶酸片,0.4mg\n,5mg\n'));
  await page.getByText(/第 3 行不对/).waitFor();
  await person.close();
});
