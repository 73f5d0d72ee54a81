// How long the built house takes until it is ready, and what memory it has then, with so many events in intake's log. Its
// views are folded; the number of residents and of needs stays, so that only the log grows.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../workshop/root.mjs';
import { appendAll } from './appends.mjs';
import { figure, median } from './measure.mjs';
import { amendments } from './people.mjs';
import { startAlone } from './servers/alone.mjs';

const NEEDS = 1_000;

const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

const start = async (folder) => {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [join(root, 'services/all-in-one/dist/main.js'), '--empty', '--port', String(await freePort()), '--data', folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((over) => child.once('exit', over));
  await new Promise((ready, failed) => {
    child.stdout.on('data', (chunk) => String(chunk).includes('Linli is ready') && ready());
    void ended.then((code) => failed(new Error(`The house ended with ${code}.`)));
  });
  const ms = performance.now() - begun;
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024;
  child.kill('SIGTERM');
  await ended;
  return { ms, memory };
};

export default async ({ pairs, quick, folder, say, row }) => {
  const sizes = quick ? [2_000, 8_000] : [10_000, 100_000, 1_000_000];
  const places = [];
  for (const size of sizes) {
    const place = join(folder, String(size));
    say(`writing ${size.toLocaleString('en')} events`);
    const { intake, ground } = await startAlone(place);
    let drafts = [];
    for (const draft of amendments(NEEDS, size)) {
      drafts.push(draft);
      if (drafts.length < 2_000) continue;
      await appendAll(ground.log, drafts, 256);
      drafts = [];
    }
    await appendAll(ground.log, drafts, 256);
    await intake.engine.settled();
    await intake.stop();
    await ground.views.close();
    await ground.log.close();
    places.push({ size, place, taken: [] });
  }
  say('starting');
  const times = quick ? 2 : Math.min(pairs, 7);
  for (const { place } of places) await start(place);
  for (let time = 0; time < times; time += 1) for (const { place, taken } of places) taken.push(await start(place));
  for (const { size, taken } of places) {
    const named = size.toLocaleString('en');
    row(figure({ name: `start with ${named} events`, value: median(taken.map(({ ms }) => ms)), unit: 'ms' }));
    row(figure({ name: `memory after it with ${named} events`, value: median(taken.map(({ memory }) => memory)), unit: 'MB' }));
  }
  const ratioOf = (what) => median(places.at(-1).taken.map((last, at) => last[what] / places[0].taken[at][what]));
  const more = `${sizes.at(-1) / sizes[0]} times the events`;
  row(figure({ name: `start with ${more}`, value: ratioOf('ms'), unit: 'times', most: 1.25 }));
  row(figure({ name: `memory with ${more}`, value: ratioOf('memory'), unit: 'times', most: 1.25 }));
};
