import { idOf, view } from '@linli/engine';
import type { Instant } from '@linli/kernel';
import type { SessionEvent } from '../domain/session.js';

/** Open sessions, by the digest of their token. */
export interface SessionDoc {
  readonly account: string;
  readonly passwordNumber: number;
  readonly endsAt: Instant;
  /** When somebody was last noted to be there; absent: when it was opened. */
  readonly usedAt?: Instant;
}

const TYPES: readonly string[] = ['session-opened', 'session-used', 'session-ended'] satisfies SessionEvent['type'][];

export const sessions = view<SessionDoc, SessionEvent>({
  name: 'sessions',
  version: 1,
  fields: { endsAt: 'text' },
  indexes: [['endsAt']],
  keys: ({ type, subject }) => (TYPES.includes(type) ? [idOf(subject)] : []),
  project: (doc, { data }) => {
    if (data.type === 'session-used') return doc && { ...doc, usedAt: data.at };
    if (data.type !== 'session-opened') return undefined;
    const { account, passwordNumber, endsAt } = data;
    return { account, passwordNumber, endsAt };
  },
});
