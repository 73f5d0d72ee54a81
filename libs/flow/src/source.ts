import { createPeer, memoryLog, recordsOf, type Bus, type Peer } from '@linli/engine';
import type { Clock, DomainEvent, Ids } from '@linli/kernel';

/** Another service, as far as ours can tell: a log whose public events go out over the bus and can be pulled. */
export interface Source {
  readonly peer: Peer;
  /** Makes a public event known, as that service would. `lost`: the bus loses it. */
  tell(community: string, subject: string, event: DomainEvent, lost?: boolean): Promise<void>;
}

export const createSource = (service: string, ground: { clock: Clock; ids: Ids; bus: () => Bus }): Source => {
  const log = memoryLog();
  const { clock, ids } = ground;
  const peer = createPeer(service, service, { log });
  return {
    peer,
    async tell(community, subject, { type, ...data }, lost = false) {
      const id = ids.next();
      const version = (await log.streamVersion(community, subject)) + 1;
      const appended = await log.append({
        community,
        at: new Date(clock.now()).toISOString(),
        command: { sender: 'elsewhere', id, type: 'elsewhere', correlation: id },
        writes: [[subject, version]],
        events: [{ stream: subject, type: type.split('.')[2] ?? type, data, public: { type } }],
      });
      if (appended.outcome !== 'stored') throw new Error(`${service} could not say ${type}.`);
      if (!lost) await ground.bus().publish(recordsOf(service, service, appended.commit));
    },
  };
};
