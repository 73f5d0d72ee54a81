// How long a page takes to be there, and what it costs who looks at a board of 300 open tasks when somebody else does something:
// the browser's own count of script, layout and all work of the page, from before the act until it has looked it up and is still.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromium as findChromium } from '../workshop/chromium.mjs';
import { ask, connections, sendAll, signIn } from './load.mjs';
import { figure, median } from './measure.mjs';
import { needBodies, needRequests } from './needs.mjs';
import { Running } from './running.mjs';

const OPEN = 300;
const UPDATES = 11;
const WINDOW = { width: 1280, height: 900 };
const MOST_SCRIPT_MS = 200;
const MOST_OPEN_MS = 500;
/** The page is still when it waits for no answer and has worked less than this for so long; its clock ticks every second. */
const STILL = { ms: 300, workMs: 15 };

/** The page, with what it has cost until now. */
class Screen {
  #waiting = 0;

  static async open(browser, url) {
    const context = await browser.newContext({ baseURL: url, locale: 'en', viewport: WINDOW });
    const page = await context.newPage();
    const screen = new Screen(page, await context.newCDPSession(page));
    await screen.session.send('Performance.enable');
    await page.goto('/');
    await page.locator('input[name=username]').fill('dispatcher');
    await page.locator('input[name=password]').fill('linli-demo');
    await page.locator('button[type=submit]').click();
    await page.locator('[id^=task-]').first().waitFor();
    return screen;
  }

  constructor(page, session) {
    this.page = page;
    this.session = session;
    const isQuestion = (request) => request.resourceType() === 'fetch';
    page.on('request', (request) => isQuestion(request) && (this.#waiting += 1));
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => isQuestion(request) && (this.#waiting -= 1));
  }

  /** Milliseconds of script, layout with style, and all work. */
  async cost() {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const of = (name) => metrics.find((metric) => metric.name === name).value * 1_000;
    return { script: of('ScriptDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration'), work: of('TaskDuration') };
  }

  /** Milliseconds from an address to all that stands there. */
  async timeTo(path) {
    const begun = performance.now();
    await this.page.goto(path);
    await this.page.waitForFunction(() => document.querySelector('h1') !== null && document.querySelector('[aria-busy=true]') === null);
    return performance.now() - begun;
  }

  async still() {
    for (let before = await this.cost(); ;) {
      await new Promise((later) => setTimeout(later, STILL.ms));
      const now = await this.cost();
      if (this.#waiting === 0 && now.work - before.work < STILL.workMs) return now;
      before = now;
    }
  }

  /** All pages of the board: what is shown is what is there. */
  async all() {
    const more = this.page.getByRole('button', { name: 'Show more', exact: true });
    for (let shown = 0; shown < OPEN; shown = await this.page.locator('[id^=task-]').count()) {
      await this.still();
      if (await more.count()) await more.last().click();
    }
  }

  /** What one act of somebody else costs; `isShown` holds the page to having drawn it. */
  async update(act, isShown) {
    const before = await this.still();
    const heard = this.page.waitForResponse((response) => response.url().includes('/api/dispatch/board') && response.ok());
    const [done] = await Promise.all([act(), heard]);
    const after = await this.still();
    await isShown(done);
    return Object.fromEntries(Object.keys(before).map((what) => [what, after[what] - before[what]]));
  }
}

const rowOf = (name, taken) => {
  const of = (what) => taken.map((one) => one[what]);
  const said = (what) => `${median(of(what)).toFixed(0)} (${Math.min(...of(what)).toFixed(0)}–${Math.max(...of(what)).toFixed(0)}) ms`;
  return figure({
    name: `script on a board of ${OPEN} open tasks, ${name}`,
    value: median(of('script')),
    unit: 'ms',
    most: MOST_SCRIPT_MS,
    note: `${said('script')}; layout ${said('layout')}; all work ${said('work')}; ${taken.length} updates at ${WINDOW.width} px`,
  });
};

export default async ({ folder, say, row }) => {
  const executablePath = await findChromium();
  const house = await Running.start('house', join(folder, 'data'));
  const clerk = await signIn(house.port, 'clerk');
  const colleague = await signIn(house.port, 'dispatcher');
  const board = () => ask(house.port, 'GET', '/api/dispatch/board?status=open&limit=200', { token: colleague });
  const bodies = needBodies(await house.ask('residents', { count: OPEN / 5 }));
  const lacking = OPEN - ((await board()).counts.byStatus.open ?? 0);
  await sendAll(await connections(house.port, 8), needRequests(bodies, lacking, { token: clerk }));
  await house.ask('settle');
  const post = (path, body, token) => ask(house.port, 'POST', path, { token, key: randomUUID(), body });

  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const screen = await Screen.open(browser, `http://127.0.0.1:${house.port}`);
  say(`a page opened ${UPDATES} times`);
  const opened = [];
  while (opened.length < UPDATES) opened.push(await screen.timeTo('/dispatcher/runs'));
  row(
    figure({
      name: 'a page opened again, from its address to what stands there',
      value: median(opened),
      unit: 'ms',
      most: MOST_OPEN_MS,
      note: `${Math.min(...opened).toFixed(0)}–${Math.max(...opened).toFixed(0)} ms`,
    }),
  );
  await screen.timeTo('/dispatcher');
  await screen.all();
  const inColumn = (column, id) => async () => {
    if ((await screen.page.locator(`section[aria-labelledby="column-${column}"] #task-${id}`).count()) !== 1)
      throw new Error(`The task ${id} is not under ${column}.`);
  };

  say(`${UPDATES} tasks taken and given back`);
  const { items: volunteers } = await ask(house.port, 'GET', '/api/dispatch/volunteers?status=on', { token: colleague });
  const { items: tasks } = await board();
  const turned = [];
  for (let at = 0; at < UPDATES; at += 1) {
    const { taskId } = tasks[(at * 17) % tasks.length];
    const run = { runners: [volunteers[at % volunteers.length].id], tasks: [taskId] };
    turned.push(await screen.update(() => post('/api/dispatch/runs', run, colleague), inColumn('on-the-way', taskId)));
    turned.push(await screen.update(() => post(`/api/dispatch/tasks/${taskId}/release`, {}, colleague), inColumn('to-take', taskId)));
  }
  row(rowOf('one is taken or given back', turned));

  say(`${UPDATES} needs come in`);
  const entered = [];
  for (let at = 0; at < UPDATES; at += 1) {
    const need = bodies.next().value;
    entered.push(
      await screen.update(
        () => post('/api/intake/needs', need, clerk),
        ({ id }) => inColumn('to-take', id)(),
      ),
    );
  }
  row(rowOf('a need comes in', entered));

  await browser.close();
  await house.end();
};
