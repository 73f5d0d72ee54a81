import { createHash } from 'node:crypto';
import { backUp, restore, type Backup } from './backup.js';
import type { Breakage } from './breakages.js';
import { chance as chanceOf } from './chance.js';
import { Days } from './days.js';
import { House, SERVICES, commitsOf } from './house.js';
import type { Weather } from './life.js';
import { faultsOf } from './oracle.js';
import { People, type Told } from './people.js';
import { Timeline } from './timeline.js';

const START = Date.parse('2022-11-24T00:00:00.000Z');
const COMMUNITIES = ['990101001001', '990101001002', '990101002001'];
const HOUR_MS = 3_600_000;
/** A day is short: copies look for what others did four times a second, also when nobody does anything. */
const DAY_MS = 10_000;
/** All is compared twice a minute: what a loss or a clock that is off has hidden is found then, and nothing earlier is rest. */
const REST_MS = 35_000;
/** So many alarms in one stretch are no world any more but a circle. */
const MOST = 2_000_000;

export interface Outcome {
  readonly seed: number;
  readonly faults: readonly string[];
  /** What was lived through. */
  readonly commands: number;
  readonly commits: number;
  readonly crashes: number;
  readonly restores: number;
  /** Steps of the world; the same seed takes the same. */
  readonly steps: number;
  /** Digest of all that happened: a seed that is run again has the same. */
  readonly digest: string;
}

/** One world from its seed: some days of some communities in bad weather, then calm, then the questions of the oracle. */
export const simulate = async (seed: number, broken: ReadonlySet<Breakage> = new Set()): Promise<Outcome> => {
  const chance = chanceOf(seed);
  const timeline = new Timeline(START);
  const weather: Weather = {
    failing: chance.pick([0, 0.005, 0.02]),
    dropping: chance.pick([0, 0.1, 0.5]),
    repeating: chance.pick([0, 0.1, 0.3]),
    parted: new Set(),
  };
  const house = new House(timeline, chance, weather, broken);
  const people = new People(house, chance);
  const days = new Days(house, people, chance, COMMUNITIES.slice(0, 1 + chance.below(COMMUNITIES.length)));
  for (const service of SERVICES) for (let copies = 1 + chance.below(3); copies > 0; copies -= 1) house.start(service);
  const goOn = async (condition: () => boolean): Promise<void> => {
    if (!(await timeline.until(condition, MOST))) throw new Error('The world stands still or goes in circles.');
  };
  let crashes = 0;
  let restores = 0;
  const faults: string[] = [];
  try {
    let settled = false;
    void days.settleIn().then(() => (settled = true));
    await goOn(() => settled);

    let backup: { readonly cut: Backup; readonly told: Told[] } | undefined;
    for (let day = 1 + chance.below(3); day > 0; day -= 1) {
      let underWay = 0;
      let ended = false;
      timeline.after(DAY_MS, () => (ended = true));
      const next = (): void => {
        if (ended) return;
        underWay += 1;
        void days.happen().then(() => (underWay -= 1));
        timeline.after(chance.wait(750, 3_000), next);
      };
      const trouble = (): void => {
        if (ended) return;
        crashes += 1;
        days.mishap();
        timeline.after(chance.wait(4_000, 8_000), trouble);
      };
      timeline.after(0, next);
      timeline.after(chance.wait(2_000, 4_000), trouble);
      if (chance.happens(0.5)) timeline.after(chance.below(DAY_MS), () => days.rebuild());
      await goOn(() => ended && underWay === 0);
      if (backup && chance.happens(0.6)) {
        // Everything dies at once, is put back to the cut, and starts again.
        restores += 1;
        people.era += 1;
        for (const copy of [...house.copies]) house.crash(copy);
        await restore(house, backup.cut, broken.has('restored-apart') ? 'intake' : undefined);
        // What was acknowledged after the cut is gone, as everybody was told; not so what was forgotten.
        if (!broken.has('restored-apart')) people.told = backup.told;
        backup = undefined;
      } else if (chance.happens(0.7)) backup = { cut: await backUp(house), told: [...people.told] };
      if (chance.happens(0.7)) timeline.skip(chance.below(14) * HOUR_MS);
    }

    // Calm. Whatever is under way comes to its end, and operators do again what was set aside.
    Object.assign(weather, { failing: 0, dropping: 0, repeating: 0 });
    weather.parted.clear();
    await goOn(() => house.copies.length > 0 && house.copies.every(({ ready }) => ready) && allThere(house));
    let before = '';
    for (let rounds = 0; ; rounds += 1) {
      if (rounds === 40) throw new Error('The world does not come to rest.');
      const until = timeline.now + REST_MS;
      timeline.after(REST_MS, () => undefined);
      await goOn(() => timeline.now >= until);
      await replaySetAside(house, goOn);
      const now = JSON.stringify(await Promise.all(SERVICES.map((service) => house.shelves.get(service)!.log.heads())));
      if (now === before) break;
      before = now;
    }
    faults.push(...(await faultsOf(house, people)));
  } catch (error) {
    faults.push(String(error));
  }
  const digest = createHash('sha256');
  let commits = 0;
  for (const service of SERVICES)
    for (const all of (await commitsOf(house.shelves.get(service)!.log)).values()) {
      commits += all.length;
      for (const { body } of all)
        digest.update(JSON.stringify([service, body.position, body.at, body.command, body.writes, body.events.map(({ type }) => type)]));
    }
  return { seed, faults, commands: people.told.length, commits, crashes, restores, steps: timeline.rung, digest: digest.digest('hex') };
};

const allThere = (house: House): boolean => SERVICES.every((service) => house.living(service).length > 0);

const replaySetAside = async (house: House, goOn: (condition: () => boolean) => Promise<void>): Promise<void> => {
  for (const service of SERVICES) {
    for (const { id, kind } of await house.shelves.get(service)!.progress.listSetAside()) {
      if (kind !== 'reaction') continue;
      let ended = false;
      house
        .living(service)[0]!
        .engine!.replay(id)
        .catch(() => undefined)
        .finally(() => (ended = true));
      await goOn(() => ended);
    }
  }
};
