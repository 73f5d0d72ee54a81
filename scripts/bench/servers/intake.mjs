// One service alone, as in a cluster: no gateway before it, nobody beside it. node scripts/bench/servers/intake.mjs <folder>
import { createServer } from 'node:http';
import { newTokenKeys, tokenSigner } from '@linli/nest-kit';
import { AddHomes, DefineArea } from '@linli/intake';
import { systemClock } from '@linli/engine';
import { startAlone } from './alone.mjs';
import { COMMUNITY, envelope, register } from './registering.mjs';
import { serve } from './serve.mjs';

const keys = newTokenKeys();
const { intake } = await startAlone(process.argv[2], keys.publicKey);
await intake.commands.execute(new DefineArea({ code: COMMUNITY, name: { zh: '演示社区', en: 'Demo' } }, envelope()));
await intake.commands.execute(new AddHomes({ code: COMMUNITY, homes: [['12', '3', '402']] }, envelope()));
const sign = tokenSigner(keys.privateKey, systemClock.now);

await serve(
  createServer((request, response) => intake.handle(request, response)),
  {
    settle: () => intake.engine.settled(),
    residents: ({ count }) => register(intake, count),
    token: () => sign({ account: 'clerk', roles: [{ role: 'clerk', area: COMMUNITY }] }),
  },
);
