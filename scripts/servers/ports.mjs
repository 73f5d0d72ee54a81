import { createServer } from 'node:net';

/**
 * Below the range from which systems take the ports of outgoing connections: a server that is stopped and started again
 * finds its port free, and a client that knocks meanwhile cannot by accident be connected to itself.
 */
const FROM = 20_000;
const TO = 32_000;

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** So many ports of this machine on which nobody listens. */
export const freePorts = async (count) => {
  const found = new Set();
  while (found.size < count) {
    const port = FROM + Math.floor(Math.random() * (TO - FROM));
    if (await isFree(port)) found.add(port);
  }
  return [...found];
};
