import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ViewChange } from '@linli/engine';
import { COMMUNITY, flows, type Answer, type Flow } from '@linli/flow';
import { TOKEN_HEADER } from '@linli/nest-kit';
import { createFront, type Front, type FrontOptions } from '../src/front/front.js';
import type { Upstream } from '../src/front/upstream.js';
import { gateway } from '../src/gateway.service.js';
import { argonPasswords } from '../src/sign-in/passwords.js';

export const PASSWORD = 'three old ladies';
export const BOSS = 'administrator';

export interface Sending {
  /** By a program. */
  readonly token?: string;
  /** By a browser. */
  readonly cookie?: string;
  readonly body?: unknown;
  /** The Idempotency-Key; a new one unless said, none for null. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SignedIn {
  readonly token: string;
  readonly cookie: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the route answers
  readonly user: any;
}

/** Somebody who listens to what changes. */
export interface Ear {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** What was sent up to now. */
  text(): string;
  frames(): { readonly event: string; readonly id: string; readonly data: Record<string, unknown> }[];
  /** Waits for the next thing sent, as long as what was is not what is waited for. */
  until(heard: (text: string) => boolean): Promise<void>;
  /** Resolves when the gateway ends it. */
  readonly ended: Promise<void>;
  leave(): void;
}

/** The public port of a gateway, and behind it one service under `/api/echo` that answers who asked and what. */
export class Door {
  readonly #front: Front;
  #hears: Parameters<Upstream['follow']>[0] | undefined;
  readonly #ears = new Set<Ear>();
  /** What the service behind does with a request, instead of answering at once. */
  meanwhile: (() => Promise<void>) | undefined;

  private constructor(
    readonly flow: Flow,
    options: Partial<FrontOptions>,
  ) {
    const echo: Upstream = {
      prefix: 'echo',
      handle: (incoming, response) => {
        void (this.meanwhile?.() ?? Promise.resolve()).then(() => {
          const token = incoming.headers[TOKEN_HEADER] as string | undefined;
          const claims = token === undefined ? undefined : JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8'));
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end(JSON.stringify({ url: incoming.url, claims }));
        });
      },
      document: async () => ({ openapi: '3.0.0', info: { title: 'echo', version: '1' }, paths: {} }),
      follow: (hears) => {
        this.#hears = hears;
        return () => undefined;
      },
    };
    const { service: own, clock, ids, sign } = flow;
    this.#front = createFront({ own, services: [echo], sign, clock, ids, ...options });
  }

  static async open(flow: Flow, options: Partial<FrontOptions> = {}): Promise<Door> {
    const door = new Door(flow, options);
    door.#front.server.listen(0, '127.0.0.1');
    await once(door.#front.server, 'listening');
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#front.server.address() as AddressInfo).port}`;
  }

  ready(): void {
    this.#front.ready();
  }

  async close(): Promise<void> {
    for (const ear of this.#ears) ear.leave();
    await this.#front.close();
  }

  async call(method: string, path: string, { token, cookie, body, key = randomUUID(), headers = {} }: Sending = {}): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(cookie !== undefined && { cookie }),
        ...(method === 'POST' && key !== null && { 'idempotency-key': key }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') && text.length > 0;
    return { status: answer.status, headers: answer.headers, body: json ? (JSON.parse(text) as unknown) : text };
  }

  get(path: string, sending: Sending = {}): Promise<Answer> {
    return this.call('GET', path, sending);
  }

  async post(path: string, body: unknown = {}, sending: Sending = {}): Promise<Answer> {
    const answer = await this.call('POST', path, { ...sending, body });
    await this.flow.settled();
    return answer;
  }

  /** One attempt to sign in, whatever comes of it. */
  attempt(account: string, password: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.post('/api/auth/sign-in', { account, password }, { key: null, headers });
  }

  async signIn(account: string, password = PASSWORD): Promise<SignedIn> {
    const { status, headers, body } = await this.attempt(account, password);
    expect(status).toBe(200);
    return { token: body.token as string, user: body.user as unknown, cookie: headers.get('set-cookie')!.split(';', 1)[0]! };
  }

  /** The first administrator, as the operator makes him. */
  async boss(): Promise<SignedIn> {
    await this.flow.service.operations['set-password']!(this.flow.service, { account: BOSS, password: PASSWORD });
    return this.signIn(BOSS);
  }

  /** An account with a role, made by the administrator; answers its id. */
  async hire(
    by: SignedIn,
    account: string,
    role: string,
    more: { area?: string; until?: string; volunteerId?: string } = {},
  ): Promise<string> {
    const { area = COMMUNITY, until, volunteerId } = more;
    const roles = [{ role, area, ...(until !== undefined && { until }) }];
    const made = await this.post('/api/auth/accounts', { account, name: `${account} 的名字`, password: PASSWORD, roles, volunteerId }, by);
    expect(made).toMatchObject({ status: 201 });
    return made.body.id as string;
  }

  /** Something changes in a view of the service behind. */
  changes(...changes: Partial<ViewChange>[]): void {
    this.#hears!.changes(
      changes.map((change) => ({ view: 'board', community: COMMUNITY, id: 'd1', position: 7, roles: ['dispatcher'], ...change })),
    );
  }
  /** The service behind may have changed something without telling it. */
  missed(): void {
    this.#hears!.gap();
  }

  async listen({ token, cookie, headers = {} }: Sending): Promise<Ear> {
    const outgoing = request(`${this.url}/api/events`, {
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(cookie !== undefined && { cookie }), ...headers },
    });
    outgoing.end();
    const [incoming] = await once(outgoing, 'response');
    let text = '';
    let wake: () => void = () => undefined;
    incoming.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      wake();
    });
    const ended = new Promise<void>((resolve) => incoming.once('close', resolve));
    const ear: Ear = {
      status: incoming.statusCode,
      headers: incoming.headers,
      text: () => text,
      frames: () =>
        [...text.matchAll(/event: (\S+)\nid: (\S+)\ndata: (.*)\n\n/g)].map(([, event, id, data]) => ({
          event: event!,
          id: id!,
          data: JSON.parse(data!) as Record<string, unknown>,
        })),
      async until(heard) {
        while (!heard(text)) await new Promise<void>((resolve) => (wake = resolve));
      },
      ended,
      leave: () => void outgoing.destroy(),
    };
    outgoing.on('error', () => undefined);
    this.#ears.add(ear);
    return ear;
  }
}

/** As hard as it must be to be argon2id, as cheap as it may be to be tried a hundred times. */
const passwords = argonPasswords({ memoryCost: 64, timeCost: 1 });

/** Runs flows of the gateway through its public port, on every ground. */
export const doors = (suite: (door: () => Door) => void, options: Partial<FrontOptions> = {}): void =>
  flows(
    'gateway',
    ({ clock }) => gateway({ clock, passwords }),
    (at) => {
      // A block of its own: its last hooks run before those of the flow.
      describe('through its port', () => {
        let door: Door;
        beforeEach(async () => void (door = await Door.open(at(), options)));
        afterEach(() => door.close());
        suite(() => door);
      });
    },
  );
