import type { LookedUp, LookUp } from '@linli/engine';
import { accounts, type AccountDoc } from './accounts.view.js';

/**
 * All accounts in memory, sealed as they are in their documents: every request asks for one. Found by id, or by the
 * keyed digest of the name somebody signs in with.
 */
export class AccountDirectory implements LookUp {
  readonly view = accounts;
  readonly #byId = new Map<string, AccountDoc>();
  readonly #byLogin = new Map<string, string>();
  readonly #listeners = new Set<(account: string) => void>();

  reset(): void {
    this.#byId.clear();
    this.#byLogin.clear();
  }

  async take(documents: readonly LookedUp<AccountDoc>[]): Promise<void> {
    for (const { id, doc } of documents) {
      const before = this.#byId.get(id);
      // A freed name may belong to another account by now.
      if (before && this.#byLogin.get(before.loginDigest) === id) this.#byLogin.delete(before.loginDigest);
      if (doc) {
        this.#byId.set(id, doc);
        this.#byLogin.set(doc.loginDigest, id);
      } else this.#byId.delete(id);
      for (const listener of this.#listeners) listener(id);
    }
  }

  get(id: string): AccountDoc | undefined {
    return this.#byId.get(id);
  }

  byLogin(digest: string): string | undefined {
    return this.#byLogin.get(digest);
  }

  /** In order of id, which is the order of their making. */
  all(): [id: string, account: AccountDoc][] {
    return [...this.#byId].sort(([left], [right]) => (left < right ? -1 : 1));
  }

  /** Told of every account that changes or goes. */
  onChange(listener: (account: string) => void): void {
    this.#listeners.add(listener);
  }
}
