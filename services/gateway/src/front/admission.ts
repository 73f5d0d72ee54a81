import type { ServerResponse } from 'node:http';

/**
 * Requests that are worked on at once, less than half a second's worth. Who comes on top is asked to come back before anything
 * is done for him: without that each would wait for all before him, longer than anybody waits, and be worked on for nobody.
 */
const MOST_UNDER_WAY = 256;
/** What the gateway does itself has limits of its own, signing in above all, and who listens costs next to nothing. */
const isFree = (path: string): boolean => path.startsWith('/api/auth/') || path === '/api/events';

/** The door: it knows how many are inside, and looks at the path alone. */
export class Admission {
  #underWay = 0;

  constructor(private readonly most = MOST_UNDER_WAY) {}

  /** Whether a request comes in. It is inside until it is answered or whoever sent it has gone. */
  admits(path: string, response: ServerResponse): boolean {
    if (isFree(path)) return true;
    if (this.#underWay >= this.most) return false;
    this.#underWay += 1;
    response.once('close', () => (this.#underWay -= 1));
    return true;
  }
}
