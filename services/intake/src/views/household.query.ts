import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { invalidField } from '@linli/kernel';
import type { Engine } from '@linli/engine';
import { InjectEngine, InjectPrivacy, page, reached, runnerNames, recordLook, type Caller } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { Directory, type Listed } from './directory.js';
import { needs, type NeedDoc } from './needs.view.js';
import { residents } from './residents.view.js';

const DEFAULT_HOUSEHOLDS = 20;
const CONTACTS = 3;

export class FindHouseholds {
  constructor(
    readonly asked: { q: string; limit?: number; cursor?: string; atLeast?: number },
    readonly caller: Caller,
  ) {}
}

/** The one box: who lives there, what is open and who is on the way, what was last said. */
@QueryHandler(FindHouseholds)
export class FindHouseholdsHandler implements IQueryHandler<FindHouseholds> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
    private readonly directory: Directory,
  ) {}

  async execute({ asked, caller }: FindHouseholds) {
    const { community } = caller;
    for (const view of [residents, needs]) await reached(this.engine, view, community, asked.atLeast);
    const limit = asked.limit ?? DEFAULT_HOUSEHOLDS;
    const from = startOf(asked.cursor);
    const found = this.#householdIds(community, asked.q, from + limit + 1);
    const households = await Promise.all(found.slice(from, from + limit).map((id) => this.#show(community, id)));
    await recordLook(
      this.engine,
      caller,
      households.flatMap((household) => household.residents.map(({ id }) => id)),
      'household-search',
    );
    return page(households, found.length > from + limit ? String(from + limit) : undefined, this.engine.ground.clock);
  }

  #householdIds(community: string, q: string, most: number): string[] {
    const ids = new Set<string>();
    for (const { householdId } of this.directory.search(community, q)) {
      ids.add(householdId);
      if (ids.size === most) break;
    }
    return [...ids];
  }

  async #show(community: string, householdId: string) {
    const members = this.directory.household(community, householdId);
    const { items } = await this.engine.views.find(needs, {
      community,
      where: { householdId },
      orderBy: ['changedAt'],
      descending: true,
      limit: 50,
    });
    const open = items.filter(({ doc }) => doc.status === 'open' || doc.status === 'assigned');
    return {
      id: householdId,
      address: members[0]!.record.address,
      residents: members.map(shown),
      openNeeds: await Promise.all(open.map(async ({ id, doc }) => ({ id, ...(await this.#need(doc)) }))),
      lastContacts: items
        .slice(0, CONTACTS)
        .map(({ id, doc }) => ({ at: doc.changedAt, needId: id, kind: doc.kind, what: doc.history[doc.history.length - 1]?.type })),
      notes: members.flatMap(({ residentId, record }) => (record.notes === undefined ? [] : [{ residentId, text: record.notes }])),
    };
  }

  async #need({ kind, status, deadline, runners }: NeedDoc) {
    const runner = await runnerNames(this.privacy, runners);
    return { kind, status, deadline, ...(runner !== undefined && { runner }) };
  }
}

/** A search has no order of its own that a later page could hold on to: it counts what was shown. */
const startOf = (cursor: string | undefined): number => {
  if (cursor === undefined) return 0;
  return /^\d{1,6}$/.test(cursor) ? Number(cursor) : invalidField('cursor', 'This is not a cursor that an earlier answer gave.');
};

const shown = ({ residentId, record }: Listed) => ({
  id: residentId,
  name: record.name,
  phone: record.phone,
  careCategories: record.careCategories,
});
