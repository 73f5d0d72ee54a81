import { randomBytes, randomUUID } from 'node:crypto';
import { utils, write } from '@e965/xlsx';
import { ABOVE, boughtAt, ON_DUTY, ON_THE_WAY, OPEN, SQUADS, UNDER_WAY, VOLUNTEERS } from './plan.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, NEIGHBOURHOOD } from './accounts.js';
import { chance } from './chance.js';
import { demoCommunities, ledgerOf, type DemoCommunity } from './neighbourhood.js';
import { GIVEN, SURNAMES } from './words.js';

/**
 * Fills an empty house with the demo neighbourhood from outside, the way people would: through the public port alone.
 * `administrator` has been given the demo's password before.
 */
export const loadDemoOverHttp = async (url: string, size: 'full' | 'small', say: (line: string) => void): Promise<void> => {
  say('正在载入演示社区 · loading the demo neighbourhood');
  const administrator = await signIn(url, 'administrator', DEMO_PASSWORD);
  for (const area of ABOVE) await administrator.post('/api/intake/areas', area);
  const communities = demoCommunities(size);
  for (const { code, name, homes } of communities) {
    await administrator.post('/api/intake/areas', { code, name, timeZone: 'Asia/Shanghai' });
    const rows = [['楼栋', '单元', '房号', '网格'], ...homes.map((home) => [...home])];
    await administrator.upload(`/api/intake/areas/${code}/homes`, tableOf(rows));
  }
  const accounts = new Map<string, string>();
  for (const { account, name, roles } of DEMO_ACCOUNTS)
    if (account !== 'administrator')
      accounts.set(
        account,
        (await administrator.post('/api/auth/accounts', { account, name, password: DEMO_PASSWORD, roles })).id as string,
      );

  // Nobody of the demo works in all communities; who fills them does, for as long as it takes.
  const password = randomBytes(24).toString('base64url');
  const roles = communities.flatMap(({ code }) => ['clerk', 'dispatcher'].map((role) => ({ role, area: code })));
  const { id: filler } = await administrator.post('/api/auth/accounts', { account: 'demo', name: '演示', password, roles });
  const demo = await signIn(url, 'demo', password);
  for (const community of communities) await importLedger(demo, community, say);
  const volunteers = await addVolunteers(demo, VOLUNTEERS[size]);
  for (const { account, volunteer } of DEMO_ACCOUNTS)
    if (volunteer !== undefined)
      await administrator.post(`/api/auth/accounts/${accounts.get(account)!}/roles`, { volunteerId: volunteers[volunteer] });
  const shops = await addShops(demo, communities);
  await createNeeds(demo, communities[0]!);
  await planRun(demo, communities[0]!, volunteers[ON_THE_WAY]!, shops);
  await administrator.post(`/api/auth/accounts/${filler as string}/roles`, { end: roles });
};

interface Person {
  post(path: string, body: object): Promise<Record<string, unknown>>;
  upload(path: string, file: Uint8Array): Promise<Record<string, unknown>>;
  get(path: string): Promise<Record<string, unknown>>;
}

/** Tries again what could not be answered just now: the same command stays the same command. */
const TRIES = 20;

const signIn = async (url: string, account: string, password: string): Promise<Person> => {
  const ask = async (method: string, path: string, body?: FormData | string, token?: string): Promise<Record<string, unknown>> => {
    const key = randomUUID();
    for (let tried = 1; ; tried += 1) {
      const answer = await fetch(url + path, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(typeof body === 'string' && { 'content-type': 'application/json' }),
          ...(method === 'POST' && { 'idempotency-key': key }),
        },
        body,
      });
      const text = await answer.text();
      if (answer.ok) return JSON.parse(text) as Record<string, unknown>;
      if (answer.status !== 503 || tried === TRIES)
        throw new Error(`${method} ${path} was answered ${answer.status}: ${text.slice(0, 300)}`);
      await wait(500);
    }
  };
  const { token } = await ask('POST', '/api/auth/sign-in', JSON.stringify({ account, password }));
  return {
    post: (path, body) => ask('POST', path, JSON.stringify(body), token as string),
    get: (path) => ask('GET', path, undefined, token as string),
    upload(path, file) {
      const form = new FormData();
      form.append('file', new Blob([file]), 'ledger.xlsx');
      return ask('POST', path, form, token as string);
    },
  };
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

const tableOf = (rows: (string | number | null)[][]): Uint8Array => {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'homes');
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array;
};

const importLedger = async (demo: Person, community: DemoCommunity, say: (line: string) => void): Promise<void> => {
  const { code, name } = community;
  const { id, position } = await demo.upload(`/api/intake/imports?area=${code}`, ledgerOf(community));
  for (let told = 0; ;) {
    const { status, rows, done, errors } = await demo.get(`/api/intake/imports/${id as string}?area=${code}&atLeast=${position as number}`);
    if (status === 'failed' || (errors as unknown[]).length > 0)
      throw new Error(`The demo's own ledger did not come in: ${JSON.stringify((errors as unknown[])[0] ?? status)}`);
    const share = (rows as number) > 0 ? Math.floor((10 * (done as number)) / (rows as number)) : 0;
    if (share !== told) say(`${name.zh} ${'█'.repeat(share)}${'░'.repeat(10 - share)} ${done as number}/${rows as number}`);
    told = share;
    if (status === 'done') return;
    await wait(100);
  }
};

/** Answers the volunteers' ids. */
const addVolunteers = async (demo: Person, count: number): Promise<string[]> => {
  const at = `?area=${NEIGHBOURHOOD}`;
  const luck = chance(125);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const account = DEMO_ACCOUNTS.find(({ volunteer }) => volunteer === index);
    const name = account?.name ?? luck.pick(SURNAMES) + luck.pick(GIVEN) + luck.pick(GIVEN);
    const { id } = await demo.post(`/api/dispatch/volunteers${at}`, { name, phone: `19919${String(index).padStart(6, '0')}` });
    ids.push(id as string);
    if (index < ON_DUTY) await demo.post(`/api/dispatch/volunteers/${id as string}/on${at}`, {});
  }
  for (const [index, name] of SQUADS.entries()) {
    const members = ids.filter((_, position) => position % SQUADS.length === index);
    await demo.post(`/api/dispatch/squads${at}`, { name, members, captain: members[index === 0 ? 1 : 0] });
  }
  return ids;
};

/** Answers the neighbourhood's shops, kind and id. */
const addShops = async (demo: Person, communities: readonly DemoCommunity[]): Promise<readonly [string, string][]> => {
  const known: [string, string][] = [];
  for (const { code, shops } of communities) {
    for (const shop of shops) {
      const { id } = await demo.post(`/api/dispatch/shops?area=${code}`, shop);
      if (code === NEIGHBOURHOOD) known.push([shop.kind, id as string]);
    }
  }
  return known;
};

/** A few needs of people of special care, as they stand on a morning. */
const createNeeds = async (demo: Person, community: DemoCommunity): Promise<void> => {
  for (const [index, need] of OPEN.entries()) await createNeed(demo, community, index * 2, need);
};

const createNeed = async (demo: Person, { code, people }: DemoCommunity, at: number, need: (typeof OPEN)[number]): Promise<string> => {
  const { phone } = people.filter(({ categories }) => categories.length > 0)[at]!;
  const { items } = await demo.get(`/api/intake/households?area=${code}&q=${phone!}`);
  const residents = (items as { residents: { id: string; phone: string }[] }[]).flatMap((household) => household.residents);
  const resident = residents.find((one) => one.phone === phone);
  if (!resident) throw new Error('The demo does not find somebody who has just come in.');
  return (await demo.post(`/api/intake/needs?area=${code}`, { ...need, residentId: resident.id })).id as string;
};

/** One run that is on its way, with a shop for each of its stops, as soon as dispatch knows what is needed. */
const planRun = async (demo: Person, community: DemoCommunity, volunteerId: string, shops: readonly [string, string][]): Promise<void> => {
  const stops: { taskId: string; shopId: string }[] = [];
  for (const [at, need] of UNDER_WAY.entries()) {
    const taskId = await createNeed(demo, community, at * 2 + 1, need);
    stops.push({ taskId, shopId: shops.find(([kind]) => kind === boughtAt(need.kind))![1] });
  }
  const tasks = stops.map(({ taskId }) => taskId);
  const known = async (): Promise<boolean> => {
    const { items } = await demo.get(`/api/dispatch/board?area=${community.code}&limit=200`);
    return tasks.every((id) => (items as { taskId: string }[]).some(({ taskId }) => taskId === id));
  };
  for (let tried = 1; !(await known()); tried += 1) {
    if (tried > TRIES) throw new Error('Dispatch does not hear of what the demo needs.');
    await wait(500);
  }
  await demo.post(`/api/dispatch/runs?area=${community.code}`, { runners: [volunteerId], tasks, shops: stops });
};
