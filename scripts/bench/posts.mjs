// A need through the whole path: gateway, session, token, guard, shape, seals, decision, one fsync, answer; then views, bus,
// what dispatch, pharmacy-run and reporting hear, decide and fold, all in one process; and the same for intake alone. Wall time ends with the last answer, processor time when all of
// that is done. The floors read the same bytes, keep the body in memory and answer as much.
import { join } from 'node:path';
import { connections, sendAll, signIn } from './load.mjs';
import { pairsOf, ratios } from './measure.mjs';
import { KINDS, needBodies, needRequests } from './needs.mjs';
import { Running } from './running.mjs';

const AT_ONCE = 64;
const FLOORS = [
  { name: 'bare Nest on Fastify', server: ['nest', 'bare'], goal: { wall: 0.95 } },
  { name: 'stock Nest with ValidationPipe', server: ['nest', 'stock'], goal: { wall: 1.5 } },
  { name: 'node:http', server: ['plain'], goal: {} },
];

/** A server; `slice` sends and answers what it took. Its connections are opened anew each time: one that idles for seconds is closed by the server. */
const open = async (...server) => {
  const running = await Running.start(...server);
  return {
    running,
    async slice(requests, settle) {
      const sockets = await connections(running.port, AT_ONCE);
      const before = await running.ask('cpu');
      const begun = performance.now();
      const statuses = await sendAll(sockets, requests);
      const wall = performance.now() - begun;
      for (const socket of sockets) socket.close();
      if (statuses.get(201) !== requests.length) throw new Error(`${server[0]} answered ${JSON.stringify([...statuses])}.`);
      if (settle) await running.ask('settle');
      return { wall, cpu: (await running.ask('cpu')) - before };
    },
    end: () => running.end(),
  };
};

export default async ({ pairs, quick, folder, say, row }) => {
  const count = quick ? 150 : 1_200;
  say('starting the house, its first service alone, and the floors');
  const house = await open('house', join(folder, 'house'));
  const alone = await open('intake', join(folder, 'alone'));
  const floors = await Promise.all(FLOORS.map(({ server }) => open(...server)));
  const token = await signIn(house.running.port, 'clerk');
  const needed = (slices) => Math.ceil((slices * count) / KINDS.length) + 1;
  const inHouse = needBodies(await house.running.ask('residents', { count: needed(3 * pairs + 3) }));
  const inAlone = needBodies(await alone.running.ask('residents', { count: needed(pairs + 1) }));
  const requests = () => needRequests(inHouse, count, { token });

  say('a need through the whole path');
  const taken = { alone: FLOORS.map(() => []), house: FLOORS.map(() => []) };
  for (let at = -1; at < pairs; at += 1) {
    const sent = requests();
    const wholes = {
      house: await house.slice(sent, true),
      alone: await alone.slice(needRequests(inAlone, count, { headers: { 'x-linli-token': await alone.running.ask('token') } }), true),
    };
    for (const [index, floor] of floors.entries()) {
      const below = await floor.slice(sent, false);
      if (at >= 0) for (const [whole, subject] of Object.entries(wholes)) taken[whole][index].push({ floor: below, subject });
    }
  }
  for (const [index, { name: floor, goal }] of FLOORS.entries()) {
    row(ratios({ name: 'POST a need, intake alone', floor, pairs: taken.alone[index], count, goal }));
    row(ratios({ name: 'POST a need, all five services', floor, pairs: taken.house[index], count, goal }));
  }
  for (const one of [...floors, alone]) await one.end();

  say('the same while a view is rebuilt');
  const without = () => house.slice(requests(), true);
  const during = async () => {
    await house.running.ask('rebuild', { view: 'needs', on: true });
    const slice = await house.slice(requests(), false);
    await house.running.ask('rebuild', { on: false });
    await house.running.ask('rebuilt');
    await house.running.ask('settle');
    return slice;
  };
  row(
    ratios({
      name: 'POST a need while a view is rebuilt',
      floor: 'without',
      pairs: await pairsOf(pairs, without, during),
      count,
      goal: { wall: 0.9 },
    }),
  );
  await house.end();
};
