import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Change, type Engine, type Loaded, type Streams } from '@linli/engine';
import { notFound } from '@linli/kernel';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { need } from '../domain/need.js';
import type { PersonRecord } from '../domain/person.js';
import { resident, type ResidentState } from '../domain/resident.js';
import type { Place } from '../domain/resident.events.js';
import { redirect } from './delivery.js';
import { changedFields, correctedRecord, placeIn, type Correction } from './person-record.js';

export class RegisterResident extends Command<{ residentId: string; record: PersonRecord }> {}
export class CorrectResident extends Command<{ residentId: string; correction: Correction; reason: string }> {}
export class VerifyResident extends Command<{ residentId: string }> {}
export class ForgetResident extends Command<{ residentId: string }> {}
/** The key goes after the fact is in the log: whatever happens between, it is sent until it is done. */
export class DestroyKey extends Command<{ residentId: string }> {}

/** Who is forgotten is no more there than one who never was: whatever version somebody saw, there is nothing to tell. */
const residentHere = async (streams: Streams, residentId: string): Promise<Loaded<ResidentState>> => {
  const { state } = await streams.load(resident, residentId);
  return state.status === 'forgotten' ? notFound('resident') : streams.target(resident, residentId, 'resident');
};

@CommandHandler(RegisterResident)
export class RegisterResidentHandler implements ICommandHandler<RegisterResident> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { residentId, record }, envelope }: RegisterResident) {
    return this.engine.run(envelope, async (streams) => {
      const place = await placeIn(streams, this.privacy, envelope.community, record.address);
      const found = await streams.load(resident, residentId);
      // Last, so that what is refused or known already leaves no key behind.
      const sealed = await this.privacy.seal(residentId, record);
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
    const { community } = envelope;
    return this.engine.run(envelope, async (streams) => {
      if (correction.address) await placeIn(streams, this.privacy, community, correction.address);
      const found = await residentHere(streams, residentId);
      const before = found.state.status === 'registered' && (await this.privacy.open<PersonRecord>(residentId, found.state.record));
      if (found.state.status !== 'registered' || !before) return notFound('resident');
      const record = correctedRecord(before, correction);
      const fields = changedFields(before, record);
      const place = fields.includes('address') ? await placeIn(streams, this.privacy, community, record.address) : found.state.place;
      const [sealed, why] = await this.privacy.sealMany([
        { person: residentId, value: record },
        { person: residentId, value: reason },
      ]);
      const corrected = resident.decide({ type: 'correct', place, record: sealed!, fields, reason: why! }, found.state);
      const needs = await Promise.all(found.state.openNeeds.map(({ needId }) => this.#redirected(streams, needId, { place, record })));
      return { changes: [change(found, corrected), ...needs] };
    });
  }

  /** Whoever is on the way goes where the person is now. */
  async #redirected(streams: Streams, needId: string, now: { place: Place; record: PersonRecord }): Promise<Change> {
    const found = await streams.require(need, needId, 'need');
    const command = found.state.status === 'unknown' ? undefined : await redirect(this.privacy, found.state, now);
    return change(found, command ? need.decide(command, found.state) : []);
  }
}

@CommandHandler(VerifyResident)
export class VerifyResidentHandler implements ICommandHandler<VerifyResident> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { residentId }, envelope }: VerifyResident) {
    return this.engine.run(envelope, async (streams) => {
      const found = await residentHere(streams, residentId);
      return { changes: [change(found, resident.decide({ type: 'verify' }, found.state))] };
    });
  }
}

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
