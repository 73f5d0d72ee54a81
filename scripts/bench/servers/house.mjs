// The whole house as it runs embedded, on a demo of its own: node scripts/bench/servers/house.mjs <folder>
import { join } from 'node:path';
import { systemClock, systemIds } from '@linli/engine';
import { createFront, inThisProcess, screensIn } from '@linli/gateway';
import { loadDemo } from '../../../services/all-in-one/dist/demo/load.js';
import { startSystem } from '../../../services/all-in-one/dist/system.js';
import { register } from './registering.mjs';
import { root } from '../../workshop/root.mjs';
import { serve } from './serve.mjs';

const report = ({ level, ...line }) => level === 'error' && console.error(JSON.stringify(line));
const system = await startSystem({ folder: process.argv[2], report });
if (await system.isEmpty()) await loadDemo(system, 'small', () => undefined);
const { gateway: own, ...others } = system.services;
const services = Object.values(others).map(inThisProcess);
const screens = screensIn(join(root, 'services/web/dist'));
const front = createFront({ own, services, sign: system.sign, clock: systemClock, ids: systemIds, screens });
front.ready();

const settle = async () => {
  for (const { engine } of Object.values(system.services)) await engine.settled();
};

let rebuilding;
await serve(front.server, {
  settle,
  async residents({ count }) {
    const ids = await register(others.intake, count);
    await settle();
    return ids;
  },
  /** Rebuilds a view again and again until it is told to stop; answers how often it came to the end. */
  rebuild({ view, on }) {
    if (on) {
      rebuilding = { stop: false, times: 0 };
      const mine = rebuilding;
      mine.ended = (async () => {
        while (!mine.stop) {
          await others.intake.engine.rebuild(view);
          mine.times += 1;
        }
      })();
      return 0;
    }
    const { times } = rebuilding;
    rebuilding.stop = true;
    return times;
  },
  rebuilt: () => rebuilding?.ended,
  async stop() {
    await settle();
    await front.close();
    await system.stop();
  },
});
