import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Done, type Engine } from '@linli/engine';
import { InjectEngine } from '@linli/nest-kit';
import { session, type SessionEnd } from '../domain/session.js';
import { INSTALLATION } from '../views/accounts.view.js';
import { sessions } from '../views/sessions.view.js';

export class EndSession extends Command<{ readonly session: string; readonly reason: SessionEnd }> {}

@CommandHandler(EndSession)
export class EndSessionHandler implements ICommandHandler<EndSession> {
  constructor(@InjectEngine() private readonly engine: Engine) {}

  async execute({ input, envelope }: EndSession): Promise<Done> {
    const done = await this.engine.run(envelope, async (streams) => {
      const found = await streams.target(session, input.session, 'session');
      return { changes: [change(found, session.decide({ type: 'end', reason: input.reason }, found.state))] };
    });
    await this.engine.views.reach(sessions, INSTALLATION, done.position);
    return done;
  }
}
