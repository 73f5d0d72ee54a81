// What a working day leaves behind and costs: needs from the clerk's desk to the last signature, over HTTP; then, service by
// service, bytes on disk over the bytes of what is in there, bytes of what goes over the wire, and the processor time of
// appending and of folding once more what the day made.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, embeddedBus, recordsOf, systemClock, systemIds } from '@linli/engine';
import { dispatch } from '@linli/dispatch';
import { gateway } from '@linli/gateway';
import { intake } from '@linli/intake';
import { pharmacyRun } from '@linli/pharmacy-run';
import { masterKeyFrom, openPrivacy } from '@linli/privacy';
import { reporting } from '@linli/reporting';
import { openKeyStore, openLog, openViewStore } from '@linli/sqlite';
import { filesOf } from '../../services/all-in-one/dist/system.js';
import { day } from './day.mjs';
import { figure, timed } from './measure.mjs';
import { Running } from './running.mjs';

const PAGE = 1_000;

const commitsOf = async (log) => {
  const commits = [];
  for (const { community, position } of await log.heads())
    for (let after = 0; after < position;) {
      const page = await log.read(community, after, PAGE);
      commits.push(...page);
      after = page.at(-1).position;
    }
  return commits;
};

const sum = (all, of) => all.reduce((total, one) => total + of(one), 0);
/** What a file says it holds, without pages that are free. */
const bytesOf = (path) => statSync(path).size;

export default async ({ quick, folder, say, row }) => {
  const needs = quick ? 10 : 300;
  const place = join(folder, 'data');
  const house = await Running.start('house', place);
  const residents = await house.ask('residents', { count: needs });
  const before = await house.ask('cpu');
  const requests = await day(house.port, residents, say);
  await house.ask('settle');
  const cpu = (await house.ask('cpu')) - before;
  await house.ask('stop');
  await house.end();
  row(
    figure({
      name: 'processor time of a need, first word to last signature',
      value: cpu / needs,
      unit: 'ms',
      note: `${Math.round(requests / needs)} requests a need`,
    }),
  );

  const files = filesOf(place);
  const privacy = await openPrivacy({ keys: openKeyStore(files.vault), masterKey: masterKeyFrom(files.masterKey) });
  const definitions = {
    gateway: gateway({ clock: systemClock }),
    intake: intake(privacy),
    dispatch: dispatch(),
    'pharmacy-run': pharmacyRun(),
    reporting: reporting(),
  };
  const total = { disk: 0, held: 0 };
  for (const [name, definition] of Object.entries(definitions)) {
    say(`what ${name} holds`);
    const model = { ...definition, hears: [], reactions: [], due: [], lookUps: [] };
    const { log, progress } = openLog(files.log(name));
    const commits = await commitsOf(log);
    const events = sum(commits, ({ body }) => body.events.length + (body.heard?.records.length ?? 0));
    const records = commits.flatMap((commit) => recordsOf(name, name, commit));
    const wire = sum(
      records,
      ({ headers, value }) => value.byteLength + sum(Object.entries(headers), ([key, text]) => key.length + Buffer.byteLength(text)),
    );

    const fresh = openLog(join(folder, `${name}.again.db`));
    const appending = await timed(() => Promise.all(commits.map((commit) => fresh.log.adopt(commit))));
    await fresh.log.close();

    const store = openViewStore(join(folder, `${name}.views.again.db`));
    const report = ({ level, ...line }) => level === 'error' && console.error(JSON.stringify(line));
    const bus = embeddedBus({ clock: systemClock, report });
    const ground = {
      log,
      progress,
      views: store,
      bus,
      peers: new Map(),
      sealing: privacy.sealing,
      clock: systemClock,
      ids: systemIds,
      report,
    };
    const engine = createEngine(model, ground, async () => undefined);
    const folding = await timed(() => engine.start());
    await engine.stop();
    await bus.close();

    let docs = 0;
    for (const view of definition.views)
      for (const generation of (await store.declare(view)).filter(({ live }) => live))
        for (const { community } of await log.heads())
          for (let after = '', page = [1]; page.length > 0;) {
            page = await store.all(generation, community, after, PAGE);
            docs += sum(page, ({ id, doc }) => id.length + Buffer.byteLength(JSON.stringify(doc)));
            after = page.at(-1)?.id;
          }
    await store.close();
    const notes = await Promise.all(
      commits.map(async ({ community, body: { command } }) =>
        command ? (await log.command(community, command.sender, command.id)).replay : undefined,
      ),
    );
    await log.close();
    const held = {
      log: sum(commits, ({ bytes }) => bytes.byteLength) + sum(notes, (note) => (note ? note.answer.length + note.digest.length : 0)),
      docs,
    };
    const disk = { log: bytesOf(files.log(name)), views: bytesOf(join(folder, `${name}.views.again.db`)) };
    total.disk += disk.log + disk.views;
    total.held += held.log + held.docs;
    const each = (value) => Math.round(value / events);
    row(
      figure({
        name: `${name}: processor time an event`,
        value: each((appending.cpu + folding.cpu) * 1_000),
        unit: 'µs',
        note: `appending ${each(appending.cpu * 1_000)}, folding ${each(folding.cpu * 1_000)}; ${(events / needs).toFixed(1)} events a need`,
      }),
    );
    row(
      figure({
        name: `${name}: bytes on disk an event`,
        value: each(disk.log + disk.views),
        unit: 'bytes',
        note: `log ${each(disk.log)}, views ${each(disk.views)}`,
      }),
    );
    if (records.length > 0)
      row(
        figure({
          name: `${name}: bytes on the wire a public event`,
          value: Math.round(wire / records.length),
          unit: 'bytes',
          note: `${(records.length / needs).toFixed(1)} a need`,
        }),
      );
    row(
      figure({
        name: `${name}: bytes on disk ÷ bytes held`,
        value: (disk.log + disk.views) / (held.log + held.docs),
        unit: 'times',
        ...(!quick && { most: 1.3 }),
        note: `log ${(disk.log / held.log).toFixed(2)}, views ${(disk.views / held.docs).toFixed(2)}`,
      }),
    );
  }
  row(
    figure({
      name: 'all services: bytes on disk ÷ bytes held',
      value: total.disk / total.held,
      unit: 'times',
      ...(!quick && { most: 1.3 }),
    }),
  );
  row(
    figure({
      name: 'all services: bytes on disk a need',
      value: Math.round(total.disk / needs),
      unit: 'bytes',
      note: `with ${needs} needs and the demo's own people`,
    }),
  );
};
