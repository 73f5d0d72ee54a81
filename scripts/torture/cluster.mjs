// kill -9 at random moments on the servers of a cluster: copies of services, now and then a whole service, the broker, the database.
import { setTimeout as wait } from 'node:timers/promises';
import { startCluster } from '../cluster/start.mjs';
import { freePorts } from '../servers/ports.mjs';
import { chance } from './chance.mjs';
import { call, expect, signIn } from './house.mjs';
import { Promises } from './promises.mjs';

const SERVICES = ['gateway', 'intake', 'dispatch', 'pharmacy-run', 'reporting'];
const COPIES = 2;
const HANDS = 4;
/** As fast as they can, they leave a small machine no time to rise again: 14 s a blow instead of 9, and more with each. */
const REST_MS = 1_000;
const LOOKED_AT = 20;

/** What is killed next, with its share of a hundred. */
const BLOWS = [
  [70, 'a copy', (obey, luck) => obey('kill', SERVICES[luck.whole(0, SERVICES.length - 1)], String(luck.whole(1, COPIES)))],
  [
    12,
    'both copies',
    async (obey, luck) => {
      const service = SERVICES[luck.whole(0, SERVICES.length - 1)];
      await Promise.all(Array.from({ length: COPIES }, (_, copy) => obey('kill', service, String(copy + 1))));
    },
  ],
  [8, 'the broker', (obey) => obey('restart', 'kafka')],
  [10, 'the database', (obey) => obey('restart', 'mongo')],
];

const blow = (luck) => {
  let at = luck.next() * 100;
  return BLOWS.find(([share]) => (at -= share) < 0);
};

/** The runner's tasks of the needs: each has led to one, and to one alone. */
const expectOneTaskEach = async (url, promises) => {
  const token = await signIn(url, 'dispatcher');
  const tasks = new Map();
  for (let cursor = ''; cursor !== null;) {
    const path = `/api/dispatch/board?kind=visit&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const { body } = await call(url, 'GET', path, { token });
    for (const { needId } of body.items) tasks.set(needId, (tasks.get(needId) ?? 0) + 1);
    cursor = body.nextCursor;
  }
  const wrong = [...promises.needs.values()].filter(({ id }) => tasks.get(id) !== 1);
  expect(wrong.length === 0, `${wrong.length} needs have not one task each, such as ${wrong[0]?.id}: ${tasks.get(wrong[0]?.id) ?? 0}`);
};

export default async ({ check, say, folder, cycles, seed }) =>
  check(
    `kill -9 on a cluster, ${cycles} times: nothing acknowledged lost, nothing doubled, views as folded afresh, hash chain whole`,
    async () => {
      const luck = chance(seed);
      const promises = new Promises();
      const [port] = await freePorts(1);
      const cluster = await startCluster({ copies: String(COPIES), port, data: folder }, say);
      const obey = (...words) => cluster.obey(words);
      try {
        await cluster.loadDemo('small');
        const [url] = cluster.urls;
        const token = await signIn(url);
        const blows = new Map();
        let turn = 0;
        const next = () => cluster.urls[(turn += 1) % cluster.urls.length];
        const load = promises.load(next, token, HANDS, { comesBack: true, restMs: REST_MS });
        for (let cycle = 1; cycle <= cycles; cycle += 1) {
          const [, what, strike] = blow(luck);
          await strike(obey, luck);
          blows.set(what, (blows.get(what) ?? 0) + 1);
          // Sometimes the next falls before all have risen.
          if (luck.next() < 0.7) await obey('ready');
          await wait(luck.whole(20, 1_500));
          if (cycle % 10 === 0) {
            await obey('ready');
            await promises.look(url, token, LOOKED_AT);
            say(`${cycle} blows, ${promises.needs.size} needs acknowledged, ${promises.pending.size} without an answer`);
          }
        }
        await obey('ready');
        await load.stop();
        await promises.sendAgain(url, token);
        await cluster.verify();
        await promises.count(url, token);
        await expectOneTaskEach(url, promises);
        say(`killed: ${[...blows].map(([what, times]) => `${what} ${times}`).join(', ')}`);
        say(`${promises.needs.size} acknowledged, each there once, with one task; everything verified`);
      } finally {
        expect((await cluster.stop()) || promises.needs.size === 0, 'a copy did not end with 0');
      }
    },
  );
