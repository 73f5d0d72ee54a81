import { noFindings, OPENING, type Person, Place, until, WINDOWS } from './place';

let place: Place;
let runPath: string;
beforeAll(async () => {
  place = await Place.open();
  const clerk = await place.program('clerk');
  const { items } = await clerk.get<{ items: { residents: { id: string }[] }[] }>('/api/intake/households?q=3-1');
  for (const { residents } of items.slice(0, 5)) {
    const body = { residentId: residents[0]!.id, kind: 'information', lines: [], evenIfOpen: true };
    await clerk.post('/api/intake/needs', body);
  }
  runPath = `/dispatcher/runs/${await aRun()}`;
}, OPENING);
afterAll(() => place.close());

/** A run of one open task, with the first who is on. */
const aRun = async (): Promise<string> => {
  const dispatcher = await place.program('dispatcher');
  const volunteers = await dispatcher.get<{ items: { id: string }[] }>('/api/dispatch/volunteers?status=on');
  const tasks = await dispatcher.get<{ items: { taskId: string }[] }>('/api/dispatch/board?status=open');
  const run = { runners: [volunteers.items[0]!.id], tasks: [tasks.items.at(-1)!.taskId] };
  const { id } = await dispatcher.post<{ id: string }>('/api/dispatch/runs', run);
  await until(async () => Boolean(await dispatcher.get(`/api/pharmacy-run/runs/${id}`)));
  return id;
};

const words = {
  'zh-CN': { handOver: '换人接手', amend: '加减任务' },
  en: { handOver: 'Hand over', amend: 'Add or take out' },
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
