import { notFound, unreachable, type Decider, type Instant } from '@linli/kernel';

/** The stream's id is the SHA-256 of the token, which is 256 random bits and stands nowhere. */
export interface SessionOpened {
  readonly type: 'session-opened';
  readonly account: string;
  /** The version of the account that had set its password: setting it again ends the session. */
  readonly passwordNumber: number;
  /** It ends then, however busy it is. */
  readonly endsAt: Instant;
}
/** Somebody is still there: noted now and then, so that every copy of the gateway knows how long nobody has been. */
export interface SessionUsed {
  readonly type: 'session-used';
  readonly at: Instant;
}
export type SessionEnd = 'signed-out' | 'idle' | 'run-out';
export interface SessionEnded {
  readonly type: 'session-ended';
  readonly reason: SessionEnd;
}
export type SessionEvent = SessionOpened | SessionUsed | SessionEnded;

export interface SessionState {
  readonly status: 'none' | 'open' | 'ended';
}
export type SessionCommand =
  | (Omit<SessionOpened, 'type'> & { readonly type: 'open' })
  | { readonly type: 'use'; readonly at: Instant }
  | { readonly type: 'end'; readonly reason: SessionEnd };

export const session: Decider<SessionState, SessionCommand, SessionEvent> = {
  stream: 'session',
  initialState: { status: 'none' },
  evolve(state, event) {
    switch (event.type) {
      case 'session-opened':
        return { status: 'open' };
      case 'session-used':
        return state;
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
      case 'use':
        return status === 'open' ? [{ type: 'session-used', at: command.at }] : [];
      case 'end':
        if (status === 'none') return notFound('session');
        return status === 'ended' ? [] : [{ type: 'session-ended', reason: command.reason }];
      default:
        return unreachable(command);
    }
  },
};
