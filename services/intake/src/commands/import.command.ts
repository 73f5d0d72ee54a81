import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine } from '@linli/engine';
import { InjectEngine } from '@linli/nest-kit';
import { ledgerImport, type ImportCommand } from '../domain/ledger-import.js';

export class NoteImport extends Command<{ importId: string; what: ImportCommand }> {}

@CommandHandler(NoteImport)
export class NoteImportHandler implements ICommandHandler<NoteImport> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { importId, what }, envelope }: NoteImport) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.load(ledgerImport, importId);
      return { changes: [change(found, ledgerImport.decide(what, found.state))] };
    });
  }
}
