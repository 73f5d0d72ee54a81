// A small demo of its own to look at, and its people as programs ask for them.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../workshop/root.mjs';

export const PASSWORD = 'linli-demo';

const freePort = () =>
  new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

export const startDemo = async (data) => {
  const port = await freePort();
  const house = spawn(
    process.execPath,
    [join(root, 'services/all-in-one/dist/main.js'), '--port', port, '--data', data, '--demo', 'small'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise((ready, failed) => {
    house.stdout.on('data', (chunk) => String(chunk).includes('Linli is ready at') && ready());
    house.once('exit', (code) => failed(new Error(`The demo ended with ${code}.`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((gone) => {
        house.once('exit', gone);
        house.kill('SIGTERM');
      }),
  };
};

/** What a person of the demo asks of the API. */
export const personAt = async (url, account) => {
  const ask = async (method, path, body, token) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { token, user } = await ask('POST', '/api/auth/sign-in', { account, password: PASSWORD });
  return { user, get: (path) => ask('GET', path, undefined, token), post: (path, body) => ask('POST', path, body, token) };
};
