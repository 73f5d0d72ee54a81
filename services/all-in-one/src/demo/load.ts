import { CreateAccount, INSTALLATION } from '@linli/gateway';
import { AddVolunteer, FormSquad, TurnVolunteer } from '@linli/dispatch';
import { AddHomes, CreateNeed, DefineArea, Importer, type NeedInput } from '@linli/intake';
import { envelopeIn } from '../operate/operations.js';
import type { System } from '../system.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, NEIGHBOURHOOD } from './accounts.js';
import { chance } from './chance.js';
import { demoCommunities, ledgerOf, type DemoCommunity } from './neighbourhood.js';
import { GIVEN, SURNAMES } from './words.js';

const VOLUNTEERS = { full: 125, small: 12 } as const;
const ON_DUTY = 40;
const SQUADS = ['特保志愿服务小分队', '购药送药服务小分队'];
/** Areas above the communities, so that figures have their names. */
const ABOVE = [
  { code: '990101', name: { zh: '演示区', en: 'Demo District' } },
  { code: '990101001', name: { zh: '榕江街道', en: 'Banyan River Sub-district' } },
  { code: '990101002', name: { zh: '江北街道', en: 'North Bank Sub-district' } },
];

/** Fills an empty house with the demo neighbourhood, through the same commands and the same import as a community's own data. */
export const loadDemo = async (system: System, size: 'full' | 'small', say: (line: string) => void): Promise<void> => {
  const { intake } = system.services;
  say('正在载入演示社区 · loading the demo neighbourhood');
  for (const area of ABOVE) await intake.commands.execute(new DefineArea(area, envelopeIn(area.code)));
  const communities = demoCommunities(size);
  for (const community of communities) await loadCommunity(system, community, say);
  const volunteers = await loadVolunteers(system, VOLUNTEERS[size]);
  await loadAccounts(system, volunteers);
  await loadNeeds(system, communities[0]!);
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

const OPEN: readonly Omit<NeedInput, 'residentId'>[] = [
  {
    kind: 'medicine',
    daysLeft: 2,
    lines: [{ item: '苯磺酸氨氯地平片', strength: '5mg', quantity: 28, unit: '片', substitution: 'ask-first' }],
  },
  {
    kind: 'medicine',
    daysLeft: 1,
    lines: [{ item: '盐酸二甲双胍片', strength: '0.5g', quantity: 60, unit: '片', substitution: 'allowed' }],
  },
  {
    kind: 'groceries',
    lines: [
      { item: '青菜', quantity: 2, unit: '斤', substitution: 'allowed' },
      { item: '鸡蛋', quantity: 1, unit: '盒', substitution: 'allowed' },
    ],
  },
  { kind: 'visit', lines: [] },
  { kind: 'repair', lines: [{ item: '厨房水龙头漏水', quantity: 1, unit: '处', substitution: 'never' }] },
];

/** A few needs of people of special care, as they stand on a morning. */
const loadNeeds = async ({ services: { intake } }: System, { code, people }: DemoCommunity): Promise<void> => {
  const importer = intake.app.get(Importer);
  const cared = people.filter(({ categories }) => categories.length > 0);
  for (const [at, need] of OPEN.entries()) {
    const residentId = importer.residentAt(code, cared[at * 2]!.phone!);
    if (residentId !== undefined) await intake.commands.execute(new CreateNeed({ ...need, residentId }, envelopeIn(code, 'demo')));
  }
};
