// What a need costs a cluster over its wires, counted and not timed: questions to the database and their bytes, service by
// service, and what lies in the topics of the broker. The database is a stand-in, so its times would say nothing.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startCluster } from '../cluster/start.mjs';
import * as mongo from '../servers/mongo.mjs';
import { freePorts } from '../servers/ports.mjs';
import { countBefore } from './counting.mjs';
import { day } from './day.mjs';
import { ask, signIn } from './load.mjs';
import { figure } from './measure.mjs';

/** What a cluster at rest asks is counted for so long. */
const REST_MS = 10_000;
/** Screens ask again after a while; asking every few milliseconds would be counted as the house's. */
const ASK_AGAIN_MS = 500;
const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify', 'bulkWrite', 'commitTransaction']);

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const writes = ({ commands }) => sum(Object.entries(commands).map(([command, count]) => (WRITES.has(command) ? count : 0)));

/** Batches, records and bytes in the segments of all topics. */
const inTopics = (folder) => {
  const found = { batches: 0, records: 0, bytes: 0 };
  const segments = readdirSync(folder, { recursive: true }).filter((path) => /(^|\/)[a-z-]+\.events-\d+\/\d+\.log$/.test(path));
  for (const path of segments) {
    const bytes = readFileSync(join(folder, path));
    // Offset and length stand before a batch, the number of its records at 57. Segments are made longer than they are filled.
    for (let at = 0; at + 61 <= bytes.length && bytes.readInt32BE(at + 8) > 0; at += 12 + bytes.readInt32BE(at + 8)) {
      found.batches += 1;
      found.records += bytes.readInt32BE(at + 57);
      found.bytes += 12 + bytes.readInt32BE(at + 8);
    }
  }
  return found;
};

const less = (after, before) => Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before?.[name] ?? 0)]));

export default async ({ quick, folder, say, row }) => {
  const needs = quick ? 10 : 40;
  const [databasePort, countedPort, port] = await freePorts(3);
  say('starting a database, a broker and the services');
  const database = await mongo.start({ folder, port: databasePort });
  const counted = await countBefore(databasePort, countedPort);
  let cluster;
  try {
    cluster = await startCluster({ copies: '1', port, data: join(folder, 'cluster'), mongo: `mongodb://127.0.0.1:${countedPort}` }, say);
    await cluster.loadDemo('small');
    const token = await signIn(port, 'clerk');
    const residents = [];
    for (let number = 0; number < needs; number += 1) {
      const body = { name: `测试${number}号`, address: { building: '12', unit: '3', room: '402' } };
      residents.push((await ask(port, 'POST', '/api/intake/residents', { token, body, key: randomUUID() })).id);
    }
    await cluster.settle();
    say('at rest');
    const restBefore = counted.counts();
    await wait(REST_MS);
    const restAfter = counted.counts();
    const services = Object.keys(restAfter).sort();
    const take = (counts, service) => {
      const { trips = 0, sent = 0, received = 0, commands = {} } = counts[service] ?? {};
      return { trips, sent, received, writes: writes({ commands }) };
    };
    const rest = Object.fromEntries(services.map((service) => [service, less(take(restAfter, service), take(restBefore, service))]));

    const topicsBefore = inTopics(join(folder, 'cluster', 'kafka'));
    const before = counted.counts();
    const begun = Date.now();
    const requests = await day(port, residents, say, ASK_AGAIN_MS);
    await cluster.settle();
    const took = Date.now() - begun;
    const after = counted.counts();
    const topics = less(inTopics(join(folder, 'cluster', 'kafka')), topicsBefore);

    const each = (value) => Math.round((value / needs) * 10) / 10;
    const all = { trips: 0, bytes: 0 };
    for (const service of Object.keys(after).sort()) {
      const used = less(take(after, service), take(before, service));
      // What it would have asked at rest is not the needs'.
      const own = Object.fromEntries(
        Object.entries(used).map(([name, value]) => [name, Math.max(0, value - ((rest[service]?.[name] ?? 0) * took) / REST_MS)]),
      );
      const asked = Object.entries(less(after[service].commands, before[service]?.commands)).sort(([, one], [, other]) => other - one);
      all.trips += own.trips;
      all.bytes += own.sent + own.received;
      row(
        figure({
          name: `${service}: questions to the database a need`,
          value: each(own.trips),
          unit: 'trips',
          note: `${each(own.writes)} write; mostly ${asked
            .slice(0, 4)
            .map(([command, count]) => `${command} ${each(count)}`)
            .join(
              ', ',
            )}; ${each(own.sent)} bytes there, ${each(own.received)} back; at rest ${((rest[service]?.trips ?? 0) / (REST_MS / 1_000)).toFixed(1)} a second`,
        }),
      );
    }
    row(
      figure({
        name: 'all services: bytes to and from the database a need',
        value: Math.round(all.bytes / needs),
        unit: 'bytes',
        note: `${each(all.trips)} trips, ${Math.round(requests / needs)} requests a need`,
      }),
    );
    row(
      figure({
        name: 'the broker: bytes a need',
        value: Math.round(topics.bytes / needs),
        unit: 'bytes',
        note: `${each(topics.records)} records in ${each(topics.batches)} batches`,
      }),
    );
  } finally {
    await cluster?.stop();
    await counted.close();
    await database.stop();
  }
};
