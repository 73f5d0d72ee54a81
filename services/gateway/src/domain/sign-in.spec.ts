import { given } from '@linli/kernel';
import { login } from './login.js';
import { normalLogin, passwordProblem } from './password.js';
import { session, type SessionEvent } from './session.js';

describe('a name to sign in with', () => {
  it('belongs to one account until it is freed', () => {
    given(login, []).when({ type: 'take', account: 'li' }).then({ type: 'login-taken', account: 'li' });
    given(login, [{ type: 'login-taken', account: 'li' }])
      .when({ type: 'take', account: 'wang' })
      .thenRefused('account-exists');
    given(login, [{ type: 'login-taken', account: 'li' }])
      .when({ type: 'free' })
      .then({ type: 'login-freed' });
    given(login, [{ type: 'login-taken', account: 'li' }, { type: 'login-freed' }])
      .when({ type: 'take', account: 'wang' })
      .then({ type: 'login-taken', account: 'wang' });
    given(login, []).when({ type: 'free' }).thenNothing();
  });

  it('is the same in any case and width', () => expect(normalLogin('  Ｃlerk ')).toBe('clerk'));
});

describe('a session', () => {
  const opened: SessionEvent = { type: 'session-opened', account: 'li', passwordNumber: 1, endsAt: '2022-12-01T00:00:00.000Z' };
  it('is opened', () =>
    given(session, []).when({ type: 'open', account: 'li', passwordNumber: 1, endsAt: '2022-12-01T00:00:00.000Z' }).then(opened));
  it('ends once', () => {
    given(session, [opened]).when({ type: 'end', reason: 'signed-out' }).then({ type: 'session-ended', reason: 'signed-out' });
    given(session, [opened, { type: 'session-ended', reason: 'idle' }])
      .when({ type: 'end', reason: 'signed-out' })
      .thenNothing();
    given(session, []).when({ type: 'end', reason: 'signed-out' }).thenRefused('not-found');
  });
});

describe('a new password', () => {
  it('is not one that is tried first', () => {
    for (const bad of [
      'short',
      '12345678',
      '87654321',
      '11111111',
      'abababab',
      'password',
      'Password1',
      'qwerty123',
      'admin123',
      'linli2022',
      'woaini520',
      'ｐａｓｓｗｏｒｄ',
    ]) {
      expect([bad, passwordProblem(bad)]).toEqual([bad, expect.any(String)]);
    }
    expect(passwordProblem('wang.xiaorong', 'Wang.Xiaorong')).toMatch(/name of the account/);
  });
  it('may be the demo’s, a sentence, or Chinese', () => {
    for (const good of ['linli-demo', 'three old ladies', '十二栋三单元的猫咪', 'k7#pLw2q'])
      expect([good, passwordProblem(good)]).toEqual([good, undefined]);
  });
});
