import { offersOf } from './medicine-offers';

const amlodipine = { id: 'm1', name: '苯磺酸氨氯地平片', strengths: ['5mg', '10mg'], form: '片剂', unit: '盒', controlled: false };
const diazepam = { id: 'm2', name: '地西泮片', strengths: [], controlled: true };
const taken = { medicine: '苯磺酸氨氯地平片', strength: '5mg' };

it('before anything is typed, what the person takes is offered', () =>
  expect(offersOf('', [taken], [])).toEqual([{ ...taken, isKnown: true }]));
it('each strength is an offer, and what the person takes stands on top, once', () =>
  expect(offersOf('bhs', [taken], [amlodipine]).map(({ strength, isKnown = false }) => [strength, isKnown])).toEqual([
    ['5mg', true],
    ['10mg', false],
  ]));
it('a medicine without strengths is an offer too, and says that it is controlled', () =>
  expect(offersOf('dxp', [taken], [diazepam])).toEqual([{ medicine: '地西泮片', controlled: true }]));
it('the unit comes with it', () => expect(offersOf('苯', [], [amlodipine])[0]).toMatchObject({ unit: '盒', form: '片剂' }));
