// What a neighbourhood does in a day, over HTTP.
import { randomUUID } from 'node:crypto';
import { ask, signIn } from './load.mjs';

const RUN = 10;

/**
 * Needs of medicine, each told, bought, delivered and confirmed; answers how many requests that were. What must have followed
 * is asked for again `everyMs`.
 */
export const day = async (port, residents, say, everyMs = 5) => {
  let requests = 0;
  const tokens = {};
  for (const account of ['clerk', 'dispatcher', 'runner']) tokens[account] = await signIn(port, account);
  const send = (who, method, path, body) => {
    requests += 1;
    return ask(port, method, path, { token: tokens[who], ...(method === 'POST' && { body: body ?? {}, key: randomUUID() }) });
  };
  const eventually = async (attempt) => {
    for (const end = Date.now() + 20_000; ; await new Promise((wake) => setTimeout(wake, everyMs))) {
      const found = await attempt().catch((error) => (Date.now() > end ? Promise.reject(error) : undefined));
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error('Something did not follow within twenty seconds.');
    }
  };
  const { volunteerId } = (await send('runner', 'GET', '/api/auth/me')).user;
  await send('dispatcher', 'POST', `/api/dispatch/volunteers/${volunteerId}/on`);
  for (let from = 0; from < residents.length; from += RUN) {
    say(`${from} of ${residents.length} needs`);
    const needs = [];
    for (const residentId of residents.slice(from, from + RUN)) {
      const lines = [{ item: '苯磺酸氨氯地平片', strength: '5mg', quantity: 28, unit: '片', substitution: 'never' }];
      const notes = '敲门声音要大一点，老人听力不好。';
      needs.push((await send('clerk', 'POST', '/api/intake/needs', { residentId, kind: 'medicine', daysLeft: 1, lines, notes })).id);
    }
    const tasks = await eventually(async () => {
      const { items } = await send('dispatcher', 'GET', '/api/dispatch/board?limit=200');
      const ours = items.filter(({ needId }) => needs.includes(needId));
      return ours.length === needs.length ? ours : undefined;
    });
    const run = (
      await send('dispatcher', 'POST', '/api/dispatch/runs', { runners: [volunteerId], tasks: tasks.map(({ taskId }) => taskId) })
    ).id;
    const place = `/api/pharmacy-run/runs/${run}`;
    const list = await eventually(async () => {
      const seen = await send('runner', 'GET', place);
      return seen.stops.length === tasks.length ? seen : undefined;
    });
    await send('runner', 'POST', `/api/dispatch/runs/${run}/start`);
    await send('dispatcher', 'POST', `${place}/advance`, { amountFen: 100_000 });
    for (const { lineId, quantity } of list.shoppingList.flatMap(({ lines }) => lines))
      await eventually(() => send('runner', 'POST', `${place}/lines/${lineId}/bought`, { quantity, priceFen: 3_250 }));
    for (const { taskId, needId } of tasks) {
      const { handoverCode } = await send('clerk', 'GET', `/api/intake/needs/${needId}`);
      await send('runner', 'POST', `${place}/stops/${taskId}/deliver`, { proof: { kind: 'code', code: handoverCode }, paidFen: 3_250 });
    }
    await send('runner', 'POST', `${place}/close`, { receiptsFen: 3_250 * tasks.length, returnedFen: 100_000 });
    for (const needId of needs) await eventually(() => send('clerk', 'POST', `/api/intake/needs/${needId}/confirm`));
  }
  return requests;
};
