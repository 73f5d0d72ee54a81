// From the sending of a POST to the frame that tells of it, at a fixed rate; counted from when it was to be sent, so that a
// server that stands still is not flattered. The floor answers from memory and writes after the same window.
import { connect } from 'node:net';
import { join } from 'node:path';
import { Connection, request, signIn } from './load.mjs';
import { figure, quantile } from './measure.mjs';
import { needBodies, needRequests } from './needs.mjs';
import { Running } from './running.mjs';

const WINDOW_MS = 50;
const RATE = 50;
/** Streams open beside the one that is listened to; an account may have twenty. */
const ACCOUNTS = ['clerk', 'dispatcher'];
const STREAMS_EACH = 15;

/** Reads a stream of events and tells when an id was first heard of. */
const listen = (port, token, heard = () => undefined) =>
  new Promise((opened, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request('GET', '/api/events', { token })));
    let text = '';
    socket.on('error', failed);
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      opened(socket);
      for (const [, id] of text.matchAll(/"view":"needs","id":"([^"]+)"/g)) heard(id);
      text = text.slice(text.lastIndexOf('\n\n') + 1);
    });
  });

const measure = async (port, requests, heardAt) => {
  const sockets = await Promise.all(Array.from({ length: 16 }, () => Connection.open(port)));
  const sent = [];
  const begun = performance.now();
  await Promise.all(
    requests.map(async (bytes, at) => {
      const due = begun + (at * 1_000) / RATE;
      await new Promise((wake) => setTimeout(wake, due - performance.now()));
      const connection = sockets.pop() ?? (await Connection.open(port));
      const answer = await connection.send(bytes);
      sockets.push(connection);
      sent.push({ id: JSON.parse(answer.body).id, due, answered: performance.now() });
    }),
  );
  for (const end = performance.now() + 10_000; sent.some(({ id }) => !heardAt.has(id)); await new Promise((wake) => setTimeout(wake, 5)))
    if (performance.now() > end)
      throw new Error(`${sent.filter(({ id }) => !heardAt.has(id)).length} needs were not told within ten seconds.`);
  for (const socket of sockets) socket.close();
  return sent.map(({ id, due, answered }) => ({ frame: heardAt.get(id) - due, ack: answered - due }));
};

export default async ({ pairs, quick, folder, say, row }) => {
  const count = quick ? 30 : 100;
  const house = await Running.start('house', join(folder, 'data'));
  const floor = await Running.start('live');
  const token = await signIn(house.port, 'clerk');
  const bodies = needBodies(await house.ask('residents', { count: Math.ceil(((pairs + 1) * count) / 9) + 1 }));
  const heardAt = new Map();
  const noted = (id) => heardAt.has(id) || heardAt.set(id, performance.now());
  for (const account of ACCOUNTS) {
    const theirs = account === 'clerk' ? token : await signIn(house.port, account);
    for (let at = 0; at < STREAMS_EACH; at += 1) await listen(house.port, theirs);
  }
  await listen(house.port, token, noted);
  for (let at = 0; at <= ACCOUNTS.length * STREAMS_EACH; at += 1) await listen(floor.port, '', at === 0 ? noted : undefined);
  say(`${RATE} needs a second, ${ACCOUNTS.length * STREAMS_EACH} streams`);
  const taken = { house: [], floor: [] };
  for (let at = -1; at < pairs; at += 1) {
    const requests = needRequests(bodies, count, { token });
    // The floor counts its ids from the start again and again.
    const ours = await measure(house.port, requests, heardAt);
    heardAt.clear();
    const theirs = await measure(floor.port, requests, heardAt);
    heardAt.clear();
    if (at < 0) continue;
    taken.house.push(...ours);
    taken.floor.push(...theirs);
  }
  const of = (whose, what, share) =>
    quantile(
      taken[whose].map((one) => one[what]),
      share,
    );
  const note = (what, share) => `${of('floor', what, share).toFixed(1)} ms from memory`;
  row(figure({ name: 'POST to its answer, p50', value: of('house', 'ack', 0.5), unit: 'ms', note: note('ack', 0.5) }));
  row(figure({ name: 'POST to its answer, p99', value: of('house', 'ack', 0.99), unit: 'ms', note: note('ack', 0.99) }));
  row(figure({ name: 'POST to the frame that tells of it, p50', value: of('house', 'frame', 0.5), unit: 'ms', note: note('frame', 0.5) }));
  row(
    figure({
      name: 'POST to the frame that tells of it, p99',
      value: of('house', 'frame', 0.99),
      unit: 'ms',
      most: WINDOW_MS + 20,
      note: note('frame', 0.99),
    }),
  );
  await house.end();
  await floor.end();
};
