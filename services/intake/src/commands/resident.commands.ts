import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine } from '@linli/engine';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { need } from '../domain/need.js';
import type { PersonRecord } from '../domain/person.js';
import { resident } from '../domain/resident.js';
import { changedFields, correctedRecord, placeIn, type Correction } from './person-record.js';

export class RegisterResident extends Command<{ residentId: string; record: PersonRecord }> {}
export class CorrectResident extends Command<{ residentId: string; correction: Correction; reason: string }> {}
export class ForgetResident extends Command<{ residentId: string }> {}
/** The key goes after the fact is in the log: whatever happens between, it is sent until it is done. */
export class DestroyKey extends Command<{ residentId: string }> {}

@CommandHandler(RegisterResident)
export class RegisterResidentHandler implements ICommandHandler<RegisterResident> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  async execute({ input: { residentId, record }, envelope }: RegisterResident) {
    const sealed = await this.privacy.seal(residentId, record);
    return this.engine.run(envelope, async (streams) => {
      const place = await placeIn(streams, this.privacy, envelope.community, record.address);
      const found = await streams.load(resident, residentId);
      return { changes: [change(found, resident.decide({ type: 'register', place, record: sealed }, found.state))] };
    });
  }
}

@CommandHandler(CorrectResident)
export class CorrectResidentHandler implements ICommandHandler<CorrectResident> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { residentId, correction, reason }, envelope }: CorrectResident) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(resident, residentId, 'resident');
      const before =
        found.state.status === 'registered' ? await this.privacy.open<PersonRecord>(residentId, found.state.record) : undefined;
      // A forgotten resident is no more there than one who never was.
      if (!before) return { changes: [change(found, resident.decide(nothing, found.state))] };
      const record = correctedRecord(before, correction);
      const place = await placeIn(streams, this.privacy, envelope.community, record.address);
      const [sealed, why] = await this.privacy.sealMany([
        { person: residentId, value: record },
        { person: residentId, value: reason },
      ]);
      const fields = changedFields(before, record);
      return { changes: [change(found, resident.decide({ type: 'correct', place, record: sealed!, fields, reason: why! }, found.state))] };
    });
  }
}

const nothing = { type: 'correct', place: { householdId: '', building: '' }, record: '', fields: [], reason: '' } as const;

@CommandHandler(ForgetResident)
export class ForgetResidentHandler implements ICommandHandler<ForgetResident> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { residentId }, envelope }: ForgetResident) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(resident, residentId, 'resident');
      const open = found.state.status === 'registered' ? found.state.openNeeds : [];
      const needs = await Promise.all(open.map(({ needId }) => streams.require(need, needId, 'need')));
      return {
        changes: [
          change(found, resident.decide({ type: 'forget', residentId }, found.state)),
          // What is bought already goes on to its end; everything else of the person stops.
          ...needs
            .filter(({ state }) => state.status !== 'unknown' && !state.bought)
            .map((one) => change(one, need.decide({ type: 'cancel' }, one.state))),
        ],
      };
    });
  }
}

@CommandHandler(DestroyKey)
export class DestroyKeyHandler implements ICommandHandler<DestroyKey> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  async execute({ input: { residentId }, envelope }: DestroyKey) {
    await this.privacy.forget([residentId]);
    return this.engine.run(envelope, async (streams) => ({ changes: [change(await streams.load(resident, residentId), [])] }));
  }
}
