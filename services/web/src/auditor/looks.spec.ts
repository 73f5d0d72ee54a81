import { together, type Look } from './looks';

const look = (but: Partial<Look>): Look => ({
  at: '2022-11-24T02:05:40.000Z',
  account: 'a1',
  accountName: '小李',
  resident: 'r1',
  purpose: 'run',
  service: 'pharmacy-run',
  ...but,
});

it('one line for one minute of one person, with each resident and how often', () =>
  expect(together([look({}), look({ resident: 'r2', at: '2022-11-24T02:05:20.000Z' }), look({ at: '2022-11-24T02:05:01.000Z' })])).toEqual([
    {
      at: '2022-11-24T02:05:40.000Z',
      account: 'a1',
      accountName: '小李',
      purpose: 'run',
      service: 'pharmacy-run',
      residents: [
        { resident: 'r1', times: 2 },
        { resident: 'r2', times: 1 },
      ],
    },
  ]));

it.each<[string, Partial<Look>]>([
  ['minute', { at: '2022-11-24T02:04:59.000Z' }],
  ['person', { account: 'a2' }],
  ['purpose', { purpose: 'need' }],
  ['service', { service: 'intake' }],
])('another line for another %s', (_, other) => expect(together([look({}), look(other)])).toHaveLength(2));

it('and what somebody else did in between keeps its place', () =>
  expect(together([look({}), look({ account: 'a2' }), look({})]).map(({ account }) => account)).toEqual(['a1', 'a2', 'a1']));

it('nothing of nothing', () => expect(together([])).toEqual([]));
