import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine } from '@linli/engine';
import { InjectEngine, type Caller } from '@linli/nest-kit';
import { look } from '../domain/look.js';

export class RecordLook extends Command<{ residentIds: readonly string[]; purpose: string }> {}

@CommandHandler(RecordLook)
export class RecordLookHandler implements ICommandHandler<RecordLook> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input, envelope }: RecordLook) {
    return this.engine.run(envelope, async (streams) => {
      // A stream of its own for each look: nobody waits for anybody's.
      const fresh = await streams.load(look, envelope.commandId);
      return { changes: [change(fresh, look.decide({ account: envelope.sender, ...input }, fresh.state))] };
    });
  }
}

/** Notes, durably and before the answer goes out, that the caller was shown these people's records. */
export const recordLook = async (engine: Engine, caller: Caller, residentIds: readonly string[], purpose: string): Promise<void> => {
  if (residentIds.length === 0) return;
  const commandId = engine.ground.ids.next();
  await new RecordLookHandler(engine).execute(
    new RecordLook({ residentIds, purpose }, { community: caller.community, sender: caller.account, commandId, correlation: commandId }),
  );
};
