import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine } from '@linli/engine';
import { InjectEngine } from '@linli/nest-kit';
import { area } from '../domain/area.js';
import type { DeadlineSettings } from '../domain/deadline.js';
import type { Home } from '../domain/area.events.js';

/** Homes of one commit: so it stays far below the largest. */
const HOMES_AT_ONCE = 3_000;

export class DefineArea extends Command<{
  code: string;
  name: { zh: string; en: string };
  timeZone?: string;
  deadlines?: Partial<DeadlineSettings>;
}> {}
export class AddHomes extends Command<{ code: string; homes: readonly Home[] }> {}

@CommandHandler(DefineArea)
export class DefineAreaHandler implements ICommandHandler<DefineArea> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input, envelope }: DefineArea) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.load(area, input.code);
      return { changes: [change(found, area.decide({ type: 'define', ...input }, found.state))] };
    });
  }
}

@CommandHandler(AddHomes)
export class AddHomesHandler implements ICommandHandler<AddHomes> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  /** A large tree goes in by several commits under ids derived from the command's own: sent again, it goes on where it stopped. */
  async execute({ input, envelope }: AddHomes) {
    const pieces = Math.max(1, Math.ceil(input.homes.length / HOMES_AT_ONCE));
    for (let piece = 0; ; piece += 1) {
      const homes = input.homes.slice(piece * HOMES_AT_ONCE, (piece + 1) * HOMES_AT_ONCE);
      const last = piece === pieces - 1;
      const done = await this.engine.run(
        { ...envelope, commandId: last ? envelope.commandId : `${envelope.commandId}.${piece}` },
        async (streams) => {
          const found = await streams.target(area, input.code, 'area');
          const events = area.decide({ type: 'add-homes', homes }, found.state);
          return { changes: [change(found, events)], answer: { homes: input.homes.length } };
        },
      );
      if (last) return done;
    }
  }
}
