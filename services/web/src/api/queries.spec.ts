import { queries } from './queries';
import { chooseArea } from './session';

afterEach(() => {
  chooseArea(undefined);
  queries.clear();
});

it('shows nobody in one community what another has answered', () => {
  const needs = ['get', '/api/intake/needs', {}];
  chooseArea('990101001001');
  queries.setQueryData(needs, 'of the first');
  chooseArea('990101001002');
  expect(queries.getQueryData(needs)).toBeUndefined();
  chooseArea('990101001001');
  expect(queries.getQueryData(needs)).toBe('of the first');
});
