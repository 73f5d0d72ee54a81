import { bulletinOf } from './bulletin.js';
import { NO_COUNTS, type Counts } from './figures.js';

const name = { zh: '榕树里社区', en: 'Banyan Lane Community' };
const soFar: Counts = {
  ...NO_COUNTS,
  visits: 912,
  problemsSolved: 104,
  needsCreated: 230,
  needsMet: 201,
  needsConfirmed: 180,
  householdsServed: 56,
};
const today: Counts = { ...NO_COUNTS, needsCreated: 12, needsMet: 9, needsOpen: 21, needsOverdue: 2, onDuty: 40 };

it('the day is told in Chinese as the community tells it upwards', () =>
  expect(bulletinOf({ name, day: '2022-11-24', today, soFar }).zh).toBe(
    '截至2022年11月24日，榕树里社区累计电话走访912次，解决问题104个，受理居民需求230件，已办结201件，居民已确认180件，为56户居民送药送菜等上门服务。' +
      '当日新增需求12件，办结9件；目前在办21件，其中超时2件，在岗志愿者40人。',
  ));
it('and the same in English', () =>
  expect(bulletinOf({ name, day: '2022-11-24', today, soFar }).en).toBe(
    'By 2022-11-24, Banyan Lane Community has made 912 phone visits, solved 104 problems, taken up 230 needs, met 201 of them (180 confirmed by residents) ' +
      'and brought medicine, vegetables and other help to 56 households. On this day 12 new needs came in and 9 were met; 21 are open, 2 of them overdue, and 40 volunteers are on duty.',
  ));
it('one is one', () => {
  const one = { ...NO_COUNTS, visits: 1, problemsSolved: 1, needsCreated: 1, needsMet: 1, needsOpen: 1, householdsServed: 1, onDuty: 1 };
  const { en } = bulletinOf({ name, day: '2022-11-24', today: one, soFar: one });
  expect(en).toMatch(
    /1 phone visit, .*1 problem, .*1 need, .*1 household\. .*1 new need came in and 1 was met; 1 is open, .*1 volunteer is on duty\./,
  );
});
it('an English bulletin has no Chinese in it, whatever the name says', () =>
  expect(bulletinOf({ name: { zh: '榕树里', en: '榕树里' }, day: '2022-11-24', today, soFar }).en).not.toMatch(/[\u3400-\u9fff]/));
