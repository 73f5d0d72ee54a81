import { given } from '@linli/kernel';
import { squad, type SquadEvent } from './squad.js';

const formed: SquadEvent = { type: 'squad-formed', name: '购药小分队' };
const added = (volunteerId: string): SquadEvent => ({ type: 'squad-member-added', volunteerId });
const captain = (volunteerId: string): SquadEvent => ({ type: 'squad-captain-named', volunteerId });

describe('a squad', () => {
  it('is formed once', () => {
    given(squad, []).when({ type: 'form', name: '购药小分队' }).then(formed);
    given(squad, [formed]).when({ type: 'form', name: '另一个' }).thenNothing();
  });

  it('takes each member once', () =>
    given(squad, [formed, added('li')])
      .when({ type: 'add-members', volunteerIds: ['li', 'wang', 'wang'] })
      .then(added('wang')));

  it('has a captain from its own midst', () => {
    given(squad, [formed, added('li')])
      .when({ type: 'name-captain', volunteerId: 'li' })
      .then(captain('li'));
    given(squad, [formed, added('li'), captain('li')])
      .when({ type: 'name-captain', volunteerId: 'li' })
      .thenNothing();
    given(squad, [formed, added('li')])
      .when({ type: 'name-captain', volunteerId: 'wang' })
      .thenRefused('not-a-member');
  });

  it('that was never formed is not there', () => {
    given(squad, [])
      .when({ type: 'add-members', volunteerIds: ['li'] })
      .thenRefused('not-found');
    given(squad, []).when({ type: 'name-captain', volunteerId: 'li' }).thenRefused('not-found');
  });
});
