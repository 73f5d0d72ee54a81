import type { Instant } from '@linli/kernel';
import type { ServiceModel } from './service-model.js';
import type { Log } from './ports/log.port.js';
import type { Progress } from './ports/progress.port.js';
import { consumerOf, EVERYWHERE } from './run/react.js';
import { PUBLISHING } from './run/publish.js';

/** The stream on which a log says of itself that it ends here. */
const LOG = 'log';

interface ContinuedIn {
  readonly where: string;
}

/** Says in every community's log that it goes on elsewhere: a log's name is for life. Closed twice is closed once. */
export const closeLog = async (log: Log, where: string, at: Instant): Promise<void> => {
  for (const { community } of await log.heads()) {
    if ((await log.streamVersion(community, LOG)) > 0) continue;
    const data: ContinuedIn = { where };
    const closed = await log.append({ community, at, writes: [[LOG, 1]], events: [{ stream: LOG, type: 'continued-in', data }] });
    if (closed.outcome !== 'stored') throw new Error(`The log of ${community} could not be closed.`);
  }
};

/** Where a closed log goes on, and its last position before it was closed; undefined for one that is open. */
export const continuedIn = async (log: Log, community: string): Promise<{ where: string; position: number } | undefined> => {
  const [commit] = await log.stream(community, LOG);
  const data = commit?.body.events[0]?.data as ContinuedIn | undefined;
  return commit && data && { where: data.where, position: commit.position - 1 };
};

/**
 * Takes along how far publishing and reactions are, and what was set aside, so that nothing is reacted to twice. Views
 * are folded afresh, and set aside again what they cannot fold.
 */
export const takeProgressAlong = async (model: ServiceModel, from: { log: Log; progress: Progress }, to: Progress): Promise<void> => {
  const communities = [...(await from.log.heads()).map(({ community }) => community), EVERYWHERE];
  for (const consumer of [PUBLISHING, ...model.reactions.map(({ name }) => consumerOf(name))]) {
    for (const community of communities) {
      const position = await from.progress.position(consumer, community);
      if (position !== undefined) await to.begin(consumer, community, position);
    }
  }
  for (const entry of await from.progress.listSetAside()) if (entry.kind !== 'view') await to.setAside(entry);
  await to.settle();
};
