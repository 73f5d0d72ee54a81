import { given, Refusal } from '@linli/kernel';
import { asRunner, volunteer, type VolunteerEvent } from './volunteer.js';

const facts = { volunteerId: 'li', name: 's1.li', phone: 's1.phone', skills: [], zones: ['3'], maxStops: 8 };
const joined: VolunteerEvent = { type: 'volunteer-joined', ...facts };
const on: VolunteerEvent = { type: 'volunteer-went-on', volunteerId: 'li' };
const off: VolunteerEvent = { type: 'volunteer-went-off', volunteerId: 'li' };
const stoodDown: VolunteerEvent = { type: 'volunteer-stood-down', volunteerId: 'li' };

describe('a volunteer', () => {
  it('joins once, and is off at first', () => {
    given(volunteer, []).when({ type: 'join', facts }).then(joined);
    given(volunteer, [joined]).when({ type: 'join', facts }).thenNothing();
    expect(given(volunteer, []).when({ type: 'join', facts }).thenState()).toEqual({ status: 'off', ...facts });
  });

  it('goes on and off, as often as wished', () => {
    given(volunteer, [joined]).when({ type: 'go-on' }).then(on);
    given(volunteer, [joined, on]).when({ type: 'go-on' }).thenNothing();
    given(volunteer, [joined, on]).when({ type: 'go-off' }).then(off);
    given(volunteer, [joined, on, off]).when({ type: 'go-off' }).thenNothing();
    given(volunteer, [joined, on, off]).when({ type: 'go-on' }).then(on);
  });

  it('is corrected whole, on duty or off, and keeps what nobody has named', () => {
    const corrected: VolunteerEvent = { type: 'volunteer-corrected', ...facts, phone: 's1.other', zones: ['3', '4'], reason: 's1.why' };
    given(volunteer, [joined, on])
      .when({ type: 'correct', changes: { phone: 's1.other', zones: ['3', '4'] }, reason: 's1.why' })
      .then(corrected);
    expect(given(volunteer, [joined, on, corrected]).when({ type: 'go-on' }).thenState()).toEqual({
      status: 'on',
      ...facts,
      phone: 's1.other',
      zones: ['3', '4'],
    });
    given(volunteer, [joined]).when({ type: 'correct', changes: {} }).thenNothing();
    given(volunteer, [joined])
      .when({ type: 'correct', changes: { zones: ['3'], maxStops: 8 } })
      .thenNothing();
    given(volunteer, []).when({ type: 'correct', changes: {} }).thenRefused('not-found');
  });

  it('takes as many stops as anybody once his own limit is taken away', () => {
    const { maxStops: _most, ...rest } = facts;
    const freed: VolunteerEvent = { type: 'volunteer-corrected', ...rest };
    given(volunteer, [joined])
      .when({ type: 'correct', changes: { maxStops: 0 } })
      .then(freed);
    given(volunteer, [joined, freed])
      .when({ type: 'correct', changes: { maxStops: 0 } })
      .thenNothing();
    expect(given(volunteer, [joined, freed]).when({ type: 'go-off' }).thenState()).toEqual({ status: 'off', ...rest });
  });

  it('stands down for good, and is off duty by that', () => {
    given(volunteer, [joined, on]).when({ type: 'stand-down' }).then(off, stoodDown);
    given(volunteer, [joined]).when({ type: 'stand-down' }).then(stoodDown);
    given(volunteer, [joined, stoodDown]).when({ type: 'stand-down' }).thenNothing();
    given(volunteer, [joined, stoodDown]).when({ type: 'go-off' }).thenNothing();
    given(volunteer, [joined, stoodDown]).when({ type: 'go-on' }).thenRefused('volunteer-stood-down');
  });

  it('who never joined is not there', () => {
    for (const type of ['go-on', 'go-off', 'stand-down'] as const) given(volunteer, []).when({ type }).thenRefused('not-found');
  });

  it('runs only while on', () => {
    expect(asRunner({ status: 'on', ...facts })).toEqual({ volunteerId: 'li', name: 's1.li' });
    for (const status of ['off', 'stood-down'] as const)
      expect(() => asRunner({ status, ...facts })).toThrow(
        expect.objectContaining({ code: 'volunteer-off', details: { volunteerId: 'li' } }) as Refusal,
      );
    expect(() => asRunner({ status: 'unknown' })).toThrow(Refusal);
  });
});
