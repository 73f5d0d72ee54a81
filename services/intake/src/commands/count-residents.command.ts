import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine } from '@linli/engine';
import { InjectEngine } from '@linli/nest-kit';
import { register, type GridCount } from '../domain/register.js';

export class CountResidents extends Command<GridCount> {}

@CommandHandler(CountResidents)
export class CountResidentsHandler implements ICommandHandler<CountResidents> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input, envelope }: CountResidents) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.load(register, input.grid || 'all');
      return { changes: [change(found, register.decide(input, found.state))] };
    });
  }
}
