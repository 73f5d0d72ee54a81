import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Done, type Engine } from '@linli/engine';
import type { Instant } from '@linli/kernel';
import { InjectEngine } from '@linli/nest-kit';
import { session } from '../domain/session.js';

export class UseSession extends Command<{ readonly session: string; readonly at: Instant }> {}

@CommandHandler(UseSession)
export class UseSessionHandler implements ICommandHandler<UseSession> {
  constructor(@InjectEngine() private readonly engine: Engine) {}

  execute({ input: { session: id, at }, envelope }: UseSession): Promise<Done> {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(session, id, 'session');
      return { changes: [change(found, session.decide({ type: 'use', at }, found.state))] };
    });
  }
}
