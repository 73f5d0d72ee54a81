import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Done, type Engine } from '@linli/engine';
import type { Instant } from '@linli/kernel';
import { InjectEngine } from '@linli/nest-kit';
import { session } from '../domain/session.js';
import { INSTALLATION } from '../views/accounts.view.js';
import { sessions } from '../views/sessions.view.js';

export class OpenSession extends Command<{
  readonly session: string;
  readonly account: string;
  readonly passwordNumber: number;
  readonly endsAt: Instant;
}> {}

@CommandHandler(OpenSession)
export class OpenSessionHandler implements ICommandHandler<OpenSession> {
  constructor(@InjectEngine() private readonly engine: Engine) {}

  async execute({ input, envelope }: OpenSession): Promise<Done> {
    const { session: id, ...facts } = input;
    const done = await this.engine.run(envelope, async (streams) => {
      const found = await streams.load(session, id);
      return { changes: [change(found, session.decide({ ...facts, type: 'open' }, found.state))] };
    });
    await this.engine.views.reach(sessions, INSTALLATION, done.position);
    return done;
  }
}
