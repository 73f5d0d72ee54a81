// The clerk's one box: who lives there, by phone, among so many residents; over one prepared query on an indexed table.
import { join } from 'node:path';
import { QueryBus } from '@nestjs/cqrs';
import Database from 'libsql';
import { Directory } from '../../services/intake/dist/views/directory.js';
import { FindHouseholds } from '../../services/intake/dist/views/household.query.js';
import { appendAll } from './appends.mjs';
import { pairsOf, ratios, timed } from './measure.mjs';
import { phoneOf, residentDrafts } from './people.mjs';
import { startAlone } from './servers/alone.mjs';
import { COMMUNITY } from './servers/registering.mjs';

const LIMIT = 20;
const caller = { account: 'clerk', community: COMMUNITY, roles: ['clerk'], grants: [] };

const floorOf = (path, people) => {
  const database = new Database(path);
  database.exec(
    'CREATE TABLE people (id TEXT PRIMARY KEY, phone TEXT, household TEXT, record TEXT); CREATE INDEX people_phone ON people (phone); BEGIN',
  );
  const insert = database.prepare('INSERT INTO people VALUES (?, ?, ?, ?)');
  for (const { residentId, householdId, record } of people) insert.run([residentId, record.phone, householdId, JSON.stringify(record)]);
  database.exec('COMMIT');
  const find = database.prepare('SELECT id, household, record FROM people WHERE phone >= ? AND phone < ? ORDER BY phone LIMIT ?').raw();
  return (phone) => find.all([phone, `${phone}:`, LIMIT]).map(([id, household, record]) => ({ id, household, record: JSON.parse(record) }));
};

function* take(all, most) {
  let taken = 0;
  for (const one of all) {
    yield one;
    if ((taken += 1) === most) return;
  }
}

export default async ({ pairs, quick, folder, say, row }) => {
  for (const size of quick ? [2_000, 10_000] : [20_000, 200_000]) {
    const named = size.toLocaleString('en');
    say(`entering ${named} residents`);
    const place = join(folder, String(size));
    const { intake, ground, privacy } = await startAlone(place);
    for (let at = 0; at < size; at += 1_000) await appendAll(ground.log, await residentDrafts(privacy, at, 1_000), 256);
    await intake.engine.settled();
    const directory = intake.app.get(Directory);
    const queries = intake.app.get(QueryBus);
    const find = floorOf(join(place, 'floor.db'), directory.people(COMMUNITY));
    const count = quick ? 100 : 400;
    const search = (phone) => [...take(directory.search(COMMUNITY, phone), LIMIT)];
    let next = 0;
    const asked = () => Array.from({ length: count }, () => phoneOf((next = (next + 7_919) % size)).slice(0, 10));
    const queried = () => timed(() => asked().forEach((phone) => find(phone)));
    const looked = () => timed(() => asked().forEach(search));
    const whole = () => timed(() => Promise.all(asked().map((q) => queries.execute(new FindHouseholds({ q }, caller)))));
    const [same] = asked();
    if (find(same).length === 0 || find(same).length !== search(same).length) throw new Error('The two do not find the same.');
    say(`asking among ${named}`);
    const floor = 'the prepared query';
    row(
      ratios({ name: `residents found among ${named}`, floor, pairs: await pairsOf(pairs, queried, looked), count, goal: { wall: 0.5 } }),
    );
    row(
      ratios({
        name: `households shown among ${named}`,
        floor,
        pairs: await pairsOf(pairs, queried, whole),
        count,
        note: 'with all who live there, their needs, and the look noted durably',
      }),
    );
    await intake.stop();
    await ground.views.close();
    await ground.log.close();
  }
};
