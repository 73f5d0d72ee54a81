import type { Instant } from '@linli/kernel';

/** What travels with every command: who, where, under which id. */
export interface Envelope {
  /** The log it goes into: a community's 12 digits, or the code of an area above. */
  readonly community: string;
  /** Account id, `reaction/<name>` or `due/<name>`. */
  readonly sender: string;
  /** The command id: unique for its sender, for ever. */
  readonly commandId: string;
  readonly correlation: string;
  readonly causation?: string;
  /** What was asked, as text: the same id with another request is refused. Absent for reactions, whose ids derive from their cause. */
  readonly request?: string;
  /** The version of the target the sender saw. */
  readonly ifMatch?: number;
  readonly occurredAt?: Instant;
  /** Name of the command, for whoever reads the log. */
  readonly commandType?: string;
  /** The volunteer that the account is, where it is one; roles the sender holds in this community. */
  readonly caller?: CallerFacts;
}

export interface CallerFacts {
  readonly roles: readonly string[];
  readonly volunteerId?: string;
}

/** A command of @nestjs/cqrs: input and envelope. Each service's commands extend it. */
export abstract class Command<Input = unknown> {
  readonly envelope: Envelope;
  constructor(
    readonly input: Input,
    envelope: Envelope,
  ) {
    this.envelope = { ...envelope, commandType: kebab(new.target.name) };
  }
}

/** `ClaimTask` → `claim-task`. */
const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any input
export type CommandClass<Input = any> = new (input: Input, envelope: Envelope) => Command<Input>;

/** A command to be sent, with no envelope yet: what reactions and due rules answer. */
export interface Sent {
  readonly command: CommandClass;
  readonly input: unknown;
}

export const send = <Input>(command: CommandClass<Input>, input: Input): Sent => ({ command, input });

/** What a command answers to its sender. */
export interface Done {
  /** The id of what it was about. */
  readonly id: string;
  /** Its version afterwards: state it in `If-Match`. */
  readonly version: number;
  /** Position of the commit: state it in `atLeast`. */
  readonly position: number;
  /** True when this is the answer of an earlier sending of the same command. */
  readonly replayed: boolean;
}

/** The same command id came with another request. */
export class CommandIdReused extends Error {}
