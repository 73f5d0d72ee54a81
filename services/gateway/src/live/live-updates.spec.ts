import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ViewChange } from '@linli/engine';
import { LiveUpdates, type Listener } from './live-updates.js';

const COMMUNITY = '990101001001';
const change = (more: Partial<ViewChange>): ViewChange => ({
  view: 'needs',
  community: COMMUNITY,
  id: 'n1',
  position: 7,
  roles: ['clerk'],
  ...more,
});

/** Live updates with a clock in our hand; `listen` answers what somebody with that role has been sent. */
const aHouse = () => {
  const alarms: { ms: number; ring: () => void }[] = [];
  const live = new LiveUpdates({ now: () => 0, after: (ms, ring) => (alarms.push({ ms, ring }), () => undefined) }, 'boot', () => true);
  return {
    live,
    windowIsOver: () =>
      alarms
        .splice(0)
        .filter(({ ms }) => ms < 1_000)
        .forEach(({ ring }) => ring()),
    listen(role: Listener['grants'][number]['role']): () => string[] {
      const written: string[] = [];
      const response = Object.assign(new EventEmitter(), {
        writableLength: 0,
        writeHead: () => undefined,
        write: (text: string) => written.push(text),
      });
      live.open({ headers: {} } as IncomingMessage, response as unknown as ServerResponse, {
        session: 's1',
        account: `a ${role}`,
        grants: [{ role, area: COMMUNITY }],
      });
      return () => [...written.join('').matchAll(/data: (\{.*\})/g)].map(([, data]) => (JSON.parse(data!) as { id: string }).id);
    },
  };
};

describe('what changes within one window', () => {
  it('is told once a document', () => {
    const { live, listen, windowIsOver } = aHouse();
    const heard = listen('clerk');
    live.take('intake', [change({}), change({ position: 8 })]);
    live.take('intake', [change({ position: 9 })]);
    windowIsOver();
    expect(heard()).toEqual(['n1']);
  });

  it('is told to each who may see it, where two services have views and documents of one name', () => {
    const { live, listen, windowIsOver } = aHouse();
    const [clerk, official] = [listen('clerk'), listen('official')];
    live.take('intake', [change({})]);
    live.take('reporting', [change({ roles: ['official'] })]);
    windowIsOver();
    expect([clerk(), official()]).toEqual([['n1'], ['n1']]);
  });
});
