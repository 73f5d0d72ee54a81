import { plusHours } from '@linli/kernel';
import { deadlineOf, DEFAULT_DEADLINES, plannedFor, runsOutAt, type DeadlineQuestion } from './deadline.js';
import type { Medication } from './person.js';

const at = '2022-11-24T06:00:00.000Z';
const hoursFrom = (deadline: string): number => (Date.parse(deadline) - Date.parse(at)) / 3_600_000;
const asked = (but: Partial<DeadlineQuestion> = {}) => {
  const { deadline, ...rest } = deadlineOf({ at, kind: 'medicine', runsOutAt: [], ...but });
  return { inHours: hoursFrom(deadline), ...rest };
};

describe('a deadline', () => {
  it('is the moment the medicine runs out minus twelve hours', () =>
    expect(asked({ daysLeft: 1 })).toEqual({ inHours: 12, from: 'days-left', urgency: 'urgent', proposed: 'urgent', overridden: false }));
  it('counts parts of days', () => expect(asked({ daysLeft: 0.75 }).inHours).toBe(6));
  it('already past stands, and presses', () =>
    expect(asked({ daysLeft: 0 })).toMatchObject({ inHours: -12, urgency: 'life-critical', from: 'days-left' }));
  it('follows the medication plan where nobody says how many days are left: the first to run out counts', () =>
    expect(asked({ runsOutAt: [plusHours(at, 90), plusHours(at, 60)] })).toMatchObject({
      inHours: 48,
      from: 'medication-plan',
      urgency: 'routine',
    }));
  it('takes what the clerk was told over the plan', () =>
    expect(asked({ daysLeft: 2, runsOutAt: [plusHours(at, 13)] })).toMatchObject({ inHours: 36, from: 'days-left' }));
  it.each([
    ['life-critical', 1],
    ['urgent', 6],
    ['routine', 24],
  ] as const)('is %s: %d hours from entering, where nothing runs out', (urgency, hours) =>
    expect(asked({ kind: 'repair', urgency })).toMatchObject({ inHours: hours, from: 'urgency', urgency }),
  );
  it('is routine where nobody says anything', () =>
    expect(asked({ kind: 'visit' })).toMatchObject({ inHours: 24, urgency: 'routine', overridden: false }));
  it('follows the settings of the installation', () =>
    expect(
      hoursFrom(deadlineOf({ at, kind: 'medicine', daysLeft: 1, runsOutAt: [] }, { ...DEFAULT_DEADLINES, leadTimeHours: 2 }).deadline),
    ).toBe(22));
});

describe('urgency', () => {
  it.each([
    [16, 'life-critical'],
    [16.1, 'urgent'],
    [36, 'urgent'],
    [36.1, 'routine'],
  ] as const)('is proposed from what is left: %d hours of medicine are %s', (hours, proposed) =>
    expect(asked({ daysLeft: hours / 24 }).proposed).toBe(proposed),
  );
  it('is proposed for an escort as for medicine, and not for groceries', () => {
    expect(asked({ kind: 'escort', daysLeft: 0.5 }).proposed).toBe('life-critical');
    expect(asked({ kind: 'groceries', daysLeft: 0.5 }).proposed).toBe('routine');
  });
  it('is overridden by another word than the one proposed, and leaves the deadline of what runs out alone', () => {
    expect(asked({ daysLeft: 1, urgency: 'life-critical' })).toEqual({
      inHours: 12,
      from: 'days-left',
      urgency: 'life-critical',
      proposed: 'urgent',
      overridden: true,
    });
    expect(asked({ daysLeft: 1, urgency: 'urgent' }).overridden).toBe(false);
    expect(asked({ kind: 'visit', urgency: 'urgent' }).overridden).toBe(true);
  });
});

describe('amending', () => {
  const standing = { deadline: plusHours(at, 30), from: 'days-left', urgency: 'urgent', enteredAt: plusHours(at, -2) } as const;
  it('leaves a deadline that the clerk was told, whatever else is amended', () =>
    expect(asked({ standing, urgency: 'life-critical', runsOutAt: [plusHours(at, 13)] })).toMatchObject({
      inHours: 30,
      from: 'days-left',
      urgency: 'life-critical',
      overridden: true,
    }));
  it('takes new days over it, and proposes the urgency anew', () =>
    expect(asked({ standing, daysLeft: 3 })).toMatchObject({ inHours: 60, urgency: 'routine', overridden: false }));
  it('keeps the urgency that holds where none is said', () => expect(asked({ standing }).urgency).toBe('urgent'));
  it('asks for no reason for what has been said before', () => expect(asked({ standing, urgency: 'urgent' }).overridden).toBe(false));
  it('counts the hours of an urgency from when the need was entered', () =>
    expect(asked({ kind: 'repair', standing: { ...standing, from: 'urgency' }, urgency: 'life-critical' })).toMatchObject({
      inHours: -1,
      from: 'urgency',
    }));
  it('goes by the plan where a planned medicine is asked for now', () =>
    expect(asked({ standing: { ...standing, from: 'urgency' }, runsOutAt: [plusHours(at, 20)] })).toMatchObject({
      inHours: 8,
      from: 'medication-plan',
    }));
});

describe('a medication plan', () => {
  const medication = (but: Partial<Medication> = {}): Medication => ({
    medicine: '苯磺酸氨氯地平片',
    dailyDose: 2,
    unitsLeft: 3,
    countedOn: '2022-11-24',
    ...but,
  });
  it('runs out so many doses after the day it was counted began in the community', () =>
    expect(runsOutAt(medication(), 'Asia/Shanghai')).toBe('2022-11-25T04:00:00.000Z'));
  it('is of the community’s own day', () => expect(runsOutAt(medication(), 'Europe/Berlin')).toBe('2022-11-25T11:00:00.000Z'));
  it('does not run out where nothing is taken', () => expect(runsOutAt(medication({ dailyDose: 0 }), 'Asia/Shanghai')).toBeUndefined());
  it('knows a medicine by its name, however wide or spaced it is written', () => {
    const plan = [medication({ medicine: '碳酸钙D3片' }), medication({ medicine: '甲钴胺片' })];
    expect(plannedFor(plan, [' 碳酸钙Ｄ3 片'])).toEqual([plan[0]]);
    expect(plannedFor(plan, ['叶酸片'])).toEqual([]);
  });
});
