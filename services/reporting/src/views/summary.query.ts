import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { dayOf, instant, invalidField, plusDays, startOfDay, type Day } from '@linli/kernel';
import type { AnyViewOf, Engine, Stored } from '@linli/engine';
import { EdgeProblem, InjectEngine, type Caller } from '@linli/nest-kit';
import { bulletinOf } from '../domain/bulletin.js';
import { add, byKind, COUNTS, countsOf, timeToMeet, type Counts, type DutySpans, type NeedFact, type Period } from '../domain/figures.js';
import { addShown, suppress, type ShownCell } from '../domain/small-numbers.js';
import { needs, type NeedDoc } from './needs.view.js';
import { areas, duty, register, type AreaDoc } from './people.view.js';

const DEFAULT_ZONE = 'Asia/Shanghai';
const LEVELS = [2, 4, 6, 9, 12];
const NO_COUNTS = Object.fromEntries(COUNTS.map((name) => [name, 0])) as Counts;

export class GetSummary {
  constructor(
    readonly asked: { area?: string; from?: string; to?: string },
    readonly caller: Caller,
  ) {}
}
export class GetBulletin {
  constructor(
    readonly asked: { area?: string; day?: string },
    readonly caller: Caller,
  ) {}
}

/** One community's facts. */
interface Facts {
  readonly community: string;
  readonly name: AreaDoc['name'];
  readonly timeZone: string;
  readonly needs: readonly NeedFact[];
  readonly duty: readonly DutySpans[];
  readonly specialCare: number;
}

/** Counts of an area; below a community each may be hidden. */
interface AreaRow {
  readonly area: string;
  readonly name?: AreaDoc['name'];
  readonly counts: Record<string, ShownCell>;
}

/** Reads facts and adds them up: figures without a name. */
class Figures {
  constructor(private readonly engine: Engine) {}

  get now(): string {
    return instant(this.engine.ground.clock.now());
  }

  async all<Doc>(view: AnyViewOf<Doc>, community: string): Promise<Stored<Doc>[]> {
    const items: Stored<Doc>[] = [];
    for (let cursor: string | undefined; ;) {
      const found = await this.engine.views.find(view, { community, limit: 1000, ...(cursor !== undefined && { cursor }) });
      items.push(...found.items);
      if (found.nextCursor === undefined) return items;
      cursor = found.nextCursor;
    }
  }

  async areasUnder(prefix: string): Promise<Map<string, AreaDoc>> {
    const found = await this.engine.views.find(areas, { community: prefix, prefix: true, limit: 1000 });
    return new Map(found.items.map(({ id, doc }) => [id, doc]));
  }

  async factsOf(community: string, area: AreaDoc): Promise<Facts> {
    const [needDocs, dutyDocs, counted] = await Promise.all([
      this.all(needs, community),
      this.all(duty, community),
      this.all(register, community),
    ]);
    return {
      community,
      ...area,
      needs: needDocs.flatMap(({ doc }: Stored<NeedDoc>) => (doc.createdAt === undefined ? [] : [doc as NeedFact])),
      duty: dutyDocs.map(({ doc }) => doc.spans),
      specialCare: counted.reduce((sum, { doc }) => sum + doc.specialCare, 0),
    };
  }

  /** How far behind the log the figures are. */
  async lagMs(communities: readonly string[]): Promise<number> {
    const lags = await Promise.all(
      communities.map(async (community) => {
        const head = await this.engine.ground.log.head(community);
        return (await this.engine.views.checkpoint(needs, community)) >= head.position
          ? 0
          : Math.max(0, this.engine.ground.clock.now() - Date.parse(head.at));
      }),
    );
    return Math.max(0, ...lags);
  }
}

/** The area asked for, as far as one of the caller's grants covers it. */
const areaAsked = (asked: string | undefined, caller: Caller): { code: string; grid?: string } => {
  const own = [...new Set(caller.grants.map(({ area }) => area))];
  const text = asked ?? (own.length === 1 ? own[0]! : undefined);
  if (text === undefined) throw new EdgeProblem(400, 'area-needed', 'You see several areas: add ?area= with the digits of one.');
  const match = /^(\d{2,12})(?:-(.{1,20}))?$/.exec(text);
  if (!match || !LEVELS.includes(match[1]!.length) || (match[2] !== undefined && match[1]!.length !== 12)) {
    return invalidField('area', 'An area has 2, 4, 6, 9 or 12 digits, and a grid follows 12 digits and a hyphen.');
  }
  if (!own.some((area) => match[1]!.startsWith(area))) throw new EdgeProblem(403, 'not-allowed', 'Your account has no role for this area.');
  return { code: match[1]!, ...(match[2] !== undefined && { grid: match[2] }) };
};

const periodOf = (from: Day, to: Day, timeZone: string): Period => ({
  from: startOfDay(from, timeZone),
  until: startOfDay(plusDays(to, 1), timeZone),
});

const daysFrom = (from: Day, to: Day): Day[] => {
  const days: Day[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
};

/** Each grid's counts: closed days only, each day suppressed by itself. */
const gridRows = (facts: Facts, from: Day, to: Day, now: string): AreaRow[] => {
  const grids = [...new Set(facts.needs.map(({ grid }) => grid))].filter((grid) => grid !== '').sort();
  const today = dayOf(now, facts.timeZone);
  const closed = daysFrom(from, to).filter((day) => day < today);
  const byGrid = new Map(grids.map((grid) => [grid, facts.needs.filter((need) => need.grid === grid)]));
  const shown = new Map(grids.map((grid) => [grid, Object.fromEntries(COUNTS.map((name) => [name, [] as ShownCell[]]))]));
  for (const day of closed) {
    const counts = new Map(grids.map((grid) => [grid, countsOf(byGrid.get(grid)!, [], periodOf(day, day, facts.timeZone), now)]));
    for (const name of COUNTS) {
      const cells = suppress(new Map(grids.map((grid) => [grid, counts.get(grid)![name]])));
      for (const grid of grids) shown.get(grid)![name]!.push(cells.get(grid)!);
    }
  }
  return grids.map((grid) => ({
    area: `${facts.community}-${grid}`,
    counts: Object.fromEntries(
      COUNTS.map((name) => [name, asOfEnd(name) ? (shown.get(grid)![name]!.at(-1) ?? null) : addShown(shown.get(grid)![name]!)]),
    ),
  }));
};

const asOfEnd = (name: string): boolean => name === 'needsOpen' || name === 'needsOverdue' || name === 'onDuty';

@QueryHandler(GetSummary)
export class GetSummaryHandler implements IQueryHandler<GetSummary> {
  readonly #figures: Figures;
  constructor(@InjectEngine() private readonly engine: Engine) {
    this.#figures = new Figures(engine);
  }

  async execute({ asked, caller }: GetSummary) {
    const { code, grid } = areaAsked(asked.area, caller);
    const { now } = this.#figures;
    const under = await this.#figures.areasUnder(code);
    const communities = [...under].filter(([area]) => area.length === 12);
    const facts = await Promise.all(communities.map(([area, doc]) => this.#figures.factsOf(area, doc)));
    const zone = facts[0]?.timeZone ?? DEFAULT_ZONE;
    const today = dayOf(now, zone);
    const first = facts.flatMap((of) => of.needs.map(({ createdAt }) => createdAt)).sort()[0];
    const from = asked.from ?? (first === undefined ? today : dayOf(first, zone));
    const to = asked.to ?? today;
    if (from > to) invalidField('from', 'The first day must not lie behind the last.');
    if (to > today) invalidField('to', 'That day has not come yet.');
    const head = {
      area: grid === undefined ? code : `${code}-${grid}`,
      from,
      to,
      asOf: now,
      lagMs: await this.#figures.lagMs(communities.map(([area]) => area)),
    };
    if (grid !== undefined) return { ...head, ...hiddenBesideCounts, counts: gridCounts(facts[0], grid, from, to, now), areas: [] };
    const rows = facts.map((of) => ({ of, counts: countsOf(of.needs, of.duty, periodOf(from, to, of.timeZone), now) }));
    const everything = facts.flatMap((of) => of.needs);
    return {
      ...head,
      counts: rows.reduce((sum, { counts }) => add(sum, counts), NO_COUNTS),
      needsByKind: byKind(everything, periodOf(from, to, zone)),
      timeToMeetMinutes: timeToMeet(everything, periodOf(from, to, zone)),
      // Who was reached is told by phone visits, which are none yet.
      coverage: { specialCare: facts.reduce((sum, { specialCare }) => sum + specialCare, 0), reached: 0 },
      areas: code.length === 12 ? (facts[0] ? gridRows(facts[0], from, to, now) : []) : children(code, rows, under),
    };
  }
}

/** Below a community these would tell more than the counts do. */
const hiddenBesideCounts = {
  needsByKind: {},
  timeToMeetMinutes: { median: null, p90: null },
  coverage: { specialCare: null, reached: null },
};

const gridCounts = (facts: Facts | undefined, grid: string, from: Day, to: Day, now: string): Record<string, ShownCell> =>
  (facts && gridRows(facts, from, to, now).find(({ area }) => area.endsWith(`-${grid}`))?.counts) ??
  Object.fromEntries(COUNTS.map((name) => [name, null]));

/** Rows of the next level below. */
const children = (code: string, rows: readonly { of: Facts; counts: Counts }[], under: ReadonlyMap<string, AreaDoc>): AreaRow[] => {
  const level = LEVELS[LEVELS.indexOf(code.length) + 1]!;
  const sums = new Map<string, Counts>();
  for (const { of, counts } of rows) {
    const area = of.community.slice(0, level);
    sums.set(area, add(sums.get(area) ?? NO_COUNTS, counts));
  }
  return [...sums]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([area, counts]) => ({ area, ...(under.get(area) && { name: under.get(area)!.name }), counts }));
};

@QueryHandler(GetBulletin)
export class GetBulletinHandler implements IQueryHandler<GetBulletin> {
  readonly #figures: Figures;
  constructor(@InjectEngine() private readonly engine: Engine) {
    this.#figures = new Figures(engine);
  }

  async execute({ asked, caller }: GetBulletin) {
    const { code, grid } = areaAsked(asked.area, caller);
    if (grid !== undefined) invalidField('area', 'A bulletin is written for a community or an area above it.');
    const { now } = this.#figures;
    const under = await this.#figures.areasUnder(code);
    const facts = await Promise.all(
      [...under].filter(([area]) => area.length === 12).map(([area, doc]) => this.#figures.factsOf(area, doc)),
    );
    const zone = facts[0]?.timeZone ?? DEFAULT_ZONE;
    const day = asked.day ?? dayOf(now, zone);
    if (day > dayOf(now, zone)) invalidField('day', 'That day has not come yet.');
    const sum = (from: Day): Counts =>
      facts.reduce((total, of) => add(total, countsOf(of.needs, of.duty, periodOf(from, day, of.timeZone), now)), NO_COUNTS);
    const name = under.get(code)?.name ?? { zh: '本辖区', en: 'the area' };
    return { area: code, day, ...bulletinOf({ name, day, today: sum(day), soFar: sum('2000-01-01') }) };
  }
}
