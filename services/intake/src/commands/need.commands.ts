import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine, type Envelope, type Streams } from '@linli/engine';
import { instant, invalidField, notFound, refuse, Refusal } from '@linli/kernel';
import { isControlled, type LineItem, type NeedKind, type PublicNeedLine, type Substitution, type Urgency } from '@linli/contracts';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { area, type AreaState } from '../domain/area.js';
import { deadlineOf, plannedFor, runsOutAt, type Deadline, type DeadlineQuestion } from '../domain/deadline.js';
import { need, needsLines, type NeedFacts } from '../domain/need.js';
import type { PersonRecord } from '../domain/person.js';
import { resident } from '../domain/resident.js';
import { NeedSettings } from './need-settings.js';
import { deliveryOf } from './delivery.js';

export interface NeedLineInput {
  readonly item: string;
  readonly strength?: string;
  readonly quantity: number;
  readonly unit: string;
  readonly substitution: Substitution;
}
export interface NeedInput {
  readonly residentId: string;
  readonly kind: NeedKind;
  readonly lines: readonly NeedLineInput[];
  readonly daysLeft?: number;
  readonly urgency?: Urgency;
  readonly urgencyReason?: string;
  readonly requester?: object;
  readonly notes?: string;
  readonly evenIfOpen?: boolean;
}
export type NeedAmendment = Partial<Pick<NeedInput, 'lines' | 'daysLeft' | 'urgency' | 'urgencyReason' | 'notes'>>;

export class CreateNeed extends Command<NeedInput> {}
export class AmendNeed extends Command<{ needId: string } & NeedAmendment> {}
export class NewCode extends Command<{ needId: string }> {}

const refuseControlled = (lines: readonly NeedLineInput[]): void => {
  if (lines.some(({ item }) => isControlled(item)))
    refuse('controlled-medicine', 'A controlled medicine needs an approval, which this installation cannot give yet. Ask the hospital.');
};

/** Asked after who is concerned is known to be there, before any rule is. */
const deadlineFor = (
  asked: Omit<DeadlineQuestion, 'at' | 'runsOutAt'> & { readonly items: readonly string[]; readonly urgencyReason?: string },
  { medicationPlan }: PersonRecord,
  { timeZone, deadlines }: AreaState,
  now: number,
): Deadline => {
  const { items, urgencyReason, ...question } = asked;
  const planned = question.kind === 'medicine' ? plannedFor(medicationPlan, items) : [];
  const found = deadlineOf(
    { ...question, at: instant(now), runsOutAt: planned.flatMap((medication) => runsOutAt(medication, timeZone) ?? []) },
    deadlines,
  );
  if (found.overridden && !urgencyReason)
    invalidField('urgencyReason', `The answers say ${found.proposed}: another urgency needs a reason.`);
  return found;
};

/** Makes what is sealed in the lines, with ids of their own. */
const sealLines = async (
  privacy: Privacy,
  engine: Engine,
  residentId: string,
  lines: readonly NeedLineInput[],
): Promise<PublicNeedLine[]> => {
  const items = await privacy.sealMany(
    lines.map(({ item, strength }) => ({ person: residentId, value: { item, ...(strength && { strength }) } })),
  );
  return lines.map(({ quantity, unit, substitution }, at) => ({
    lineId: engine.ground.ids.next(),
    quantity,
    unit,
    substitution,
    item: items[at]!,
  }));
};

const personOf = async (streams: Streams, privacy: Privacy, residentId: string) => {
  const found = await streams.load(resident, residentId);
  if (found.state.status !== 'registered') return notFound('resident');
  const record = await privacy.open<PersonRecord>(residentId, found.state.record);
  return record ? { found, state: found.state, record } : notFound('resident');
};

@CommandHandler(CreateNeed)
export class CreateNeedHandler implements ICommandHandler<CreateNeed> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
    private readonly settings: NeedSettings,
  ) {}

  async execute({ input, envelope }: CreateNeed) {
    const { ids, clock } = this.engine.ground;
    const { residentId, kind } = input;
    const needId = ids.next();
    try {
      return await this.engine.run(envelope, async (streams) => {
        const { found, state, record } = await personOf(streams, this.privacy, residentId);
        const { state: community } = await streams.peek(area, envelope.community);
        const now = clock.now();
        const items = input.lines.map(({ item }) => item);
        const { deadline, from, urgency } = deadlineFor({ ...input, items }, record, community, now);
        refuseControlled(input.lines);
        const opened = resident.decide({ type: 'open-need', needId, kind, evenIfOpen: input.evenIfOpen === true }, state);
        const lines = await sealLines(this.privacy, this.engine, residentId, input.lines);
        const seal = (value: unknown) => this.privacy.seal(residentId, value);
        const fresh = streams.begin(need, needId);
        const created = need.decide(
          {
            type: 'create',
            need: {
              needId,
              residentId,
              ...state.place,
              kind,
              urgency,
              deadline,
              enteredAt: instant(now),
              deadlineFrom: from,
              lines,
              delivery: await seal(deliveryOf(record, input.notes)),
              handoverCode: await seal(this.settings.newCode()),
              ...(input.requester && { requester: await seal(input.requester) }),
              ...(input.notes !== undefined && { notes: await seal(input.notes) }),
              ...(input.urgencyReason !== undefined && { urgencyReason: await seal(input.urgencyReason) }),
            },
          },
          fresh.state,
        );
        return { changes: [change(fresh, created), change(found, opened)], answer: { deadline, urgency, deadlineFrom: from } };
      });
    } catch (error) {
      throw await this.#withWhoIsOnTheWay(error, envelope);
    }
  }

  /** "There is one open already" helps only with who is on the way. */
  async #withWhoIsOnTheWay(error: unknown, envelope: Envelope): Promise<unknown> {
    if (!(error instanceof Refusal) || error.code !== 'need-already-open') return error;
    return new Refusal(error.kind, error.code, error.message, {
      ...error.details,
      ...(await this.settings.whoIsOnTheWay(envelope.community, String(error.details.needId))),
    });
  }
}

@CommandHandler(AmendNeed)
export class AmendNeedHandler implements ICommandHandler<AmendNeed> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  execute({ input, envelope }: AmendNeed) {
    const { needId, ...amendment } = input;
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(need, needId, 'need');
      if (found.state.status === 'unknown') return notFound('need');
      const { facts, enteredAt, deadlineFrom } = found.state;
      const { residentId, kind, deadline, urgency } = facts;
      const { record } = await personOf(streams, this.privacy, residentId);
      if (amendment.lines?.length === 0 && needsLines(kind)) invalidField('lines', 'Say what is needed, or cancel the need.');
      const { state: community } = await streams.peek(area, envelope.community);
      const dated = amendment.lines ?? amendment.daysLeft ?? amendment.urgency;
      const next =
        dated === undefined
          ? undefined
          : deadlineFor(
              {
                kind,
                items: amendment.lines?.map(({ item }) => item) ?? (await this.#itemsOf(facts)),
                standing: { deadline, from: deadlineFrom, urgency, enteredAt },
                ...(amendment.daysLeft !== undefined && { daysLeft: amendment.daysLeft }),
                ...(amendment.urgency && { urgency: amendment.urgency }),
                ...(amendment.urgencyReason !== undefined && { urgencyReason: amendment.urgencyReason }),
              },
              record,
              community,
              this.engine.ground.clock.now(),
            );
      refuseControlled(amendment.lines ?? []);
      const seal = (value: unknown) => this.privacy.seal(residentId, value);
      const events = need.decide(
        {
          type: 'amend',
          ...(amendment.lines && { lines: await sealLines(this.privacy, this.engine, residentId, amendment.lines) }),
          ...(next && next.deadline !== deadline && { deadline: next.deadline }),
          ...(next && next.from !== deadlineFrom && { deadlineFrom: next.from }),
          ...(next && next.urgency !== urgency && { urgency: next.urgency }),
          ...(amendment.notes !== undefined && {
            notes: await seal(amendment.notes),
            delivery: await seal(deliveryOf(record, amendment.notes)),
          }),
          ...(amendment.urgencyReason !== undefined && { urgencyReason: await seal(amendment.urgencyReason) }),
        },
        found.state,
      );
      return {
        changes: [change(found, events)],
        answer: { deadline: next?.deadline ?? deadline, urgency: next?.urgency ?? urgency },
      };
    });
  }

  async #itemsOf({ residentId, lines }: NeedFacts): Promise<string[]> {
    const opened = await this.privacy.openMany(lines.map(({ item }) => ({ person: residentId, sealed: item })));
    return (opened as (LineItem | undefined)[]).flatMap((line) => line?.item ?? []);
  }
}

@CommandHandler(NewCode)
export class NewCodeHandler implements ICommandHandler<NewCode> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
    private readonly settings: NeedSettings,
  ) {}

  execute({ input: { needId }, envelope }: NewCode) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(need, needId, 'need');
      if (found.state.status === 'unknown') return notFound('need');
      const handoverCode = await this.privacy.seal(found.state.facts.residentId, this.settings.newCode());
      return { changes: [change(found, need.decide({ type: 'new-code', handoverCode }, found.state))] };
    });
  }
}
