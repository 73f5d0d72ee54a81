// Twice as much as it can do, as an open loop: requests come when they come, whether others are answered or not.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Connection, connections, request, sendAll } from '../bench/load.mjs';
import { expect, expectWhole, House, signIn } from './house.mjs';

const AT_ONCE = 64;
const MEASURED = 3_000;
const SECONDS = 15;
const MOST_MEMORY_MB = 1_024;

export default async ({ check, say, folder }) =>
  check('twice its capacity: goodput ≥ 0.85, the rest 503 with Retry-After, memory bounded', async () => {
    const house = await House.start(folder);
    const token = await signIn(house.url);
    const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${house.child.pid}/status`, 'utf8'))[1]) / 1024;
    const one = () =>
      request('POST', '/api/intake/residents', {
        token,
        key: randomUUID(),
        body: { name: `测试${randomUUID().slice(0, 8)}`, address: { building: '12', unit: '3', room: '402' } },
      });
    const open = await connections(house.port, AT_ONCE);
    await sendAll(open, Array.from({ length: 500 }, one));
    const begun = performance.now();
    const statuses = await sendAll(open, Array.from({ length: MEASURED }, one));
    const capacity = (MEASURED * 1_000) / (performance.now() - begun);
    expect(statuses.get(201) === MEASURED, `below its capacity it answered ${JSON.stringify([...statuses])}`);
    say(`capacity ${Math.round(capacity)} residents a second with ${AT_ONCE} at once, ${Math.round(memory())} MB`);

    const idle = open.map((connection) => ({ connection, since: performance.now() }));
    const answers = [];
    const underWay = new Set();
    const start = performance.now();
    let most = 0;
    let resent = 0;
    const broken = [];
    const again = async (bytes, opened) => {
      const connection = await Connection.open(house.port);
      opened(connection);
      return connection.send(bytes);
    };
    const send = async () => {
      // A server closes what has been idle for five seconds.
      while (idle.length > 0 && performance.now() - idle[0].since > 3_000) idle.shift().connection.close();
      let connection = idle.pop()?.connection ?? (await Connection.open(house.port));
      const sent = performance.now();
      const bytes = one();
      const { status, head } = await connection.send(bytes).catch(() => {
        // Closed at the very moment of sending: any client sends it again, under the same key.
        resent += 1;
        connection = undefined;
        return again(bytes, (fresh) => (connection = fresh));
      });
      answers.push({ status, head, at: performance.now() - start, ms: performance.now() - sent });
      idle.push({ connection, since: performance.now() });
    };
    for (let sent = 0; performance.now() - start < SECONDS * 1_000; await new Promise((wake) => setTimeout(wake, 5))) {
      for (const due = ((performance.now() - start) / 1_000) * 2 * capacity; sent < due; sent += 1) {
        const work = send().then(
          () => underWay.delete(work),
          (error) => {
            underWay.delete(work);
            broken.push(error);
          },
        );
        underWay.add(work);
      }
      most = Math.max(most, memory());
    }
    const lasted = (performance.now() - start) / 1_000;
    const good = answers.filter(({ status, at }) => status === 201 && at <= lasted * 1_000);
    await Promise.all(underWay);
    const rest = answers.filter(({ status }) => status !== 201);
    const wrong = rest.find(({ status, head }) => status !== 503 || !/\r\nretry-after: /i.test(head));
    const goodput = good.length / lasted / capacity;
    const waits = good.map(({ ms }) => ms).sort((left, right) => left - right);
    say(
      `${answers.length} requests in ${lasted.toFixed(0)} s: ${good.length} done, goodput ${goodput.toFixed(2)}; ${rest.length} refused, ${resent} sent again`,
    );
    say(
      `who was served waited ${Math.round(waits[waits.length >> 1])} ms (p99 ${Math.round(waits[Math.floor(waits.length * 0.99)])}); at most ${Math.round(most)} MB`,
    );
    for (const { connection } of idle) connection.close();
    expect(broken.length === 0, `${broken.length} were not answered at all: ${broken[0]}`);
    expect(!wrong, `somebody was answered ${wrong?.status}: ${wrong?.head}`);
    expect(rest.length > 0, 'nobody was refused: it was not twice too much');
    expect(goodput >= 0.85, `goodput was ${goodput.toFixed(2)} of the capacity`);
    expect(most <= MOST_MEMORY_MB, `it took ${Math.round(most)} MB`);
    expect((await house.end('SIGTERM')) === 0, 'it did not end with 0');
    await expectWhole(folder);
  });
