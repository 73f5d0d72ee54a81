import { CommandIdReused, type Command, type Done, type Envelope } from '@linli/engine';
import { Refusal } from '@linli/kernel';
import type { Chance } from './chance.js';
import type { House, ServiceName } from './house.js';

/** What somebody was told about a command. */
export interface Told {
  readonly service: ServiceName;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly community: string;
  readonly sender: string;
  readonly commandId: string;
  outcome: 'done' | 'refused' | 'unknown';
  done?: Done;
}

/** An answer that differs from the one before it under the same command id. */
export interface Contradiction {
  readonly told: Told;
  readonly message: string;
}

const ANSWER_WITHIN_MS = 3_000;
const TRIES = 12;

/** People send commands, and send them again under the same id until they know what became of them. */
export class People {
  told: Told[] = [];
  readonly contradictions: Contradiction[] = [];
  /** Counts restores: an answer from before one says nothing afterwards. */
  era = 0;

  constructor(
    private readonly house: House,
    private readonly chance: Chance,
  ) {}

  async ask(service: ServiceName, name: string, community: string, input: Told['input'], most = TRIES): Promise<Told> {
    const { house, chance } = this;
    const told: Told = { service, name, input, community, sender: `account-${chance.below(5)}`, commandId: house.id(), outcome: 'unknown' };
    const { era } = this;
    let silent = false;
    let ended = false;
    for (let left = most; left > 0 && !ended && era === this.era; left -= 1) {
      const twice = chance.happens(0.1);
      const answers = await Promise.all((twice ? [1, 2] : [1]).map(() => this.#send(told)));
      if (era !== this.era) break;
      const done = answers.filter((answer) => answer !== 'nothing' && !(answer instanceof Refusal));
      silent ||= answers.includes('nothing');
      ended = done.length > 0 || answers.some((answer) => answer instanceof Refusal);
      // Of twins one may be refused before the other is accepted.
      for (const answer of done) this.#take(told, answer);
      // A refusal is the last word only when no other sending may still be carried out.
      if (ended && done.length === 0 && !silent) told.outcome = 'refused';
      if (!ended) await house.timeline.pause(chance.wait(1_000, 10_000));
    }
    if (era !== this.era) return told;
    if (told.outcome !== 'unknown') this.told.push(told);
    // An offline phone comes back with what was done long ago.
    if (told.outcome === 'done' && chance.happens(0.2)) {
      await house.timeline.pause(chance.wait(5_000, 60_000));
      const again = await this.#send(told);
      if (era === this.era) this.#take(told, again);
    }
    return told;
  }

  #take(told: Told, answer: Done | Refusal | 'nothing'): void {
    if (answer === 'nothing') return;
    if (answer instanceof Refusal) {
      this.contradictions.push({ told, message: `It was done and is refused now: ${answer.code}.` });
      return;
    }
    const { done } = told;
    if (done && (done.id !== answer.id || done.position !== answer.position || done.version !== answer.version))
      this.contradictions.push({ told, message: `It was answered ${JSON.stringify(done)} and now ${JSON.stringify(answer)}.` });
    told.outcome = 'done';
    told.done = done ?? answer;
  }

  /** One sending to some copy; nothing when no answer came. */
  async #send({ service, name, input, community, sender, commandId }: Told): Promise<Done | Refusal | 'nothing'> {
    const living = this.house.living(service);
    if (living.length === 0) return 'nothing';
    const { handlers, life } = this.chance.pick(living);
    const envelope: Envelope = { community, sender, commandId, correlation: commandId, request: JSON.stringify([name, input]) };
    const command = new (handlers!.command(name))(input, envelope) as Command;
    const answer = life.step(() =>
      handlers!.execute(command).then(
        (done) => done as Done,
        (error: unknown) => {
          if (error instanceof Refusal) return error;
          // Sent again it would be the same mistake.
          if (error instanceof CommandIdReused || error instanceof TypeError) throw error;
          return 'nothing' as const;
        },
      ),
    );
    return Promise.race([
      answer.catch(() => 'nothing' as const),
      this.house.timeline.pause(ANSWER_WITHIN_MS).then(() => 'nothing' as const),
    ]);
  }
}
