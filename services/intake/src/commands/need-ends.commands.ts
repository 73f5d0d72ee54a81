import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine, type Envelope } from '@linli/engine';
import { notFound } from '@linli/kernel';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import type { Sealed } from '@linli/contracts';
import { need, type KnownNeed, type NeedCommand, type NeedState, type NeedStatus } from '../domain/need.js';
import type { NeedEvent } from '../domain/need.events.js';
import type { PersonRecord } from '../domain/person.js';
import { resident, type ResidentState } from '../domain/resident.js';
import { redirect } from './delivery.js';

/** What services tell: a run took it, it was bought, it was met… One rule each, in the decider. */
export class NoteNeed extends Command<{ needId: string; what: Exclude<NeedCommand, { type: 'create' | 'amend' | 'new-code' }> }> {}
export class CancelNeed extends Command<{ needId: string; reason?: string }> {}
export class ConfirmNeed extends Command<{ needId: string; note?: string }> {}
export class ReopenNeed extends Command<{ needId: string; reason?: string }> {}

/** Nobody is on the way any more, so another need of the kind is no second one. */
const OVER: readonly NeedStatus[] = ['met', 'confirmed', 'not-met', 'cancelled'];

interface Ground {
  readonly engine: Engine;
  readonly privacy: Privacy;
}

/** Decides about the need and keeps the resident's list of open ones in step, in one commit. */
const decideNeed = (
  { engine, privacy }: Ground,
  envelope: Envelope,
  needId: string,
  command: (state: KnownNeed) => Promise<NeedCommand> | NeedCommand,
) =>
  engine.run(envelope, async (streams) => {
    const found = await streams.target(need, needId, 'need');
    if (found.state.status === 'unknown') return notFound('need');
    const { residentId, kind } = found.state.facts;
    const events = need.decide(await command(found.state), found.state);
    const after = events.reduce<NeedState>((state, event) => need.evolve(state, event), found.state) as KnownNeed;
    const person = await streams.load(resident, residentId);
    const over = ({ status }: KnownNeed): boolean => OVER.includes(status);
    if (over(after)) {
      const closed = resident.decide({ type: 'close-need', needId }, person.state);
      return { changes: [change(found, events), change(person, closed)] };
    }
    if (!over(found.state)) return { changes: [change(found, events), change(person, [])] };
    const reopened = resident.decide({ type: 'reopen-need', needId, kind }, person.state);
    const followed = await followedTo(privacy, person.state, after);
    return { changes: [change(found, [...events, ...followed]), change(person, reopened)] };
  });

/** What lay while nobody was on the way goes where its resident is by now. */
const followedTo = async (privacy: Privacy, person: ResidentState, state: KnownNeed): Promise<readonly NeedEvent[]> => {
  const record = person.status === 'registered' && (await privacy.open<PersonRecord>(state.facts.residentId, person.record));
  if (person.status !== 'registered' || !record) return [];
  const command = await redirect(privacy, state, { place: person.place, record });
  return command ? need.decide(command, state) : [];
};

const sealedFor = async (privacy: Privacy, { facts }: KnownNeed, text: string | undefined): Promise<Sealed | undefined> =>
  text === undefined ? undefined : privacy.seal(facts.residentId, text);

@CommandHandler(NoteNeed)
export class NoteNeedHandler implements ICommandHandler<NoteNeed> {
  constructor(
    @InjectEngine() readonly engine: Engine,
    @InjectPrivacy() readonly privacy: Privacy,
  ) {}
  execute({ input: { needId, what }, envelope }: NoteNeed) {
    return decideNeed(this, envelope, needId, () => what);
  }
}

@CommandHandler(CancelNeed)
export class CancelNeedHandler implements ICommandHandler<CancelNeed> {
  constructor(
    @InjectEngine() readonly engine: Engine,
    @InjectPrivacy() readonly privacy: Privacy,
  ) {}
  execute({ input: { needId, reason }, envelope }: CancelNeed) {
    return decideNeed(this, envelope, needId, async (state) => ({
      type: 'cancel',
      reason: await sealedFor(this.privacy, state, reason),
    }));
  }
}

@CommandHandler(ConfirmNeed)
export class ConfirmNeedHandler implements ICommandHandler<ConfirmNeed> {
  constructor(
    @InjectEngine() readonly engine: Engine,
    @InjectPrivacy() readonly privacy: Privacy,
  ) {}
  execute({ input: { needId, note }, envelope }: ConfirmNeed) {
    return decideNeed(this, envelope, needId, async (state) => ({
      type: 'confirm',
      note: await sealedFor(this.privacy, state, note),
    }));
  }
}

@CommandHandler(ReopenNeed)
export class ReopenNeedHandler implements ICommandHandler<ReopenNeed> {
  constructor(
    @InjectEngine() readonly engine: Engine,
    @InjectPrivacy() readonly privacy: Privacy,
  ) {}
  execute({ input: { needId, reason }, envelope }: ReopenNeed) {
    return decideNeed(this, envelope, needId, async (state) => ({
      type: 'reopen',
      reason: await sealedFor(this.privacy, state, reason),
    }));
  }
}
