// Reading the log again: read, parse and fold, and a view rebuilt beside the live one, over the pages read raw.
import { join } from 'node:path';
import Database from 'libsql';
import { eventsOf } from '@linli/engine';
import { needs } from '../../services/intake/dist/views/needs.view.js';
import { appendAll } from './appends.mjs';
import { pairsOf, ratios, timed } from './measure.mjs';
import { needDrafts } from './people.mjs';
import { startAlone } from './servers/alone.mjs';
import { COMMUNITY } from './servers/registering.mjs';

const PAGE = 1_000;

export default async ({ pairs, quick, folder, say, row }) => {
  const count = quick ? 2_000 : 20_000;
  say(`writing ${count} needs`);
  const { intake, ground } = await startAlone(folder);
  const { engine } = intake;
  for (let at = 0; at < count; at += 1_000) await appendAll(ground.log, needDrafts(1_000), 256);
  await engine.settled();

  const database = new Database(join(folder, 'intake.log.db'));
  const read = database
    .prepare('SELECT position, hash, bytes FROM commits WHERE community = 1 AND position > ? ORDER BY position LIMIT ?')
    .raw();
  const raw = () =>
    timed(() => {
      for (let after = 0, page = [1]; page.length > 0; after += page.length) page = read.all([after, PAGE]);
    });
  const replay = () =>
    timed(async () => {
      const documents = new Map();
      for (let after = 0; after < count;) {
        const page = await ground.log.read(COMMUNITY, after, PAGE);
        after += page.length;
        for (const commit of page)
          for (const event of eventsOf('intake', commit, {}))
            for (const id of needs.keys(event)) documents.set(id, needs.project(documents.get(id), event, id));
      }
      if (documents.size !== count) throw new Error(`${documents.size} documents were folded of ${count}.`);
    });
  say('replay');
  row(
    ratios({
      name: 'replay: read, parse, fold',
      floor: 'pages read raw',
      pairs: await pairsOf(pairs, raw, replay),
      count,
      goal: { wall: 0.45 },
    }),
  );
  say('rebuild');
  row(
    ratios({
      name: 'a view rebuilt (needs, 5 indexes)',
      floor: 'pages read raw',
      pairs: await pairsOf(pairs, raw, () => timed(() => engine.rebuild('needs'))),
      count,
      goal: { wall: 0.4 },
    }),
  );
  database.close();
};
