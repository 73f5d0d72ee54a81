// Intake's log as its commands would have made it, without waiting for them.
import { randomBytes, randomUUID } from 'node:crypto';
import { systemIds } from '@linli/engine';
import { householdIdOf } from '../../services/intake/dist/commands/person-record.js';
import { KINDS } from './needs.mjs';
import { COMMUNITY } from './servers/registering.mjs';

const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高'];
const GIVEN = [...'桂英秀兰建国志强淑珍玉梅海燕文明春华小红立新晓东丽娟'];
const at = '2022-11-24T06:03:20.000Z';
const draft = (writes, events, type = 'bench') => ({
  community: COMMUNITY,
  at,
  command: { sender: 'account-1', id: randomUUID(), type, correlation: randomUUID() },
  writes,
  events,
  replay: { digest: 'd'.repeat(43), answer: 'a'.repeat(160) },
});

const ROOMS = 3;
export const phoneOf = (index) => `1991${String(index).padStart(7, '0')}`;

/** Residents, some three behind each door, sealed. */
export const residentDrafts = async (privacy, from, count) => {
  const people = Array.from({ length: count }, (_, offset) => {
    const index = from + offset;
    const door = Math.floor(index / ROOMS);
    const address = {
      building: String(1 + (door % 400)),
      unit: String(1 + (Math.floor(door / 400) % 4)),
      room: String(101 + Math.floor(door / 1_600)),
    };
    const name = SURNAMES[index % SURNAMES.length] + GIVEN[(index * 7) % GIVEN.length] + GIVEN[(index * 13) % GIVEN.length];
    return { id: systemIds.next(), address, record: { name, phone: phoneOf(index), address, careCategories: [], medicationPlan: [] } };
  });
  const sealed = await privacy.sealMany(people.map(({ id, record }) => ({ person: id, value: record })));
  return people.map(({ id, address }, index) =>
    draft(
      [[`resident/${id}`, 1]],
      [
        {
          stream: `resident/${id}`,
          type: 'resident-registered',
          data: { householdId: householdIdOf(privacy, COMMUNITY, address), building: address.building, record: sealed[index] },
        },
      ],
    ),
  );
};

/** As long as what is really sealed there. */
const seal = (bytes) => `s1.${randomBytes(bytes).toString('base64url')}`;

/** Needs of nobody in particular, as large as those that come in over HTTP. */
export const needDrafts = (count) =>
  Array.from({ length: count }, (_, index) => {
    const needId = systemIds.next();
    const residentId = systemIds.next();
    const data = {
      needId,
      residentId,
      householdId: randomBytes(16).toString('base64url'),
      building: String(1 + (index % 40)),
      kind: KINDS[index % KINDS.length],
      urgency: 'routine',
      deadline: new Date(Date.parse(at) + index * 60_000).toISOString(),
      deadlineFrom: 'days-left',
      lines: [{ lineId: systemIds.next(), quantity: 28, unit: '片', substitution: 'ask-first', item: seal(92) }],
      delivery: seal(220),
      handoverCode: seal(60),
      notes: seal(156),
    };
    return draft(
      [
        [`need/${needId}`, 1],
        [`resident/${residentId}`, 1],
      ],
      [
        { stream: `need/${needId}`, type: 'need-created', data, public: { type: 'linli.intake.need-created.v1' } },
        { stream: `resident/${residentId}`, type: 'need-opened', data: { needId, kind: data.kind } },
      ],
      'create-need',
    );
  });

/** Commits of four events each that change the same few needs again and again, so that a log grows and its views do not. */
export const amendments = function* (needs, events) {
  const created = needDrafts(needs);
  yield* created;
  for (let commit = 0; 2 * needs + 4 * commit < events; commit += 1) {
    const { stream } = created[commit % needs].events[0];
    const version = 2 + Math.floor(commit / needs);
    const data = { needId: stream.slice(5), deadline: new Date(Date.parse(at) + commit * 1_000).toISOString() };
    yield draft(
      [[stream, version]],
      Array.from({ length: 4 }, () => ({ stream, type: 'need-amended', data })),
      'amend-need',
    );
  }
};
