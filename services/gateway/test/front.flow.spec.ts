import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { flows } from '@linli/flow';
import { createFront, gateway, type Front } from '../src/index.js';
import { argonPasswords } from '../src/sign-in/passwords.js';

/** As many as are worked on at once. */
const MOST = 256;
const PASSWORD = 'a house with many doors';

/** A service that answers when it is told to. */
const slow = () => {
  const held: ServerResponse[] = [];
  let waiting: (() => void) | undefined;
  return {
    held,
    /** Resolves once so many requests are held. */
    holds: (count: number) =>
      new Promise<void>((reached) => {
        waiting = () => held.length >= count && reached();
        waiting();
      }),
    upstream: {
      prefix: 'slow',
      handle(_request: unknown, response: ServerResponse) {
        held.push(response);
        waiting?.();
      },
      document: async () => ({ openapi: '3.1.0', info: { title: '', version: '' }, paths: {} }),
      follow: () => () => undefined,
    },
  };
};

/** As quick as it gets. */
const passwords = argonPasswords({ memoryCost: 8, timeCost: 1 });

flows(
  'the front in a rush',
  ({ clock }) => gateway({ clock, passwords }),
  (at) => {
    let front: Front;
    let url: string;
    let token: string;
    let service: ReturnType<typeof slow>;
    const get = (path: string, init: RequestInit = {}) => fetch(url + path, { ...init, headers: { authorization: `Bearer ${token}` } });
    const signIn = () =>
      fetch(`${url}/api/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account: 'administrator', password: PASSWORD }),
      });

    beforeEach(async () => {
      const { service: own, clock, ids } = at();
      service = slow();
      front = createFront({ own, services: [service.upstream], sign: async () => 'signed', clock, ids });
      await front.listen(0, '127.0.0.1');
      front.ready();
      url = `http://127.0.0.1:${(front.server.address() as AddressInfo).port}`;
      await own.operations['set-password']!(own, { account: 'administrator', password: PASSWORD });
      await own.engine.settled();
      ({ token } = (await (await signIn()).json()) as { token: string });
    });
    afterEach(async () => {
      for (const response of service.held) response.end();
      await front.close();
    });

    /** Fills the house; the answers come when it is emptied. */
    const fill = async (): Promise<{ readonly answers: Promise<Response>[]; readonly first: AbortController }> => {
      const first = new AbortController();
      const answers = Array.from({ length: MOST }, (_, index) => get('/api/slow/', index === 0 ? { signal: first.signal } : {}));
      void answers[0]!.catch(() => undefined);
      await service.holds(MOST);
      return { answers, first };
    };

    it('is let in up to what is worked on at once; the rest is asked to come back, and nothing is done for it', async () => {
      await fill();
      const refused = await get('/api/slow/');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
      expect(await refused.json()).toMatchObject({ code: 'not-ready' });
      expect(service.held).toHaveLength(MOST);
    });

    it('shuts nobody out who signs in, listens or asks whether the house lives', async () => {
      await fill();
      expect((await signIn()).status).toBe(200);
      expect((await get('/api/health/live')).status).toBe(200);
      expect((await get('/api/health/ready')).status).toBe(200);
      expect((await get('/api/auth/me')).status).toBe(200);
      const listening = new AbortController();
      const live = await get('/api/events', { signal: listening.signal });
      expect([live.status, live.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
      listening.abort();
    });

    it('does not keep the house from closing by a connection on which nothing is asked', async () => {
      const { port } = front.server.address() as AddressInfo;
      const silent = connect(port, '127.0.0.1');
      await once(silent, 'connect');
      await get('/api/health/live');
      const closed = once(silent, 'close');
      await front.close();
      await closed;
    });

    it('leaves a place to the next as soon as one is answered, or goes away', async () => {
      const { answers, first } = await fill();
      const { held } = service;
      const one = held.pop()!;
      one.end();
      await Promise.race(answers);
      void get('/api/slow/');
      await service.holds(MOST);
      expect((await get('/api/slow/')).status).toBe(503);
      const gone = Promise.race(held.map((response) => once(response, 'close')));
      first.abort();
      await gone;
      void get('/api/slow/');
      await service.holds(MOST + 1);
      expect((await get('/api/slow/')).status).toBe(503);
    });
  },
);
