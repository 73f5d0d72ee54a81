import { boughtAt, givenTo, moved, proposalsOf, without } from './proposals';

const suggested = proposalsOf({
  runs: [
    { runners: ['li'], runner: '小李', tasks: ['a', 'b'], shops: [{ taskId: 'a', shopId: 'yikang' }] },
    { runners: ['zhao'], runner: '小赵', tasks: ['c'], shops: [] },
  ],
  notPlaced: [{ taskId: 'd', reason: 'all-full' }],
});
const [first, second] = suggested.runs.map(({ key }) => key) as [string, string];
const shape = ({ runs, rest }: typeof suggested) => [runs.map(({ tasks }) => tasks.join('')), rest.map(({ taskId }) => taskId).join('')];

it('a task goes from one run to another, to its end', () => expect(shape(moved(suggested, 'a', second))).toEqual([['b', 'ca'], 'd']));
it('a run goes with its last task', () => expect(shape(moved(suggested, 'c', first))).toEqual([['abc'], 'd']));
it('a task that is left out is among the rest, without a reason of the system', () =>
  expect(moved(suggested, 'b', undefined).rest).toEqual([{ taskId: 'd', reason: 'all-full' }, { taskId: 'b' }]));
it('what had no place is given one', () => expect(shape(moved(suggested, 'd', second))).toEqual([['ab', 'cd'], '']));
it('another goes instead', () =>
  expect(givenTo(suggested, first, ['sun']).runs.map(({ runners }) => runners)).toEqual([['sun'], ['zhao']]));
it('a run that is sent off is no proposal any more', () => expect(shape(without(suggested, first))).toEqual([['c'], 'd']));
it('a task keeps its shop wherever it goes, until another is said', () => {
  const elsewhere = moved(suggested, 'a', second);
  expect(elsewhere.shopOf).toEqual({ a: 'yikang' });
  expect(boughtAt(elsewhere, 'a', 'renmin').shopOf).toEqual({ a: 'renmin' });
});
