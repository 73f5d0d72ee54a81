import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine, type Envelope } from '@linli/engine';
import { InjectEngine } from '@linli/nest-kit';
import { catalogue, type CatalogueCommand, type MedicineFacts } from '../domain/catalogue.js';

export class ListMedicine extends Command<MedicineFacts> {}
export class CorrectMedicine extends Command<{ id: string; changes: Partial<MedicineFacts>; reason?: string }> {}
export class RetireMedicine extends Command<{ id: string; reason?: string }> {}
export class ImportMedicines extends Command<{ medicines: readonly MedicineFacts[] }> {}

/** Medicines of one commit: so it stays below the largest, whatever is written of each. */
const AT_ONCE = 100;

/** A community has one list, so its version is the list's; the answer names the medicine. */
const decideIn = <Answer extends object>(engine: Engine, envelope: Envelope, command: CatalogueCommand, answer: Answer) =>
  engine.run(envelope, async (streams) => {
    const { community } = envelope;
    const loaded = await streams.load(catalogue, community);
    const found = loaded.exists ? await streams.target(catalogue, community, 'list of medicines') : loaded;
    return { changes: [change(found, catalogue.decide(command, found.state))], answer };
  });

@CommandHandler(ListMedicine)
export class ListMedicineHandler implements ICommandHandler<ListMedicine> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input, envelope }: ListMedicine) {
    const id = this.engine.ground.ids.next();
    return decideIn(this.engine, envelope, { type: 'list', medicine: { id, ...input } }, { id });
  }
}

@CommandHandler(CorrectMedicine)
export class CorrectMedicineHandler implements ICommandHandler<CorrectMedicine> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input, envelope }: CorrectMedicine) {
    return decideIn(this.engine, envelope, { type: 'correct', ...input }, { id: input.id });
  }
}

@CommandHandler(RetireMedicine)
export class RetireMedicineHandler implements ICommandHandler<RetireMedicine> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input, envelope }: RetireMedicine) {
    return decideIn(this.engine, envelope, { type: 'retire', ...input }, { id: input.id });
  }
}

@CommandHandler(ImportMedicines)
export class ImportMedicinesHandler implements ICommandHandler<ImportMedicines> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  /** A long table goes in by several commits under ids derived from the command's own: sent again, it goes on where it stopped. */
  async execute({ input, envelope }: ImportMedicines) {
    const pieces = Math.max(1, Math.ceil(input.medicines.length / AT_ONCE));
    let changed = 0;
    for (let piece = 0; ; piece += 1) {
      const last = piece === pieces - 1;
      const medicines = input.medicines
        .slice(piece * AT_ONCE, (piece + 1) * AT_ONCE)
        .map((facts) => ({ id: this.engine.ground.ids.next(), ...facts }));
      const done = await this.engine.run(
        { ...envelope, commandId: last ? envelope.commandId : `${envelope.commandId}.${piece}` },
        async (streams) => {
          const found = await streams.load(catalogue, envelope.community);
          const events = catalogue.decide({ type: 'import', medicines }, found.state);
          const now = events.reduce((sum, event) => sum + (event.type === 'medicines-listed' ? event.medicines.length : 0), 0);
          return { changes: [change(found, events)], answer: { changed: now } };
        },
      );
      changed += done.changed;
      if (last) return { ...done, rows: input.medicines.length, changed };
    }
  }
}
