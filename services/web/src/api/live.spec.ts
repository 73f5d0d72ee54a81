import { isStale } from './live';

const asks = (path: string, id?: string) => ['get', path, id === undefined ? {} : { params: { path: { id } } }] as const;
const needs = (...ids: string[]) => ids.map((id) => ({ view: 'needs', id }));

it.each([
  ['a list, for any change of what it lists', asks('/api/intake/needs'), needs('n1'), true],
  ['a household, for a change of its needs', asks('/api/intake/households'), needs('n1'), true],
  ['one need, for its own change', asks('/api/intake/needs/{id}', 'n1'), needs('n2', 'n1'), true],
  ['nobody looks at a need because of another', asks('/api/intake/needs/{id}', 'n1'), needs('n2'), false],
  ['nor at a resident because of a need', asks('/api/intake/residents/{id}', 'r1'), needs('n1'), false],
  ['what no change is told of', asks('/api/auth/accounts'), needs('n1'), false],
])('looks up again: %s', (_, asked, heard, stale) => expect(isStale(asked, heard)).toBe(stale));
