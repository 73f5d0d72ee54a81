import { given } from '@linli/kernel';
import { register, type GridCount } from './register.js';

const count: GridCount = { grid: '03', households: 2, residents: 5, specialCare: 1, categories: { 'lone-elder': 1 } };
const nobody: GridCount = { grid: '03', households: 0, residents: 0, specialCare: 0, categories: {} };

it('a grid is counted when its count has changed', () => {
  given(register)
    .when(count)
    .then({ type: 'residents-counted', ...count });
  given(register, [{ type: 'residents-counted', ...count }])
    .when({ ...count, categories: { 'lone-elder': 1 } })
    .thenNothing();
  given(register, [{ type: 'residents-counted', ...count }])
    .when({ ...count, specialCare: 2 })
    .then({ type: 'residents-counted', ...count, specialCare: 2 });
});
it('a grid that everybody has left counts nobody; one where nobody ever lived says nothing', () => {
  given(register, [{ type: 'residents-counted', ...count }])
    .when(nobody)
    .then({ type: 'residents-counted', ...nobody });
  given(register).when(nobody).thenNothing();
});
