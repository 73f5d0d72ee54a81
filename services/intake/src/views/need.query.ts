import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { notFound } from '@linli/kernel';
import type { Engine } from '@linli/engine';
import type { LineItem } from '@linli/contracts';
import { InjectEngine, InjectPrivacy, page, reached, runnerNames, recordLook, type Caller } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import type { PersonRecord } from '../domain/person.js';
import { needs, type NeedDoc } from './needs.view.js';
import { residents } from './residents.view.js';

export class GetNeed {
  constructor(
    readonly needId: string,
    readonly atLeast: number | undefined,
    readonly caller: Caller,
  ) {}
}
export interface NeedsAsked {
  readonly status?: string;
  readonly kind?: string;
  readonly building?: string;
  readonly residentId?: string;
  readonly limit?: number;
  readonly cursor?: string;
  readonly atLeast?: number;
}
export class ListNeeds {
  constructor(
    readonly asked: NeedsAsked,
    readonly caller: Caller,
  ) {}
}

@QueryHandler(GetNeed)
export class GetNeedHandler implements IQueryHandler<GetNeed> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ needId, atLeast, caller }: GetNeed) {
    for (const view of [residents, needs]) await reached(this.engine, view, caller.community, atLeast);
    const found = await this.engine.views.get(needs, caller.community, needId);
    if (!found) return notFound('need');
    const { residentId, lines, substitutes = [], handoverCode, requester, notes, runners, history, lapsesAt: _, ...rest } = found.doc;
    const resident = await this.engine.views.get(residents, caller.community, residentId);
    const inPlace = lines.map(({ lineId }) => substitutes.find((one) => one.lineId === lineId));
    const sealed = [
      ...lines.map(({ item }) => item),
      ...inPlace.map((one) => one?.item),
      handoverCode,
      requester,
      notes,
      ...history.map(({ said }) => said),
      resident?.doc.record,
    ];
    const open = await this.privacy.openMany(
      sealed.map((value) => ({ person: residentId, sealed: value ?? '' })).filter(({ sealed: value }) => value !== ''),
    );
    const opened = sealed.map((value) => (value === undefined ? undefined : open.shift()));
    const record = opened[opened.length - 1] as PersonRecord | undefined;
    await recordLook(this.engine, caller, [residentId], 'need');
    const runner = await runnerNames(this.privacy, runners);
    const at = 2 * lines.length;
    return {
      id: needId,
      residentId,
      ...(record && { resident: { name: record.name, phone: record.phone, address: record.address } }),
      ...rest,
      lines: lines.map(({ item: _item, ...line }, index) => {
        const item = opened[lines.length + index] as LineItem | undefined;
        const instead = item && { ...item, quantity: inPlace[index]!.quantity };
        return { ...line, ...(opened[index] as LineItem | undefined), ...(instead && { instead }) };
      }),
      ...(opened[at] !== undefined && { handoverCode: opened[at] }),
      ...(opened[at + 1] !== undefined && { requester: opened[at + 1] }),
      ...(opened[at + 2] !== undefined && { notes: opened[at + 2] }),
      ...(runner !== undefined && { runner }),
      history: history.map(({ said: _said, ...happening }, index) => ({
        ...happening,
        ...(opened[at + 3 + index] !== undefined && { said: opened[at + 3 + index] }),
      })),
    };
  }
}

@QueryHandler(ListNeeds)
export class ListNeedsHandler implements IQueryHandler<ListNeeds> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ asked, caller }: ListNeeds) {
    const { community } = caller;
    await reached(this.engine, needs, community, asked.atLeast);
    const { limit, cursor, residentId, status, kind, building } = asked;
    const conditions = given({ status, kind, building });
    // A resident has few needs: what else is asked is looked for among them.
    const where = residentId === undefined ? conditions : { residentId };
    const found = await this.engine.views.find(needs, {
      community,
      where,
      orderBy: ['deadline'],
      ...(limit !== undefined && { limit }),
      ...(cursor !== undefined && { cursor }),
    });
    const fitting = found.items.filter(({ doc }) => Object.entries(conditions).every(([field, value]) => doc[field as 'status'] === value));
    const items = await Promise.all(fitting.map(({ id, doc }) => this.#show(id, doc)));
    return page(items, found.nextCursor, this.engine.ground.clock);
  }

  async #show(id: string, doc: NeedDoc) {
    const { residentId, householdId, kind, status, urgency, deadline, building, grid, createdAt, changedAt, version } = doc;
    const runner = await runnerNames(this.privacy, doc.runners);
    return {
      id,
      version,
      residentId,
      householdId,
      kind,
      status,
      urgency,
      deadline,
      building,
      grid,
      createdAt,
      changedAt,
      ...(runner !== undefined && { runner }),
    };
  }
}

const given = (conditions: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(conditions).filter((entry): entry is [string, string] => entry[1] !== undefined));
