import { anAccount, COMMUNITY, OTHER_COMMUNITY, type Answer, type Flow } from '@linli/flow';
import type { TaskAssignedV1, TaskCompletedV1 } from '@linli/contracts';

export const administrator = anAccount('administrator', 'administrator', { area: '990101' });
export const clerk = anAccount('clerk', 'clerk');
export const colleague = anAccount('colleague', 'clerk');
export const clerkElsewhere = anAccount('clerk-elsewhere', 'clerk', { area: OTHER_COMMUNITY });
export const dispatcher = anAccount('dispatcher', 'dispatcher');

export const HOMES = '楼栋,单元,房号,网格\n12,3,402,03\n12,3,403,03\n12,1,101,03\n3,1,101,01\n';

/** The account sends a file, as a browser does. */
export const upload = async (
  flow: Flow,
  who: typeof clerk,
  path: string,
  file: string | Uint8Array,
  { key = crypto.randomUUID(), name = 'ledger.csv' } = {},
): Promise<Answer> => {
  const form = new FormData();
  form.set('file', new Blob([typeof file === 'string' ? file : Uint8Array.from(file)]), name);
  const answer = await flow.raw('POST', path, { headers: { 'idempotency-key': key }, body: form }, who);
  await flow.settled();
  return answer;
};

/** Two communities with their homes. */
export const settle = async (flow: Flow): Promise<void> => {
  for (const [code, zh, en] of [
    [COMMUNITY, '榕树里社区', 'Banyan Lane Community'],
    [OTHER_COMMUNITY, '江北嘴社区', 'River Mouth Community'],
  ]) {
    expect((await flow.post(administrator, '/areas', { code, name: { zh, en } })).status).toBe(201);
    expect((await upload(flow, administrator, `/areas/${code}/homes`, HOMES)).status).toBe(200);
  }
};

export const aResident = (but: object = {}): object => ({
  name: '王小明',
  phone: '13800138000',
  idCard: '11010519491231002X',
  address: { building: '12', unit: '3', room: '402' },
  careCategories: ['lone-elder', 'chronic-illness'],
  medicationPlan: [{ medicine: '苯磺酸氨氯地平片', strength: '5mg', dailyDose: 1, unitsLeft: 2, countedOn: '2022-11-24' }],
  notes: '耳背，请大声敲门',
  ...but,
});
export const enter = async (flow: Flow, but: object = {}, who = clerk): Promise<string> => {
  const answer = await flow.post(who, '/residents', aResident(but));
  expect(answer).toMatchObject({ status: 201 });
  return (answer.body as { id: string }).id;
};

export const LINE = { item: '苯磺酸氨氯地平片', strength: '5mg', quantity: 7, unit: '片', substitution: 'never' };
export const aNeed = (residentId: string, but: object = {}): object => ({
  residentId,
  kind: 'medicine',
  daysLeft: 1,
  lines: [LINE],
  ...but,
});
export const ask = async (flow: Flow, residentId: string, but: object = {}): Promise<string> => {
  const answer = await flow.post(clerk, '/needs', aNeed(residentId, but));
  expect(answer).toMatchObject({ status: 201 });
  return (answer.body as { id: string }).id;
};

/** What dispatch and pharmacy-run tell of a need on its way. */
export const theOthers = (flow: Flow, needId: string, community = COMMUNITY) => {
  const task = { taskId: needId, needId, runId: 'run1' };
  const tell = (source: string, event: { type: string; [member: string]: unknown }): Promise<void> =>
    flow.hears(source, source === 'dispatch' ? `task/${needId}` : `run/run1`, event, { community });
  return {
    assign: async (name = '小李') => {
      const runners = [{ volunteerId: 'v1', name: await flow.privacy.seal('v1', name) }];
      await tell('dispatch', { type: 'linli.dispatch.task-assigned.v1', ...task, runners } satisfies TaskAssignedV1);
    },
    release: () => tell('dispatch', { type: 'linli.dispatch.task-released.v1', ...task }),
    buy: () => tell('pharmacy-run', { type: 'linli.pharmacy-run.buying-started.v1', ...task }),
    complete: (missing: string[] = []) =>
      tell('dispatch', { type: 'linli.dispatch.task-completed.v1', ...task, missing } satisfies TaskCompletedV1),
    fail: () => tell('dispatch', { type: 'linli.dispatch.task-failed.v1', taskId: needId, needId, reason: 'sold-out' }),
  };
};

/** Asks again, turn by turn, until the answer is what is waited for. */
export const until = async <Found>(ask: () => Promise<Found | undefined | false>, turns = 5_000): Promise<Found> => {
  for (let turn = 0; turn < turns; turn += 1) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    await new Promise((next) => setImmediate(next));
  }
  throw new Error('It never came.');
};
