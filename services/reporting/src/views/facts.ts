import { instant } from '@linli/kernel';
import type { AnyViewOf, Engine, Stored } from '@linli/engine';
import { gridsOf, type DutySpans, type NeedFact } from '../domain/figures.js';
import { needs, type NeedDoc } from './needs.view.js';
import { areas, duty, register, type AreaDoc } from './people.view.js';

/** One community's facts: no name stands in them. */
export interface Facts {
  readonly community: string;
  readonly name: AreaDoc['name'];
  readonly timeZone: string;
  readonly needs: readonly NeedFact[];
  readonly duty: readonly DutySpans[];
  readonly specialCare: number;
  /** Where people live or have asked for something; empty for homes without a grid. */
  readonly grids: readonly string[];
}

/** Reads the views that figures are made of. */
export class FactReader {
  constructor(private readonly engine: Engine) {}

  get now(): string {
    return instant(this.engine.ground.clock.now());
  }

  /** An area and everything defined below it. */
  async areasUnder(prefix: string): Promise<Map<string, AreaDoc>> {
    return new Map((await this.#all(areas, prefix, true)).map(({ id, doc }) => [id, doc]));
  }

  /** Facts of every community among these areas, in the order of their codes. */
  of(under: ReadonlyMap<string, AreaDoc>): Promise<Facts[]> {
    return Promise.all(communitiesIn(under).map((code) => this.#factsOf(code, under.get(code)!)));
  }

  /** How far behind the log the figures are. */
  async lagMs(under: ReadonlyMap<string, AreaDoc>): Promise<number> {
    const lags = await Promise.all(
      communitiesIn(under).map(async (community) => {
        const head = await this.engine.ground.log.head(community);
        return (await this.engine.views.checkpoint(needs, community)) >= head.position
          ? 0
          : Math.max(0, this.engine.ground.clock.now() - Date.parse(head.at));
      }),
    );
    return Math.max(0, ...lags);
  }

  async #factsOf(community: string, { name, timeZone }: AreaDoc): Promise<Facts> {
    const [needDocs, dutyDocs, counted] = await Promise.all([
      this.#all(needs, community),
      this.#all(duty, community),
      this.#all(register, community),
    ]);
    const known = needDocs.flatMap(({ doc }: Stored<NeedDoc>) => (doc.createdAt === undefined ? [] : [doc as NeedFact]));
    const grids = new Set([...counted.map(({ doc }) => doc.grid), ...known.flatMap(gridsOf)]);
    return {
      community,
      name,
      timeZone,
      needs: known,
      duty: dutyDocs.map(({ doc }) => doc.spans),
      specialCare: counted.reduce((sum, { doc }) => sum + doc.specialCare, 0),
      grids: [...grids].sort(),
    };
  }

  async #all<Doc>(view: AnyViewOf<Doc>, community: string, prefix = false): Promise<Stored<Doc>[]> {
    const items: Stored<Doc>[] = [];
    for (let cursor: string | undefined; ;) {
      const found = await this.engine.views.find(view, { community, prefix, limit: 1000, ...(cursor !== undefined && { cursor }) });
      items.push(...found.items);
      if (found.nextCursor === undefined) return items;
      cursor = found.nextCursor;
    }
  }
}

const communitiesIn = (under: ReadonlyMap<string, AreaDoc>): string[] => [...under.keys()].filter((code) => code.length === 12).sort();
