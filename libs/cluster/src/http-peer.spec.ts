import type { Server } from 'node:http';
import { systemClock } from '@linli/engine';
import { describePeer } from '@linli/engine/suites';
import { ChangeStream } from './change-stream.js';
import { Copies } from './copies.js';
import { httpPeer } from './http-peer.js';
import { createInternalServer } from './internal-server.js';
import { internalTokens } from './internal-tokens.js';
import { metricsOf } from './metrics.js';
import { Neighbour } from './neighbour.js';

const listening = (server: Server): Promise<URL> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(new URL(`http://127.0.0.1:${(server.address() as { port: number }).port}`))),
  );

describePeer('over HTTP', async (source) => {
  const tokens = internalTokens('a secret that the services of a test share', systemClock.now);
  const health = async () => ({ ready: true, checks: {} });
  const changes = new ChangeStream(systemClock, 'boot');
  const server = createInternalServer({
    name: 'intake',
    tokens,
    peer: source,
    changes,
    health,
    metrics: metricsOf(
      'intake',
      () => undefined,
      health,
      () => ({}),
    ),
    running: () => undefined,
    servesApi: true,
    report: () => undefined,
  });
  const copies = new Copies('intake', [await listening(server)], systemClock.now);
  return {
    port: httpPeer(new Neighbour(copies, tokens)),
    async close() {
      copies.close();
      changes.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
});
