import { startSystem, type System } from '../src/system.js';
import { aFolder, command, House, runProgram, signIn } from './house.js';

const COMMUNITY = '990101001001';
const HANDS = 8;
const aNeed = { kind: 'visit', lines: [], daysLeft: 3 };

/** People who register residents with a need until they are told to stop; what they were answered. */
const atWork = (house: House, token: string) => {
  const needs: string[] = [];
  const refused: number[] = [];
  let stopped = false;
  const hands = Promise.all(
    Array.from({ length: HANDS }, async (_, hand) => {
      for (let at = 0; !stopped; at += 1) {
        const address = { building: '12', unit: '3', room: '402' };
        const resident = await command(house.url, token, '/api/intake/residents', { name: `测试${hand}号${at}`, address }).catch(
          () => undefined,
        );
        const residentId: unknown = resident?.body?.id;
        if (residentId === undefined) return;
        const made = await command(house.url, token, '/api/intake/needs', { ...aNeed, residentId }).catch(() => undefined);
        if (made?.status === 201) needs.push(made.body.id as string);
        else if (made) refused.push(made.status);
      }
    }),
  );
  return {
    needs,
    refused,
    async until(count: number): Promise<void> {
      const enough = needs.length + count;
      while (needs.length < enough) await new Promise((wake) => setTimeout(wake, 5));
    },
    async stop(): Promise<void> {
      stopped = true;
      await hands;
    },
  };
};

describe('a view that is rebuilt', () => {
  it('is filled on a thread of its own, which is told of what cannot be folded, and stops when it is told to', async () => {
    const folder = aFolder();
    const house = await House.start(folder.path, '--demo', 'small');
    await house.end('SIGTERM');
    const reports: string[] = [];
    let system: System | undefined;
    try {
      system = await startSystem({
        folder: folder.path,
        report: ({ level, message }) => void (level !== 'info' && reports.push(message)),
      });
      const { engine } = system.services.intake;
      const { log, views, progress, filler } = engine.ground;
      const stream = 'need/unfoldable';
      await log.append({
        community: COMMUNITY,
        at: '2022-11-24T06:03:20.000Z',
        writes: [[stream, 1]],
        // A kind is a text: this one no store takes.
        events: [{ stream, type: 'need-created', data: { kind: 5 } }],
      });
      await engine.settled();
      reports.length = 0;
      const needs = engine.model.views.find(({ name }) => name === 'needs')!;
      const [live] = await views.declare(needs);
      const beside = await views.beside(needs);
      await filler!.fill(beside, new AbortController().signal);
      const { position } = await log.head(COMMUNITY);
      expect(await views.checkpoint(beside, COMMUNITY)).toBe(position);
      expect(await views.all(beside, COMMUNITY, '', 1_000)).toEqual(await views.all(live!, COMMUNITY, '', 1_000));
      expect((await progress.listSetAside()).map(({ consumer, subject }) => `${consumer} ${subject}`)).toEqual([
        'needs#1 unfoldable',
        'needs#2 unfoldable',
      ]);
      expect(reports).toEqual(['a document of a view was set aside']);

      const stop = new AbortController();
      const stopped = filler!.fill(await views.beside(needs), stop.signal);
      stop.abort();
      await expect(stopped).rejects.toThrow('aborted');
      await expect(filler!.fill({ ...beside, version: 9 }, new AbortController().signal)).rejects.toThrow('has no view needs of version 9');

      reports.length = 0;
      await engine.rebuild('needs');
      expect(reports).toEqual(['a document of a view was set aside']);
      expect((await engine.verify()).faults).toEqual([]);
    } finally {
      await system?.stop();
      folder.remove();
    }
  });

  it('takes the place of the one before while people write, and nobody is refused', async () => {
    const folder = aFolder();
    try {
      const house = await House.start(folder.path, '--demo', 'small');
      const work = atWork(house, await signIn(house.url, 'clerk'));
      for (const [service, view] of [
        ['intake', 'needs'],
        ['intake', 'residents'],
        ['dispatch', 'board'],
      ] as const) {
        await work.until(10);
        const { code, error } = await runProgram('linli.js', ['rebuild', view, '--service', service, '--data', folder.path]);
        expect({ code, error }).toEqual({ code: 0, error: `${service}: folding ${view} afresh beside the live one\n` });
      }
      await work.stop();
      expect(work.refused).toEqual([]);
      expect(await house.end('SIGTERM')).toBe(0);
      expect(house.output).not.toContain('"level"');
      const { code, out } = await runProgram('linli.js', ['verify', '--data', folder.path, '--json']);
      expect({ code, faults: (JSON.parse(out) as { faults: unknown }).faults }).toEqual({ code: 0, faults: [] });
    } finally {
      folder.remove();
    }
  });

  it('is as it was before when the house is killed in the middle', async () => {
    const folder = aFolder();
    try {
      // Killed after so many answers, so that it meets the thread at its start, at work and behind it.
      for (const answers of [1, 20, 60]) {
        const house = await House.start(folder.path, '--demo', 'small');
        const work = atWork(house, await signIn(house.url, 'clerk'));
        await work.until(10);
        const rebuilding = runProgram('linli.js', ['rebuild', 'needs', '--service', 'intake', '--data', folder.path]);
        await work.until(answers);
        await house.end('SIGKILL');
        await Promise.all([work.stop(), rebuilding]);
      }
      const { code, out } = await runProgram('linli.js', ['verify', '--data', folder.path, '--json']);
      expect({ code, faults: (JSON.parse(out) as { faults: unknown }).faults }).toEqual({ code: 0, faults: [] });
    } finally {
      folder.remove();
    }
  });
});
