/** Each area has a log of its own, so their list counts as a service of its own: it belongs to no one community. */
export const serviceOf = (path: string): string => (path.startsWith('/api/intake/areas') ? 'areas' : (path.split('/', 3)[2] ?? ''));

/** Routes that know `?atLeast`. */
const READS_BACK = /\/(needs|households|residents|board|tasks|volunteers|shops|runs|medicines|areas|accounts)(\/[^/]+)?$/;

/** How far one has written, log by log: a list that one reads afterwards holds what one wrote. */
export class Written {
  readonly #positions = new Map<string, number>();

  note(path: string, community: string | undefined, position: unknown): void {
    const log = logOf(path, community);
    if (typeof position === 'number' && position > (this.#positions.get(log) ?? 0)) this.#positions.set(log, position);
  }

  /** What a question at this path must wait for. */
  atLeast(path: string, community: string | undefined): number | undefined {
    return READS_BACK.test(path) ? this.#positions.get(logOf(path, community)) : undefined;
  }
}

const logOf = (path: string, community: string | undefined): string => `${serviceOf(path)}/${community ?? ''}`;
