/** Entries by the beginnings of their keys: a sorted list, so that a search is two binary searches and a slice. In memory only. */
export class PrefixIndex {
  /** `<key>\0<id>`, sorted. */
  #sorted: string[] = [];
  /** Added since the last search: sorted in at once, as filling by thousands must not move the list thousands of times. */
  #waiting: string[] = [];
  readonly #removed = new Set<string>();

  add(key: string, id: string): void {
    const entry = `${key}\0${id}`;
    if (!this.#removed.delete(entry)) this.#waiting.push(entry);
  }

  remove(key: string, id: string): void {
    this.#removed.add(`${key}\0${id}`);
  }

  /** Ids whose key begins with this, in order of key, at most so many. */
  find(prefix: string, limit: number): string[] {
    this.#settle();
    const ids = new Set<string>();
    for (let at = this.#firstFrom(prefix); at < this.#sorted.length && ids.size < limit; at += 1) {
      const entry = this.#sorted[at]!;
      if (!entry.startsWith(prefix)) break;
      ids.add(entry.slice(entry.indexOf('\0') + 1));
    }
    return [...ids];
  }

  clear(): void {
    this.#sorted = [];
    this.#waiting = [];
    this.#removed.clear();
  }

  #settle(): void {
    if (this.#removed.size > 0) {
      this.#sorted = this.#sorted.filter((entry) => !this.#removed.has(entry));
      this.#waiting = this.#waiting.filter((entry) => !this.#removed.has(entry));
      this.#removed.clear();
    }
    if (this.#waiting.length === 0) return;
    if (this.#waiting.length < 50) for (const entry of this.#waiting) this.#sorted.splice(this.#firstFrom(entry), 0, entry);
    else this.#sorted = [...this.#sorted, ...this.#waiting].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
    this.#waiting = [];
  }

  #firstFrom(entry: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#sorted[middle]! < entry) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
