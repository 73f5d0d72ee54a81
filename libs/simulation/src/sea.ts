import type { Bus, BusRecord } from '@linli/engine';
import type { Chance } from './chance.js';
import type { Life, Weather } from './life.js';
import type { Timeline } from './timeline.js';

interface Member {
  readonly life: Life;
  readonly topics: ReadonlySet<string>;
  readonly listener: (records: readonly BusRecord[]) => Promise<void>;
}

/** The bus between the processes of a world: it loses, repeats and reorders. */
export class Sea {
  readonly #groups = new Map<string, Set<Member>>();
  /** Counts how often the topics were made anew. */
  #topics = 0;

  constructor(
    private readonly timeline: Timeline,
    private readonly chance: Chance,
    private readonly weather: Weather,
  ) {}

  /** New topics: what is under way, or is still sent by who has died, is in none of them. */
  empty(): void {
    this.#topics += 1;
  }

  busOf(service: string, life: Life): Bus {
    const topics = this.#topics;
    return {
      publish: (records) =>
        life.step(async () => {
          if (topics !== this.#topics) return;
          for (const [group, members] of this.#groups) for (const record of records) this.#send(service, group, members, record);
        }),
      subscribe: (group, topics, listener) =>
        life.step(async () => {
          const member = { life, topics: new Set(topics), listener };
          const members = this.#groups.get(group) ?? new Set();
          this.#groups.set(group, members.add(member));
          return async () => void members.delete(member);
        }),
      close: async () => undefined,
    };
  }

  #send(from: string, group: string, members: ReadonlySet<Member>, record: BusRecord): void {
    const { chance, weather } = this;
    const sentTo = this.#topics;
    if (weather.parted.has(`${from}>${group}`) || chance.happens(weather.dropping)) return;
    for (let times = chance.happens(weather.repeating) ? 2 : 1; times > 0; times -= 1) {
      this.timeline.after(chance.wait(50, 5_000), () => {
        if (sentTo !== this.#topics) return;
        const living = [...members].filter(({ life, topics }) => life.alive && topics.has(record.topic));
        if (living.length > 0)
          void chance
            .pick(living)
            .listener([record])
            .catch(() => undefined);
      });
    }
  }
}
