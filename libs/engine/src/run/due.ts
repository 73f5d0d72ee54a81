import { instant, Refusal } from '@linli/kernel';
import type { Dispatch, Ground, Views } from '../engine.js';
import type { AnyDueRule } from '../reaction.js';

/** How often rows that fall due are looked for. */
const EVERY_MS = 1_000;
const AT_ONCE = 200;

/** Sends what falls due. Any copy of a service may: the command's id names the row, the moment and the rule, so it happens once. */
export class DueTimes {
  #cancel: (() => void) | undefined;
  #looking: Promise<void> = Promise.resolve();
  /** Refused once, listed, and not asked again while the row still says so. */
  readonly #refused = new Set<string>();

  constructor(
    private readonly rules: readonly AnyDueRule[],
    private readonly ground: Ground,
    private readonly views: Views,
    private readonly dispatch: Dispatch,
  ) {}

  start(): void {
    if (this.rules.length === 0) return;
    this.#cancel = this.ground.clock.after(EVERY_MS, () => {
      this.#looking = this.look()
        .catch((error: unknown) =>
          this.ground.report({ level: 'error', message: 'what is due could not be looked for', error: String(error) }),
        )
        .finally(() => {
          if (this.#cancel) this.start();
        });
    });
  }

  async stop(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    await this.#looking;
  }

  /** Sends all that is due now. */
  async look(): Promise<void> {
    const now = instant(this.ground.clock.now());
    for (const { community } of await this.ground.log.heads()) {
      for (const rule of this.rules) {
        for (let cursor: string | undefined, more = true; more;) {
          const { items, nextCursor } = await this.views.find<Record<string, unknown>>(rule.view, {
            community,
            where: { [rule.field]: { to: now, above: '' } },
            orderBy: [rule.field],
            limit: AT_ONCE,
            ...(cursor !== undefined && { cursor }),
          });
          await Promise.all(items.map(({ id, doc }) => this.#send(rule, community, id, doc)));
          cursor = nextCursor;
          more = nextCursor !== undefined;
        }
      }
    }
  }

  async #send(rule: AnyDueRule, community: string, id: string, doc: Record<string, unknown>): Promise<void> {
    const sender = `due/${rule.name}`;
    const commandId = `${id}@${String(doc[rule.field])}`;
    if (this.#refused.has(`${sender}/${commandId}`)) return;
    try {
      await this.dispatch(rule.command(doc, id), { community, sender, commandId, correlation: commandId });
    } catch (error) {
      if (!(error instanceof Refusal)) {
        // The row is still due: it is sent again at the next look. The others go on.
        this.ground.report({ level: 'error', message: 'what is due could not be sent', rule: rule.name, community, error: String(error) });
        return;
      }
      this.#refused.add(`${sender}/${commandId}`);
      await this.ground.progress.setAside({
        id: `refusal/${sender}/${commandId}`,
        kind: 'refusal',
        consumer: sender,
        community,
        subject: id,
        position: 0,
        at: instant(this.ground.clock.now()),
        error: error.code,
      });
    }
  }
}
