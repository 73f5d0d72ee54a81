import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { testClock } from '@linli/kernel';
import { ChangeStream } from './change-stream.js';

describe('a stream of changes', () => {
  it('that is closed writes to nobody what still changes while the rest stops', async () => {
    const stream = new ChangeStream(testClock(), 'boot');
    const errors: string[] = [];
    const opened = new Promise<ServerResponse>((resolve) => {
      const server = createServer((_request, response) => {
        response.on('error', (error) => errors.push(error.message));
        response.on('close', () => server.close());
        stream.open(response, '');
        resolve(response);
      });
      server.listen(0, '127.0.0.1', () => get({ port: (server.address() as AddressInfo).port, agent: false }, (answer) => answer.resume()));
    });
    const response = await opened;
    const closed = new Promise((resolve) => response.on('close', resolve));
    stream.close();
    stream.take([{ view: 'needs', community: '990101001001', id: '1', position: 1, roles: [] }]);
    await closed;
    expect(errors).toEqual([]);
  });
});
