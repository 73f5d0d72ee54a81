import { randomUUID } from 'node:crypto';
import { call, command, signIn } from './house.js';

const AREA = '990101001001';

/** A resident, her need and a volunteer, as one pair of hands enters them. */
export interface Entered {
  readonly needId: string;
  /** Under which keys it was acknowledged, by service. */
  readonly keys: Readonly<Record<'intake' | 'dispatch', readonly string[]>>;
}

interface Acknowledged {
  readonly id: string;
  readonly key: string;
}

/**
 * People at work while things break: each enters residents and needs, one after the other, at whichever gateway is next.
 * What gets no answer, or 503, is sent again under its own key until it is answered, as a browser would.
 */
export class Hands {
  readonly entered: Entered[] = [];
  /** How often something was sent again. */
  again = 0;
  #stopped = false;
  #turn = 0;
  readonly #working: Promise<unknown>;

  private constructor(
    private readonly urls: readonly string[],
    private readonly clerk: string,
    private readonly dispatcher: string,
    count: number,
  ) {
    this.#working = Promise.all(Array.from({ length: count }, () => this.#work()));
    // Told by `stop`, which every test awaits.
    this.#working.catch(() => undefined);
  }

  static async begin(urls: readonly string[], count = 6): Promise<Hands> {
    return new Hands(urls, await signIn(urls[0]!, 'clerk'), await signIn(urls[0]!, 'dispatcher'), count);
  }

  /** Resolves when so many more needs have been acknowledged. */
  async more(count: number): Promise<void> {
    const enough = this.entered.length + count;
    while (this.entered.length < enough) await Promise.race([this.#working, pause(10)]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working;
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      const phone = `1992${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`;
      const address = { building: '12', unit: '3', room: '402' };
      const name = `测试${randomUUID().slice(0, 8)}`;
      const resident = await this.#until(this.clerk, '/api/intake/residents', { name, phone, address });
      const need = await this.#until(this.clerk, '/api/intake/needs', { residentId: resident.id, kind: 'visit', lines: [], daysLeft: 3 });
      const volunteer = await this.#until(this.dispatcher, '/api/dispatch/volunteers', { name, phone });
      this.entered.push({ needId: need.id, keys: { intake: [resident.key, need.key], dispatch: [volunteer.key] } });
    }
  }

  async #until(token: string, path: string, body: object): Promise<Acknowledged> {
    const key = randomUUID();
    for (;;) {
      const url = this.urls[(this.#turn += 1) % this.urls.length]!;
      const answer = await command(url, token, path, body, key).catch(() => undefined);
      if (answer?.status === 201 || answer?.status === 200) return { id: answer.body.id as string, key };
      if (answer !== undefined && answer.status !== 503)
        throw new Error(`${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      this.again += 1;
      await pause(100);
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The needs of kind visit of the neighbourhood, by id: how often each is listed. */
export const listed = async (url: string, account: string, path: string, idOf: string): Promise<Map<string, number>> => {
  const token = await signIn(url, account);
  const found = new Map<string, number>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await call(url, 'GET', `${path}${path.includes('?') ? '&' : '?'}limit=200${cursor && `&cursor=${cursor}`}`, { token });
    for (const item of body.items as Record<string, string>[]) found.set(item[idOf]!, (found.get(item[idOf]!) ?? 0) + 1);
    cursor = body.nextCursor as string | null;
  }
  return found;
};

/** How many needs the official's figures count. */
export const needsCounted = async (url: string): Promise<number> => {
  const token = await signIn(url, 'official');
  const { body } = await call(url, 'GET', `/api/reporting/summary?area=${AREA}`, { token });
  return (body as { counts: { needsCreated: number } }).counts.needsCreated;
};
