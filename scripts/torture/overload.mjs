// Twice as much as it can do, from a crowd of open connections: requests come when they come, whether others are answered or
// not. What it can do is measured right before and right after, for on a machine that others use it changes by the minute.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Connection, connections, request, sendAll } from '../bench/load.mjs';
import { call, expect, expectWhole, House, signIn } from './house.mjs';

/** As many as ever wait at once; who finds none of them free waits for one, as browsers do. */
const CROWD = 1_024;
const AT_ONCE = 64;
const ROUNDS = 5;
const MEASURED = 2_000;
const SECONDS = 5;
const MOST_MEMORY_MB = 1_024;

const middle = (numbers) => [...numbers].sort((left, right) => left - right)[numbers.length >> 1];

/** What it can do: as much as so many get done who each wait for their answer. */
const capacityOf = async (crowd, one) => {
  const begun = performance.now();
  const statuses = await sendAll(crowd.slice(0, AT_ONCE), Array.from({ length: MEASURED }, one));
  const perSecond = (MEASURED * 1_000) / (performance.now() - begun);
  expect(statuses.get(201) === MEASURED, `below its capacity it answered ${JSON.stringify([...statuses])}`);
  return perSecond;
};

/** So many a second for some seconds; answers what came back. */
const rush = async (crowd, one, perSecond, meanwhile) => {
  const idle = [...crowd];
  const waiting = [];
  const underWay = new Set();
  const answers = [];
  const start = performance.now();
  const send = async (bytes, due) => {
    const connection = idle.pop() ?? (await new Promise((free) => waiting.push(free)));
    const { status, head } = await connection.send(bytes);
    answers.push({ status, head, ms: performance.now() - due, at: performance.now() - start });
    const next = waiting.shift();
    if (next) next(connection);
    else idle.push(connection);
  };
  for (let sent = 0; performance.now() - start < SECONDS * 1_000; await new Promise((wake) => setTimeout(wake, 5))) {
    for (const due = ((performance.now() - start) / 1_000) * perSecond; sent < due; sent += 1) {
      const work = send(one(), performance.now()).finally(() => underWay.delete(work));
      underWay.add(work);
    }
    meanwhile();
  }
  const seconds = (performance.now() - start) / 1_000;
  const done = answers.filter(({ status, at }) => status === 201 && at <= seconds * 1_000).length / seconds;
  await Promise.all(underWay);
  return { done, answers };
};

/** Somebody new, who comes when it is fullest: nobody shuts him out, nor whoever asks whether the house lives. */
const comesIn = async (house) => {
  const since = performance.now();
  expect((await call(house.url, 'GET', '/api/health/ready')).status === 200, 'it was not ready while there was too much to do');
  const token = await signIn(house.url, 'dispatcher');
  const listening = await Connection.open(house.port);
  const { status } = await listening.send(request('GET', '/api/events', { token }));
  listening.close();
  expect(status === 200, `who listens was answered ${status}`);
  return performance.now() - since;
};

export default async ({ check, say, folder }) =>
  check('twice its capacity: goodput ≥ 0.85, the rest 503 with Retry-After, nobody shut out, memory bounded', async () => {
    const house = await House.start(folder);
    const token = await signIn(house.url);
    const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${house.child.pid}/status`, 'utf8'))[1]) / 1024;
    const one = () =>
      request('POST', '/api/intake/residents', {
        token,
        key: randomUUID(),
        body: { name: `测试${randomUUID().slice(0, 8)}`, address: { building: '12', unit: '3', room: '402' } },
      });
    const crowd = await connections(house.port, CROWD);
    await capacityOf(crowd, one);
    const rounds = [];
    let most = 0;
    let before = await capacityOf(crowd, one);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const coming = new Promise((then) => setTimeout(then, (SECONDS * 1_000) / 2)).then(() => comesIn(house));
      const [{ done, answers }, cameInAfter] = await Promise.all([
        rush(crowd, one, 2 * before, () => (most = Math.max(most, memory()))),
        coming,
      ]);
      const after = await capacityOf(crowd, one);
      const refused = answers.filter(({ status }) => status !== 201);
      const wrong = refused.find(({ status, head }) => status !== 503 || !/\r\nretry-after: /i.test(head));
      expect(!wrong, `somebody was answered ${wrong?.status}: ${wrong?.head}`);
      const waits = answers.map(({ ms }) => ms).sort((left, right) => left - right);
      const goodput = done / ((before + after) / 2);
      rounds.push({ goodput, refused: refused.length / answers.length });
      say(
        `${Math.round(before)} a second before, ${Math.round(after)} after; at ${Math.round(2 * before)} a second ${Math.round(done)} were done (${goodput.toFixed(2)}), ` +
          `${Math.round((100 * refused.length) / answers.length)} % refused; answers after ${Math.round(middle(waits))} ms (p99 ${Math.round(waits[Math.floor(waits.length * 0.99)])}); ` +
          `somebody new was in after ${Math.round(cameInAfter)} ms`,
      );
      before = after;
    }
    for (const connection of crowd) connection.close();
    const goodput = middle(rounds.map((round) => round.goodput));
    say(`goodput ${goodput.toFixed(2)} in the middle; at most ${Math.round(most)} MB`);
    expect(middle(rounds.map(({ refused }) => refused)) > 0, 'nobody was refused: it was not twice too much');
    expect(goodput >= 0.85, `goodput was ${goodput.toFixed(2)} of the capacity`);
    expect(most <= MOST_MEMORY_MB, `it took ${Math.round(most)} MB`);
    expect((await house.end('SIGTERM')) === 0, 'it did not end with 0');
    await expectWhole(folder);
  });
