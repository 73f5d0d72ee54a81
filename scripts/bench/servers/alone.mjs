import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createPeer, embeddedBus, memoryLog, memoryProgress, memoryViewStore, systemClock, systemIds } from '@linli/engine';
import { intake } from '@linli/intake';
import { newTokenKeys, runService, tokenVerifier } from '@linli/nest-kit';
import { masterKeyFrom, openPrivacy } from '@linli/privacy';
import { openKeyStore, openLog, openViewStore } from '@linli/sqlite';

const report = ({ level, ...line }) => level === 'error' && console.error(JSON.stringify(line));

/** What intake stands on in this folder; those it hears have nothing to say. */
export const openGround = async (folder) => {
  mkdirSync(folder, { recursive: true });
  const privacy = await openPrivacy({ keys: openKeyStore(join(folder, 'vault.db')), masterKey: masterKeyFrom(join(folder, 'master.key')) });
  const beside = { bus: embeddedBus({ clock: systemClock, report }), sealing: privacy.sealing, clock: systemClock, ids: systemIds, report };
  const silent = (name) =>
    createPeer(name, name, { ...beside, log: memoryLog(), progress: memoryProgress(), views: memoryViewStore(), peers: new Map() });
  const ground = {
    ...beside,
    ...openLog(join(folder, 'intake.log.db')),
    views: openViewStore(join(folder, 'intake.views.db')),
    peers: new Map(['dispatch', 'pharmacy-run'].map((name) => [name, silent(name)])),
  };
  return { ground, privacy };
};

export const startAlone = async (folder, publicKey = newTokenKeys().publicKey) => {
  const { ground, privacy } = await openGround(folder);
  const running = await runService(intake(privacy), { ground, privacy, verify: tokenVerifier(publicKey, systemClock.now) });
  return { intake: running, ground, privacy };
};
