import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { systemClock, systemIds } from '@linli/engine';
import { createFront, inThisProcess, type Front } from '@linli/gateway';
import { loadDemo } from '../src/demo/load.js';
import { DEMO_PASSWORD } from '../src/demo/accounts.js';
import { startSystem, type System } from '../src/system.js';
import { aFolder } from './house.js';

// Programs of other people are written against the document that we give out: it says of every route what it answers, and
// every answer is what it says.

/* eslint-disable @typescript-eslint/no-explicit-any -- answers and documents are read as they are */

/** What others rely on, of every service. */
const ROUTES = `
  POST /api/auth/sign-in             POST /api/auth/sign-out           GET  /api/auth/me                  POST /api/auth/password
  POST /api/auth/accounts            POST /api/auth/accounts/{id}/roles  GET  /api/auth/accounts          GET  /api/auth/looks
  POST /api/intake/areas             POST /api/intake/areas/{code}/homes GET  /api/intake/areas
  POST /api/intake/residents         POST /api/intake/residents/{id}/correct GET /api/intake/residents/{id}
  POST /api/intake/imports           GET  /api/intake/imports/{id}     GET  /api/intake/imports/{id}/errors.csv
  GET  /api/intake/households        POST /api/intake/needs            GET  /api/intake/needs             GET  /api/intake/needs/{id}
  POST /api/intake/needs/{id}/amend  POST /api/intake/needs/{id}/cancel POST /api/intake/needs/{id}/confirm
  POST /api/intake/needs/{id}/reopen POST /api/intake/needs/{id}/new-code
  POST /api/dispatch/volunteers      POST /api/dispatch/volunteers/{id}/on POST /api/dispatch/volunteers/{id}/off GET /api/dispatch/volunteers
  GET  /api/dispatch/board           GET  /api/dispatch/tasks          POST /api/dispatch/runs            POST /api/dispatch/runs/{id}/start
  POST /api/dispatch/runs/{id}/hand-over POST /api/dispatch/runs/{id}/amend POST /api/dispatch/runs/suggest
  POST /api/dispatch/tasks/{id}/claim POST /api/dispatch/tasks/{id}/release POST /api/dispatch/tasks/{id}/incident
  POST /api/dispatch/tasks/{id}/complete POST /api/dispatch/tasks/{id}/fail POST /api/dispatch/tasks/{id}/reopen
  GET  /api/pharmacy-run/runs        GET  /api/pharmacy-run/runs/{id}  POST /api/pharmacy-run/runs/{id}/advance
  POST /api/pharmacy-run/runs/{id}/lines/{lineId}/bought  POST /api/pharmacy-run/runs/{id}/lines/{lineId}/unavailable
  POST /api/pharmacy-run/runs/{id}/lines/{lineId}/substitute
  POST /api/pharmacy-run/runs/{id}/lines/{lineId}/correct POST /api/pharmacy-run/runs/{id}/stops/{taskId}/deliver
  POST /api/pharmacy-run/runs/{id}/stops/{taskId}/fail    POST /api/pharmacy-run/runs/{id}/close
  GET  /api/reporting/summary        GET  /api/reporting/bulletin      GET  /api/reporting/bulletin.xlsx
  GET  /api/events                   GET  /api/health/live             GET  /api/health/ready             GET  /api/openapi.json
`
  .trim()
  .split(/\s{2,}(?=GET|POST)|(?<=\S)\s(?=(?:GET|POST)\s)/)
  .map((route) => route.trim().split(/\s+/) as [method: string, path: string]);

/** Said with ids that we make ourselves, or to other services of ours: nobody is answered with them. */
const NEVER_ANSWERED = ['import-known', 'need-already-entered', 'not-internal', 'resident-already-registered', 'run-known'];

/** Every code that the sources can refuse with. */
const codesInSources = (): string[] => {
  const services = ['intake', 'dispatch', 'pharmacy-run', 'reporting', 'gateway'].map((name) => `services/${name}/src`);
  const files = [...services, 'libs/nest-kit/src', 'libs/engine/src', 'libs/kernel/src', 'libs/privacy/src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8')),
  );
  const said =
    /(?:\brefuse\(|\bEdgeProblem\(\s*\d+,|\bproblem\(\s*\d+,|\bRefusal\(\s*'[a-z-]+',|\bLedgerUnreadable\()\s*'([a-z]+(?:-[a-z]+)*)'/g;
  return [...new Set(files.flatMap((text) => [...text.matchAll(said)].map(([, code]) => code!)))].sort();
};

/** A schema of the document as one of JSON Schema: what it does not name must not be there, and what may be null may be null. */
const strict = (schema: any): any => {
  if (Array.isArray(schema)) return schema.map(strict);
  if (schema === null || typeof schema !== 'object') return schema;
  const { nullable, ...rest } = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)])) as any;
  if (rest.properties && rest.additionalProperties === undefined) rest.additionalProperties = false;
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest;
};

let folder: ReturnType<typeof aFolder>;
let system: System;
let front: Front;
let base: string;
let document: any;
const asked = new Set<string>();
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });

beforeAll(async () => {
  folder = aFolder();
  system = await startSystem({ folder: folder.path, report: () => undefined });
  await loadDemo(system, 'small', () => undefined);
  const { gateway: own, ...others } = system.services;
  front = createFront({ own, services: Object.values(others).map(inThisProcess), sign: system.sign, clock: systemClock, ids: systemIds });
  front.server.listen(0, '127.0.0.1');
  await once(front.server, 'listening');
  front.ready();
  base = `http://127.0.0.1:${(front.server.address() as AddressInfo).port}`;
  document = await (await fetch(`${base}/api/openapi.json`)).json();
  const schemas = strict(document.components.schemas);
  // More members of a problem tell more about it.
  delete schemas.Problem.additionalProperties;
  ajv.addSchema({ components: { ...document.components, schemas } }, 'openapi');
}, 60_000);
afterAll(async () => {
  await front.close();
  await system.stop();
  folder.remove();
});

/** The route of the document that a path is one of. A word that stands there goes before one that stands for any. */
const routeOf = (method: string, path: string): string => {
  const plain = path.split('?', 1)[0]!;
  const fitting = Object.keys(document.paths).filter(
    (route) =>
      document.paths[route][method.toLowerCase()] &&
      new RegExp(`^${route.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(plain),
  );
  return fitting.find((route) => route === plain) ?? fitting[0]!;
};

interface Person {
  readonly token: string;
  readonly user: any;
}

/** Asks, and holds the answer against the document. */
const ask = async (by: Person | undefined, method: string, path: string, body?: unknown): Promise<any> => {
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: {
      ...(by && { authorization: `Bearer ${by.token}` }),
      ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
      ...(method === 'POST' && !(body instanceof FormData) && { 'content-type': 'application/json' }),
    },
    ...(method === 'POST' && { body: body instanceof FormData ? body : JSON.stringify(body ?? {}) }),
  });
  const route = routeOf(method, path);
  asked.add(`${method} ${route}`);
  const { responses } = document.paths[route][method.toLowerCase()];
  const said = responses[answer.status] ?? (answer.status >= 400 ? { content: document.components.responses.Problem.content } : undefined);
  expect([`${method} ${route}`, answer.status, said !== undefined]).toEqual([`${method} ${route}`, answer.status, true]);
  const type = answer.headers.get('content-type')!.split(';', 1)[0]!;
  if (!type.endsWith('json')) return answer.text();
  const value = await answer.json();
  const schema = strict(said.content?.[type]?.schema);
  expect([`${method} ${route}`, answer.status, type, schema !== undefined]).toEqual([`${method} ${route}`, answer.status, type, true]);
  const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as object);
  const fits = validate(value);
  expect([
    `${method} ${route}`,
    fits ? [] : validate.errors!.map(({ instancePath, message, params }) => [instancePath, message, params]),
  ]).toEqual([`${method} ${route}`, []]);
  return value;
};
const signIn = (account: string): Promise<Person> => ask(undefined, 'POST', '/api/auth/sign-in', { account, password: DEMO_PASSWORD });
const until = async <Found>(wanted: () => Promise<Found | undefined | false>): Promise<Found> => {
  for (;;) {
    const found = await wanted();
    if (found !== undefined && found !== false) return found;
    await Promise.all(Object.values(system.services).map(({ engine }) => engine.settled()));
  }
};

it('the document has every route that others rely on', () => {
  expect(ROUTES.length).toBeGreaterThan(50);
  expect(ROUTES.filter(([method, path]) => !document.paths[path]?.[method.toLowerCase()])).toEqual([]);
});

it('the document has every code that somebody can be refused with', () => {
  const codes = codesInSources();
  expect(codes.length).toBeGreaterThan(40);
  const listed = document.components.schemas.Problem.properties.code.enum as string[];
  expect(codes.filter((code) => !listed.includes(code))).toEqual(NEVER_ANSWERED.filter((code) => codes.includes(code)));
});

it('every operation says what it answers, who may ask, and has a name of its own', () => {
  const operations = Object.entries<any>(document.paths).flatMap(([path, routes]) =>
    Object.entries<any>(routes).map(([method, operation]) => ({ of: `${method} ${path}`, ...operation })),
  );
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { of, responses } of operations) {
    const good = Object.entries<any>(responses).filter(([status]) => status.startsWith('2'));
    expect([of, good.map(([, said]) => Object.keys(said.content ?? {}).length > 0)]).toEqual([of, [true]]);
  }
});

it('the way of a need, and all that is asked beside it, is answered as the document says', async () => {
  const people = Object.fromEntries(
    await Promise.all(
      ['clerk', 'dispatcher', 'runner', 'runner2', 'captain', 'official', 'administrator', 'auditor'].map(
        async (name) => [name, await signIn(name)] as const,
      ),
    ),
  );
  const { clerk, dispatcher, runner, runner2, captain, official, administrator, auditor } = people as Record<string, Person>;
  const [mine, theirs] = [runner!.user.volunteerId as string, runner2!.user.volunteerId as string];
  await ask(clerk, 'GET', '/api/auth/me');
  await ask(clerk, 'POST', '/api/auth/password', { old: 'no', new: 'three old ladies' });

  // The house.
  const code = '990101009009';
  await ask(administrator, 'POST', '/api/intake/areas', { code, name: { zh: '新社区', en: 'New' } });
  const homes = new FormData();
  homes.append('file', new Blob(['楼栋,单元,房号,网格\n1,1,101,01\n']), 'homes.csv');
  await ask(administrator, 'POST', `/api/intake/areas/${code}/homes`, homes);
  await ask(auditor, 'GET', '/api/intake/areas');
  const roles = [{ role: 'clerk', area: code, until: '2999-12-31' }];
  const { id: account } = await ask(administrator, 'POST', '/api/auth/accounts', {
    account: 'li',
    name: '李雷',
    password: 'three old ladies',
    roles,
  });
  await ask(administrator, 'POST', `/api/auth/accounts/${account}/roles`, { end: roles.map(({ role, area }) => ({ role, area })) });
  await ask(administrator, 'POST', `/api/auth/accounts/${account}/password`, { password: 'two old gentlemen' });
  await ask(administrator, 'GET', '/api/auth/accounts');
  const { id: medicine } = await ask(administrator, 'POST', '/api/intake/medicines?area=990101001001', {
    name: '某某片',
    strengths: ['1mg'],
  });
  await ask(administrator, 'POST', `/api/intake/medicines/${medicine}/correct?area=990101001001`, { form: '片' });
  await ask(administrator, 'POST', `/api/intake/medicines/${medicine}/retire?area=990101001001`, {});
  await ask(clerk, 'GET', '/api/intake/medicines?q=xb');

  const { id: shop } = await ask(dispatcher, 'POST', '/api/dispatch/shops', {
    name: { zh: '药店', en: 'Pharmacy' },
    kind: 'pharmacy',
    place: '东门外',
  });
  await ask(dispatcher, 'POST', `/api/dispatch/shops/${shop}/correct`, { place: '12 栋后面' });
  for (const turn of ['close', 'reopen']) await ask(dispatcher, 'POST', `/api/dispatch/shops/${shop}/${turn}`);
  await ask(dispatcher, 'GET', '/api/dispatch/shops');

  // The resident.
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const { id: residentId } = await ask(clerk, 'POST', '/api/intake/residents', {
    name: '欧阳雪',
    phone: '19920000001',
    idCard: '11010519491231002X',
    address: { building: '12', unit: '3', room: '402' },
    careCategories: ['lone-elder'],
    medicationPlan: [{ medicine: '硝苯地平片', strength: '30mg', form: '片', maker: '某厂', dailyDose: 1, unitsLeft: 3, countedOn: today }],
    notes: '耳背',
  });
  await ask(clerk, 'POST', `/api/intake/residents/${residentId}/correct`, { phone: '19920000002', reason: '换号' });
  await ask(clerk, 'POST', `/api/intake/residents/${residentId}/verify`, {});
  await ask(clerk, 'GET', `/api/intake/residents/${residentId}`);
  const ledger = new FormData();
  ledger.append('file', new Blob(['姓名,联系电话,楼栋,单元,房号\n王五,123,12,3,402\n']), 'ledger.csv');
  const { id: importId } = await ask(clerk, 'POST', '/api/intake/imports?dryRun=true', ledger);
  await until(async () => ((await ask(clerk, 'GET', `/api/intake/imports/${importId}`)) as any).status === 'done');
  await ask(clerk, 'GET', `/api/intake/imports/${importId}/errors.csv`);

  // The need.
  const line = { item: '硝苯地平片', strength: '30mg', quantity: 7, unit: '片', substitution: 'never' };
  const lines = [line, { ...line, item: '维生素C片', substitution: 'ask-first' }];
  const requester = { name: '女儿', phone: '19920000003', relation: '女儿' };
  const needs: string[] = [];
  for (let count = 0; count < 3; count += 1)
    needs.push(
      (
        await ask(clerk, 'POST', '/api/intake/needs', {
          residentId,
          kind: 'medicine',
          lines,
          daysLeft: 1,
          requester,
          notes: '急',
          evenIfOpen: true,
        })
      ).id,
    );
  await ask(clerk, 'POST', '/api/intake/needs', { residentId, kind: 'medicine', lines });
  await ask(clerk, 'GET', '/api/intake/needs/deadline?kind=medicine&daysLeft=1');
  await ask(clerk, 'POST', `/api/intake/needs/${needs[0]}/amend`, { notes: '两盒' });
  const { id: other } = await ask(clerk, 'POST', '/api/intake/needs', { residentId, kind: 'repair', lines: [] });
  await ask(clerk, 'POST', `/api/intake/needs/${other}/cancel`, { reason: '不用了' });
  await ask(clerk, 'POST', `/api/intake/needs/${other}/reopen`, {});

  // The run.
  const { id: newcomer } = await ask(dispatcher, 'POST', '/api/dispatch/volunteers', { name: '新来', phone: '19920000004', maxStops: 3 });
  await ask(dispatcher, 'POST', `/api/dispatch/volunteers/${newcomer}/correct`, { phone: '19920000005', maxStops: 0, reason: '换了号码' });
  for (const turn of ['on', 'off', 'stand-down']) await ask(dispatcher, 'POST', `/api/dispatch/volunteers/${newcomer}/${turn}`);
  await ask(dispatcher, 'POST', '/api/dispatch/squads', { name: '小分队', members: [mine], captain: mine });
  await ask(dispatcher, 'GET', '/api/dispatch/volunteers');
  await ask(captain, 'GET', '/api/dispatch/volunteers');
  await until(async () =>
    (await ask(dispatcher, 'GET', '/api/dispatch/board?limit=200')).items.find(({ needId }: any) => needId === needs[2]),
  );
  await ask(runner, 'GET', '/api/dispatch/tasks');
  await ask(dispatcher, 'POST', '/api/dispatch/runs/suggest', {});
  const { id: run } = await ask(dispatcher, 'POST', '/api/dispatch/runs', { runners: [mine], tasks: [needs[0], needs[1]] });
  await ask(dispatcher, 'POST', '/api/dispatch/runs', { runners: [theirs], tasks: [needs[0]] });
  await ask(runner, 'POST', `/api/dispatch/tasks/${needs[2]}/claim`);
  await ask(runner, 'POST', `/api/dispatch/tasks/${needs[2]}/incident`, { reason: 'gate-closed', note: '封控' });
  await ask(runner, 'POST', `/api/dispatch/tasks/${needs[2]}/release`, { reason: '不去了' });
  await ask(dispatcher, 'POST', `/api/dispatch/tasks/${needs[2]}/fail`, { reason: 'sold-out' });
  await ask(dispatcher, 'POST', `/api/dispatch/tasks/${needs[2]}/reopen`);
  await ask(dispatcher, 'POST', `/api/dispatch/tasks/${needs[2]}/complete`, { note: '自己去了' });
  await ask(dispatcher, 'GET', '/api/dispatch/runs');
  await ask(dispatcher, 'GET', `/api/dispatch/runs/${run}`);
  await ask(dispatcher, 'POST', `/api/dispatch/runs/${run}/amend`, { remove: [needs[1]] });
  await ask(dispatcher, 'POST', `/api/dispatch/runs/${run}/amend`, { add: [needs[1]] });
  await ask(dispatcher, 'POST', `/api/dispatch/runs/${run}/hand-over`, { to: [theirs] });
  await ask(dispatcher, 'POST', `/api/dispatch/runs/${run}/hand-over`, { to: [mine] });
  await ask(runner, 'POST', `/api/dispatch/runs/${run}/start`);
  const bag = await until(async () => {
    const seen = await ask(runner, 'GET', `/api/pharmacy-run/runs/${run}`);
    return seen.stops?.length === 2 && seen.status === 'started' && seen;
  });
  const partsOf = (task: string): any[] =>
    bag.shoppingList.flatMap(({ lines: parts }: any) => parts).filter(({ taskId }: any) => taskId === task);
  const [first, second] = partsOf(needs[0]!);
  await ask(clerk, 'GET', '/api/intake/households?q=12-3-402');
  await ask(clerk, 'GET', '/api/intake/needs');
  await ask(dispatcher, 'POST', `/api/pharmacy-run/runs/${run}/advance`, { amountFen: 1000, reason: '现金' });
  await ask(runner, 'POST', `/api/pharmacy-run/runs/${run}/lines/${first.lineId}/bought`, { quantity: 7, priceFen: 900 });
  await ask(runner, 'POST', `/api/pharmacy-run/runs/${run}/lines/${first.lineId}/correct`, { priceFen: 950, reason: '看错' });
  await ask(runner, 'POST', `/api/pharmacy-run/runs/${run}/lines/${second.lineId}/substitute`, {
    item: '复合维生素片',
    quantity: 1,
    priceFen: 500,
  });
  await ask(runner, 'GET', `/api/pharmacy-run/runs/${run}`);
  await ask(runner, 'POST', `/api/pharmacy-run/runs/${run}/lines/${second.lineId}/answer`, { agrees: false, by: '女儿' });
  await ask(runner, 'POST', `/api/pharmacy-run/runs/${run}/lines/${second.lineId}/unavailable`);
  await ask(runner, 'GET', `/api/pharmacy-run/runs/${run}`);
  const stop = `/api/pharmacy-run/runs/${run}/stops/${needs[0]}/deliver`;
  await ask(runner, 'POST', stop, { proof: { kind: 'code', code: 'no' } });
  await ask(clerk, 'POST', `/api/intake/needs/${needs[0]}/new-code`);
  const delivered = await until(async () => {
    const { handoverCode } = await ask(clerk, 'GET', `/api/intake/needs/${needs[0]}`);
    const done = await ask(runner, 'POST', stop, { proof: { kind: 'code', code: handoverCode }, paidFen: 950 });
    return done.id !== undefined && done;
  });
  expect(delivered.id).toBe(run);
  await ask(runner, 'POST', `/api/pharmacy-run/runs/${run}/stops/${needs[1]}/fail`, { reason: 'absent', note: '没人' });
  await ask(runner, 'POST', `/api/pharmacy-run/runs/${run}/close`, { receiptsFen: 0, returnedFen: 0 });
  await ask(runner, 'POST', `/api/pharmacy-run/runs/${run}/close`, { receiptsFen: 950, returnedFen: 1000 });
  await ask(runner, 'GET', '/api/pharmacy-run/runs');
  await until(async () => (await ask(clerk, 'GET', `/api/intake/needs/${needs[0]}`)).status === 'met');
  await ask(clerk, 'POST', `/api/intake/needs/${needs[0]}/confirm`, { note: '收到了' });

  // The figures, and who looked.
  for (const area of ['990101001', '990101001001', '990101001001-03']) await ask(official, 'GET', `/api/reporting/summary?area=${area}`);
  await ask(official, 'GET', '/api/reporting/bulletin?area=990101001001');
  await ask(official, 'GET', '/api/reporting/trend?area=990101001001');
  await until(async () => (await ask(auditor, 'GET', '/api/auth/looks')).items.length > 0);
  for (const path of ['/api/health/live', '/api/health/ready', '/api/openapi.json']) await ask(undefined, 'GET', path);
  await ask(clerk, 'POST', '/api/auth/sign-out');

  const binary = ['GET /api/events', 'GET /api/reporting/bulletin.xlsx', 'POST /api/intake/medicines/import'];
  const all = Object.entries<any>(document.paths).flatMap(([path, routes]) =>
    Object.keys(routes).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(all.filter((route) => !asked.has(route)).sort()).toEqual(binary);
}, 60_000);
