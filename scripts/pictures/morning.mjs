// A morning's work in the demo, so that every screen has something to show: runs in each of their states, an incident, a need to confirm.
import { personAt } from './demo.mjs';

const MEDICINE = { strength: '5mg', quantity: 2, unit: '盒', substitution: 'never' };
const needOf = (kind, lines, more = {}) => ({ kind, lines, ...more });
const line = (item, quantity, unit, more = {}) => ({ item, quantity, unit, substitution: 'allowed', ...more });

/** People whom nobody of the demo's ledger is like: a name that is long, notes that are long. */
const NEIGHBOURS = [
  {
    name: '吴秀兰',
    address: { building: '12', unit: '3', room: '402' },
    careCategories: ['lone-elder', 'very-old'],
    notes: '耳背，请多敲几下门',
    need: needOf('medicine', [{ item: '苯磺酸氨氯地平片', ...MEDICINE }, line('阿托伐他汀钙片', 1, '盒', { strength: '20mg' })], {
      daysLeft: 1,
    }),
  },
  {
    name: '阿依古丽·买买提江',
    address: { building: '3', unit: '1', room: '101' },
    notes: '只会方言；白天孩子在家，晚上七点以后大人才回来，东西请不要放门口',
    need: needOf('medicine', [{ item: '苯磺酸氨氯地平片', ...MEDICINE, quantity: 1, substitution: 'ask-first' }], { daysLeft: 2 }),
  },
  {
    name: '赵国强',
    address: { building: '3', unit: '1', room: '102' },
    need: needOf('groceries', [
      line('青菜', 2, '斤'),
      line('鸡蛋', 1, '盒'),
      line('5 公斤装东北大米', 1, '袋', { substitution: 'ask-first' }),
    ]),
  },
  {
    name: '孙丽',
    address: { building: '3', unit: '2', room: '101' },
    need: needOf('other', [line('婴儿配方奶粉 1 段', 2, '罐', { substitution: 'never' })], {
      urgency: 'urgent',
      urgencyReason: '孩子只剩一顿的量',
    }),
  },
  // Whose runs are over, delivered, planned.
  ...['冯建华', '叶秀珍', '丁志强'].map((name) => ({
    name,
    address: { building: '3', unit: '2', room: '102' },
    need: needOf('groceries', [line('挂面', 2, '把')]),
  })),
];

const ADVANCE_FEN = 20000;
const PRICE_FEN = 1780;
const PAID_FEN = 1780;

const until = async (found) => {
  for (;;) {
    const answer = await found();
    if (answer) return answer;
  }
};

/** Answers what the pictures look at. */
export const morning = async (url) => {
  const [clerk, dispatcher, runner, administrator] = await Promise.all(
    ['clerk', 'dispatcher', 'runner', 'administrator'].map((account) => personAt(url, account)),
  );

  const asked = [];
  for (const [at, { need, ...person }] of NEIGHBOURS.entries()) {
    const resident = await clerk.post('/api/intake/residents', { phone: `1991888000${at}`, ...person });
    const { id } = await clerk.post('/api/intake/needs', { residentId: resident.id, ...need });
    asked.push({ needId: id, residentId: resident.id });
  }
  await until(async () => {
    const { items } = await dispatcher.get('/api/dispatch/board?limit=200');
    return asked.every(({ needId }) => items.some(({ taskId }) => taskId === needId));
  });
  const runOf = async (ids) => {
    const { id } = await dispatcher.post('/api/dispatch/runs', { runners: [runner.user.volunteerId], tasks: ids });
    return until(() => runner.get(`/api/pharmacy-run/runs/${id}`).catch(() => undefined));
  };
  const buyAll = async ({ id, shoppingList }) => {
    for (const { lines } of shoppingList)
      for (const { lineId, quantity } of lines)
        await runner.post(`/api/pharmacy-run/runs/${id}/lines/${lineId}/bought`, { quantity, priceFen: PRICE_FEN });
  };
  const deliver = async (run, taskId) => {
    const { handoverCode } = await clerk.get(`/api/intake/needs/${taskId}`);
    await runner.post(`/api/pharmacy-run/runs/${run.id}/stops/${taskId}/deliver`, {
      proof: { kind: 'code', code: handoverCode },
      paidFen: PAID_FEN,
    });
  };

  // One is over, one waits for its money, one is on the way, one has not set off.
  const [over, delivered, waiting] = asked.slice(4).map(({ needId }) => [needId]);
  for (const [ids, closes] of [
    [over, true],
    [delivered, false],
  ]) {
    const run = await runOf(ids);
    await dispatcher.post(`/api/pharmacy-run/runs/${run.id}/advance`, { amountFen: ADVANCE_FEN });
    await runner.post(`/api/dispatch/runs/${run.id}/start`, {});
    await buyAll(run);
    for (const taskId of ids) await deliver(run, taskId);
    const receiptsFen = PRICE_FEN * run.shoppingList.flatMap(({ lines }) => lines).length;
    const returnedFen = ADVANCE_FEN + PAID_FEN - receiptsFen;
    if (closes) await runner.post(`/api/pharmacy-run/runs/${run.id}/close`, { receiptsFen, returnedFen });
    else asked.settled = run.id;
  }
  await runOf(waiting);
  const way = await runOf(asked.slice(0, 3).map(({ needId }) => needId));
  await dispatcher.post(`/api/pharmacy-run/runs/${way.id}/advance`, { amountFen: 50000 });
  await runner.post(`/api/dispatch/runs/${way.id}/start`, {});
  const [first] = way.shoppingList[0].lines;
  await runner.post(`/api/pharmacy-run/runs/${way.id}/lines/${first.lineId}/bought`, { quantity: first.quantity, priceFen: 3560 });

  const board = (await dispatcher.get('/api/dispatch/board?limit=200')).items;
  const repair = board.find(({ kind, status }) => kind === 'repair' && status === 'open');
  if (repair) await dispatcher.post(`/api/dispatch/tasks/${repair.taskId}/incident`, { reason: 'gate-closed' });

  // Where nothing has happened yet, the pages teach.
  await administrator.post('/api/auth/accounts', {
    account: 'newcomer',
    name: '新来的',
    password: 'linli-demo',
    roles: ['clerk', 'dispatcher'].map((role) => ({ role, area: '990101002001' })),
  });
  const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10);
  return { ...asked[0], wayId: way.id, settleId: asked.settled, yesterday };
};
