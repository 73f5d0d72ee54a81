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

/** `over`: it is still in the log as open and has to be ended. */
export type Found = OpenSession | { readonly idle: string; readonly account: string } | undefined;

interface Kept extends SessionDoc {
  /** Milliseconds; in memory only, so that a request writes nothing. After a restart everybody's idle time begins anew. */
  usedAt: number;
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
      if (doc) this.#byId.set(id, { ...doc, usedAt: this.#byId.get(id)?.usedAt ?? this.clock.now() });
      else if (this.#byId.delete(id)) for (const listener of this.#listeners) listener(id);
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
    if (now - session.usedAt >= this.idleMs) return { idle: id, account: session.account };
    if (use) session.usedAt = now;
    return { id, account: session.account, of: account };
  }

  /** Told of every session that has ended. */
  onEnd(listener: (session: string) => void): void {
    this.#listeners.add(listener);
  }
}
