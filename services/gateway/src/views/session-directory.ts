import type { LookedUp, LookUp } from '@linli/engine';
import type { Clock } from '@linli/kernel';
import type { AccountDirectory } from './account-directory.js';
import type { AccountDoc } from './accounts.view.js';
import { sessions, type SessionDoc } from './sessions.view.js';

export interface OpenSession {
  readonly id: string;
  readonly account: string;
  readonly of: AccountDoc;
}

/**
 * `idle`: it is still in the log as open and has to be ended. `toNote`: somebody uses it, and the log has not heard of
 * that for a while.
 */
export type Found = (OpenSession & { readonly toNote: boolean }) | { readonly idle: string; readonly account: string } | undefined;

/**
 * A request writes nothing: use is noted in the log this often at most. So a copy that did not see the requests itself
 * may believe a session idle for so much longer than it is.
 */
const NOTE_EVERY_MS = 15 * 60_000;

interface Kept extends SessionDoc {
  /** Milliseconds: when it was last used, as far as this copy knows, and up to when the log knows of it. */
  lastUse: number;
  noted: number;
}

/** Open sessions in memory: a restart finds them again in the log, so that nobody is signed out by it. */
export class SessionDirectory implements LookUp {
  readonly view = sessions;
  readonly #byId = new Map<string, Kept>();
  readonly #listeners = new Set<(session: string) => void>();

  constructor(
    private readonly accounts: AccountDirectory,
    private readonly clock: Clock,
    private readonly idleMs: number,
  ) {}

  reset(): void {
    this.#byId.clear();
  }

  async take(documents: readonly LookedUp<SessionDoc>[]): Promise<void> {
    for (const { id, doc } of documents) {
      if (doc) {
        const before = this.#byId.get(id);
        // Opened, or found at start: its idle time begins now.
        const noted = doc.usedAt === undefined ? (before?.noted ?? this.clock.now()) : Date.parse(doc.usedAt);
        this.#byId.set(id, { ...doc, noted, lastUse: Math.max(noted, before?.lastUse ?? 0) });
      } else if (this.#byId.delete(id)) for (const listener of this.#listeners) listener(id);
    }
  }

  /** The session if it is in force. `use`: somebody does something in it now, which is what keeps it from idling out. */
  find(id: string, { use }: { use: boolean }): Found {
    const session = this.#byId.get(id);
    const account = session && this.accounts.get(session.account);
    if (!session || !account) return undefined;
    const now = this.clock.now();
    if (now >= Date.parse(session.endsAt)) return undefined;
    if (session.passwordNumber !== account.passwordNumber && account.keeps !== id) return undefined;
    if (now - session.lastUse >= this.idleMs) return { idle: id, account: session.account };
    const toNote = use && now - session.noted >= NOTE_EVERY_MS;
    if (use) session.lastUse = now;
    // One of the requests that come together is enough to note it.
    if (toNote) session.noted = now;
    return { id, account: session.account, of: account, toNote };
  }

  /** Told of every session that has ended. */
  onEnd(listener: (session: string) => void): void {
    this.#listeners.add(listener);
  }
}
