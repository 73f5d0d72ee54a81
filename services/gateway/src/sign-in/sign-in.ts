import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AnyView, Engine } from '@linli/engine';
import { instant, Refusal } from '@linli/kernel';
import { EdgeProblem, ENGINE, PRIVACY } from '@linli/nest-kit';
import type { Privacy } from '@linli/privacy';
import { EndSession } from '../commands/end-session.command.js';
import { OpenSession } from '../commands/open-session.command.js';
import { UseSession } from '../commands/use-session.command.js';
import type { SessionEnd } from '../domain/session.js';
import { AccountDirectory } from '../views/account-directory.js';
import { accounts, INSTALLATION } from '../views/accounts.view.js';
import { SessionDirectory, type OpenSession as SessionInForce } from '../views/session-directory.js';
import { sessions } from '../views/sessions.view.js';
import { SignInLimits } from './limits.js';
import { loginDigest } from './login-digest.js';
import type { Passwords } from './passwords.js';
import { PASSWORDS, SETTINGS, type SignInSettings } from './settings.js';
import { newToken, sessionOf } from './tokens.js';

const HOUR_MS = 3_600_000;

/** The same words and the same time, whether there is no such account or another password. */
const wrongPassword = (): EdgeProblem => new EdgeProblem(401, 'wrong-password', 'The account or the password is not right.');

@Injectable()
export class SignIn {
  /** Requests with tokens that are not known look at the log together, one look at a time. */
  #looking: Promise<void> | undefined;

  constructor(
    @Inject(ENGINE) private readonly engine: Engine,
    @Inject(PRIVACY) private readonly privacy: Privacy,
    @Inject(PASSWORDS) private readonly passwords: Passwords,
    @Inject(SETTINGS) private readonly settings: SignInSettings,
    private readonly accounts: AccountDirectory,
    private readonly sessions: SessionDirectory,
    private readonly limits: SignInLimits,
    private readonly commands: CommandBus,
  ) {}

  async open(
    { account: login, password }: { account: string; password: string },
    address: string,
  ): Promise<{ token: string; account: string; seconds: number }> {
    const digest = loginDigest(this.privacy, login);
    await this.#catchUp(accounts);
    const found = await this.limits.attempt(digest, address, async () => {
      const id = this.accounts.byLogin(digest);
      const doc = id === undefined ? undefined : this.accounts.get(id);
      const hashed = doc && (await this.privacy.open<string>(id!, doc.hash));
      return (await this.passwords.matches(hashed, password)) ? { id: id!, passwordNumber: doc!.passwordNumber } : undefined;
    });
    if (!found) throw wrongPassword();
    const { clock, ids } = this.engine.ground;
    const token = newToken();
    const lifeMs = this.settings.longestHours * HOUR_MS;
    const session = {
      session: sessionOf(token),
      account: found.id,
      passwordNumber: found.passwordNumber,
      endsAt: instant(clock.now() + lifeMs),
    };
    const commandId = ids.next();
    await this.commands.execute(new OpenSession(session, { community: INSTALLATION, sender: found.id, commandId, correlation: commandId }));
    return { token, account: found.id, seconds: lifeMs / 1000 };
  }

  /**
   * The session in force under this id. One that is not known may have been opened at another copy of the gateway just
   * now: then the log is asked before somebody is told to sign in.
   */
  async find(id: string): Promise<SessionInForce | undefined> {
    let found = this.sessions.find(id, { use: true });
    if (!found) {
      // A look under way may have seen the log before this session stood in it.
      await this.#looking?.catch(() => undefined);
      await (this.#looking ??= this.#lookAgain().finally(() => (this.#looking = undefined)));
      found = this.sessions.find(id, { use: true });
    }
    if (!found) return undefined;
    if ('idle' in found) {
      this.#beside(this.end({ id: found.idle, account: found.account }, 'idle'));
      return undefined;
    }
    if (found.toNote) this.#beside(this.#note(found));
    return found;
  }

  async end({ id, account }: { id: string; account: string }, reason: SessionEnd): Promise<void> {
    // Its id says what it does: sent twice it is stored once.
    const commandId = `end/${id}`;
    await this.commands.execute(
      new EndSession({ session: id, reason }, { community: INSTALLATION, sender: account, commandId, correlation: commandId }),
    );
  }

  /** Asking for the password again is guessing too, for whoever has found an open session: it is counted like signing in. */
  async guarded<Result>(account: string, address: string, attempt: () => Promise<Result>): Promise<Result> {
    const result = await this.limits.attempt(account, address, async () => {
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof Refusal && error.code === 'wrong-password') return undefined;
        throw error;
      }
    });
    if (result === undefined) throw wrongPassword();
    return result;
  }

  async #note({ id: session, account }: SessionInForce): Promise<void> {
    const { clock, ids } = this.engine.ground;
    const commandId = ids.next();
    const envelope = { community: INSTALLATION, sender: account, commandId, correlation: commandId };
    await this.commands.execute(new UseSession({ session, at: instant(clock.now()) }, envelope));
  }

  /** Nobody waits for it, and the next request makes good what it missed. */
  #beside(work: Promise<unknown>): void {
    work.catch((error: unknown) =>
      this.engine.ground.report({ level: 'warn', message: 'a session could not be noted', error: String(error) }),
    );
  }

  async #lookAgain(): Promise<void> {
    // Of both: who has just got an account signs in with it.
    await Promise.all([this.#catchUp(sessions), this.#catchUp(accounts)]);
  }

  /** What other copies of the gateway have written up to now is known here too. */
  async #catchUp(view: AnyView): Promise<void> {
    const { log } = this.engine.ground;
    // Where this is the only copy, it knows already.
    if (log.shared) await this.engine.views.reach(view, INSTALLATION, (await log.head(INSTALLATION)).position);
  }
}
