import { Refusal } from '@linli/kernel';
import type { Envelope, Sent } from '../command.js';
import type { StoredCommit } from '../commit.js';
import type { Dispatch, Ground } from '../engine.js';
import type { LoggedEvent } from '../event.js';
import { LogBusy, LogUnavailable } from '../ports/log.port.js';
import type { SetAside } from '../ports/progress.port.js';
import type { AnyReaction } from '../reaction.js';
import { Follower, pause } from './follower.js';
import type { Tail } from './tail.js';

const BATCH = 200;
/** A reaction that throws so often has its subject set aside. */
const ATTEMPTS = 5;
const FIRST_WAIT_MS = 20;
/** Marks that a reaction has been deployed: communities that appear later begin at their first event. */
export const EVERYWHERE = '*';

/**
 * Turns events into commands of our own. All reactions share one pass over the log, so that what happened to one
 * subject is reacted to in its order; different subjects go side by side.
 */
export class Reactor {
  readonly follower: Follower;
  readonly #positions = new Map<string, number>();

  constructor(
    private readonly reactions: readonly AnyReaction[],
    private readonly ground: Ground,
    private readonly tail: Tail,
    private readonly dispatch: Dispatch,
  ) {
    this.follower = new Follower('reactions', tail, ground, {
      batch: BATCH,
      begin: (community) => this.#begin(community),
      take: (community, commits) => this.#take(community, commits),
    });
  }

  /** Settles where each reaction begins in the communities that exist; before anything is followed. */
  async deploy(): Promise<void> {
    const { progress, log } = this.ground;
    for (const { name, begins } of this.reactions) {
      if ((await progress.position(consumerOf(name), EVERYWHERE)) !== undefined) continue;
      if (begins === 'head')
        for (const { community, position } of await log.heads()) await progress.begin(consumerOf(name), community, position);
      await progress.advance(consumerOf(name), EVERYWHERE, 1);
    }
    await progress.settle();
  }

  async #begin(community: string): Promise<number> {
    let first = Number.MAX_SAFE_INTEGER;
    for (const { name } of this.reactions) first = Math.min(first, await this.#past(name, community));
    return first === Number.MAX_SAFE_INTEGER ? (await this.ground.log.head(community)).position : first;
  }

  /** Up to where a reaction is done with, by whichever copy. */
  async #past(name: string, community: string): Promise<number> {
    const key = `${name}\n${community}`;
    const stored = (await this.ground.progress.position(consumerOf(name), community)) ?? 0;
    const past = Math.max(stored, this.#positions.get(key) ?? 0);
    this.#positions.set(key, past);
    return past;
  }

  async #take(community: string, commits: readonly StoredCommit[]): Promise<number> {
    // Asked anew for each batch: another copy may have done it, set it aside or replayed it.
    const stills = new Map<AnyReaction, Set<string>>();
    for (const reaction of this.reactions) {
      await this.#past(reaction.name, community);
      stills.set(reaction, new Set(await this.ground.progress.still('reaction', reaction.name, community)));
    }
    const bySubject = new Map<string, LoggedEvent[]>();
    for (const commit of commits) {
      for (const event of this.tail.events(commit)) {
        if (!this.reactions.some(({ on }) => on.includes(event.type))) continue;
        const events = bySubject.get(event.subject);
        if (events) events.push(event);
        else bySubject.set(event.subject, [event]);
      }
    }
    await Promise.all(
      [...bySubject.values()].map(async (events) => {
        for (const event of events)
          for (const [reaction, still] of stills) if (this.#concerns(reaction, event)) await this.#react(reaction, event, still);
      }),
    );
    const to = commits[commits.length - 1]!.position;
    for (const { name } of this.reactions) {
      const key = `${name}\n${community}`;
      if ((this.#positions.get(key) ?? 0) >= to) continue;
      this.#positions.set(key, to);
      await this.ground.progress.advance(consumerOf(name), community, to);
    }
    return to;
  }

  #concerns(reaction: AnyReaction, event: LoggedEvent): boolean {
    return reaction.on.includes(event.type) && (this.#positions.get(`${reaction.name}\n${event.community}`) ?? 0) < event.position;
  }

  async #react(reaction: AnyReaction, event: LoggedEvent, still: Set<string>): Promise<void> {
    if (still.has(event.subject)) {
      await this.#setAside(reaction, event, 'waits behind an earlier event of its subject');
      return;
    }
    let wait = FIRST_WAIT_MS;
    for (let attempt = 1; ;) {
      try {
        await this.#send(reaction, event);
        return;
      } catch (error) {
        // Done again after the next start.
        if (this.follower.stopped) throw error;
        // A full queue or a failing disk is not the event's fault: it is waited for, however long.
        if (!(error instanceof LogBusy || error instanceof LogUnavailable)) {
          if (attempt === ATTEMPTS) {
            still.add(event.subject);
            await this.#setAside(reaction, event, String(error));
            return;
          }
          attempt += 1;
        }
        await pause(this.ground.clock, wait);
        wait = Math.min(wait * 4, 5_000);
      }
    }
  }

  async #send(reaction: AnyReaction, event: LoggedEvent): Promise<void> {
    for (const [index, sent] of reaction.react(event as never).entries()) {
      try {
        await this.dispatch(sent, envelopeOf(reaction, event, index));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        await this.#list(reaction, event, sent, error);
        return;
      }
    }
  }

  /** A rule said no to a reaction: that ends it, and an operator can see it. */
  async #list(reaction: AnyReaction, event: LoggedEvent, sent: Sent, refusal: Refusal): Promise<void> {
    await this.ground.progress.setAside({
      ...this.#entry(reaction, event, `${sent.command.name}: ${refusal.code}`),
      id: `refusal/${reaction.name}/${event.id}`,
      kind: 'refusal',
    });
  }

  async #setAside(reaction: AnyReaction, event: LoggedEvent, error: string): Promise<void> {
    await this.ground.progress.setAside({
      ...this.#entry(reaction, event, error),
      id: idOfEntry(reaction, event),
      kind: 'reaction',
    });
    this.ground.report({
      level: 'error',
      message: 'a reaction was set aside',
      reaction: reaction.name,
      event: event.id,
      type: event.type,
      error,
    });
  }

  #entry(reaction: AnyReaction, event: LoggedEvent, error: string): Omit<SetAside, 'id' | 'kind'> {
    const { community, subject, position, at } = event;
    return { consumer: reaction.name, community, subject, position, at, error };
  }

  /**
   * Does again, in order, all that was set aside for one subject; stops at the first that fails again. The subject
   * stands still until nothing of it is set aside, so what comes meanwhile waits behind and is done too.
   */
  async replay(entry: SetAside): Promise<void> {
    const reaction = this.reactions.find(({ name }) => name === entry.consumer);
    if (!reaction) throw new Error(`There is no reaction ${entry.consumer} any more.`);
    for (;;) {
      const waiting = await this.#waiting(entry);
      if (waiting.length === 0) return;
      for (const next of waiting) {
        const [commit] = await this.ground.log.read(next.community, next.position - 1, 1);
        for (const event of commit ? this.tail.events(commit) : []) {
          if (idOfEntry(reaction, event) === next.id) await this.#send(reaction, event);
        }
        await this.ground.progress.mend(next.id);
      }
    }
  }

  /** What is set aside of the same subject, in the order in which it happened: one commit may hold several events of it. */
  async #waiting({ consumer, community, subject }: SetAside): Promise<SetAside[]> {
    const entries = await this.ground.progress.listSetAside();
    return entries
      .filter(
        (other) => other.kind === 'reaction' && other.consumer === consumer && other.community === community && other.subject === subject,
      )
      .sort((left, right) => left.position - right.position);
  }
}

export const consumerOf = (reaction: string): string => `reaction/${reaction}`;
const idOfEntry = (reaction: AnyReaction, event: LoggedEvent): string => `reaction/${reaction.name}/${event.id}`;

/** Derived from its cause: however often an event is heard, its command is stored once. */
const envelopeOf = (reaction: AnyReaction, event: LoggedEvent, index: number): Envelope => ({
  community: event.community,
  sender: consumerOf(reaction.name),
  commandId: `${event.id}#${index}`,
  correlation: event.correlation,
  causation: event.id,
});
