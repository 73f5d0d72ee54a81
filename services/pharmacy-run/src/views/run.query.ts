import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { instant, minutesBetween, notFound } from '@linli/kernel';
import type { Engine, Stored } from '@linli/engine';
import { isGoods, type Delivery, type LineItem, type NeedKind, type Sealed } from '@linli/contracts';
import { InjectEngine, InjectPrivacy, page, reached, recordLook, runnerNames, type Caller } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import type { OrderFacts } from '../domain/order.js';
import type { Stop } from '../domain/purchase.js';
import { orders } from './orders.view.js';
import { onRuns, runs, type RunDoc } from './runs.view.js';
import { shops, type ShopDoc } from './shops.view.js';
import { hasBought, leftOver, shoppingList } from './shopping-list.js';

/** So long after closing its own runner sees no person in a run any more. */
const FORGETS_AFTER_MINUTES = 120;

export class GetRun {
  constructor(
    readonly runId: string,
    readonly atLeast: number | undefined,
    readonly caller: Caller,
  ) {}
}
export class ListRuns {
  constructor(
    readonly asked: { limit?: number; cursor?: string; atLeast?: number },
    readonly caller: Caller,
  ) {}
}

@QueryHandler(GetRun)
export class GetRunHandler implements IQueryHandler<GetRun> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ runId, atLeast, caller }: GetRun) {
    const { community } = caller;
    await reached(this.engine, runs, community, atLeast);
    const found = await this.engine.views.get(runs, community, runId);
    if (!found) return notFound('run');
    const { doc } = found;
    const own = caller.volunteerId !== undefined && doc.runners.some(({ volunteerId }) => volunteerId === caller.volunteerId);
    const plans = caller.roles.includes('dispatcher');
    // A runner who is not on it does not learn that there is such a run.
    if (!own && !plans) return notFound('run');
    const forgotten =
      !plans &&
      doc.closedAt !== undefined &&
      minutesBetween(doc.closedAt, instant(this.engine.ground.clock.now())) >= FORGETS_AFTER_MINUTES;
    const shown = doc.stops.filter(({ status }) => status !== 'withdrawn');
    const leftBehind = doc.stops.filter((stop) => stop.status === 'withdrawn' && hasBought(doc, stop));
    const known = await this.engine.views.getMany(
      orders,
      community,
      forgotten ? [] : [...shown, ...leftBehind].map(({ needId }) => needId),
    );
    const byNeed = new Map(known.map(({ id, doc: facts }) => [id, facts]));
    const { items, deliveries, opened } = await this.#open(known, doc);
    await recordLook(this.engine, caller, [...new Set(known.map(({ doc: { residentId } }) => residentId))], 'run');
    const runner = await runnerNames(this.privacy, doc.runners);
    return {
      id: runId,
      version: doc.version,
      status: doc.status,
      ...(runner !== undefined && { runner }),
      runners: doc.runners.map(({ volunteerId }) => volunteerId),
      shoppingList: shoppingList(doc, byNeed, items, await this.#shopsOf(community, shown), opened),
      stops: shown.map(({ taskId, needId, order, shopId, status }) => ({
        taskId,
        needId,
        order,
        ...(shopId !== undefined && { shopId }),
        status,
        ...whatFor(byNeed.get(needId), items),
        ...deliveries.get(needId),
      })),
      leftOver: leftOver(doc, leftBehind, byNeed, items, opened),
      money: doc.money,
      ...(doc.closedAt !== undefined && { closedAt: doc.closedAt }),
    };
  }

  async #shopsOf(community: string, stops: readonly Stop[]): Promise<Map<string, ShopDoc>> {
    const ids = new Set(stops.flatMap(({ shopId }) => shopId ?? []));
    const known = await this.engine.views.getMany(shops, community, [...ids]);
    return new Map(known.map(({ id, doc }) => [id, doc]));
  }

  async #open(known: readonly Stored<OrderFacts>[], { lines: had }: RunDoc) {
    const items = new Map<string, LineItem>();
    const deliveries = new Map<string, Delivery>();
    const opened = new Map<Sealed, LineItem>();
    const seals = known.flatMap(({ id, doc: { residentId, lines, delivery } }) => {
      const person = residentId;
      const substitutes = lines.flatMap(({ lineId }) => [had[lineId]?.instead ?? [], had[lineId]?.asked?.item ?? []].flat());
      return [
        { person, sealed: delivery, keep: (value: unknown) => deliveries.set(id, value as Delivery) },
        ...lines.map(({ lineId, item }) => ({ person, sealed: item, keep: (value: unknown) => items.set(lineId, value as LineItem) })),
        ...substitutes.map((sealed) => ({ person, sealed, keep: (value: unknown) => opened.set(sealed, value as LineItem) })),
      ];
    });
    const values = await this.privacy.openMany(seals);
    for (const [at, { keep }] of seals.entries()) if (values[at] !== undefined) keep(values[at]);
    return { items, deliveries, opened };
  }
}

/** Of what kind the need is, and, where nothing is to be bought, what is to be done at the door. */
const whatFor = (order: OrderFacts | undefined, items: ReadonlyMap<string, LineItem>): { kind?: NeedKind; work?: string[] } => {
  if (!order) return {};
  const { kind, lines } = order;
  return isGoods(kind) ? { kind } : { kind, work: lines.flatMap(({ lineId }) => items.get(lineId)?.item ?? []) };
};

@QueryHandler(ListRuns)
export class ListRunsHandler implements IQueryHandler<ListRuns> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ asked, caller }: ListRuns) {
    const { community, volunteerId } = caller;
    const { limit, cursor } = asked;
    await reached(this.engine, runs, community, asked.atLeast);
    const latest = {
      community,
      descending: true,
      ...(limit !== undefined && { limit }),
      ...(cursor !== undefined && { cursor }),
    };
    if (caller.roles.includes('dispatcher')) {
      const found = await this.engine.views.find(runs, { ...latest, orderBy: ['listedAt'] });
      return page(await Promise.all(found.items.map((item) => this.#show(item))), found.nextCursor, this.engine.ground.clock);
    }
    if (volunteerId === undefined) return page([], undefined, this.engine.ground.clock);
    await reached(this.engine, onRuns, community, asked.atLeast);
    const mine = await this.engine.views.find(onRuns, { ...latest, where: { volunteerId }, orderBy: ['since'] });
    const found = await this.engine.views.getMany(
      runs,
      community,
      mine.items.map(({ doc: { runId } }) => runId),
    );
    const byId = new Map(found.map((item) => [item.id, item]));
    // The two views are folded side by side: a run that one of them does not have yet comes with the next answer.
    const items = mine.items.flatMap(({ doc: { runId } }) => byId.get(runId) ?? []);
    return page(await Promise.all(items.map((item) => this.#show(item))), mine.nextCursor, this.engine.ground.clock);
  }

  async #show({ id, doc }: Stored<RunDoc>) {
    const runner = await runnerNames(this.privacy, doc.runners);
    const stops = doc.stops.filter(({ status }) => status !== 'withdrawn');
    return {
      id,
      version: doc.version,
      status: doc.status,
      ...(runner !== undefined && { runner }),
      stops: stops.length,
      waiting: stops.filter(({ status }) => status === 'waiting').length,
      listedAt: doc.listedAt,
      ...(doc.closedAt !== undefined && { closedAt: doc.closedAt }),
    };
  }
}
