import { byKind, countsOf, timeToMeet, type Counts, type NeedFact, type Period } from './figures.js';

const DAY: Period = { from: '2022-11-23T16:00:00.000Z', until: '2022-11-24T16:00:00.000Z' };
const LATER = '2022-11-26T00:00:00.000Z';
const at = (time: string): string => `2022-11-24T${time}:00.000Z`;
const need = (but: Partial<NeedFact> = {}): NeedFact => ({
  kind: 'medicine',
  grid: '03',
  householdId: 'h1',
  createdAt: at('06:00'),
  deadline: at('12:00'),
  metAt: [],
  confirmedAt: [],
  endedAt: [],
  resumedAt: [],
  moves: [],
  ...but,
});
const counts = (needs: NeedFact[], now = LATER, period = DAY): Partial<Counts> =>
  Object.fromEntries(Object.entries(countsOf(needs, [], period, now)).filter(([, count]) => count !== 0));

describe('happenings', () => {
  it('count on the day on which they are, from its first moment to before its last', () => {
    expect(counts([need({ createdAt: DAY.from, endedAt: [at('07:00')] })])).toEqual({ needsCreated: 1 });
    expect(counts([need({ createdAt: DAY.until })])).toEqual({});
    expect(counts([need({ createdAt: '2022-11-23T15:59:59.999Z', endedAt: [at('07:00')] })])).toEqual({});
  });
  it('are never taken back: met, reopened and met again is met twice, for one household', () =>
    expect(counts([need({ metAt: [at('07:00'), at('09:00')], endedAt: [at('07:00'), at('09:00')], resumedAt: [at('08:00')] })])).toEqual({
      needsCreated: 1,
      needsMet: 2,
      householdsServed: 1,
    }));
  it('count households once', () => {
    const met = { metAt: [at('07:00')], endedAt: [at('07:00')] };
    expect(counts([need(met), need({ ...met, kind: 'groceries' }), need({ ...met, householdId: 'h2' })])).toMatchObject({
      needsMet: 3,
      householdsServed: 2,
    });
  });
  it('count the day of the confirmation', () =>
    expect(counts([need({ metAt: ['2022-11-23T10:00:00.000Z'], confirmedAt: [at('08:00')], endedAt: [at('08:00')] })])).toEqual({
      needsCreated: 1,
      needsConfirmed: 1,
    }));
});

describe('what is open is as of the end of the period', () => {
  it('also when it is over today', () =>
    expect(counts([need({ endedAt: ['2022-11-25T10:00:00.000Z'] })])).toEqual({ needsCreated: 1, needsOpen: 1, needsOverdue: 1 }));
  it('overdue only once its deadline has passed', () =>
    expect(counts([need({ deadline: '2022-11-25T10:00:00.000Z' })])).toEqual({ needsCreated: 1, needsOpen: 1 }));
  it('as of now, where the period has not ended', () => {
    expect(counts([need()], at('10:00'))).toEqual({ needsCreated: 1, needsOpen: 1 });
    expect(counts([need()], at('13:00'))).toEqual({ needsCreated: 1, needsOpen: 1, needsOverdue: 1 });
    expect(counts([need({ endedAt: [at('10:00')] })], at('10:00'))).toEqual({ needsCreated: 1 });
  });
  it('again after it was taken up again, whatever was heard first', () => {
    const resumed = need({ deadline: LATER, endedAt: [at('07:00')], resumedAt: [at('08:00')] });
    expect(counts([resumed])).toMatchObject({ needsOpen: 1 });
    expect(counts([{ ...resumed, endedAt: [at('07:00'), at('09:00')] }])).not.toHaveProperty('needsOpen');
  });
});

describe('a need that moved', () => {
  const moved = need({
    metAt: [at('07:00'), at('12:00')],
    endedAt: [at('07:00'), at('12:00')],
    resumedAt: [at('08:00')],
    moves: [{ at: at('09:00'), grid: '01', householdId: 'h2' }],
  });
  const inGrid = (grid: string, fact: NeedFact): Partial<Counts> =>
    Object.fromEntries(Object.entries(countsOf([fact], [], DAY, LATER, grid)).filter(([, count]) => count !== 0));

  it('is counted where it was when something happened', () => {
    expect(inGrid('03', moved)).toEqual({ needsCreated: 1, needsMet: 1, householdsServed: 1 });
    expect(inGrid('01', moved)).toEqual({ needsMet: 1, householdsServed: 1 });
    expect(counts([moved])).toEqual({ needsCreated: 1, needsMet: 2, householdsServed: 2 });
  });
  it('is open and overdue where it went, from the moment on', () => {
    const open = { ...moved, metAt: [], endedAt: [], resumedAt: [] };
    expect([inGrid('03', open), inGrid('01', open)]).toEqual([{ needsCreated: 1 }, { needsOpen: 1, needsOverdue: 1 }]);
    const tomorrow = { ...open, moves: [{ at: DAY.until, grid: '01', householdId: 'h2' }] };
    expect([inGrid('03', tomorrow), inGrid('01', tomorrow)]).toEqual([{ needsCreated: 1, needsOpen: 1, needsOverdue: 1 }, {}]);
  });
});

it('a volunteer is on duty at the end of the period', () => {
  const onDuty = (...spans: [string, string?][]): number => countsOf([], [spans], DAY, LATER).onDuty;
  expect(onDuty([at('07:00')])).toBe(1);
  expect(onDuty([at('07:00'), at('15:00')])).toBe(0);
  expect(onDuty([at('07:00'), at('15:00')], [at('15:30'), '2022-11-25T01:00:00.000Z'])).toBe(1);
  expect(onDuty(['2022-11-25T01:00:00.000Z'])).toBe(0);
});
it('needs are counted by kind, also those of which there are none', () =>
  expect(byKind([need(), need(), need({ kind: 'repair' }), need({ createdAt: LATER })], DAY)).toEqual({
    medicine: 2,
    groceries: 0,
    escort: 0,
    'test-kits': 0,
    visit: 0,
    repair: 1,
    counselling: 0,
    information: 0,
    other: 0,
  }));
describe('the time to meet', () => {
  it('is of needs met for the first time in the period: the middle one, and the one that nine of ten do not exceed', () => {
    const met = Array.from({ length: 10 }, (_, index) =>
      need({ metAt: [at(`0${7 + Math.floor(index / 4)}:${15 * (index % 4) || '00'}`)] }),
    );
    expect(timeToMeet(met, DAY)).toEqual({ median: 120, p90: 180 });
    expect(timeToMeet([need({ metAt: ['2022-11-23T10:00:00.000Z', at('07:00')] })], DAY)).toEqual({ median: null, p90: null });
  });
  it('is unknown where nothing was met', () => expect(timeToMeet([need()], DAY)).toEqual({ median: null, p90: null }));
});
