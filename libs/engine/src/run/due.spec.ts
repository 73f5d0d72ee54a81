import { beforeEach, describe, expect, it } from '@jest/globals';
import { Refusal } from '@linli/kernel';
import type { ViewStore } from '../ports/view-store.port.js';
import { send, type Envelope } from '../command.js';
import { dueRule } from '../reaction.js';
import { change } from '../streams.js';
import { COMMUNITY, OTHER, until } from '../suites/builders.js';
import {
  anEnvelope,
  task,
  type TaskEvent,
  aStore,
  asOneOfSeveral,
  cards,
  DoTask,
  started,
  told,
  type Card,
  type Copy,
  type Sketch,
  type Stores,
} from '../../test/world.js';

/** A task that nobody has taken in time is dropped. */
const expires = dueRule<Card>({
  name: 'task-expires',
  view: cards,
  field: 'dueAt',
  command: (card, id) => {
    if (card.title === 'odd') throw new TypeError('A mistake of the rule.');
    return send(DoTask, { id, command: { type: 'drop' } });
  },
});
const at = (minutes: number): string => new Date(Date.parse('2022-11-24T06:03:20.000Z') + minutes * 60_000).toISOString();

describe('what falls due', () => {
  let stores: Stores;
  let sent: { id: string; envelope: Envelope }[];
  let copy: Copy;
  let refused: (id: string) => boolean;
  const sketch = (over: Sketch = {}): Sketch => ({
    stores,
    model: { due: [expires] },
    onSent(id, _command, envelope) {
      sent.push({ id, envelope });
      if (refused(id)) throw new Refusal('rule', 'not-now', 'Not now.');
    },
    ...over,
  });
  beforeEach(async () => {
    stores = aStore();
    sent = [];
    refused = () => false;
    copy = await started(sketch());
  });
  const open = (id: string, minutes: number, title = 'rice', community = COMMUNITY) =>
    copy.do(id, { type: 'open', title, dueAt: at(minutes) }, { community });
  const look = async (): Promise<void> => {
    await copy.engine.settled();
    await copy.engine.sendDue();
    await copy.engine.settled();
  };

  it('is sent when its moment has come, not before, as a command named by row, moment and rule', async () => {
    await open('1', 10);
    copy.clock.advance(10 * 60_000 - 1);
    await look();
    expect(sent).toEqual([]);
    copy.clock.advance(1);
    await look();
    expect(sent.map(({ envelope }) => envelope)).toEqual([
      { community: COMMUNITY, sender: 'due/task-expires', commandId: `1@${at(10)}`, correlation: `1@${at(10)}` },
    ]);
    expect(await copy.card('1')).toBeUndefined();
  });

  it('is looked for every second', async () => {
    await open('1', 0);
    await copy.engine.settled();
    copy.clock.advance(1_000);
    await until(() => sent.length > 0);
    await copy.engine.settled();
    await open('2', 0);
    await copy.engine.settled();
    await until(() => {
      copy.clock.advance(1_000);
      return sent.length > 1;
    });
  });

  it('is carried out once, however often and by however many copies it is sent', async () => {
    await open('1', 0);
    await copy.engine.settled();
    const others = await Promise.all([1, 2].map(() => started(sketch({ stores: { ...stores, log: asOneOfSeveral(stores.log) } }))));
    await Promise.all([copy, ...others].flatMap(({ engine }) => [engine.sendDue(), engine.sendDue()]));
    expect(sent.length).toBeGreaterThan(1);
    expect((await told(copy.engine)).filter((type) => type === 'task-dropped')).toHaveLength(1);
  });

  it('is sent again for another moment of the same row', async () => {
    refused = () => true;
    await open('1', 0);
    await look();
    refused = () => false;
    await copy.do('1', { type: 'drop' });
    await copy.engine.settled();
    await copy.engine.run(anEnvelope({ commandId: 'again' }), async (streams) => {
      const event: TaskEvent = { type: 'task-opened', title: 'rice', dueAt: at(5) };
      return { changes: [change(await streams.load(task, '1'), [event])] };
    });
    copy.clock.advance(5 * 60_000);
    await look();
    expect(sent.map(({ envelope }) => envelope.commandId)).toEqual([`1@${at(0)}`, `1@${at(5)}`]);
    expect(await copy.card('1')).toBeUndefined();
  });

  it('and refused is listed once and not sent again', async () => {
    refused = () => true;
    await open('1', 0);
    await look();
    await look();
    expect(sent).toHaveLength(1);
    expect(await stores.progress.listSetAside()).toMatchObject([
      { id: `refusal/due/task-expires/1@${at(0)}`, kind: 'refusal', consumer: 'due/task-expires', subject: '1', error: 'not-now' },
    ]);
  });

  it('is sent also behind more refused ones than are looked at in one go', async () => {
    refused = (id) => id !== 'z';
    for (let count = 0; count < 250; count += 1) await open(`a${count}`, 0);
    await open('z', 1);
    copy.clock.advance(60_000);
    await look();
    expect(await copy.card('z')).toBeUndefined();
    expect(sent).toHaveLength(251);
  });

  it('costs no question where nothing moves and no moment has come', async () => {
    let asked = 0;
    const views: ViewStore = { ...stores.views, find: (...given) => ((asked += 1), stores.views.find(...given)) };
    copy = await started(sketch({ stores: { ...stores, views } }));
    await open('1', 10);
    await look();
    asked = 0;
    for (let second = 0; second < 29; second += 1) {
      copy.clock.advance(1_000);
      await copy.engine.sendDue();
    }
    expect(asked).toBe(0);
    // What moves may be due.
    await open('2', 0);
    await look();
    expect([asked > 0, sent.map(({ id }) => id)]).toEqual([true, ['2']]);
  });

  it('is found in half a minute where a document was put right in its place', async () => {
    await open('1', 10);
    await look();
    const [generation] = await stores.views.declare(cards);
    await stores.views.mend(generation!, COMMUNITY, '1', { title: 'rice', status: 'open', dueAt: at(0), folded: 1 }, 1);
    await look();
    expect(sent).toEqual([]);
    copy.clock.advance(30_000);
    await look();
    expect(sent.map(({ id }) => id)).toEqual(['1']);
  });

  it('of one row that cannot be sent holds up no other, in no community, and is tried again', async () => {
    await open('1', 0, 'odd');
    await open('2', 0);
    await open('3', 0, 'rice', OTHER);
    await look();
    await look();
    expect([await copy.card('2'), await copy.card('3', OTHER)]).toEqual([undefined, undefined]);
    expect(await copy.card('1')).toBeDefined();
    expect(copy.reports.filter(({ message }) => message === 'what is due could not be sent')).toHaveLength(2);
  });
});
