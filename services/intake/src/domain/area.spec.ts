import { given } from '@linli/kernel';
import { area, DEFAULT_TIME_ZONE } from './area.js';
import type { AreaEvent } from './area.events.js';
import { DEFAULT_DEADLINES } from './deadline.js';

const name = { zh: '榕树里社区', en: 'Banyan Lane Community' };
const define = { type: 'define', code: '990101001001', name } as const;
const defined: AreaEvent = { type: 'area-defined', code: '990101001001', name, timeZone: DEFAULT_TIME_ZONE };
const added: AreaEvent = {
  type: 'homes-added',
  homes: [
    ['12', '3', '402', '03'],
    ['3', '1', '101'],
  ],
};

it('an area is defined in the time of China unless it says otherwise', () => {
  given(area).when(define).then(defined);
  given(area)
    .when({ ...define, timeZone: 'Asia/Urumqi' })
    .then({ ...defined, timeZone: 'Asia/Urumqi' });
});
it('defining it the same again is nothing, another name is', () => {
  given(area, [defined]).when(define).thenNothing();
  given(area, [defined])
    .when({ ...define, name: { ...name, en: 'Banyan Lane' } })
    .then({ ...defined, name: { ...name, en: 'Banyan Lane' } });
});
it('keeps its time zone where a new definition names none', () =>
  given(area, [{ ...defined, timeZone: 'Asia/Urumqi' }])
    .when(define)
    .thenNothing());
it('homes are added to an area that is there', () =>
  void given(area).when({ type: 'add-homes', homes: added.homes }).thenRefused('not-found'));
it('only homes that are new are added, each once', () =>
  given(area, [defined, added])
    .when({
      type: 'add-homes',
      homes: [
        ['12', '3', '402', '03'],
        ['12', '3', '403', '03'],
        ['12', '3', '403', '03'],
      ],
    })
    .then({ type: 'homes-added', homes: [['12', '3', '403', '03']] }));
it('a home may be given to a grid later, and is not taken out of it by a table without grids', () => {
  given(area, [defined, added])
    .when({ type: 'add-homes', homes: [['3', '1', '101', '01']] })
    .then({ type: 'homes-added', homes: [['3', '1', '101', '01']] });
  given(area, [defined, added])
    .when({ type: 'add-homes', homes: [['12', '3', '402']] })
    .thenNothing();
});

describe('the deadlines of a community', () => {
  const own = { ...DEFAULT_DEADLINES, leadTimeHours: 6 };
  it('are its own where it says so, the others stay', () =>
    given(area, [defined])
      .when({ ...define, deadlines: { leadTimeHours: 6 } })
      .then({ ...defined, deadlines: own }));
  it('stay when a new definition does not speak of them', () => {
    given(area, [{ ...defined, deadlines: own }])
      .when(define)
      .thenNothing();
    given(area, [{ ...defined, deadlines: own }])
      .when({ ...define, name: { ...name, en: 'Banyan' } })
      .then({ ...defined, name: { ...name, en: 'Banyan' }, deadlines: own });
  });
  it('are everybody’s again when they say the same', () =>
    given(area, [{ ...defined, deadlines: own }])
      .when({ ...define, deadlines: { leadTimeHours: 12 } })
      .then(defined));
});
