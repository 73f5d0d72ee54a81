import { given } from '@linli/kernel';
import { account, type AccountCommand, type Manager } from './account.js';
import type { AccountEvent, RoleGrant } from './account.events.js';

const here = '990101001001';
const there = '990101001002';
const administrator: Manager = { account: 'boss', areas: [here] };
const created: AccountEvent = { type: 'account-created', loginDigest: 'd', login: 's1.login', name: 's1.name' };
const passwordSet: AccountEvent = { type: 'password-set', hash: 's1.hash' };
const holds = (role: string, area = here, until?: string): AccountEvent => ({
  type: 'role-granted',
  role,
  area,
  ...(until !== undefined && { until }),
});
const anAccount = (...roles: AccountEvent[]): AccountEvent[] => [created, passwordSet, ...roles];
const create = (roles: RoleGrant[], by: Manager = administrator): AccountCommand => ({
  type: 'create',
  by,
  loginDigest: 'd',
  login: 's1.login',
  name: 's1.name',
  hash: 's1.hash',
  roles,
});
const change = (
  grant: RoleGrant[],
  end: RoleGrant[] = [],
  by: Manager = administrator,
  more: { id?: string; volunteerId?: string } = {},
): AccountCommand => ({
  type: 'change-roles',
  by,
  id: 'li',
  grant,
  end,
  ...more,
});

describe('an account is made', () => {
  it('with its password and roles at once', () =>
    given(account, [])
      .when(create([{ role: 'clerk', area: here, until: '2022-12-31' }]))
      .then(created, passwordSet, holds('clerk', here, '2022-12-31')));

  it('only for areas its administrator has', () => {
    given(account, [])
      .when(
        create([
          { role: 'clerk', area: here },
          { role: 'clerk', area: there },
        ]),
      )
      .thenRefused('not-allowed');
    given(account, [])
      .when(create([{ role: 'official', area: '990101001' }]))
      .thenRefused('not-allowed');
    given(account, [])
      .when(create([{ role: 'clerk', area: there }], { account: 'boss', areas: ['990101001'] }))
      .then(created, passwordSet, holds('clerk', there));
  });

  it('by the operator for the whole installation', () =>
    given(account, [])
      .when(create([{ role: 'administrator', area: '' }], 'operator'))
      .then(created, passwordSet, holds('administrator', '')));

  it('for work in one community only, but to look on from above', () => {
    const wide: Manager = { account: 'boss', areas: ['99'] };
    given(account, [])
      .when(create([{ role: 'runner', area: '990101001' }], wide))
      .thenRefused('invalid-field');
    given(account, [])
      .when(create([{ role: 'official', area: '990101001' }], wide))
      .then(created, passwordSet, holds('official', '990101001'));
  });
});

describe('roles', () => {
  it('are granted and ended', () =>
    given(account, anAccount(holds('clerk')))
      .when(change([{ role: 'caller', area: here }], [{ role: 'clerk', area: here }]))
      .then({ type: 'role-ended', role: 'clerk', area: here }, holds('caller')));

  it('get another last day by being granted again', () => {
    given(account, anAccount(holds('clerk')))
      .when(change([{ role: 'clerk', area: here, until: '2022-12-01' }]))
      .then(holds('clerk', here, '2022-12-01'));
    expect(
      given(account, anAccount(holds('clerk'), holds('clerk', here, '2022-12-01')))
        .when(change([]))
        .thenState().roles,
    ).toEqual([{ role: 'clerk', area: here, until: '2022-12-01' }]);
  });

  it('that are held, or are not there to end, change nothing', () =>
    given(account, anAccount(holds('clerk')))
      .when(change([{ role: 'clerk', area: here }], [{ role: 'runner', area: here }]))
      .thenNothing());

  it('of an account of elsewhere are nobody’s business here', () => {
    given(account, anAccount(holds('clerk', there)))
      .when(change([{ role: 'clerk', area: here }]))
      .thenRefused('not-found');
    given(account, anAccount(holds('clerk'), holds('clerk', there)))
      .when(change([], [{ role: 'clerk', area: here }]))
      .thenRefused('not-found');
    given(account, anAccount(holds('clerk', there), { type: 'role-ended', role: 'clerk', area: there }))
      .when(change([{ role: 'clerk', area: here }]))
      .thenRefused('not-found');
  });

  it('of administration are not ended by their holder', () => {
    const end = [{ role: 'administrator', area: here }];
    given(account, anAccount(holds('administrator')))
      .when(change([], end, administrator, { id: 'boss' }))
      .thenRefused('own-administration');
    given(account, anAccount(holds('administrator')))
      .when(change([], end))
      .then({ type: 'role-ended', role: 'administrator', area: here });
  });

  it('come with the volunteer that the account is', () => {
    given(account, anAccount(holds('clerk')))
      .when(change([{ role: 'runner', area: here }], [], administrator, { volunteerId: 'v1' }))
      .then(holds('runner'), { type: 'volunteer-bound', volunteerId: 'v1' });
    given(account, anAccount(holds('runner'), { type: 'volunteer-bound', volunteerId: 'v1' }))
      .when(change([], [], administrator, { volunteerId: 'v1' }))
      .thenNothing();
  });
});

describe('a password', () => {
  it('is changed by who knows the old one, whose session goes on', () => {
    given(account, anAccount(holds('clerk')))
      .when({ type: 'change-password', oldIsRight: true, hash: 's1.new', session: 'h' })
      .then({ type: 'password-set', hash: 's1.new', keeps: 'h' });
    given(account, anAccount(holds('clerk')))
      .when({ type: 'change-password', oldIsRight: false, hash: 's1.new', session: 'h' })
      .thenRefused('wrong-password');
  });

  it('is set by an administrator of all the account’s areas', () => {
    given(account, anAccount(holds('clerk')))
      .when({ type: 'set-password', by: administrator, hash: 's1.new' })
      .then({ type: 'password-set', hash: 's1.new' });
    given(account, anAccount(holds('clerk', there)))
      .when({ type: 'set-password', by: administrator, hash: 's1.new' })
      .thenRefused('not-found');
  });
});

it('a forgotten account is not there any more', () => {
  given(account, anAccount(holds('clerk')))
    .when({ type: 'forget' })
    .then({ type: 'account-forgotten' });
  given(account, [...anAccount(holds('clerk')), { type: 'account-forgotten' }])
    .when({ type: 'forget' })
    .thenNothing();
  given(account, [...anAccount(holds('clerk')), { type: 'account-forgotten' }])
    .when({ type: 'set-password', by: 'operator', hash: 's1.new' })
    .thenRefused('not-found');
});
