import { createServer, type RequestListener, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Copies, textOf, Unreachable } from './copies.js';

describe('the copies of a service', () => {
  const open = new Set<Server | Copies>();
  afterEach(async () => {
    for (const one of open) {
      if (one instanceof Copies) one.close();
      else {
        one.closeAllConnections();
        await new Promise((resolve) => one.close(resolve));
      }
    }
    open.clear();
  });

  const serve = (listener: RequestListener): Promise<URL> =>
    new Promise((resolve) => {
      const server = createServer(listener).listen(0, '127.0.0.1', () =>
        resolve(new URL(`http://127.0.0.1:${(server.address() as { port: number }).port}`)),
      );
      open.add(server);
    });
  /** An address where nobody listens. */
  const nobody = async (): Promise<URL> => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    return new URL(`http://127.0.0.1:${port}`);
  };
  const copiesAt = (...urls: URL[]): Copies => copiesBy(Date.now, ...urls);
  const copiesBy = (now: () => number, ...urls: URL[]): Copies => {
    const copies = new Copies('intake', urls, now);
    open.add(copies);
    return copies;
  };
  const asked = async (copies: Copies, method = 'GET', body?: string): Promise<string> =>
    textOf(await copies.ask({ method, path: '/', ...(body !== undefined && { body: Readable.from([Buffer.from(body)]) }) }));

  it('answer in turn', async () => {
    const copies = copiesAt(await serve((_, response) => response.end('one')), await serve((_, response) => response.end('two')));
    const answers = [await asked(copies), await asked(copies), await asked(copies), await asked(copies)];
    expect(answers.filter((answer) => answer === 'one')).toHaveLength(2);
  });

  it('stand in for one that cannot be reached, for commands with their body too', async () => {
    const copies = copiesAt(
      await nobody(),
      await serve((request, response) => void textOf(request).then((text) => response.end(`${request.method} ${text}`))),
    );
    for (let count = 0; count < 4; count += 1) expect(await asked(copies, 'POST', 'a command')).toBe('POST a command');
  });

  it('rest for two seconds after one could not be reached, and no longer should the clock be set back', async () => {
    let now = 3_600_000;
    let reached = 0;
    const gone = await nobody();
    const copies = copiesBy(() => now, gone, await serve((_, response) => response.end('the other')));
    for (let count = 0; count < 2; count += 1) expect(await asked(copies)).toBe('the other');
    const back = createServer((_, response) => response.end(`back ${(reached += 1)}`)).listen(Number(gone.port), '127.0.0.1');
    open.add(back);
    await new Promise((resolve) => back.once('listening', resolve));
    for (let count = 0; count < 4; count += 1) expect(await asked(copies)).toBe('the other');
    now = 0;
    for (let count = 0; count < 4; count += 1) await asked(copies);
    expect(reached).toBe(2);
  });

  it('are not asked again for a command that may have arrived', async () => {
    let arrived = 0;
    const breaks: RequestListener = (request, response) => {
      arrived += 1;
      request.resume().on('end', () => response.destroy());
    };
    const copies = copiesAt(await serve(breaks), await serve(breaks));
    await expect(asked(copies, 'POST', 'a command')).rejects.toThrow(Unreachable);
    expect(arrived).toBe(1);
  });

  it('say so when none can be reached', async () => {
    const copies = copiesAt(await nobody(), await nobody());
    await expect(asked(copies)).rejects.toThrow(/^intake cannot be reached/);
  });
});
