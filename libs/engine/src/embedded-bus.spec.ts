import type { Clock } from '@linli/kernel';
import { aRecord, COMMUNITY, describeBus, until } from '@linli/engine/suites';
import { embeddedBus } from './embedded-bus.js';
import type { Report } from './engine.js';
import type { BusRecord } from './ports/bus.port.js';

/** No wait lasts: what would be called after a while is called at the next turn. */
const hasty: Pick<Clock, 'after'> = {
  after: (_ms, callback) => {
    const turn = setImmediate(callback);
    return () => clearImmediate(turn);
  },
};
const never: Pick<Clock, 'after'> = { after: () => () => undefined };
const TOPIC = 'intake.events';

describeBus('the embedded bus', async () => {
  const port = embeddedBus({ clock: hasty });
  return { port, close: () => port.close() };
});

describe('the embedded bus', () => {
  const hear = async (bus: ReturnType<typeof embeddedBus>): Promise<number[]> => {
    const numbers: number[] = [];
    await bus.subscribe(
      'dispatch',
      [TOPIC],
      async (records) => void numbers.push(...records.map(({ headers }) => Number(headers.ce_sequence))),
    );
    return numbers;
  };
  const publish = (bus: ReturnType<typeof embeddedBus>, count: number): Promise<void> =>
    bus.publish(Array.from({ length: count }, (_, index) => aRecord(TOPIC, COMMUNITY, index + 1)));

  it('gives up what a listener refuses four times, and says so without a payload', async () => {
    const reports: Report[] = [];
    const bus = embeddedBus({ clock: hasty, report: (line) => reports.push(line) });
    let calls = 0;
    await bus.subscribe('dispatch', [TOPIC], async () => {
      calls += 1;
      throw new Error('never');
    });
    await publish(bus, 2);
    await until(() => reports.length === 1);
    expect(calls).toBe(4);
    expect(reports).toEqual([
      {
        level: 'warn',
        message: 'records were given up',
        group: 'dispatch',
        topic: TOPIC,
        key: COMMUNITY,
        records: 2,
        error: 'Error: never',
      },
    ]);
  });

  it('closes while a listener waits to be asked again', async () => {
    const bus = embeddedBus({ clock: never });
    let calls = 0;
    await bus.subscribe('dispatch', [TOPIC], async () => {
      calls += 1;
      throw new Error('not now');
    });
    await publish(bus, 1);
    await until(() => calls === 1);
    await bus.close();
    await publish(bus, 1);
    expect(calls).toBeLessThanOrEqual(2);
  });

  it('holds a bounded number for a listener that does not come round', async () => {
    const bus = embeddedBus({ clock: hasty });
    const heard: BusRecord[] = [];
    let go!: () => void;
    const gate = new Promise<void>((resolve) => (go = resolve));
    await bus.subscribe('dispatch', [TOPIC], async (records) => {
      await gate;
      heard.push(...records);
    });
    for (let batch = 0; batch < 25; batch += 1) await publish(bus, 500);
    go();
    await bus.publish([]);
    await until(() => heard.length >= 10_000);
    await bus.close();
    expect(heard.length).toBeLessThan(12_500);
  });

  it('drops, repeats and reorders when a test wants it to', async () => {
    const faulty = (share: 'drop' | 'repeat' | 'reorder') => embeddedBus({ clock: hasty, faults: { random: () => 0.1, [share]: 0.5 } });
    const [dropping, repeating, reordering] = [faulty('drop'), faulty('repeat'), faulty('reorder')];
    const [dropped, repeated, reordered] = await Promise.all([hear(dropping), hear(repeating), hear(reordering)]);
    await Promise.all([publish(dropping, 3), publish(repeating, 3), publish(reordering, 3)]);
    await until(() => repeated.length === 6 && reordered.length === 3);
    expect(dropped).toEqual([]);
    expect(repeated).toEqual([1, 1, 2, 2, 3, 3]);
    expect([...reordered].sort()).toEqual([1, 2, 3]);
    expect(reordered).not.toEqual([1, 2, 3]);
  });

  it('has no faults that nobody asked for', async () => {
    const bus = embeddedBus({ clock: hasty });
    const numbers = await hear(bus);
    await publish(bus, 1_200);
    await until(() => numbers.length === 1_200);
    expect(numbers).toEqual(Array.from({ length: 1_200 }, (_, index) => index + 1));
  });
});
