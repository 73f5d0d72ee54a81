import { randomUUID } from 'node:crypto';
import { aFolder, call, command, House, runProgram, signIn } from './house.js';

const KILLS = 20;
const HANDS = 8;

/** What was acknowledged, by the key it was sent under. */
type Acknowledged = Map<string, { id: string; residentId: string }>;

it('loses nothing acknowledged and doubles nothing when it is killed under load, twenty times', async () => {
  const folder = aFolder();
  const needs: Acknowledged = new Map();
  const pending = new Map<string, object>();
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const house = await House.start(folder.path, '--demo', 'small');
      const token = await signIn(house.url, 'clerk');
      // What was under way when it died is sent again under its own key: once is once.
      for (const [key, body] of pending) {
        const { status, body: answer } = await command(house.url, token, '/api/intake/needs', body, key);
        expect([201, 409]).toContain(status);
        if (status === 201) needs.set(key, { id: answer.id, residentId: (body as { residentId: string }).residentId });
      }
      pending.clear();
      for (const [key, { id }] of [...needs].slice(-30)) {
        expect((await call(house.url, 'GET', `/api/intake/needs/${id}`, { token })).status).toBe(200);
        const body = { ...aNeed, residentId: needs.get(key)!.residentId };
        expect((await command(house.url, token, '/api/intake/needs', body, key)).headers.get('idempotent-replayed')).toBe('true');
      }
      let stopped = false;
      const hands = Array.from({ length: HANDS }, async () => {
        while (!stopped) {
          const name = `测试${randomUUID().slice(0, 8)}`;
          const resident = await command(house.url, token, '/api/intake/residents', {
            name,
            address: { building: '12', unit: '3', room: '402' },
          }).catch(() => undefined);
          if (resident?.status !== 201) return;
          const key = randomUUID();
          const body = { ...aNeed, residentId: resident.body.id as string };
          pending.set(key, body);
          const made = await command(house.url, token, '/api/intake/needs', body, key).catch(() => undefined);
          if (made?.status !== 201) return;
          pending.delete(key);
          needs.set(key, { id: made.body.id, residentId: body.residentId });
        }
      });
      // Killed in the middle: not after a time, but after so many answers.
      const enough = needs.size + 10 + 3 * kill;
      while (needs.size < enough) await new Promise((wake) => setTimeout(wake, 5));
      await house.end('SIGKILL');
      stopped = true;
      await Promise.all(hands);
    }
    const { code, out } = await runProgram('linli.js', ['verify', '--data', folder.path, '--json']);
    expect({ code, faults: (JSON.parse(out) as { faults: unknown }).faults }).toEqual({ code: 0, faults: [] });
    const house = await House.start(folder.path);
    const token = await signIn(house.url, 'clerk');
    const listed = new Map<string, number>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await call(house.url, 'GET', `/api/intake/needs?kind=visit&limit=200${cursor && `&cursor=${cursor}`}`, { token });
      for (const { residentId } of body.items as { residentId: string }[]) listed.set(residentId, (listed.get(residentId) ?? 0) + 1);
      cursor = body.nextCursor as string | null;
    }
    for (const { residentId } of needs.values()) expect(listed.get(residentId)).toBe(1);
    expect(await house.end('SIGTERM')).toBe(0);
  } finally {
    folder.remove();
  }
});

const aNeed = { kind: 'visit', lines: [], daysLeft: 3 };
