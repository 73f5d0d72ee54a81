import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Engine } from '@linli/engine';
import type { ShopKind } from '@linli/contracts';
import { InjectEngine, pageOf, reached, type Caller } from '@linli/nest-kit';
import type { ShopStatus } from '../domain/shop.js';
import { shops } from './shops.view.js';

export class ListShops {
  constructor(
    readonly asked: { status?: ShopStatus; kind?: ShopKind; limit?: number; cursor?: string; atLeast?: number },
    readonly caller: Caller,
  ) {}
}

@QueryHandler(ListShops)
export class ListShopsHandler implements IQueryHandler<ListShops> {
  constructor(@InjectEngine() private readonly engine: Engine) {}

  async execute({ asked: { status, kind, limit, cursor, atLeast }, caller: { community } }: ListShops) {
    await reached(this.engine, shops, community, atLeast);
    const found = await this.engine.views.find(shops, {
      community,
      where: { ...(status !== undefined && { status }), ...(kind !== undefined && { kind }) },
      ...(limit !== undefined && { limit }),
      ...(cursor !== undefined && { cursor }),
    });
    return pageOf(found, (doc, id) => ({ id, ...doc }), this.engine.ground.clock);
  }
}
