import { given } from '@linli/kernel';
import { need, needsLines, type NeedCommand } from './need.js';
import type { NeedCreated, NeedEvent } from './need.events.js';

/** A need as it is entered; what is sealed is only ever passed on here, so that any text stands for it. */
const aNeed = (but: Partial<NeedCreated> = {}): NeedCreated => ({
  type: 'need-created',
  needId: 'n1',
  residentId: 'r1',
  householdId: 'h1',
  kind: 'medicine',
  urgency: 'urgent',
  deadline: '2022-11-24T18:03:20.000Z',
  enteredAt: '2022-11-24T06:03:20.000Z',
  deadlineFrom: 'days-left',
  building: '12',
  grid: '03',
  lines: [{ lineId: 'l1', quantity: 7, unit: '片', substitution: 'never', item: 's1.item' }],
  delivery: 's1.delivery',
  handoverCode: 's1.code',
  ...but,
});

const { type: _type, enteredAt: _enteredAt, deadlineFrom: _from, ...facts } = aNeed();
const created = aNeed();
const claimed: NeedEvent = { type: 'need-claimed-by-dispatch', runId: 'run1', runners: [{ volunteerId: 'v1', name: 's1.name' }] };
const bought: NeedEvent = { type: 'need-buying-started' };
const met: NeedEvent = { type: 'need-met', missing: [] };
const confirmed: NeedEvent = { type: 'need-confirmed', needId: 'n1', residentId: 'r1', confirmedBy: 'requester' };
const cancelled: NeedEvent = { type: 'need-cancelled', needId: 'n1', residentId: 'r1' };
const notMet: NeedEvent = { type: 'need-not-met', reason: 'sold-out' };
const reopened: NeedEvent = { type: 'need-reopened', ...facts };
const create: NeedCommand = { type: 'create', need: { ...facts, enteredAt: created.enteredAt, deadlineFrom: 'days-left' } };

describe('entering a need', () => {
  it('happens once', () => given(need).when(create).then(created));
  it('is refused under an id that has one', () => void given(need, [created]).when(create).thenRefused('need-already-entered'));
  it('is something to buy or bring for some kinds, which need a line', () => {
    expect(['medicine', 'groceries', 'test-kits'].every((kind) => needsLines(kind as 'medicine'))).toBe(true);
    expect(['escort', 'visit', 'repair', 'counselling', 'information', 'other'].some((kind) => needsLines(kind as 'escort'))).toBe(false);
  });
});

describe('amending a need', () => {
  const amend: NeedCommand = { type: 'amend', deadline: '2022-11-25T00:00:00.000Z', urgency: 'routine', notes: 's1.notes' };
  const amended: NeedEvent = { ...amend, type: 'need-amended', needId: 'n1', residentId: 'r1' } as NeedEvent;

  it('says what holds from now on, before anything is bought', () => {
    given(need, [created]).when(amend).then(amended);
    given(need, [created, claimed]).when(amend).then(amended);
  });
  it('is nothing when nothing is amended', () => given(need, [created]).when({ type: 'amend' }).thenNothing());
  it('is refused once something is bought', () => void given(need, [created, claimed, bought]).when(amend).thenRefused('already-bought'));
  it.each([met, confirmed, cancelled, notMet])(
    'is refused after $type',
    (ended) => void given(need, [created, claimed, ended]).when(amend).thenRefused('need-not-open'),
  );
  it('is remembered for whoever takes the need up again', () => {
    const state = given(need, [created, amended, met]).when({ type: 'reopen' }).thenState();
    expect(state).toMatchObject({ status: 'open', facts: { deadline: '2022-11-25T00:00:00.000Z', urgency: 'routine' }, notes: 's1.notes' });
  });
  it('can be undone only by what is said anew: a release lets the need be amended again', () =>
    given(need, [created, claimed, bought, { type: 'need-released' }])
      .when(amend)
      .then(amended));
});

describe('where to', () => {
  const here = { householdId: 'h1', building: '12', grid: '03' };
  const elsewhere = { householdId: 'h2', building: '3' };
  const redirect: NeedCommand = { type: 'redirect', place: here, delivery: 's1.elsewhere' };
  const redirected: NeedEvent = { type: 'need-amended', needId: 'n1', residentId: 'r1', delivery: 's1.elsewhere' };
  const move: NeedCommand = { type: 'redirect', place: elsewhere, delivery: 's1.elsewhere' };
  const moved: NeedEvent = { type: 'need-moved', needId: 'n1', residentId: 'r1', ...elsewhere, delivery: 's1.elsewhere' };

  it('may be put right even when everything is bought: somebody is on the way', () => {
    given(need, [created]).when(redirect).then(redirected);
    given(need, [created, claimed, bought]).when(redirect).then(redirected);
  });
  it('concerns nobody when nobody is on the way', () => {
    given(need, [created, met]).when(redirect).thenNothing();
    given(need, [created, met]).when(move).thenNothing();
  });
  it('is another home when the resident has moved, bought or not', () => {
    given(need, [created]).when(move).then(moved);
    given(need, [created, claimed, bought]).when(move).then(moved);
  });
  it('is the new home from then on: moved twice is once, and a grid that was left is left', () => {
    given(need, [created, moved])
      .when(move)
      .then({ ...redirected, delivery: 's1.elsewhere' });
    expect(given(need, [created, moved]).when({ type: 'lapse' }).thenState()).toMatchObject({
      facts: { ...facts, ...elsewhere, grid: undefined, delivery: 's1.elsewhere' },
    });
  });
});

describe('cancelling a need', () => {
  it('takes it back before anything is bought, with the reason', () => {
    given(need, [created])
      .when({ type: 'cancel', reason: 's1.why' })
      .then({ ...cancelled, reason: 's1.why' });
    given(need, [created, claimed]).when({ type: 'cancel' }).then(cancelled);
  });
  it('is harmless twice', () => given(need, [created, cancelled]).when({ type: 'cancel' }).thenNothing());
  it('is refused once something is bought', () =>
    void given(need, [created, claimed, bought]).when({ type: 'cancel' }).thenRefused('already-bought'));
  it.each([met, confirmed, notMet])(
    'is refused after $type',
    (ended) => void given(need, [created, ended]).when({ type: 'cancel' }).thenRefused('need-not-open'),
  );
});

describe('the handover code', () => {
  const ask: NeedCommand = { type: 'new-code', handoverCode: 's1.new' };
  it('is made anew while the need is under way, bought or not', () => {
    const renewed: NeedEvent = { type: 'need-amended', needId: 'n1', residentId: 'r1', handoverCode: 's1.new' };
    given(need, [created]).when(ask).then(renewed);
    given(need, [created, claimed, bought]).when(ask).then(renewed);
  });
  it.each([met, confirmed, cancelled, notMet])(
    'opens no door after $type',
    (ended) => void given(need, [created, ended]).when(ask).thenRefused('need-not-open'),
  );
});

describe('what dispatch tells', () => {
  it('a run has taken it', () =>
    given(need, [created])
      .when({ type: 'note-claimed', runId: 'run1', runners: [{ volunteerId: 'v1', name: 's1.name' }] })
      .then(claimed));
  it('it is back on the board', () => given(need, [created, claimed]).when({ type: 'note-released' }).then({ type: 'need-released' }));
  it('it is taken up again after it had failed', () =>
    given(need, [created, claimed, notMet]).when({ type: 'note-released' }).then({ type: 'need-released' }));
  it('it was on the board already', () => given(need, [created]).when({ type: 'note-released' }).thenNothing());
  it('the first thing is bought, said once', () => {
    given(need, [created, claimed]).when({ type: 'note-buying' }).then(bought);
    given(need, [created, claimed, bought]).when({ type: 'note-buying' }).thenNothing();
  });
  it('it is met, with what could not be had', () => {
    given(need, [created, claimed, bought])
      .when({ type: 'note-met', missing: ['l1'] })
      .then({ type: 'need-met', missing: ['l1'] });
  });
  it('it is told what was given in its place, before or after it is met, unless nobody wants it any more', () => {
    const substitutes = [{ lineId: 'l1', quantity: 14, item: 's1.other' }];
    for (const events of [[claimed], [claimed, bought], [claimed, met]])
      given(need, [created, ...events])
        .when({ type: 'note-substitutes', substitutes })
        .then({ type: 'need-substitutes-given', substitutes });
    given(need, [created, cancelled]).when({ type: 'note-substitutes', substitutes }).thenNothing();
  });
  it('it is met after all', () => given(need, [created, notMet]).when({ type: 'note-met', missing: [] }).then(met));
  it('it could not be met', () => given(need, [created, claimed]).when({ type: 'note-not-met', reason: 'sold-out' }).then(notMet));
  it.each<NeedCommand>([
    { type: 'note-claimed', runId: 'run2', runners: [] },
    { type: 'note-released' },
    { type: 'note-buying' },
    { type: 'note-met', missing: [] },
    { type: 'note-not-met', reason: 'absent' },
  ])('comes too late for a need that is cancelled: $type', (told) => given(need, [created, cancelled]).when(told).thenNothing());
});

describe('the end', () => {
  it('is the word of whoever asked', () => {
    given(need, [created, met]).when({ type: 'confirm' }).then(confirmed);
    given(need, [created, met])
      .when({ type: 'confirm', note: 's1.thanks' })
      .then({ ...confirmed, note: 's1.thanks' });
  });
  it('is harmless to confirm twice', () => given(need, [created, met, confirmed]).when({ type: 'confirm' }).thenNothing());
  it.each([created, claimed, cancelled, notMet])(
    'cannot be confirmed after $type: it is not met',
    (last) =>
      void given(need, [created, last === created ? claimed : last])
        .when({ type: 'confirm' })
        .thenRefused('need-not-met'),
  );
  it('comes by itself when nobody could be reached', () =>
    given(need, [created, met])
      .when({ type: 'lapse' })
      .then({ ...confirmed, confirmedBy: 'nobody-reached' }));
  it.each([created, claimed, confirmed, cancelled, reopened])('does not come by itself after $type', (last) =>
    given(need, [created, ...(last === created ? [] : [met, last])])
      .when({ type: 'lapse' })
      .thenNothing(),
  );
});

describe('reopening', () => {
  it.each([met, confirmed, notMet, cancelled])('takes the need up as it stands, after $type', (ended) =>
    given(need, [created, ended])
      .when({ type: 'reopen', reason: 's1.why' })
      .then({ ...reopened, reason: 's1.why' }),
  );
  it('is nothing while it is open', () => given(need, [created, claimed]).when({ type: 'reopen' }).thenNothing());
  it('lets it be amended and cancelled again, whatever was bought before', () =>
    given(need, [created, claimed, bought, met, reopened]).when({ type: 'cancel' }).then(cancelled));
});

it.each<NeedCommand>([{ type: 'amend' }, { type: 'cancel' }, { type: 'confirm' }, { type: 'reopen' }, { type: 'lapse' }])(
  'a need that was never entered is not there: $type',
  (command) => void given(need).when(command).thenRefused('not-found'),
);
