import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { change, Command, type Engine, type Envelope } from '@linli/engine';
import { notFound } from '@linli/kernel';
import { InjectEngine, InjectPrivacy } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import type { Sealed } from '@linli/contracts';
import { need, type NeedCommand, type NeedState, type NeedStatus } from '../domain/need.js';
import { resident } from '../domain/resident.js';

/** What services tell: a run took it, it was bought, it was met… One rule each, in the decider. */
export class NoteNeed extends Command<{ needId: string; what: Exclude<NeedCommand, { type: 'create' | 'amend' | 'new-code' }> }> {}
export class CancelNeed extends Command<{ needId: string; reason?: string }> {}
export class ConfirmNeed extends Command<{ needId: string; note?: string }> {}
export class ReopenNeed extends Command<{ needId: string; reason?: string }> {}

/** Nobody is on the way any more, so another need of the kind is no second one. */
const OVER: readonly NeedStatus[] = ['met', 'confirmed', 'not-met', 'cancelled'];

/** Decides about the need and keeps the resident's list of open ones in step, in one commit. */
const decideNeed = (engine: Engine, envelope: Envelope, needId: string, command: (state: Known) => Promise<NeedCommand> | NeedCommand) =>
  engine.run(envelope, async (streams) => {
    const found = await streams.target(need, needId, 'need');
    if (found.state.status === 'unknown') return notFound('need');
    const { residentId, kind } = found.state.facts;
    const events = need.decide(await command(found.state), found.state);
    const after = events.reduce<NeedState>((state, event) => need.evolve(state, event), found.state);
    const person = await streams.load(resident, residentId);
    const over = ({ status }: NeedState): boolean => status !== 'unknown' && OVER.includes(status);
    const noted = over(after)
      ? resident.decide({ type: 'close-need', needId }, person.state)
      : over(found.state)
        ? resident.decide({ type: 'reopen-need', needId, kind }, person.state)
        : [];
    return { changes: [change(found, events), change(person, noted)] };
  });

type Known = Exclude<NeedState, { status: 'unknown' }>;

const sealedFor = async (privacy: Privacy, { facts }: Known, text: string | undefined): Promise<Sealed | undefined> =>
  text === undefined ? undefined : privacy.seal(facts.residentId, text);

@CommandHandler(NoteNeed)
export class NoteNeedHandler implements ICommandHandler<NoteNeed> {
  constructor(@InjectEngine() private readonly engine: Engine) {}
  execute({ input: { needId, what }, envelope }: NoteNeed) {
    return decideNeed(this.engine, envelope, needId, () => what);
  }
}

@CommandHandler(CancelNeed)
export class CancelNeedHandler implements ICommandHandler<CancelNeed> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { needId, reason }, envelope }: CancelNeed) {
    return decideNeed(this.engine, envelope, needId, async (state) => ({
      type: 'cancel',
      reason: await sealedFor(this.privacy, state, reason),
    }));
  }
}

@CommandHandler(ConfirmNeed)
export class ConfirmNeedHandler implements ICommandHandler<ConfirmNeed> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { needId, note }, envelope }: ConfirmNeed) {
    return decideNeed(this.engine, envelope, needId, async (state) => ({
      type: 'confirm',
      note: await sealedFor(this.privacy, state, note),
    }));
  }
}

@CommandHandler(ReopenNeed)
export class ReopenNeedHandler implements ICommandHandler<ReopenNeed> {
  constructor(
    @InjectEngine() private readonly engine: Engine,
    @InjectPrivacy() private readonly privacy: Privacy,
  ) {}
  execute({ input: { needId, reason }, envelope }: ReopenNeed) {
    return decideNeed(this.engine, envelope, needId, async (state) => ({
      type: 'reopen',
      reason: await sealedFor(this.privacy, state, reason),
    }));
  }
}
