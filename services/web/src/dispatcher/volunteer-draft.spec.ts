import { additionOf, correctionOf, draftOfVolunteer, emptyVolunteer, isNoNumber, isWhole, type Volunteer } from './volunteer-draft';

const volunteer: Volunteer = {
  id: 'v1',
  name: '李小安',
  phone: '19910000001',
  status: 'on',
  since: '2022-11-24T08:00:00.000Z',
  skills: [],
  zones: ['3', '4'],
  maxStops: 8,
  squads: [],
  version: 2,
};
const draft = draftOfVolunteer(volunteer, '、');

describe('a volunteer', () => {
  it('is added with the limit he has, or with none', () => {
    const typed = { ...emptyVolunteer, name: ' 李小安 ', phone: '19910000001', zones: '3，4 4' };
    expect(additionOf(typed)).toEqual({ name: '李小安', phone: '19910000001', zones: ['3', '4'] });
    expect(additionOf({ ...typed, most: '８' })).toMatchObject({ maxStops: 8 });
  });

  it('is whole with a name, a telephone and a number that is one', () => {
    expect([draft, { ...draft, name: ' ' }, { ...draft, phone: '' }, { ...draft, most: '' }].map(isWhole)).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(['', '8', '0', '2.5', '201', '几户'].map((most) => isNoNumber({ ...draft, most }))).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it('is corrected in what differs alone, his limit taken away too', () => {
    expect(correctionOf(draft, { ...draft, zones: '3, 4' })).toEqual({});
    expect(correctionOf(draft, { ...draft, most: '' })).toEqual({ maxStops: 0 });
    expect(correctionOf({ ...draft, most: '' }, { ...draft, phone: '19910000009', most: '' })).toEqual({ phone: '19910000009' });
  });
});
