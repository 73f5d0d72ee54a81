import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Engine, Envelope } from '@linli/engine';
import { Asked, By, Changes, Creates, Empty, For, InjectEngine, Sent, type Caller } from '@linli/nest-kit';
import { AddShop, CorrectShop, TurnShop } from '../commands/shop.commands.js';
import { ListShops } from '../views/shops.query.js';
import { ShopsAnswer } from './dispatch.answer.js';
import { AddShopRequest, CorrectShopRequest, ShopsQuery } from './dispatch.request.js';

/** Where runners buy. */
@Controller('shops')
export class ShopsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    @InjectEngine() private readonly engine: Engine,
  ) {}

  @Post()
  @For('dispatcher')
  @Creates()
  add(@Body() body: AddShopRequest, @Sent() envelope: Envelope) {
    return this.commands.execute(new AddShop({ ...body, shopId: this.engine.ground.ids.next() }, envelope));
  }

  /** What it is called, how to get there, what is to be had there and to whom it is near; what is not named stays. */
  @Post(':id/correct')
  @For('dispatcher')
  @Changes()
  correct(@Param('id') shopId: string, @Body() { reason, name, ...changes }: CorrectShopRequest, @Sent() envelope: Envelope) {
    const named = name && { name: { zh: name.zh, en: name.en } };
    const correction = { shopId, changes: { ...changes, ...named }, ...(reason !== undefined && { reason }) };
    return this.commands.execute(new CorrectShop(correction, envelope));
  }

  /** For today or for good: no run is planned with it until it opens again. */
  @Post(':id/close')
  @For('dispatcher')
  @Changes()
  close(@Param('id') shopId: string, @Body() _body: Empty, @Sent() envelope: Envelope) {
    return this.commands.execute(new TurnShop({ shopId, to: 'close' }, envelope));
  }

  @Post(':id/reopen')
  @For('dispatcher')
  @Changes()
  reopen(@Param('id') shopId: string, @Body() _body: Empty, @Sent() envelope: Envelope) {
    return this.commands.execute(new TurnShop({ shopId, to: 'reopen' }, envelope));
  }

  @Get()
  @For('dispatcher')
  @ApiOkResponse({ type: ShopsAnswer })
  list(@Asked(ShopsQuery) asked: ShopsQuery, @By() caller: Caller) {
    return this.queries.execute(new ListShops(asked, caller));
  }
}
