import { fold, given } from '@linli/kernel';
import { catalogue, type CatalogueEvent, type Medicine } from './catalogue.js';
import { isControlled } from '@linli/contracts';
import { DEFAULT_MEDICINES } from './default-medicines.js';

const mask: Medicine = { id: 'm1', name: '麝香保心丸', strengths: ['22.5mg'], unit: '粒' };
const listed: CatalogueEvent = { type: 'medicines-listed', medicines: [mask] };
const retired: CatalogueEvent = { type: 'medicine-retired', id: 'm1' };

describe('the list that is shipped', () => {
  it('has each medicine once, with a name, and none that is controlled', () => {
    expect(new Set(DEFAULT_MEDICINES.map(({ name }) => name)).size).toBe(DEFAULT_MEDICINES.length);
    expect(DEFAULT_MEDICINES.filter(({ name }) => name === '' || isControlled(name))).toEqual([]);
    expect(DEFAULT_MEDICINES[0]).toEqual({
      id: 'default-1',
      name: '苯磺酸氨氯地平片',
      strengths: ['2.5mg', '5mg', '10mg'],
      form: '片剂',
      unit: '片',
    });
  });

  it('is changed like what the community has added', () => {
    given(catalogue, []).when({ type: 'retire', id: 'default-1' }).then({ type: 'medicine-retired', id: 'default-1' });
    given(catalogue, [])
      .when({ type: 'correct', id: 'default-1', changes: { strengths: ['5mg'] } })
      .then({ type: 'medicine-corrected', id: 'default-1', changes: { strengths: ['5mg'] } });
  });
});

describe('a medicine', () => {
  it('is listed once under its name, however it is spelled', () => {
    given(catalogue, []).when({ type: 'list', medicine: mask }).then(listed);
    given(catalogue, [listed])
      .when({ type: 'list', medicine: { ...mask, id: 'm2', name: ' 麝香 保心丸' } })
      .thenRefused('medicine-known');
    given(catalogue, [])
      .when({ type: 'list', medicine: { ...mask, name: '碳酸钙Ｄ３片' } })
      .thenRefused('medicine-known');
  });

  it('is corrected in what is other than it was', () => {
    given(catalogue, [listed])
      .when({ type: 'correct', id: 'm1', changes: { unit: '瓶', strengths: ['22.5mg'] }, reason: '按瓶发' })
      .then({ type: 'medicine-corrected', id: 'm1', changes: { unit: '瓶' }, reason: '按瓶发' });
    given(catalogue, [listed])
      .when({ type: 'correct', id: 'm1', changes: { unit: '粒' } })
      .thenNothing();
    given(catalogue, [listed])
      .when({ type: 'correct', id: 'm1', changes: { name: '硝酸甘油片' } })
      .thenRefused('medicine-known');
  });

  it('is taken from the list once, and its name is free again', () => {
    given(catalogue, [listed])
      .when({ type: 'retire', id: 'm1', reason: '停产' })
      .then({ ...retired, reason: '停产' });
    given(catalogue, [listed, retired]).when({ type: 'retire', id: 'm1' }).thenNothing();
    given(catalogue, [listed, retired])
      .when({ type: 'correct', id: 'm1', changes: { unit: '瓶' } })
      .thenRefused('medicine-retired');
    given(catalogue, [listed, retired])
      .when({ type: 'list', medicine: { ...mask, id: 'm2' } })
      .then({ type: 'medicines-listed', medicines: [{ ...mask, id: 'm2' }] });
  });

  it('that was never listed is not there', () => {
    for (const id of ['m9', 'constructor', '__proto__']) {
      given(catalogue, [listed]).when({ type: 'retire', id }).thenRefused('not-found');
      given(catalogue, [listed])
        .when({ type: 'correct', id, changes: { unit: '瓶' } })
        .thenRefused('not-found');
    }
  });
});

describe('a table', () => {
  it('adds what is new and changes what is other; nothing else is touched', () =>
    given(catalogue, [listed])
      .when({
        type: 'import',
        medicines: [
          { id: 'x1', name: '麝香保心丸', strengths: ['22.5mg', '30mg'] },
          { id: 'x2', name: '叶酸片', strengths: ['0.4mg'] },
          { id: 'x3', name: '银杏叶片', strengths: [] },
        ],
      })
      .then({
        type: 'medicines-listed',
        medicines: [
          { ...mask, strengths: ['22.5mg', '30mg'] },
          { id: 'x3', name: '银杏叶片', strengths: [] },
        ],
      }));

  it('again changes nothing', () => {
    const rows = [{ id: 'x3', name: '银杏叶片', strengths: ['9.6mg'], form: '片剂' }];
    const after = given(catalogue, []).when({ type: 'import', medicines: rows }).thenState();
    expect(catalogue.decide({ type: 'import', medicines: [{ ...rows[0]!, id: 'x9' }] }, after)).toEqual([]);
  });

  it('is one list at the end, in whatever pieces it came', () => {
    const rows = ['甲', '乙', '丙'].map((name, at) => ({ id: `x${at}`, name, strengths: [] }));
    const pieces = rows.map((row): CatalogueEvent => ({ type: 'medicines-listed', medicines: [row] }));
    expect(fold(catalogue, pieces)).toEqual(fold(catalogue, [{ type: 'medicines-listed', medicines: rows }]));
  });
});
