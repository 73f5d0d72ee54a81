// Disks that are full, torn, damaged or read-only. Needs root for a small file system of its own.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { join } from 'node:path';
import { chance } from './chance.mjs';
import { call, eventually, expect, expectWhole, House, operate, signIn } from './house.mjs';
import { Promises } from './promises.mjs';

const HANDS = 8;
/** A page and its head, in a write-ahead log. */
const FRAME_BYTES = 24 + 4_096;
const mount = (...args) => execFileSync('mount', args, { stdio: 'pipe' });
const unmount = (place) => execFileSync('umount', ['-l', place], { stdio: 'pipe' });

/** A small file system in memory; what it does not allow is told, not left out. */
const withSmallDisk = async (place, megabytes, work) => {
  mkdirSync(place, { recursive: true });
  try {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place);
  } catch (error) {
    throw new Error(`A file system of ${megabytes} MB could not be mounted; this part needs root: ${String(error.stderr ?? error)}`);
  }
  try {
    await work();
  } finally {
    unmount(place);
  }
};

/** The socket of an operator is no data. */
const copyOf = (folder, copy) => cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });

const healthy = (house) => house.child.exitCode === null;

const fillUp = async (say, place) => {
  const folder = join(place, 'data');
  const ballast = join(place, 'ballast');
  writeFileSync(ballast, Buffer.alloc(12 * 1024 * 1024, 7));
  const house = await House.start(folder);
  const token = await signIn(house.url);
  const promises = new Promises();
  const refusals = [];
  const load = promises.load(house.url, token, HANDS, { refused: (answer) => refusals.push(answer) });
  await eventually('the disk is full', () => refusals.length > 200, 120);
  await load.stop();
  say(`${promises.needs.size} needs acknowledged, then ${refusals.length} refusals`);
  const other = refusals.find(({ status, headers }) => status !== 503 || !headers.has('retry-after'));
  expect(!other, `a full disk was answered ${other?.status} ${JSON.stringify(other?.body)}`);
  expect(healthy(house), 'it ended when the disk was full');
  const [{ id }] = promises.needs.values();
  expect((await call(house.url, 'GET', `/api/health/live`)).status === 200, 'it does not live any more');
  const read = await call(house.url, 'GET', '/api/intake/needs?kind=visit', { token });
  expect(read.status === 200, `what was asked for on a full disk was answered ${read.status}: ${JSON.stringify(read.body)}`);
  rmSync(ballast);
  await eventually('writing again', async () => (await promises.enter(house.url, token)).status === 201);
  await promises.sendAgain(house.url, token);
  say(`with room again it goes on; ${id} is still there`);
  await promises.count(house.url, token);
  expect((await house.end('SIGKILL')) !== 0, 'it was to be killed');
  await expectWhole(folder);
};

/** Logs as they lie there after a kill under load. */
const killedUnderLoad = async (folder, promises) => {
  const house = await House.start(folder);
  const token = await signIn(house.url);
  const load = promises.load(house.url, token, HANDS);
  await eventually('some needs', () => promises.needs.size > 60, 60);
  await house.end('SIGKILL');
  await load.stop();
};

/** Where the frames that count end: behind them is room, or what is left from before the log was written over. */
const endOfFrames = (wal) => {
  const salts = wal.subarray(16, 24);
  let end = 32;
  while (wal.subarray(end + 8, end + 16).equals(salts)) end += FRAME_BYTES;
  return end;
};

const tornTails = async (say, folder, luck) => {
  const promises = new Promises();
  await killedUnderLoad(folder, promises);
  for (let round = 1; round <= 5; round += 1) {
    const copy = `${folder}.torn-${round}`;
    copyOf(folder, copy);
    const wals = readdirSync(copy).filter((name) => name.endsWith('-wal') && statSync(join(copy, name)).size > 0);
    // What was being written when the power went: a piece of a frame, or a whole one whose bytes never came.
    for (const name of wals) {
      const wal = readFileSync(join(copy, name));
      const end = endOfFrames(wal);
      const frame = wal.subarray(end - FRAME_BYTES, end);
      const torn = Buffer.from(frame.subarray(0, luck.whole(1, frame.length)));
      for (let flips = luck.whole(1, 8); flips > 0; flips -= 1) torn[luck.whole(0, torn.length - 1)] ^= 1 << luck.whole(0, 7);
      const file = openSync(join(copy, name), 'r+');
      writeSync(file, torn, 0, torn.length, end);
      closeSync(file);
    }
    const house = await House.start(copy);
    const token = await signIn(house.url);
    await promises.look(house.url, token, 20);
    const again = new Promises();
    again.needs = new Map(promises.needs);
    again.pending = new Map(promises.pending);
    await again.sendAgain(house.url, token);
    await again.count(house.url, token);
    expect((await house.end('SIGTERM')) === 0, 'it did not end with 0');
    await expectWhole(copy);
    rmSync(copy, { recursive: true });
  }
  say(`five torn tails; ${promises.needs.size} acknowledged needs there each time`);
};

/** Bytes that were on the disk are others now. Nobody can bring them back; what counts is that it is not passed over in silence. */
const damage = async (say, folder, luck) => {
  const promises = new Promises();
  const house = await House.start(folder);
  const token = await signIn(house.url);
  for (let at = 0; at < 40; at += 1) await promises.enter(house.url, token);
  await house.end('SIGTERM');
  const words = [];
  for (let round = 1; round <= 5; round += 1) {
    const copy = `${folder}.damaged-${round}`;
    copyOf(folder, copy);
    const path = join(copy, 'intake.log.db');
    // Inside what a commit says, so that it is the hash that must find it and not the form of the file.
    const bytes = readFileSync(path);
    const places = [];
    for (let at = bytes.indexOf('"need-created"'); at >= 0; at = bytes.indexOf('"need-created"', at + 1)) places.push(at);
    const place = places[luck.whole(0, places.length - 1)] + luck.whole(20, 60);
    const file = openSync(path, 'r+');
    const one = Buffer.alloc(1);
    readSync(file, one, 0, 1, place);
    one[0] ^= 1;
    writeSync(file, one, 0, 1, place);
    closeSync(file);
    const { code, out, error } = await operate(['verify', '--data', copy, '--json']);
    expect(code === 1, `one flipped bit in a commit was not told: ${code} ${out.slice(0, 500)}`);
    words.push((/"message":"([^"]+)"/.exec(out)?.[1] ?? error.trim()).slice(0, 100));
    rmSync(copy, { recursive: true });
  }
  const copy = `${folder}.cut`;
  copyOf(folder, copy);
  const path = join(copy, 'intake.log.db');
  truncateSync(path, Math.floor(statSync(path).size / 2 / 4_096) * 4_096);
  const { code, out, error } = await operate(['verify', '--data', copy, '--json']);
  expect(code !== 0, `half a file was not told: ${out.slice(0, 500)}`);
  say(`told as: ${[...new Set(words)].join(' | ')}; half a file: ${(error || out).trim().slice(0, 160)}`);
};

const readOnly = async (say, place) => {
  const folder = join(place, 'data');
  const promises = new Promises();
  const house = await House.start(folder);
  const token = await signIn(house.url);
  for (let at = 0; at < 5; at += 1) await promises.enter(house.url, token);
  const key = [...promises.needs.values()][0].id;
  // Files that are open for writing keep a file system from being remounted; a second mount over it does not ask.
  expect((await house.end('SIGTERM')) === 0, 'it did not end with 0');
  mount('-o', 'remount,ro', place);
  const refused = await House.begin(folder);
  const code = await refused.ended;
  mount('-o', 'remount,rw', place);
  expect(code === 1 && refused.output.trim().split('\n').length === 1, `a read-only folder gave ${code}: ${refused.output}`);
  say(`read-only: "${refused.output.trim()}"`);
  const again = await House.start(folder);
  expect((await call(again.url, 'GET', `/api/intake/needs/${key}`, { token: await signIn(again.url) })).status === 200, 'a need is gone');
  expect((await again.end('SIGTERM')) === 0, 'it did not end with 0');
  await expectWhole(folder);
};

export default async ({ check, say, folder, seed }) => {
  const luck = chance(seed);
  const small = (name) => join(folder, name);
  await check('a full disk: 503 with Retry-After, reading goes on, and so does everything once there is room', () =>
    withSmallDisk(small('full'), 40, () => fillUp(say, small('full'))),
  );
  await check('a torn write-ahead log: nothing acknowledged is lost', () => tornTails(say, small('torn'), luck));
  await check('a flipped bit and half a file are told', () => damage(say, small('damaged'), luck));
  await check('a read-only folder: one sentence, exit code 1; nothing harmed', () =>
    withSmallDisk(small('read-only'), 64, () => readOnly(say, small('read-only'))),
  );
};
