import { idOf, view } from '@linli/engine';
import type { Instant } from '@linli/kernel';
import type { SessionEvent } from '../domain/session.js';

/** Open sessions, by the digest of their token. */
export interface SessionDoc {
  readonly account: string;
  readonly passwordNumber: number;
  readonly endsAt: Instant;
}

export const sessions = view<SessionDoc, SessionEvent>({
  name: 'sessions',
  version: 1,
  fields: { endsAt: 'text' },
  indexes: [['endsAt']],
  keys: ({ type, subject }) => (type === 'session-opened' || type === 'session-ended' ? [idOf(subject)] : []),
  project: (_, { data }) => {
    if (data.type !== 'session-opened') return undefined;
    const { account, passwordNumber, endsAt } = data;
    return { account, passwordNumber, endsAt };
  },
});
