import { refuse, unreachable, type Decider } from '@linli/kernel';

/** A name somebody signs in with belongs to one account. The stream's id is the name's keyed digest. */
export interface LoginTaken {
  readonly type: 'login-taken';
  readonly account: string;
}
export interface LoginFreed {
  readonly type: 'login-freed';
}
export type LoginEvent = LoginTaken | LoginFreed;

export interface LoginState {
  readonly account?: string;
}
export type LoginCommand = { readonly type: 'take'; readonly account: string } | { readonly type: 'free' };

export const login: Decider<LoginState, LoginCommand, LoginEvent> = {
  stream: 'login',
  initialState: {},
  evolve(_, event) {
    switch (event.type) {
      case 'login-taken':
        return { account: event.account };
      case 'login-freed':
        return {};
      default:
        return unreachable(event);
    }
  },
  decide(command, { account }) {
    switch (command.type) {
      case 'take':
        return account === undefined
          ? [{ type: 'login-taken', account: command.account }]
          : refuse('account-exists', 'There is an account of this name already: choose another.');
      case 'free':
        return account === undefined ? [] : [{ type: 'login-freed' }];
      default:
        return unreachable(command);
    }
  },
};
