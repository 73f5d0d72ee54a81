import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine } from '@linli/engine';
import { notFound } from '@linli/kernel';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { squad } from '../domain/squad.js';
import { volunteer, type VolunteerStatus } from '../domain/volunteer.js';

export interface VolunteerInput {
  readonly name: string;
  readonly phone: string;
  readonly skills?: readonly string[];
  readonly zones?: readonly string[];
  readonly maxStops?: number;
}
export class AddVolunteer extends Command<VolunteerInput & { volunteerId: string }> {}
export interface VolunteerCorrection extends Partial<Omit<VolunteerInput, 'volunteerId'>> {
  readonly volunteerId: string;
  readonly reason?: string;
}
export class CorrectVolunteer extends Command<VolunteerCorrection> {}
export class TurnVolunteer extends Command<{ volunteerId: string; to: VolunteerStatus }> {}
export class FormSquad extends Command<{ squadId: string; name: string; members: readonly string[]; captain?: string }> {}

@CommandHandler(AddVolunteer)
export class AddVolunteerHandler implements ICommandHandler<AddVolunteer> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input, envelope }: AddVolunteer) {
    const { volunteerId, skills = [], zones = [], maxStops } = input;
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.load(volunteer, volunteerId);
      // Last, so that what is known already leaves no key behind.
      const [name, phone] = await this.privacy.sealMany([
        { person: volunteerId, value: input.name },
        { person: volunteerId, value: input.phone },
      ]);
      const facts = { volunteerId, name: name!, phone: phone!, skills, zones, ...(maxStops !== undefined && { maxStops }) };
      return { changes: [change(found, volunteer.decide({ type: 'join', facts }, found.state))] };
    });
  }
}

@CommandHandler(CorrectVolunteer)
export class CorrectVolunteerHandler implements ICommandHandler<CorrectVolunteer> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { volunteerId, name, phone, reason, ...limits }, envelope }: CorrectVolunteer) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(volunteer, volunteerId, 'volunteer');
      const seal = async (field: string, value: string | undefined): Promise<Record<string, string>> =>
        value === undefined ? {} : { [field]: await this.privacy.seal(volunteerId, value) };
      const changes = { ...limits, ...(await seal('name', name)), ...(await seal('phone', phone)) };
      return { changes: [change(found, volunteer.decide({ type: 'correct', changes, ...(await seal('reason', reason)) }, found.state))] };
    });
  }
}

const TURNS = { on: 'go-on', off: 'go-off', 'stood-down': 'stand-down' } as const;

@CommandHandler(TurnVolunteer)
export class TurnVolunteerHandler implements ICommandHandler<TurnVolunteer> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { volunteerId, to }, envelope }: TurnVolunteer) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.target(volunteer, volunteerId, 'volunteer');
      return {
        changes: [change(found, volunteer.decide({ type: TURNS[to] }, found.state))],
        answer: { status: to },
      };
    });
  }
}

@CommandHandler(FormSquad)
export class FormSquadHandler implements ICommandHandler<FormSquad> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { squadId, name, members, captain }, envelope }: FormSquad) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.load(squad, squadId);
      for (const member of members) if (!(await streams.peek(volunteer, member)).exists) notFound('volunteer');
      const steps = [
        { type: 'form', name } as const,
        { type: 'add-members', volunteerIds: members } as const,
        ...(captain === undefined ? [] : [{ type: 'name-captain', volunteerId: captain } as const]),
      ];
      let { state } = found;
      const events = steps.flatMap((step) => {
        const happened = squad.decide(step, state);
        state = happened.reduce((next, event) => squad.evolve(next, event), state);
        return happened;
      });
      return { changes: [change(found, events)] };
    });
  }
}
