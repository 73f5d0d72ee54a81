import { instant, Refusal, type Instant } from '@linli/kernel';
import type { Dispatch, Ground, Views } from '../engine.js';
import type { AnyDueRule } from '../reaction.js';
import type { LiveViews } from './live-views.js';
import type { Projection } from './project.js';

/** How often it is looked whether something may be due. */
const EVERY_MS = 1_000;
/** All is asked for so often, whatever was found before: a document may have been put right where it stands. */
const ALL_EVERY_MS = 30_000;
const AT_ONCE = 200;

/** What was found when all that was due of one rule in one community had been sent. */
interface Looked {
  readonly view: Projection;
  /** Up to where the view was folded before. */
  readonly position: number;
  /** The first moment to come. */
  readonly next: Instant | undefined;
}

/**
 * Sends what falls due. Any copy of a service may: the command's id names the row, the moment and the rule, so it happens once.
 * The store is asked where the view has moved or a moment has come, so communities in which nothing happens cost nothing.
 */
export class DueTimes {
  #cancel: (() => void) | undefined;
  #looking: Promise<void> = Promise.resolve();
  /** By rule and community. */
  readonly #looked = new Map<string, Looked>();
  #lookedAtAll = 0;
  /** Refused once, listed, and not asked again while the row still says so. */
  readonly #refused = new Set<string>();

  constructor(
    private readonly rules: readonly AnyDueRule[],
    private readonly ground: Ground,
    private readonly live: Pick<LiveViews, 'get'>,
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
    const now = this.ground.clock.now();
    // A clock that was set back must not keep it from asking.
    if (Math.abs(now - this.#lookedAtAll) >= ALL_EVERY_MS) {
      this.#lookedAtAll = now;
      this.#looked.clear();
    }
    for (const rule of this.rules) {
      const view = this.live.get(rule.view.name);
      if (view) for (const community of view.follower.begun) await this.#lookIn(community, rule, view, instant(now));
    }
  }

  async #lookIn(community: string, rule: AnyDueRule, view: Projection, now: Instant): Promise<void> {
    const key = `${rule.name}\n${community}`;
    const before = this.#looked.get(key);
    const position = view.follower.position(community);
    if (before?.view === view && before.position === position && (before.next === undefined || before.next > now)) return;
    const sent = await this.#sendAll(community, rule, now);
    const coming = await this.views.find<Record<string, string>>(rule.view, {
      community,
      where: { [rule.field]: { above: now } },
      orderBy: [rule.field],
      limit: 1,
    });
    if (sent) this.#looked.set(key, { view, position, next: coming.items[0]?.doc[rule.field] });
    else this.#looked.delete(key);
  }

  /** False when one could not be sent: it is still due. */
  async #sendAll(community: string, rule: AnyDueRule, now: Instant): Promise<boolean> {
    let all = true;
    for (let cursor: string | undefined, more = true; more;) {
      const { items, nextCursor } = await this.views.find<Record<string, unknown>>(rule.view, {
        community,
        where: { [rule.field]: { to: now, above: '' } },
        orderBy: [rule.field],
        limit: AT_ONCE,
        ...(cursor !== undefined && { cursor }),
      });
      const sent = await Promise.all(items.map(({ id, doc }) => this.#send(rule, community, id, doc)));
      all &&= sent.every(Boolean);
      cursor = nextCursor;
      more = nextCursor !== undefined;
    }
    return all;
  }

  async #send(rule: AnyDueRule, community: string, id: string, doc: Record<string, unknown>): Promise<boolean> {
    const sender = `due/${rule.name}`;
    const commandId = `${id}@${String(doc[rule.field])}`;
    if (this.#refused.has(`${sender}/${commandId}`)) return true;
    try {
      await this.dispatch(rule.command(doc, id), { community, sender, commandId, correlation: commandId });
    } catch (error) {
      if (!(error instanceof Refusal)) {
        // The row is still due: it is sent again at the next look. The others go on.
        this.ground.report({ level: 'error', message: 'what is due could not be sent', rule: rule.name, community, error: String(error) });
        return false;
      }
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
      this.#refused.add(`${sender}/${commandId}`);
    }
    return true;
  }
}
