import type { Locator } from 'playwright-core';
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
type Form = readonly [name: string, account: string, fill: (person: Person) => Promise<Filled>];

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

const MEDICINE = { item: '苯磺酸氨氯地平片', strength: '5mg', quantity: 2, unit: '盒', substitution: 'allowed' };

const atDesk: readonly Form[] = [
  [
    'signing in',
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
    'correcting a resident',
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
    'a new account',
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
];

const onPhone: readonly Form[] = [
  [
    'a substitute',
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

const keepsItsWords = async (person: Person, fill: Form[2]): Promise<void> => {
  const { page, context } = person;
  const { kept, send, done } = await fill(person);
  const before = await kept();
  expect(before).toBeTruthy();
  await context.setOffline(true);
  await send.click();
  await page.getByText(CUT).first().waitFor();
  // It has given up for now: it can be sent again.
  await send.click({ trial: true });
  expect(await kept()).toBe(before);
  await context.setOffline(false);
  await send.click();
  await done.first().waitFor();
  await person.close();
};

describe('when the network is cut in the middle of a form', () => {
  it.each(atDesk)('%s keeps what was typed, and goes out when it is back', async (_, account, fill) =>
    keepsItsWords(await (account === '' ? place.visitor() : place.person(account)), fill),
  );

  it.each(onPhone)('%s keeps what was typed, and goes out when it is back', async (_, account, fill) => {
    const person = await place.visitor({ size: PHONE });
    await person.page.goto('/runner/');
    await person.signIn(account);
    await keepsItsWords(person, fill);
  });
});

it('tells, wherever one is by then, that what was held back did not go out', async () => {
  const person = await place.person('clerk');
  const { page, context } = person;
  await page.goto(`/clerk/needs/${await aTask('visit')}`);
  await page.getByRole('button', { name: '取消需求' }).click();
  await page.locator('form').getByRole('button', { name: '取消需求' }).click();
  await context.setOffline(true);
  await page.getByRole('button', { name: '立即执行' }).click();
  await page.getByText('没有做成：取消需求').waitFor();
  await page.getByText(CUT).first().waitFor();
  await person.close();
});

it('keeps the file of a ledger, and shows which of its columns was taken for what', async () => {
  const person = await place.person('clerk');
  const { page, context } = person;
  await page.goto('/clerk/import');
  const ledger = '居民姓名,手机号码,楼号,单元,房号,血型\n测试甲,19912349001,12,3,402,A\n测试乙,123,12,3,402,B\n';
  await page.locator('input[type=file]').setInputFiles({ name: 'ledger.csv', mimeType: 'text/csv', buffer: Buffer.from(ledger) });
  await context.setOffline(true);
  await page.getByRole('button', { name: '先试算' }).click();
  await page.getByText(CUT).first().waitFor();
  await page.getByText('ledger.csv').waitFor();
  await context.setOffline(false);
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
  await page.getByRole('cell', { name: '电话不对' }).waitFor();
  await page.getByRole('button', { name: '正式导入' }).click();
  await page.getByRole('heading', { name: '导入完成' }).waitFor();
  const clerk = await place.program('clerk');
  const { items } = await clerk.get<{ items: { residents: { name: string }[] }[] }>('/api/intake/households?q=19912349001');
  expect(items.flatMap(({ residents }) => residents.map(({ name }) => name))).toContain('测试甲');
  expect(person.complaints).toEqual([]);
  await person.close();
});
