import { fileURLToPath } from 'node:url';
import { runAlone } from '@linli/cluster';
import { createFront } from './front/front.js';
import { screensIn } from './front/screens.js';
import { gateway } from './gateway.service.js';

/** Built beside us. */
const SCREENS = fileURLToPath(new URL('../../web/dist', import.meta.url));

// One copy of the gateway, alone, as on a cluster: docs/adr/0009-a-cluster-of-equal-copies.md.
await runAlone({
  name: 'gateway',
  define: ({ clock }) => gateway({ clock }),
  async open({ settings, health, ...host }) {
    const { LINLI_TLS_CERT_FILE: cert, LINLI_TLS_KEY_FILE: key, LINLI_BEHIND_PROXY: behindProxy } = settings;
    const front = createFront({
      ...host,
      screens: screensIn(SCREENS),
      behindProxy,
      ...(cert !== undefined && key !== undefined && { tls: { cert, key } }),
      healthy: async () => (await health()).ready,
    });
    await front.listen(settings.LINLI_PORT, settings.LINLI_HOST);
    front.ready();
    return front;
  },
});
