import { CreateAccount, INSTALLATION } from '@linli/gateway';
import { AddShop, AddVolunteer, FormSquad, PlanRun, TurnVolunteer } from '@linli/dispatch';
import { AddHomes, CreateNeed, DefineArea, Importer, type NeedInput } from '@linli/intake';
import { envelopeIn } from '../operate/operations.js';
import type { System } from '../system.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, NEIGHBOURHOOD } from './accounts.js';
import { chance } from './chance.js';
import { demoCommunities, ledgerOf, type DemoCommunity } from './neighbourhood.js';
import { ABOVE, boughtAt, ON_DUTY, ON_THE_WAY, OPEN, SQUADS, UNDER_WAY, VOLUNTEERS } from './plan.js';
import { GIVEN, SURNAMES } from './words.js';

/** Fills an empty house with the demo neighbourhood, through the same commands and the same import as a community's own data. */
export const loadDemo = async (system: System, size: 'full' | 'small', say: (line: string) => void): Promise<void> => {
  const { intake } = system.services;
  say('正在载入演示社区 · loading the demo neighbourhood');
  for (const area of ABOVE) await intake.commands.execute(new DefineArea(area, envelopeIn(area.code)));
  const communities = demoCommunities(size);
  for (const community of communities) await loadCommunity(system, community, say);
  const volunteers = await loadVolunteers(system, VOLUNTEERS[size]);
  await loadAccounts(system, volunteers);
  const shops = await loadShops(system, communities);
  await loadNeeds(system, communities[0]!);
  await loadRun(system, communities[0]!, volunteers[ON_THE_WAY]!, shops);
  for (const service of Object.values(system.services)) await service.engine.settled();
};

const loadCommunity = async ({ services: { intake } }: System, community: DemoCommunity, say: (line: string) => void): Promise<void> => {
  const { code, name, homes } = community;
  await intake.commands.execute(new DefineArea({ code, name, timeZone: 'Asia/Shanghai' }, envelopeIn(code)));
  await intake.commands.execute(new AddHomes({ code, homes }, envelopeIn(code)));
  await intake.engine.settled();
  const importer = intake.app.get(Importer);
  const begun = await importer.start(ledgerOf(community), { dryRun: false, newAddresses: false }, envelopeIn(code, 'demo'));
  const job = importer.job(begun.id)!;
  let over = false;
  const ended = job.ended.finally(() => (over = true));
  let told = 0;
  while (!over) {
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 500))]);
    const share = job.counts.rows === 0 ? 0 : Math.floor((10 * job.counts.done) / job.counts.rows);
    if (share === told) continue;
    told = share;
    say(`${name.zh} ${'█'.repeat(share)}${'░'.repeat(10 - share)} ${job.counts.done}/${job.counts.rows}`);
  }
  if (job.errors.length > 0)
    throw new Error(`The demo's own ledger has ${job.errors.length} wrong rows: ${job.errors[0]!.code} in row ${job.errors[0]!.row}.`);
};

/** Answers the volunteers' ids. */
const loadVolunteers = async ({ services: { dispatch } }: System, count: number): Promise<string[]> => {
  const luck = chance(125);
  const ids = Array.from({ length: count }, () => dispatch.engine.ground.ids.next());
  await Promise.all(
    ids.map(async (volunteerId, at) => {
      const account = DEMO_ACCOUNTS.find(({ volunteer }) => volunteer === at);
      const name = account?.name ?? luck.pick(SURNAMES) + luck.pick(GIVEN) + luck.pick(GIVEN);
      await dispatch.commands.execute(
        new AddVolunteer({ volunteerId, name, phone: `19919${String(at).padStart(6, '0')}` }, envelopeIn(NEIGHBOURHOOD)),
      );
      if (at < ON_DUTY) await dispatch.commands.execute(new TurnVolunteer({ volunteerId, to: 'on' }, envelopeIn(NEIGHBOURHOOD)));
    }),
  );
  for (const [at, name] of SQUADS.entries()) {
    const members = ids.filter((_, index) => index % SQUADS.length === at);
    await dispatch.commands.execute(
      new FormSquad(
        { squadId: dispatch.engine.ground.ids.next(), name, members, captain: members[at === 0 ? 1 : 0] },
        envelopeIn(NEIGHBOURHOOD),
      ),
    );
  }
  return ids;
};

const loadAccounts = async ({ services: { gateway } }: System, volunteers: readonly string[]): Promise<void> => {
  for (const { account, name, roles, volunteer } of DEMO_ACCOUNTS) {
    const volunteerId = volunteer === undefined ? undefined : volunteers[volunteer];
    await gateway.commands.execute(
      new CreateAccount(
        { by: 'operator', account, name, password: DEMO_PASSWORD, roles, ...(volunteerId !== undefined && { volunteerId }) },
        envelopeIn(INSTALLATION),
      ),
    );
  }
};

/** Answers the neighbourhood's shops, kind and id. */
const loadShops = async (
  { services: { dispatch } }: System,
  communities: readonly DemoCommunity[],
): Promise<readonly [string, string][]> => {
  const known: [string, string][] = [];
  for (const { code, shops } of communities) {
    for (const shop of shops) {
      const shopId = dispatch.engine.ground.ids.next();
      await dispatch.commands.execute(new AddShop({ ...shop, shopId }, envelopeIn(code)));
      if (code === NEIGHBOURHOOD) known.push([shop.kind, shopId]);
    }
  }
  return known;
};

/** A few needs of people of special care, as they stand on a morning. */
const loadNeeds = async (system: System, community: DemoCommunity): Promise<void> => {
  for (const [at, need] of OPEN.entries()) await createNeed(system, community, at * 2, need);
};

const createNeed = async (
  { services: { intake } }: System,
  { code, people }: DemoCommunity,
  at: number,
  need: Omit<NeedInput, 'residentId'>,
): Promise<string | undefined> => {
  const cared = people.filter(({ categories }) => categories.length > 0);
  const residentId = intake.app.get(Importer).residentAt(code, cared[at]!.phone!);
  if (residentId === undefined) return undefined;
  const { id } = (await intake.commands.execute(new CreateNeed({ ...need, residentId }, envelopeIn(code, 'demo')))) as { id: string };
  return id;
};

/** One run that is on its way, with a shop for each of its stops. */
const loadRun = async (
  system: System,
  community: DemoCommunity,
  volunteerId: string,
  shops: readonly [string, string][],
): Promise<void> => {
  const { intake, dispatch } = system.services;
  const stops: { taskId: string; shopId: string }[] = [];
  for (const [at, need] of UNDER_WAY.entries()) {
    const taskId = await createNeed(system, community, at * 2 + 1, need);
    const [, shopId] = shops.find(([kind]) => kind === boughtAt(need.kind))!;
    if (taskId !== undefined) stops.push({ taskId, shopId });
  }
  await intake.engine.settled();
  await dispatch.engine.settled();
  await dispatch.commands.execute(
    new PlanRun(
      {
        runId: dispatch.engine.ground.ids.next(),
        runners: [volunteerId],
        tasks: stops.map(({ taskId }) => taskId),
        shops: stops,
      },
      envelopeIn(community.code),
    ),
  );
};
