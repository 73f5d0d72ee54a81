import type { AddressInfo } from 'node:net';
import { systemClock, systemIds } from '@linli/engine';
import { CreateAccount, createFront, inThisProcess, INSTALLATION } from '@linli/gateway';
import { envelopeIn } from '../operate/operations.js';
import type { System } from '../system.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.js';
import { loadDemoOverHttp } from './load-over-http.js';

/** Fills an empty house with the demo neighbourhood, the way people would: through a port that is there for as long as it takes. */
export const loadDemo = async (system: System, size: 'full' | 'small', say: (line: string) => void): Promise<void> => {
  const { gateway: own, ...others } = system.services;
  const { account, name, roles } = DEMO_ACCOUNTS.find((one) => one.account === 'administrator')!;
  await own.commands.execute(
    new CreateAccount({ by: 'operator', account, name, password: DEMO_PASSWORD, roles }, envelopeIn(INSTALLATION)),
  );
  const services = Object.values(others).map(inThisProcess);
  const front = createFront({ own, services, sign: system.sign, clock: systemClock, ids: systemIds });
  await front.listen(0, '127.0.0.1');
  try {
    await loadDemoOverHttp(`http://127.0.0.1:${(front.server.address() as AddressInfo).port}`, size, say);
  } finally {
    await front.close();
  }
  for (const { engine } of Object.values(system.services)) await engine.settled();
};
