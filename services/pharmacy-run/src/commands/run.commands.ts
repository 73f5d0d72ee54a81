import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine, type Envelope, type Loaded, type Streams } from '@linli/engine';
import { invalidField, notFound, Refusal } from '@linli/kernel';
import { isControlled, type IncidentReason, type LineItem } from '@linli/contracts';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { linesToBuy, order } from '../domain/order.js';
import { purchase, stopOf, type KnownPurchase, type PurchaseState } from '../domain/purchase.js';
import type { PurchaseEvent } from '../domain/purchase.events.js';

interface OfRun {
  readonly runId: string;
  /** Why a dispatcher does it for the runner. */
  readonly reason?: string;
}
export class BuyItem extends Command<OfRun & { lineId: string; quantity: number; priceFen: number }> {}
export class FindUnavailable extends Command<OfRun & { lineId: string }> {}
export class CorrectItem extends Command<OfRun & { lineId: string; quantity?: number; priceFen?: number; reason: string }> {}
/** Bought in place of what is asked for, or proposed, where the household is asked first. */
export class SubstituteItem extends Command<
  OfRun & { lineId: string; item: string; strength?: string; quantity: number; priceFen: number }
> {}
/** What somebody of the household said to it. */
export class AnswerSubstitution extends Command<OfRun & { lineId: string; agrees: boolean; by: string }> {}
export class DeliverStop extends Command<OfRun & { taskId: string; code: string; paidFen: number }> {}
export class FailStop extends Command<OfRun & { taskId: string; because: IncidentReason; note?: string }> {}
export class AdvanceMoney extends Command<OfRun & { amountFen: number }> {}
export class SettleRun extends Command<OfRun & { receiptsFen: number; returnedFen: number; difference?: { reason: string; by: string } }> {}

interface Known {
  readonly found: Loaded<PurchaseState>;
  readonly state: KnownPurchase;
  /** The events, and beside them why a dispatcher did it for the runner; nothing done needs no reason. */
  noted(events: readonly PurchaseEvent[]): readonly PurchaseEvent[];
}

/**
 * The run, for who is on it, or for a dispatcher who says why; for anybody else there is no such run. `inIt` looks for
 * what else must be there, before anything is said about versions.
 */
const runFor = async <Found>(
  streams: Streams,
  privacy: Privacy,
  { runId, reason }: OfRun,
  envelope: Envelope,
  inIt: (state: KnownPurchase) => Promise<Found>,
): Promise<Known & Found> => {
  const { state } = await streams.require(purchase, runId, 'run');
  if (state.status === 'unknown') return notFound('run');
  const { roles = [], volunteerId } = envelope.caller ?? {};
  const own = volunteerId !== undefined && state.runners.some((runner) => runner.volunteerId === volunteerId);
  if (!own && !roles.includes('dispatcher')) return notFound('run');
  if (!own && reason === undefined) return invalidField('reason', 'Say why you do this for the runner.');
  const sealed = own ? undefined : await privacy.seal(envelope.sender, reason);
  const inside = await inIt(state);
  const found = await streams.target(purchase, runId, 'run');
  return {
    ...inside,
    found,
    state,
    noted: (events) => (sealed === undefined || events.length === 0 ? events : [...events, { type: 'done-for-runner', reason: sealed }]),
  };
};

/** The order behind one of the run's stops. */
const orderOf = async (streams: Streams, state: KnownPurchase, taskId: string) => {
  const { needId } = stopOf(state, taskId);
  const placed = await streams.load(order, needId);
  return placed.state.status === 'known' ? { placed, facts: placed.state.facts } : notFound('stop');
};

/** The line and the stop it belongs to. Only that stop's order is relied on. */
const lineOf = async (streams: Streams, state: KnownPurchase, lineId: string) => {
  for (const { taskId, needId, status } of state.stops) {
    if (status === 'withdrawn') continue;
    const { state: seen } = await streams.peek(order, needId);
    if (seen.status === 'unknown' || !linesToBuy(seen.facts).some((one) => one.lineId === lineId)) continue;
    const { facts } = await orderOf(streams, state, taskId);
    const line = linesToBuy(facts).find((one) => one.lineId === lineId);
    if (line) return { taskId, line, residentId: facts.residentId };
  }
  return notFound('line');
};
const noMore = async () => ({});

@CommandHandler(BuyItem)
export class BuyItemHandler implements ICommandHandler<BuyItem> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input, envelope }: BuyItem) {
    return this.engine.run(envelope, async (streams) => {
      const { found, state, noted, taskId, line } = await runFor(streams, this.privacy, input, envelope, (run) =>
        lineOf(streams, run, input.lineId),
      );
      const { quantity, priceFen } = input;
      return { changes: [change(found, noted(purchase.decide({ type: 'buy', taskId, line, quantity, priceFen }, state)))] };
    });
  }
}

@CommandHandler(FindUnavailable)
export class FindUnavailableHandler implements ICommandHandler<FindUnavailable> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input, envelope }: FindUnavailable) {
    return this.engine.run(envelope, async (streams) => {
      const { found, state, noted, taskId, line } = await runFor(streams, this.privacy, input, envelope, (run) =>
        lineOf(streams, run, input.lineId),
      );
      return { changes: [change(found, noted(purchase.decide({ type: 'find-unavailable', taskId, line }, state)))] };
    });
  }
}

@CommandHandler(CorrectItem)
export class CorrectItemHandler implements ICommandHandler<CorrectItem> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input, envelope }: CorrectItem) {
    return this.engine.run(envelope, async (streams) => {
      const { found, state, noted, taskId, line, residentId } = await runFor(streams, this.privacy, input, envelope, (run) =>
        lineOf(streams, run, input.lineId),
      );
      const { quantity, priceFen } = input;
      const reason = await this.privacy.seal(residentId, input.reason);
      return { changes: [change(found, noted(purchase.decide({ type: 'correct', taskId, line, quantity, priceFen, reason }, state)))] };
    });
  }
}

@CommandHandler(SubstituteItem)
export class SubstituteItemHandler implements ICommandHandler<SubstituteItem> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input, envelope }: SubstituteItem) {
    const { quantity, priceFen, strength } = input;
    return this.engine.run(envelope, async (streams) => {
      const { found, state, noted, taskId, line, residentId } = await runFor(streams, this.privacy, input, envelope, (run) =>
        lineOf(streams, run, input.lineId),
      );
      const asked = await this.privacy.open<LineItem>(residentId, line.item);
      const controlled = [input.item, asked?.item ?? ''].some(isControlled);
      const item = await this.privacy.seal(residentId, { item: input.item, ...(strength !== undefined && { strength }) });
      const events = purchase.decide({ type: 'substitute', taskId, line, controlled, item, quantity, priceFen }, state);
      return { changes: [change(found, noted(events))] };
    });
  }
}

@CommandHandler(AnswerSubstitution)
export class AnswerSubstitutionHandler implements ICommandHandler<AnswerSubstitution> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input, envelope }: AnswerSubstitution) {
    return this.engine.run(envelope, async (streams) => {
      const { found, state, noted, taskId, line, residentId } = await runFor(streams, this.privacy, input, envelope, (run) =>
        lineOf(streams, run, input.lineId),
      );
      const by = await this.privacy.seal(residentId, input.by);
      return { changes: [change(found, noted(purchase.decide({ type: 'answer', taskId, line, agrees: input.agrees, by }, state)))] };
    });
  }
}

@CommandHandler(DeliverStop)
export class DeliverStopHandler implements ICommandHandler<DeliverStop> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}

  async execute({ input, envelope }: DeliverStop) {
    const { taskId, code, paidFen } = input;
    const done = await this.engine.run(envelope, async (streams) => {
      const { found, state, noted, placed, facts } = await runFor(streams, this.privacy, input, envelope, (run) =>
        orderOf(streams, run, taskId),
      );
      const { residentId, handoverCode } = facts;
      const isRight = (await this.privacy.open<string>(residentId, handoverCode)) === code;
      const delivered = purchase.decide({ type: 'deliver', taskId, lines: linesToBuy(facts), paidFen }, state);
      const tried = order.decide({ type: 'try-code', isRight }, placed.state);
      return { changes: [change(found, isRight ? noted(delivered) : []), change(placed, tried)], answer: { opened: isRight } };
    });
    // A wrong code is a fact, since tries are counted, and yet a refusal to whoever tried; the same sending again is the same try.
    if (!done.opened) throw new Refusal('rule', 'wrong-code', 'This is not the code of this door.');
    const { opened: _opened, ...answer } = done;
    return answer;
  }
}

@CommandHandler(FailStop)
export class FailStopHandler implements ICommandHandler<FailStop> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input, envelope }: FailStop) {
    const { taskId, because, note: said } = input;
    return this.engine.run(envelope, async (streams) => {
      const { found, state, noted, facts } = await runFor(streams, this.privacy, input, envelope, (run) => orderOf(streams, run, taskId));
      const note = said === undefined ? undefined : await this.privacy.seal(facts.residentId, said);
      return {
        changes: [change(found, noted(purchase.decide({ type: 'fail-stop', taskId, reason: because, ...(note && { note }) }, state)))],
      };
    });
  }
}

@CommandHandler(AdvanceMoney)
export class AdvanceMoneyHandler implements ICommandHandler<AdvanceMoney> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { runId, amountFen, reason }, envelope }: AdvanceMoney) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(purchase, runId, 'run');
      const sealed = reason === undefined ? undefined : await this.privacy.seal(envelope.sender, reason);
      return { changes: [change(found, purchase.decide({ type: 'advance', amountFen, ...(sealed && { reason: sealed }) }, found.state))] };
    });
  }
}

@CommandHandler(SettleRun)
export class SettleRunHandler implements ICommandHandler<SettleRun> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input, envelope }: SettleRun) {
    const { receiptsFen, returnedFen, difference } = input;
    return this.engine.run(envelope, async (streams) => {
      const { found, state, noted } = await runFor(streams, this.privacy, input, envelope, noMore);
      const sealed = difference === undefined ? undefined : await this.privacy.seal(envelope.sender, difference);
      return {
        changes: [
          change(found, noted(purchase.decide({ type: 'settle', receiptsFen, returnedFen, ...(sealed && { difference: sealed }) }, state))),
        ],
      };
    });
  }
}
