import { closedDays, daysFrom, periodOf } from './days.js';

it('a day is the community’s own', () => {
  expect(periodOf('2022-11-24', '2022-11-24', 'Asia/Shanghai')).toEqual({
    from: '2022-11-23T16:00:00.000Z',
    until: '2022-11-24T16:00:00.000Z',
  });
  expect(periodOf('2022-11-24', '2022-11-25', 'Europe/Berlin')).toEqual({
    from: '2022-11-23T23:00:00.000Z',
    until: '2022-11-25T23:00:00.000Z',
  });
});
it('the days of a range are told one by one, both ends included', () => {
  expect(daysFrom('2022-11-29', '2022-12-01')).toEqual(['2022-11-29', '2022-11-30', '2022-12-01']);
  expect(daysFrom('2022-11-24', '2022-11-23')).toEqual([]);
});
it('a day is closed when its last moment is over where the community is', () => {
  const closed = (now: string, zone = 'Asia/Shanghai') => closedDays('2022-11-23', '2022-11-25', now, zone);
  expect(closed('2022-11-24T15:59:59.999Z')).toEqual(['2022-11-23']);
  expect(closed('2022-11-24T16:00:00.000Z')).toEqual(['2022-11-23', '2022-11-24']);
  expect(closed('2022-11-24T16:00:00.000Z', 'Europe/Berlin')).toEqual(['2022-11-23']);
  expect(closed('2022-12-24T16:00:00.000Z')).toHaveLength(3);
  expect(closed('2022-11-01T00:00:00.000Z')).toEqual([]);
});
