import { instant, Refusal, type DomainEvent } from '@linli/kernel';
import { CommandIdReused, type Done, type Envelope } from '../command.js';
import type { CommittedEvent } from '../commit.js';
import type { Engine, Ground } from '../engine.js';
import { idOf } from '../event.js';
import { LogBusy, type KnownCommand } from '../ports/log.port.js';
import type { Publishes, ServiceModel } from '../service-model.js';
import type { Change, Decided } from '../streams.js';
import { Lru } from './lru.js';
import { Reading, type Folded } from './reading.js';
import { Turns } from './turns.js';

/** How often a decision that lost a race is decided again. From the second try on it waits for its turn at what it lost. */
const TRIES_AGAIN = 3;
/** States kept folded in memory. */
const FOLDED_STREAMS = 20_000;

/** An event as a commit keeps it, with the contract it leaves under. */
export const committed = (stream: string, event: DomainEvent, publishes: Publishes): CommittedEvent => {
  const { type, ...data } = event;
  const rule = publishes[type];
  if (!rule) return { stream, type, data };
  if (!rule.data) return { stream, type, data, public: { type: rule.as } };
  const said = rule.data(event);
  if (!said) return { stream, type, data };
  const { type: _type, ...publicData } = said as DomainEvent;
  return { stream, type, data, public: { type: rule.as, data: publicData } };
};

/** Load, decide, append: see `Engine.run`. */
export const createRunCommand = (model: ServiceModel, ground: Ground): Engine['run'] => {
  const { log, sealing, clock } = ground;
  const folded = new Lru<string, Folded>(FOLDED_STREAMS);
  const turns = new Turns();
  /** Commands under way in this process: a retry waits for its twin instead of racing it. */
  const underWay = new Map<string, Promise<unknown>>();

  const again = <Answer extends object>(known: KnownCommand, envelope: Envelope): Done & Answer => {
    const { replay, commit } = known;
    if (!replay) {
      // After 30 days only the fact remains that the command was carried out, and on what.
      const [stream, version] = commit.body.writes[0]!;
      return { id: idOf(stream), version, position: commit.position, replayed: true } as Done & Answer;
    }
    if (envelope.request !== undefined && replay.digest !== sealing.digest(envelope.request)) {
      throw new CommandIdReused('This Idempotency-Key belongs to another request.');
    }
    return { ...(JSON.parse(sealing.openAnswer(replay.answer)) as Done & Answer), position: commit.position, replayed: true };
  };

  const known = (envelope: Envelope): Promise<KnownCommand | undefined> =>
    log.command(envelope.community, envelope.sender, envelope.commandId);

  const remember = (reading: Reading, community: string, changes: ReadonlyMap<string, readonly DomainEvent[]>): void => {
    for (const { loaded, decider, head } of reading.reliedOn) {
      const events = changes.get(loaded.stream) ?? [];
      folded.set(`${community}/${loaded.stream}`, {
        state: events.reduce((state, event) => decider.evolve(state, event), loaded.state),
        head: head + 1,
        version: events.length > 0 ? head + 1 : loaded.version,
      });
    }
  };

  const eventsByStream = (reading: Reading, changes: readonly Change[]): Map<string, DomainEvent[]> => {
    const byStream = new Map<string, DomainEvent[]>();
    for (const { of, events } of changes) {
      if (!reading.entry(of.stream)?.reliedOn) throw new Error(`A decision changes ${of.stream} without having loaded it.`);
      byStream.set(of.stream, [...(byStream.get(of.stream) ?? []), ...events]);
    }
    return byStream;
  };

  const attempt = async <Answer extends object>(
    envelope: Envelope,
    commandType: string,
    decide: Parameters<Engine['run']>[1],
  ): Promise<(Done & Answer) | { conflict: string }> => {
    const { community } = envelope;
    const reading = new Reading(model.name, log, folded, model.upcasters, community, envelope.ifMatch);
    let decided: Decided<object>;
    try {
      decided = await decide(reading);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // A refusal looks twice: its twin may have been accepted meanwhile, or what it read from memory may be old.
      const twin = await known(envelope);
      if (twin) return again(twin, envelope);
      if (await reading.isStale()) {
        reading.drop();
        return { conflict: 'memory' };
      }
      throw error;
    }
    const byStream = eventsByStream(reading, decided.changes);
    const main = decided.changes[0].of;
    const mainHead = reading.entry(main.stream)?.head ?? 0;
    const answer = { id: main.id, version: (byStream.get(main.stream)?.length ?? 0) > 0 ? mainHead + 1 : main.version, ...decided.answer };
    const appended = await log.append({
      community,
      at: instant(clock.now()),
      command: {
        sender: envelope.sender,
        id: envelope.commandId,
        type: commandType,
        correlation: envelope.correlation,
        ...(envelope.causation !== undefined && { causation: envelope.causation }),
        ...(envelope.occurredAt !== undefined && { occurredAt: envelope.occurredAt }),
      },
      // What the command is about stands first.
      writes: [main, ...reading.reliedOn.map(({ loaded }) => loaded).filter(({ stream }) => stream !== main.stream)].map(
        ({ stream }) => [stream, (reading.entry(stream)?.head ?? 0) + 1] as const,
      ),
      // In the order in which the decision named them.
      events: decided.changes.flatMap(({ of, events }) => events.map((event) => committed(of.stream, event, model.publishes))),
      replay: { digest: sealing.digest(envelope.request ?? ''), answer: sealing.sealAnswer(JSON.stringify(answer)) },
    });
    switch (appended.outcome) {
      case 'stored':
        remember(reading, community, byStream);
        return { ...answer, position: appended.commit.position, replayed: false } as Done & Answer;
      case 'known':
        reading.drop();
        return again(appended.known, envelope);
      case 'conflict':
        reading.drop();
        return { conflict: appended.stream };
    }
  };

  const carryOut = async <Answer extends object>(envelope: Envelope, decide: Parameters<Engine['run']>[1]): Promise<Done & Answer> => {
    const before = await known(envelope);
    if (before) return again(before, envelope);
    const commandType = envelope.commandType ?? 'command';
    let outcome = await attempt<Answer>(envelope, commandType, decide);
    for (let tries = 0; 'conflict' in outcome; tries += 1) {
      if (tries === TRIES_AGAIN) throw new LogBusy(`Lost ${TRIES_AGAIN + 1} races for ${outcome.conflict}.`);
      outcome = await turns.run(`${envelope.community}/${outcome.conflict}`, () => attempt<Answer>(envelope, commandType, decide));
    }
    return outcome;
  };

  return async <Answer extends object>(envelope: Envelope, decide: Parameters<Engine['run']>[1]): Promise<Done & Answer> => {
    const key = `${envelope.community}\n${envelope.sender}\n${envelope.commandId}`;
    for (let twin = underWay.get(key); twin; twin = underWay.get(key)) await twin;
    const work = carryOut<Answer>(envelope, decide);
    const ended = work.then(
      () => undefined,
      () => undefined,
    );
    underWay.set(key, ended);
    try {
      return await work;
    } finally {
      underWay.delete(key);
    }
  };
};
