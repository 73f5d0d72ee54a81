// What was acknowledged, and whether it is kept.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { call, command, eventually, expect } from './house.mjs';

const ADDRESS = { building: '12', unit: '3', room: '402' };
const aNeed = (residentId) => ({ residentId, kind: 'visit', lines: [], daysLeft: 3 });

export class Promises {
  /** By the key it was sent under. */
  needs = new Map();
  /** Sent, and not answered: once it comes back it may stand or not, but never twice. */
  pending = new Map();

  /**
   * Enters residents with a need each, with so many hands, until the house goes away; `stop` ends it otherwise. `refused` hears of
   * answers that are none; where the house `comesBack`, hands go on, whatever happens. `url` may be asked anew each time. `restMs`: how
   * long a hand rests after each need.
   */
  load(url, token, hands, { refused, comesBack = false, restMs = 0 } = {}) {
    const where = typeof url === 'function' ? url : () => url;
    let stopped = false;
    const work = Promise.all(
      Array.from({ length: hands }, async () => {
        while (!stopped) {
          const made = await this.enter(where(), token).catch(() => undefined);
          if (made?.status === 201) {
            if (restMs > 0) await wait(restMs);
          } else if (comesBack) await wait(100);
          else if (made && refused) refused(made);
          else return;
        }
      }),
    );
    return { stop: () => ((stopped = true), work) };
  }

  async enter(url, token) {
    const resident = await command(url, token, '/api/intake/residents', { name: `测试${randomUUID().slice(0, 8)}`, address: ADDRESS });
    if (resident.status !== 201) return resident;
    const key = randomUUID();
    const body = aNeed(resident.body.id);
    this.pending.set(key, body);
    const made = await command(url, token, '/api/intake/needs', body, key);
    // A refusal and a 503 before anything was decided say that nothing stands; only silence leaves it open.
    if (made.status === 201) this.needs.set(key, { id: made.body.id, residentId: body.residentId });
    if (made.status !== 503) this.pending.delete(key);
    return made;
  }

  /** What was under way is sent again under its own key. */
  async sendAgain(url, token) {
    for (const [key, body] of this.pending) {
      const { status, body: answer } = await command(url, token, '/api/intake/needs', body, key);
      expect(status === 201, `what was sent again was answered ${status}: ${JSON.stringify(answer)}`);
      this.needs.set(key, { id: answer.id, residentId: body.residentId });
    }
    this.pending.clear();
  }

  /** The last so many are there, and their keys are known. */
  async look(url, token, last) {
    for (const [key, { id, residentId }] of [...this.needs].slice(-last)) {
      const { status } = await call(url, 'GET', `/api/intake/needs/${id}`, { token });
      expect(status === 200, `need ${id} was acknowledged and is answered ${status}`);
      const again = await command(url, token, '/api/intake/needs', aNeed(residentId), key);
      expect(again.headers.get('idempotent-replayed') === 'true', `a known key was answered ${again.status} as if it were new`);
    }
  }

  /** Each exactly once, as soon as the list has followed the log. */
  async count(url, token) {
    let wrong;
    await eventually(
      'each acknowledged need exactly once in the list',
      async () => (wrong = await this.#wrong(url, token)).length === 0,
    ).catch((error) => {
      throw new Error(`${error.message}: ${wrong.length} of ${this.needs.size} are not, such as ${JSON.stringify(wrong[0])}`);
    });
  }

  async #wrong(url, token) {
    const listed = new Map();
    for (let cursor = ''; cursor !== null;) {
      const { body } = await call(
        url,
        'GET',
        `/api/intake/needs?kind=visit&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        { token },
      );
      for (const { residentId } of body.items) listed.set(residentId, (listed.get(residentId) ?? 0) + 1);
      cursor = body.nextCursor;
    }
    return [...this.needs.values()]
      .map((need) => ({ ...need, times: listed.get(need.residentId) ?? 0 }))
      .filter(({ times }) => times !== 1);
  }
}
