import { LogUnavailable } from '@linli/engine';
import type { Chance } from './chance.js';
import type { Timeline } from './timeline.js';

/** How rough a world is; all zero when it has calmed down. */
export interface Weather {
  /** Share of port calls that fail, before or after they have done their work. */
  failing: number;
  /** Share of records that the bus loses, repeats. */
  dropping: number;
  repeating: number;
  /** Pairs `from>to` of services that cannot reach each other. */
  readonly parted: Set<string>;
}

/** One process from its start to its crash. What it asks of its ports takes time, and a dead process gets no answer. */
export class Life {
  alive = true;

  constructor(
    readonly timeline: Timeline,
    private readonly chance: Chance,
    private readonly weather: Weather,
  ) {}

  /** One step over the wire: there, done, and back. Between any two of these the process may die. */
  step<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const back = (answer: () => void): void =>
        void this.timeline.after(this.chance.wait(3, 400), () => {
          if (this.alive) answer();
        });
      this.timeline.after(this.chance.wait(3, 400), () => {
        // What a process has sent before it died arrives all the same, or not.
        if (!this.alive && this.chance.happens(0.5)) return;
        if (this.chance.happens(this.weather.failing)) return back(() => reject(new LogUnavailable('It did not arrive.')));
        work().then(
          (result) => back(() => (this.chance.happens(this.weather.failing) ? reject(new LogUnavailable('No answer.')) : resolve(result))),
          (error: unknown) => back(() => reject(error as Error)),
        );
      });
    });
  }
}
