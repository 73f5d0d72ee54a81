import { given } from '@linli/kernel';
import { resident } from './resident.js';
import type { NeedOpened, ResidentEvent } from './resident.events.js';

const place = { householdId: 'h1', building: '12', grid: '03' };
const registered: ResidentEvent = { type: 'resident-registered', ...place, record: 's1.record' };
const opened = (needId: string, kind: NeedOpened['kind'] = 'medicine'): ResidentEvent => ({ type: 'need-opened', needId, kind });
const closed = (needId: string): ResidentEvent => ({ type: 'need-closed', needId });
const forgotten: ResidentEvent = { type: 'resident-forgotten', residentId: 'r1', needIds: [] };

describe('the register', () => {
  it('takes somebody in', () => given(resident).when({ type: 'register', place, record: 's1.record' }).then(registered));
  it('has one record under one id', () =>
    void given(resident, [registered]).when({ type: 'register', place, record: 's1.other' }).thenRefused('resident-already-registered'));
  it('corrects, saying which fields and why', () =>
    given(resident, [registered])
      .when({ type: 'correct', place: { householdId: 'h2', building: '3' }, record: 's1.new', fields: ['address'], reason: 's1.why' })
      .then({ type: 'resident-corrected', householdId: 'h2', building: '3', record: 's1.new', fields: ['address'], reason: 's1.why' }));
  it('has nothing to correct where nothing differs', () =>
    given(resident, [registered]).when({ type: 'correct', place, record: 's1.same', fields: [], reason: 's1.why' }).thenNothing());
  it('is verified, as often as somebody asks', () => {
    given(resident, [registered]).when({ type: 'verify' }).then({ type: 'resident-verified' });
    given(resident, [registered, { type: 'resident-verified' }])
      .when({ type: 'verify' })
      .then({ type: 'resident-verified' });
  });
});

describe('same door, same need', () => {
  it('opens a first need of a kind', () =>
    given(resident, [registered]).when({ type: 'open-need', needId: 'n1', kind: 'medicine', evenIfOpen: false }).then(opened('n1')));
  it('asks before a second of the same kind, and names the first', () => {
    const refusal = given(resident, [registered, opened('n1')])
      .when({ type: 'open-need', needId: 'n2', kind: 'medicine', evenIfOpen: false })
      .thenRefused('need-already-open');
    expect(refusal.details).toEqual({ needId: 'n1' });
  });
  it('opens it all the same when the clerk says so', () =>
    given(resident, [registered, opened('n1')])
      .when({ type: 'open-need', needId: 'n2', kind: 'medicine', evenIfOpen: true })
      .then(opened('n2')));
  it('does not ask about another kind', () =>
    given(resident, [registered, opened('n1')])
      .when({ type: 'open-need', needId: 'n2', kind: 'groceries', evenIfOpen: false })
      .then(opened('n2', 'groceries')));
  it('does not ask once the first is over', () =>
    given(resident, [registered, opened('n1'), closed('n1')])
      .when({ type: 'open-need', needId: 'n2', kind: 'medicine', evenIfOpen: false })
      .then(opened('n2')));
  it('closes what is open, once', () => {
    given(resident, [registered, opened('n1')])
      .when({ type: 'close-need', needId: 'n1' })
      .then(closed('n1'));
    given(resident, [registered, opened('n1'), closed('n1')])
      .when({ type: 'close-need', needId: 'n1' })
      .thenNothing();
  });
  it('opens again what is reopened, once', () => {
    given(resident, [registered, opened('n1'), closed('n1')])
      .when({ type: 'reopen-need', needId: 'n1', kind: 'medicine' })
      .then(opened('n1'));
    given(resident, [registered, opened('n1')])
      .when({ type: 'reopen-need', needId: 'n1', kind: 'medicine' })
      .thenNothing();
  });
});

describe('forgetting', () => {
  it('names every need there ever was, so that all of it goes', () =>
    given(resident, [registered, opened('n1'), closed('n1'), opened('n1'), opened('n2', 'visit')])
      .when({ type: 'forget', residentId: 'r1' })
      .then({ type: 'resident-forgotten', residentId: 'r1', needIds: ['n1', 'n2'] }));
  it('is harmless twice', () => given(resident, [registered, forgotten]).when({ type: 'forget', residentId: 'r1' }).thenNothing());
  it('leaves nobody to correct, verify or open a need for', () => {
    const gone = given(resident, [registered, forgotten]);
    gone.when({ type: 'correct', place, record: 's1.new', fields: ['name'], reason: 's1.why' }).thenRefused('not-found');
    gone.when({ type: 'verify' }).thenRefused('not-found');
    gone.when({ type: 'open-need', needId: 'n1', kind: 'visit', evenIfOpen: false }).thenRefused('not-found');
    gone.when({ type: 'reopen-need', needId: 'n1', kind: 'visit' }).thenRefused('not-found');
  });
  it('lets a need that was under way come to its end', () =>
    given(resident, [registered, opened('n1'), forgotten])
      .when({ type: 'close-need', needId: 'n1' })
      .thenNothing());
  it('never gives the id to anybody else', () =>
    void given(resident, [registered, forgotten])
      .when({ type: 'register', place, record: 's1.record' })
      .thenRefused('resident-already-registered'));
});

it('somebody who was never registered is not there', () =>
  void given(resident).when({ type: 'forget', residentId: 'r1' }).thenRefused('not-found'));
