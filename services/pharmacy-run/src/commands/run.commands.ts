import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine, type Envelope, type Loaded, type Streams } from '@linli/engine';
import { invalidField, notFound, Refusal } from '@linli/kernel';
import type { IncidentReason } from '@linli/contracts';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { order, type OrderFacts } from '../domain/order.js';
import { purchase, type KnownPurchase, type PurchaseState } from '../domain/purchase.js';
import type { PurchaseEvent } from '../domain/purchase.events.js';

interface OfRun {
  readonly runId: string;
  /** Why a dispatcher does it for the runner. */
  readonly reason?: string;
}
export class BuyItem extends Command<OfRun & { lineId: string; quantity: number; priceFen: number }> {}
export class FindUnavailable extends Command<OfRun & { lineId: string }> {}
export class CorrectItem extends Command<OfRun & { lineId: string; quantity?: number; priceFen?: number; reason: string }> {}
export class DeliverStop extends Command<OfRun & { taskId: string; code: string; paidFen: number }> {}
export class FailStop extends Command<OfRun & { taskId: string; because: IncidentReason; note?: string }> {}
export class AdvanceMoney extends Command<OfRun & { amountFen: number }> {}
export class SettleRun extends Command<OfRun & { receiptsFen: number; returnedFen: number; difference?: { reason: string; by: string } }> {}

interface Known {
  readonly found: Loaded<PurchaseState>;
  readonly state: KnownPurchase;
  /** What stands beside in the log when a dispatcher does it for the runner. */
  readonly note: PurchaseEvent[];
}

/** The run, for who is on it, or for a dispatcher who says why; for anybody else there is no such run. */
const runFor = async (streams: Streams, privacy: Privacy, { runId, reason }: OfRun, envelope: Envelope): Promise<Known> => {
  const found = await streams.target(purchase, runId, 'run');
  const { state } = found;
  if (state.status === 'unknown') return notFound('run');
  const { roles = [], volunteerId } = envelope.caller ?? {};
  if (volunteerId !== undefined && state.runners.some((runner) => runner.volunteerId === volunteerId)) return { found, state, note: [] };
  if (!roles.includes('dispatcher')) return notFound('run');
  if (reason === undefined) return invalidField('reason', 'Say why you do this for the runner.');
  return { found, state, note: [{ type: 'done-for-runner', reason: await privacy.seal(envelope.sender, reason) }] };
};

/** The order behind one of the run's stops. */
const orderOf = async (streams: Streams, state: KnownPurchase, taskId: string): Promise<OrderFacts & { codeVersion: number }> => {
  const stop = state.stops.find((one) => one.taskId === taskId) ?? notFound('stop');
  const found = await streams.load(order, stop.needId);
  return found.state.status === 'known' ? { ...found.state.facts, codeVersion: found.state.codeVersion } : notFound('stop');
};

/** The line and the stop it belongs to. */
const lineOf = async (streams: Streams, state: KnownPurchase, lineId: string) => {
  for (const { taskId } of state.stops) {
    const { lines, residentId } = await orderOf(streams, state, taskId).catch((error: unknown) => {
      if (error instanceof Refusal) return { lines: [], residentId: '' };
      throw error;
    });
    const line = lines.find((one) => one.lineId === lineId);
    if (line) return { taskId, line, residentId };
  }
  return notFound('line');
};

@CommandHandler(BuyItem)
export class BuyItemHandler implements ICommandHandler<BuyItem> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input, envelope }: BuyItem) {
    return this.engine.run(envelope, async (streams) => {
      const { found, state, note } = await runFor(streams, this.privacy, input, envelope);
      const { taskId, line } = await lineOf(streams, state, input.lineId);
      return {
        changes: [
          change(found, [
            ...purchase.decide({ type: 'buy', taskId, line, quantity: input.quantity, priceFen: input.priceFen }, state),
            ...note,
          ]),
        ],
      };
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
      const { found, state, note } = await runFor(streams, this.privacy, input, envelope);
      const { taskId, line } = await lineOf(streams, state, input.lineId);
      return { changes: [change(found, [...purchase.decide({ type: 'find-unavailable', taskId, line }, state), ...note])] };
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
      const { found, state } = await runFor(streams, this.privacy, input, envelope);
      const { taskId, line, residentId } = await lineOf(streams, state, input.lineId);
      const reason = await this.privacy.seal(residentId, input.reason);
      return {
        changes: [
          change(
            found,
            purchase.decide({ type: 'correct', taskId, line, quantity: input.quantity, priceFen: input.priceFen, reason }, state),
          ),
        ],
      };
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
      const { found, state, note } = await runFor(streams, this.privacy, input, envelope);
      const { residentId, handoverCode, codeVersion, lines } = await orderOf(streams, state, taskId);
      const codeIsRight = (await this.privacy.open<string>(residentId, handoverCode)) === code;
      const events = purchase.decide({ type: 'deliver', taskId, codeIsRight, codeVersion, lines, paidFen }, state);
      return { changes: [change(found, [...events, ...note])], answer: { opened: codeIsRight } };
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
      const { found, state, note } = await runFor(streams, this.privacy, input, envelope);
      const { residentId } = await orderOf(streams, state, taskId);
      const sealed = said === undefined ? undefined : await this.privacy.seal(residentId, said);
      return {
        changes: [
          change(found, [
            ...purchase.decide({ type: 'fail-stop', taskId, reason: because, ...(sealed && { note: sealed }) }, state),
            ...note,
          ]),
        ],
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
      const { found, state, note } = await runFor(streams, this.privacy, input, envelope);
      const sealed = difference === undefined ? undefined : await this.privacy.seal(envelope.sender, difference);
      return {
        changes: [
          change(found, [
            ...purchase.decide({ type: 'settle', receiptsFen, returnedFen, ...(sealed && { difference: sealed }) }, state),
            ...note,
          ]),
        ],
      };
    });
  }
}
