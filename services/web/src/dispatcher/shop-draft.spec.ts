import { additionOf, correctionOf, draftOfShop, emptyShop, type Shop } from './shop-draft';

const shop: Shop = {
  id: 's1',
  name: { zh: '河边药房', en: 'Riverside Pharmacy' },
  kind: 'pharmacy',
  place: '2 栋临街',
  serves: ['test-kits', 'medicine'],
  zones: ['2', '3'],
  status: 'open',
  version: 1,
};
const draft = draftOfShop(shop, '、');

describe('a shop', () => {
  it('is added with the name it has, and with what is usual unless somebody says otherwise', () => {
    expect(additionOf({ ...emptyShop, zh: ' 河边药房 ', place: '2 栋临街', zones: '2，3 3' }, 'pharmacy')).toEqual({
      name: { zh: '河边药房', en: '河边药房' },
      kind: 'pharmacy',
      place: '2 栋临街',
      zones: ['2', '3'],
    });
    expect(additionOf({ ...draft, serves: ['other', 'medicine'] }, 'shop')).toMatchObject({ serves: ['medicine', 'other'] });
  });

  it('is corrected in what differs alone', () => {
    expect(correctionOf(draft, draft)).toEqual({});
    expect(correctionOf(draft, { ...draft, zones: '2, 3', serves: ['medicine', 'test-kits'] })).toEqual({});
    expect(correctionOf(draft, { ...draft, zones: '' })).toEqual({ zones: [] });
    expect(correctionOf(draft, { ...draft, serves: ['medicine'], zh: '河边大药房' })).toEqual({
      name: { zh: '河边大药房', en: 'Riverside Pharmacy' },
      serves: ['medicine'],
    });
  });
});
