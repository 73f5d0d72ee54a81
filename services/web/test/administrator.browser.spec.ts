import { axeFindings } from './axe';
import { noFindings, OPENING, PASSWORD, Place, WINDOWS } from './place';

let place: Place;
beforeAll(async () => {
  place = await Place.open();
}, OPENING);
afterAll(() => place.close());

const sheet = (text: string) => ({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

describe.each(WINDOWS)('the pages in %s at %p', (language, size) => {
  it.each(['/administrator', '/administrator/areas', '/medicines'])('%s can be read and used by everybody', async (path) => {
    const person = await place.person('administrator', { language, size });
    const { page } = person;
    await page.goto(path);
    await page.locator('main table').waitFor();
    await noFindings(person);
    await page.locator('main button[aria-expanded]').click();
    await page.locator('main form').waitFor();
    // Nothing filled in: each field says what it lacks.
    await page.locator('main form button[type=submit]').click();
    await page.locator('main form [aria-invalid=true]').first().waitFor();
    await noFindings(person);
    expect(person.complaints).toEqual([]);
    await person.close();
  });

  it('/auditor can be read and used by everybody', async () => {
    const person = await place.person('auditor', { language, size });
    await person.page.waitForURL('**/auditor');
    await noFindings(person);
    expect(person.complaints).toEqual([]);
    await person.close();
  });
});

it('lets a colleague begin, gives a role with a last day, and ends it', async () => {
  const administrator = await place.person('administrator');
  const { page } = administrator;
  await page.getByRole('button', { name: '新建账号' }).click();
  const form = page.locator('main form');
  await form.getByLabel('姓名').fill('李新');
  await form.getByLabel('登录名').fill('li.xin');
  await form.getByLabel('初始密码').fill('123');
  await form.getByLabel('角色').selectOption('clerk');
  await form.getByLabel('区域').selectOption('990101001001');
  await form.getByLabel('到哪天为止').fill('2031-01-31');
  await form.getByRole('button', { name: '建账号' }).click();
  // A weak password is told; what was typed is still there.
  await form.getByText('密码太短或太容易猜到').waitFor();
  expect(await form.getByLabel('姓名').inputValue()).toBe('李新');
  await form.getByLabel('初始密码').fill(PASSWORD);
  await form.getByRole('button', { name: '建账号' }).click();
  await page.getByRole('button', { name: '修改 李新 的角色' }).waitFor();
  await page.getByText('到 2031-01-31').waitFor();

  const colleague = await place.person('li.xin');
  await colleague.page.waitForURL('**/clerk');

  await page.getByRole('button', { name: '修改 李新 的角色' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('角色').selectOption('auditor');
  await dialog.getByLabel('区域').selectOption('990101001002');
  await dialog.getByRole('button', { name: '授予角色' }).click();
  await dialog.getByText('长期', { exact: true }).waitFor();
  await dialog.getByRole('button', { name: /立即结束：接待台/ }).click();
  await dialog.getByText('到 2031-01-31').waitFor({ state: 'detached' });
  expect(await axeFindings(page)).toEqual([]);
  await Promise.all([administrator.close(), colleague.close()]);
});

it('says which volunteer a runner is, so that he can be sent out', async () => {
  const dispatcher = await place.program('dispatcher');
  const { id } = await dispatcher.post<{ id: string }>('/api/dispatch/volunteers', { name: '赵跑', phone: '19910000009' });
  const administrator = await place.person('administrator');
  const { page } = administrator;
  await page.getByRole('button', { name: '新建账号' }).click();
  const form = page.locator('main form');
  await form.getByLabel('姓名').fill('赵跑');
  await form.getByLabel('登录名').fill('zhao.pao');
  await form.getByLabel('初始密码').fill(PASSWORD);
  await form.getByLabel('角色').selectOption('runner');
  await form.getByLabel('区域').selectOption('990101001001');
  await form.getByRole('button', { name: '建账号' }).click();
  await form.getByText('请填写是哪位志愿者').waitFor();
  await form.getByLabel('是哪位志愿者').selectOption('赵跑');
  await noFindings(administrator);
  await form.getByRole('button', { name: '建账号' }).click();
  await page.getByRole('button', { name: '修改 赵跑 的角色' }).waitFor();
  expect((await (await place.program('zhao.pao')).get<{ user: { volunteerId: string } }>('/api/auth/me')).user.volunteerId).toBe(id);
  await administrator.close();
});

it('adds a community and its homes from a table', async () => {
  const administrator = await place.person('administrator');
  const { page } = administrator;
  await page.goto('/administrator/areas');
  await page.getByRole('button', { name: '新增区域' }).click();
  await page.getByLabel('区划代码').fill('990101009001');
  await page.getByLabel('中文名称').fill('新桥社区');
  await page.getByLabel('英文名称').fill('New Bridge Community');
  await page.getByRole('button', { name: '保存' }).click();
  const row = page.getByRole('row', { name: /新桥社区/ });
  await row.getByText('还没有').waitFor();
  await row.locator('input[type=file]').setInputFiles(sheet('楼栋,单元,房号\n1,1,101\n1,1,102\n2,1,101\n'));
  await row.getByText('3 户，2 栋').waitFor();
  await administrator.close();
});

it('keeps the catalogue: a table, a new one, another strength, what a colleague changed meanwhile, one fewer', async () => {
  const administrator = await place.person('administrator');
  const { page } = administrator;
  await page.goto('/medicines');
  await page.locator('main table').waitFor();
  await page.locator('input[type=file]').setInputFiles(sheet('药品名称,规格,剂型\n枇杷止咳露甲,100ml,糖浆\n'));
  await page.getByText('读了 1 种药，其中 1 种是新的或有改动。').waitFor();
  await page.getByLabel('药名、拼音或首字母').fill('ppzkl');
  await page.getByRole('button', { name: '修改 枇杷止咳露甲' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('规格').fill('100ml、150ml');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: '100ml、150ml' }).waitFor();

  await page.getByRole('button', { name: '修改 枇杷止咳露甲' }).click();
  await dialog.getByLabel('剂型').fill('糖浆剂');
  const colleague = await place.program('administrator');
  const area = '990101001001';
  const list = `/api/intake/medicines?q=ppzkl&area=${area}`;
  const [{ id, name }] = (await colleague.get<{ items: [{ id: string; name: string }] }>(list)).items;
  await colleague.post(`/api/intake/medicines/${id}/correct?area=${area}`, { name, strengths: ['200ml'] });
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.getByRole('button', { name: /看最新的/ }).click();
  expect(await dialog.getByLabel('剂型').inputValue()).toBe('糖浆剂');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('cell', { name: '糖浆剂' }).waitFor();
  await page.getByRole('button', { name: '停用 枇杷止咳露甲' }).click();
  await page.getByRole('button', { name: '立即执行' }).click();
  await page.getByText('没有这种药').waitFor();
  expect(administrator.complaints).toEqual([]);
  await administrator.close();
});

it('shows the auditor who opened a record', async () => {
  const [clerk, auditor] = await Promise.all([place.person('clerk'), place.person('auditor')]);
  const { page } = auditor;
  await clerk.page.evaluate(async () => {
    const { items } = (await (await fetch('/api/intake/households?q=12-3-402')).json()) as { items: { residents: { id: string }[] }[] };
    await fetch(`/api/intake/residents/${items[0]!.residents[0]!.id}`);
  });
  await page.reload();
  // Whoever filled the demo has looked as well.
  const look = page.locator('main tbody tr').filter({ hasText: '周敏' }).first();
  await look.waitFor();
  const resident = look.locator('button').nth(1);
  // A resident has no name here, and the end of an id is enough to read; who asks is told by name.
  const id = (await resident.getAttribute('title'))!.split('：')[1]!;
  await resident.click();
  await page.waitForURL(`**/auditor?resident=${id}`);
  await page.locator('main tbody tr').first().waitFor();
  await noFindings(auditor);
  await Promise.all([clerk.close(), auditor.close()]);
});
