import type { DomainEvent, Instant } from '@linli/kernel';
import type { CommitBody, StoredCommit } from './commit.js';

/** An event as views and reactions see it: decided here, or heard from another service. */
export interface LoggedEvent<Event extends DomainEvent = DomainEvent> {
  /** Unique in the installation, and the same however often it is read. */
  readonly id: string;
  readonly type: Event['type'];
  readonly data: Event;
  /** The stream it belongs to, e.g. `task/0193…`. */
  readonly subject: string;
  readonly community: string;
  /** Position in this service's log. */
  readonly position: number;
  /** Version of its stream; 0 for what was heard. */
  readonly version: number;
  /** When it was decided (in the source's log, for what was heard). */
  readonly at: Instant;
  /** The service that decided it. */
  readonly source: string;
  /** Account, reaction or due rule that asked for it; absent on what was heard. */
  readonly sender?: string;
  readonly occurredAt?: Instant;
  readonly correlation: string;
}

/** A union of event types as a union of logged events, so that a switch over `type` narrows `data`. */
export type Logged<Event extends DomainEvent> = Event extends DomainEvent ? LoggedEvent<Event> : never;

/** Old events in today's words, applied whenever they are read: from stored type to what it says now. */
export type Upcasters = Readonly<Record<string, (data: never) => DomainEvent>>;

/** The last part of a stream's name: the id of the thing. */
export const idOf = (subject: string): string => subject.slice(subject.indexOf('/') + 1);

export const eventId = (source: string, body: Pick<CommitBody, 'community' | 'position'>, index: number): string =>
  `${source}/${body.community}/${body.position}.${index}`;

const asEvent = (type: string, data: object, upcasters: Upcasters): DomainEvent => {
  let event: DomainEvent = { ...data, type };
  // A chain: each step names a newer type or the same; the same ends it.
  for (;;) {
    const upcast = upcasters[event.type] as ((data: DomainEvent) => DomainEvent) | undefined;
    if (!upcast) return event;
    const next = upcast(event);
    if (next.type === event.type) return next;
    event = next;
  }
};

/** Everything in a commit that views and reactions can see, in order. */
export const eventsOf = (source: string, commit: StoredCommit, upcasters: Upcasters = {}): LoggedEvent[] => {
  const { body } = commit;
  if (body.heard) {
    const { heard } = body;
    return heard.records
      .filter(({ aside }) => !aside)
      .map((record) => {
        const data = asEvent(record.type, JSON.parse(record.value) as object, upcasters);
        return {
          id: record.id,
          type: data.type,
          data,
          subject: record.subject,
          community: body.community,
          position: body.position,
          version: 0,
          at: record.time,
          source: heard.source,
          correlation: record.correlation,
        };
      });
  }
  const { community, position, at, command, writes, events } = body;
  return events.map(({ stream, type, data: stored }, index) => {
    const data = asEvent(type, stored, upcasters);
    const id = eventId(source, body, index);
    const version = writes.find(([written]) => written === stream)?.[1] ?? 0;
    const event: { -readonly [Member in keyof LoggedEvent]: LoggedEvent[Member] } = {
      id,
      type: data.type,
      data,
      subject: stream,
      community,
      position,
      version,
      at,
      source,
      correlation: command?.correlation ?? id,
    };
    if (command) event.sender = command.sender;
    if (command?.occurredAt !== undefined) event.occurredAt = command.occurredAt;
    return event;
  });
};
