import { instant } from '@linli/kernel';
import { recordLook } from '@linli/nest-kit';
import { INSTALLATION } from '@linli/gateway';
import type { Chance } from './chance.js';
import { SERVICES, type House } from './house.js';
import type { People, Told } from './people.js';

const ROOMS = 6;
/** In two buildings, each a grid of its own. */
const homeOf = (room: number) => ({ building: room < ROOMS / 2 ? '1' : '2', unit: '1', room: `${room + 1}01` });
const KINDS = ['medicine', 'groceries', 'escort', 'other'] as const;

/** What a community asks for on its days. */
export class Days {
  constructor(
    private readonly house: House,
    private readonly people: People,
    private readonly chance: Chance,
    readonly communities: readonly string[],
  ) {}

  /** Areas with homes, and somebody who walks. */
  async settleIn(): Promise<void> {
    const { people } = this;
    await Promise.all(
      this.communities.map(async (code) => {
        const forever = 1_000;
        await people.ask('intake', 'DefineArea', code, { code, name: { zh: '小区', en: 'Community' } }, forever);
        const homes = Array.from({ length: ROOMS }, (_, at) => {
          const { building, unit, room } = homeOf(at);
          return [building, unit, room, `0${building}`];
        });
        await people.ask('intake', 'AddHomes', code, { code, homes }, forever);
        const volunteerId = this.house.id();
        await people.ask('dispatch', 'AddVolunteer', code, { volunteerId, name: '李', phone: '13800000001' }, forever);
        for (let count = 0; count < 3; count += 1) await this.#register(code);
      }),
    );
  }

  /** Somebody asks for something. */
  async happen(): Promise<void> {
    const code = this.chance.pick(this.communities);
    const deeds: readonly (readonly [share: number, deed: () => Promise<unknown>])[] = [
      [2, () => this.#register(code)],
      [6, () => this.#need(code)],
      [2, () => this.#about(code, 'intake', 'CancelNeed', {})],
      [2, () => this.#about(code, 'intake', 'ConfirmNeed', {})],
      [1, () => this.#about(code, 'intake', 'ReopenNeed', {})],
      [4, () => this.#about(code, 'dispatch', 'CompleteTask', { missing: [] }, 'taskId')],
      [1, () => this.#about(code, 'dispatch', 'FailTask', { reason: 'absent' }, 'taskId')],
      [3, () => this.#plan(code)],
      [1, () => this.#move(code)],
      [1, () => this.#forget(code)],
      [1, () => this.#bringIn(code)],
      [1, () => this.#employ(code)],
      [2, () => this.#signIn()],
      [1, () => this.#signOut()],
      [2, () => this.#look(code)],
    ];
    let at = this.chance.below(deeds.reduce((sum, [share]) => sum + share, 0));
    for (const [share, deed] of deeds) {
      if (at < share) {
        await deed();
        return;
      }
      at -= share;
    }
  }

  #done(community: string, name: string): Told[] {
    return this.people.told.filter((told) => told.community === community && told.name === name && told.outcome === 'done');
  }

  async #register(community: string): Promise<void> {
    await this.people.ask('intake', 'RegisterResident', community, {
      residentId: this.house.id(),
      record: { name: '王秀英', phone: '13912345678', address: homeOf(this.chance.below(ROOMS)), careCategories: [], medicationPlan: [] },
    });
  }

  async #move(community: string): Promise<void> {
    const residents = this.#done(community, 'RegisterResident');
    if (residents.length === 0) return;
    const { residentId } = this.chance.pick(residents).input;
    const correction = { address: homeOf(this.chance.below(ROOMS)) };
    await this.people.ask('intake', 'CorrectResident', community, { residentId, correction, reason: '搬家' });
  }

  async #need(community: string): Promise<void> {
    const residents = this.#done(community, 'RegisterResident');
    if (residents.length === 0) return;
    const residentId = this.chance.pick(residents).input.residentId;
    const kind = this.chance.pick(KINDS);
    const lines = [{ item: '阿司匹林', quantity: 1, unit: '盒', substitution: 'allowed' }];
    // Two clerks hear of it at once.
    const clerks = this.chance.happens(0.2) ? 2 : 1;
    const input = { residentId, kind, lines, ...(kind === 'medicine' && { daysLeft: 2 }) };
    await Promise.all(Array.from({ length: clerks }, () => this.people.ask('intake', 'CreateNeed', community, input)));
  }

  async #about(community: string, service: 'intake' | 'dispatch', name: string, input: object, key = 'needId'): Promise<void> {
    const needs = this.#done(community, 'CreateNeed');
    if (needs.length > 0) await this.people.ask(service, name, community, { ...input, [key]: this.chance.pick(needs).done!.id });
  }

  async #plan(community: string): Promise<void> {
    const needs = this.#done(community, 'CreateNeed');
    const [volunteer] = this.#done(community, 'AddVolunteer');
    if (needs.length === 0 || !volunteer) return;
    const tasks = [...new Set([1, 2].map(() => this.chance.pick(needs).done!.id))];
    const planned = await this.people.ask('dispatch', 'PlanRun', community, {
      runId: this.house.id(),
      runners: [volunteer.input.volunteerId],
      tasks,
    });
    if (planned.outcome === 'done') await this.people.ask('dispatch', 'StartRun', community, { runId: planned.done!.id });
  }

  async #forget(community: string): Promise<void> {
    const residents = this.#done(community, 'RegisterResident');
    if (residents.length > 3)
      await this.people.ask('intake', 'ForgetResident', community, { residentId: this.chance.pick(residents).input.residentId });
  }

  /** A ledger as its reader brings it in: the beginning, persons side by side, the end. */
  async #bringIn(community: string): Promise<void> {
    const importId = this.house.id();
    const note = (what: object): Promise<Told> => this.people.ask('intake', 'NoteImport', community, { importId, what });
    const begun = await note({ type: 'import-started', dryRun: false, newAddresses: false, bytes: 1_000 });
    if (begun.outcome !== 'done') return;
    const persons = 2 + this.chance.below(4);
    await Promise.all(Array.from({ length: persons }, () => this.#register(community)));
    const counts = { rows: persons, done: persons, created: persons, updated: 0, unchanged: 0 };
    await note({ type: 'import-finished', ...counts, failed: 0, ignoredColumns: [] });
  }

  async #employ(area: string): Promise<void> {
    const account = this.house.id();
    const roles = [{ role: 'clerk', area }];
    const input = { by: 'operator', account, name: '李', password: `long enough ${account}`, roles };
    await this.people.ask('gateway', 'CreateAccount', INSTALLATION, input);
  }

  async #signIn(): Promise<void> {
    const accounts = this.#done(INSTALLATION, 'CreateAccount');
    if (accounts.length === 0) return;
    const { id: account } = this.chance.pick(accounts).done!;
    const endsAt = instant(this.house.timeline.now + this.chance.wait(60_000, 8 * 3_600_000));
    await this.people.ask('gateway', 'OpenSession', INSTALLATION, { session: this.house.id(), account, passwordNumber: 1, endsAt });
  }

  async #signOut(): Promise<void> {
    const sessions = this.#done(INSTALLATION, 'OpenSession');
    if (sessions.length > 0)
      await this.people.ask('gateway', 'EndSession', INSTALLATION, {
        session: this.chance.pick(sessions).done!.id,
        reason: 'signed-out',
      });
  }

  /** Somebody reads somebody's record. It is asked once; who gets no answer has seen nothing. */
  async #look(community: string): Promise<void> {
    const residents = this.#done(community, 'RegisterResident');
    const living = this.house.living('intake');
    if (residents.length === 0 || living.length === 0) return;
    const caller = { community, account: 'account-1' } as Parameters<typeof recordLook>[1];
    const ids = [...new Set([1, 2].map(() => this.chance.pick(residents).input.residentId as string))];
    void recordLook(this.chance.pick(living).engine!, caller, ids, 'care').catch(() => undefined);
  }

  /** An operator has a view folded afresh while everybody works on. Who dies over it leaves it undone. */
  rebuild(): void {
    const { house, chance } = this;
    const living = house.living(chance.pick(SERVICES));
    if (living.length === 0) return;
    const { engine } = chance.pick(living);
    void engine!.rebuild(chance.pick(engine!.model.views).name).catch(() => undefined);
  }

  /** Something goes wrong with the machines. */
  mishap(): void {
    const { house, chance } = this;
    const service = chance.pick(SERVICES);
    if (chance.happens(0.6)) {
      const copies = house.copies.filter((copy) => copy.service === service);
      if (copies.length > 0) house.crash(chance.pick(copies));
      return;
    }
    const other = chance.pick(SERVICES);
    const pair = `${service}>${other}`;
    house.weather.parted.add(pair);
    house.timeline.after(chance.wait(10_000, 40_000), () => house.weather.parted.delete(pair));
  }
}
