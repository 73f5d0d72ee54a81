import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine, type Streams } from '@linli/engine';
import { invalidField } from '@linli/kernel';
import type { Goods, ShopKind } from '@linli/contracts';
import { InjectEngine } from '@linli/nest-kit';
import { mustBeOpen, shop, USUALLY_SERVES, type ShopChanges } from '../domain/shop.js';

export interface ShopInput {
  readonly name: { readonly zh: string; readonly en: string };
  readonly kind: ShopKind;
  readonly place: string;
  readonly serves?: readonly Goods[];
  readonly zones?: readonly string[];
}
export class AddShop extends Command<ShopInput & { shopId: string }> {}
export class CorrectShop extends Command<{ shopId: string; changes: ShopChanges; reason?: string }> {}
export class TurnShop extends Command<{ shopId: string; to: 'close' | 'reopen' }> {}

/** Which shop is for which task, as who plans a run says. */
export interface ShopFor {
  readonly taskId: string;
  readonly shopId: string;
}

/** The shop of each task. One that nobody added, or that is closed, is refused. */
export const shopsFor = async (streams: Streams, shops: readonly ShopFor[] = []): Promise<(taskId: string) => string | undefined> => {
  const known = await Promise.all(shops.map(({ shopId }) => streams.load(shop, shopId)));
  const strange = known.findIndex(({ state }) => state.status === 'unknown');
  if (strange >= 0) invalidField(`shops[${strange}].shopId`, 'There is no such shop.');
  for (const { state } of known) mustBeOpen(state);
  const byTask = new Map(shops.map(({ taskId, shopId }) => [taskId, shopId]));
  return (taskId) => byTask.get(taskId);
};

@CommandHandler(AddShop)
export class AddShopHandler implements ICommandHandler<AddShop> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input, envelope }: AddShop) {
    const { shopId, name, kind, place, serves = USUALLY_SERVES[kind], zones = [] } = input;
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.load(shop, shopId);
      const facts = { shopId, name: { zh: name.zh, en: name.en }, kind, place, serves, zones };
      return { changes: [change(found, shop.decide({ type: 'add', facts }, found.state))] };
    });
  }
}

@CommandHandler(CorrectShop)
export class CorrectShopHandler implements ICommandHandler<CorrectShop> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { shopId, ...correction }, envelope }: CorrectShop) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(shop, shopId, 'shop');
      return { changes: [change(found, shop.decide({ type: 'correct', ...correction }, found.state))] };
    });
  }
}

@CommandHandler(TurnShop)
export class TurnShopHandler implements ICommandHandler<TurnShop> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { shopId, to }, envelope }: TurnShop) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(shop, shopId, 'shop');
      return { changes: [change(found, shop.decide({ type: to }, found.state))] };
    });
  }
}
