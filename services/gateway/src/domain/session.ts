import { notFound, unreachable, type Decider, type Instant } from '@linli/kernel';

/** The stream's id is the SHA-256 of the token, which is 256 random bits and stands nowhere. */
export interface SessionOpened {
  readonly type: 'session-opened';
  readonly account: string;
  /** How often the account's password had been set: setting it again ends the session. */
  readonly passwordNumber: number;
  /** It ends then, however busy it is. */
  readonly endsAt: Instant;
}
export type SessionEnd = 'signed-out' | 'idle' | 'run-out';
export interface SessionEnded {
  readonly type: 'session-ended';
  readonly reason: SessionEnd;
}
export type SessionEvent = SessionOpened | SessionEnded;

export interface SessionState {
  readonly status: 'none' | 'open' | 'ended';
}
export type SessionCommand =
  (Omit<SessionOpened, 'type'> & { readonly type: 'open' }) | { readonly type: 'end'; readonly reason: SessionEnd };

export const session: Decider<SessionState, SessionCommand, SessionEvent> = {
  stream: 'session',
  initialState: { status: 'none' },
  evolve(_, event) {
    switch (event.type) {
      case 'session-opened':
        return { status: 'open' };
      case 'session-ended':
        return { status: 'ended' };
      default:
        return unreachable(event);
    }
  },
  decide(command, { status }) {
    switch (command.type) {
      case 'open':
        return [{ ...command, type: 'session-opened' }];
      case 'end':
        if (status === 'none') return notFound('session');
        return status === 'ended' ? [] : [{ type: 'session-ended', reason: command.reason }];
      default:
        return unreachable(command);
    }
  },
};
