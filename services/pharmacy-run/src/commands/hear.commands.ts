import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine } from '@linli/engine';
import { InjectEngine } from '@linli/nest-kit';
import { order, type OrderCommand } from '../domain/order.js';
import { purchase, type PurchaseCommand } from '../domain/purchase.js';

/** What intake says of a need. */
export class NoteOrder extends Command<{ needId: string; what: OrderCommand }> {}
/** What dispatch says of a run. */
export class NotePurchase extends Command<{
  runId: string;
  what: Extract<PurchaseCommand, { type: 'list' | 'withdraw-stop' | 'start' | 'hand-over' | 'amend' }>;
}> {}

@CommandHandler(NoteOrder)
export class NoteOrderHandler implements ICommandHandler<NoteOrder> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { needId, what }, envelope }: NoteOrder) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.load(order, needId);
      return { changes: [change(found, order.decide(what, found.state))] };
    });
  }
}

@CommandHandler(NotePurchase)
export class NotePurchaseHandler implements ICommandHandler<NotePurchase> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { runId, what }, envelope }: NotePurchase) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.load(purchase, runId);
      return { changes: [change(found, purchase.decide(what, found.state))] };
    });
  }
}
