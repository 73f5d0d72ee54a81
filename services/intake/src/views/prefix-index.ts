/** A page that grows beyond is split in two. */
const PAGE = 512;

/**
 * Entries by the beginnings of their keys: a sorted list in pages, so that coming, going and finding each take two binary
 * searches and touch one page. In memory only.
 */
export class PrefixIndex {
  /** `<key>\0<id>`, sorted within and across pages; no page but the first is ever empty. */
  readonly #pages: string[][] = [[]];

  add(key: string, id: string): void {
    const entry = `${key}\0${id}`;
    const number = this.#pageOf(entry);
    const page = this.#pages[number]!;
    const at = firstFrom(page, entry);
    if (page[at] === entry) return;
    page.splice(at, 0, entry);
    if (page.length > PAGE) this.#pages.splice(number + 1, 0, page.splice(PAGE / 2));
  }

  remove(key: string, id: string): void {
    const entry = `${key}\0${id}`;
    const number = this.#pageOf(entry);
    const page = this.#pages[number]!;
    const at = firstFrom(page, entry);
    if (page[at] !== entry) return;
    page.splice(at, 1);
    if (page.length === 0 && this.#pages.length > 1) this.#pages.splice(number, 1);
  }

  /** Ids of the entries whose key begins with this, in order of key. Ended by whoever has enough. */
  *find(prefix: string): Generator<string> {
    let number = this.#pageOf(prefix);
    for (let at = firstFrom(this.#pages[number]!, prefix); number < this.#pages.length; number += 1, at = 0) {
      const page = this.#pages[number]!;
      for (; at < page.length; at += 1) {
        const entry = page[at]!;
        if (!entry.startsWith(prefix)) return;
        yield entry.slice(entry.indexOf('\0') + 1);
      }
    }
  }

  /** The last page that begins at or before the entry. */
  #pageOf(entry: string): number {
    let low = 0;
    let high = this.#pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#pages[middle]![0]! <= entry) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

const firstFrom = (page: readonly string[], entry: string): number => {
  let low = 0;
  let high = page.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (page[middle]! < entry) low = middle + 1;
    else high = middle;
  }
  return low;
};
