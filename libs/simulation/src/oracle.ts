import { chain, createPeer, emptyHead, eventsOf, publicEvents, readRecord, type LoggedEvent, type StoredCommit } from '@linli/engine';
import { commitsOf, SERVICES, type House, type ServiceName } from './house.js';
import type { People } from './people.js';

type Logs = ReadonlyMap<ServiceName, ReadonlyMap<string, readonly StoredCommit[]>>;

/** What must hold once a world has come to rest: asked of what was stored and of what people were told, of nothing in between. */
export const faultsOf = async (house: House, people: People): Promise<string[]> => {
  const logs: Logs = new Map(
    await Promise.all(SERVICES.map(async (service) => [service, await commitsOf(house.shelves.get(service)!.log)] as const)),
  );
  return [
    ...people.contradictions.map(({ told, message }) => `${told.service} ${told.name} ${told.commandId}: ${message}`),
    ...SERVICES.flatMap((service) => [...logs.get(service)!].flatMap(([community, commits]) => chainFaults(service, community, commits))),
    ...promised(people, logs),
    ...(await heardFaults(house, logs)),
    ...(await viewFaults(house, logs)),
    ...(await reactionFaults(house, logs)),
    ...(await forgottenFaults(house, people)),
    ...(await counted(house, logs)),
    ...(await placed(house, logs)),
    ...rules(logs),
  ];
};

/** Numbers without gaps, hashes that follow, versions one by one, no command twice, no time before the last. */
const chainFaults = (service: string, community: string, commits: readonly StoredCommit[]): string[] => {
  const faults: string[] = [];
  const say = (message: string): void => void faults.push(`${service} ${community}: ${message}`);
  let head = emptyHead(community);
  const versions = new Map<string, number>();
  const commands = new Set<string>();
  for (const commit of commits) {
    const { position, bytes, hash, body } = commit;
    if (position !== head.position + 1 || body.position !== position) say(`commit ${position} follows on ${head.position}`);
    if (chain(head.hash, bytes) !== hash) say(`the hash of commit ${position} does not follow`);
    if (body.at < head.at) say(`commit ${position} is dated before the last`);
    if (body.sequence !== undefined && body.sequence !== head.sequence + 1) say(`the public numbers of commit ${position} do not follow`);
    for (const [stream, version] of body.writes) {
      if (version !== (versions.get(stream) ?? 0) + 1) say(`commit ${position} makes version ${version} of ${stream}`);
      versions.set(stream, version);
    }
    if (body.command) {
      const key = `${body.command.sender} ${body.command.id}`;
      if (commands.has(key)) say(`the command ${key} stands there twice`);
      commands.add(key);
    }
    head = { community, position, hash, at: body.at, sequence: head.sequence + publicEvents(body) };
  }
  return faults;
};

/** Whatever was acknowledged is in the log, once, where it was said to be. */
const promised = (people: People, logs: Logs): string[] =>
  people.told.flatMap(({ service, community, name, sender, commandId, outcome, done }) => {
    const found = (logs.get(service)!.get(community) ?? []).filter(
      ({ body }) => body.command?.sender === sender && body.command.id.split('/')[0] === commandId,
    );
    const what = `${service} ${name} ${commandId}`;
    if (outcome === 'refused') return found.length > 0 ? [`${what} was refused and is in the log`] : [];
    if (found.length !== 1) return [`${what} was acknowledged and is in the log ${found.length} times`];
    return found[0]!.position === done!.position ? [] : [`${what} was said to be at ${done!.position}, it is at ${found[0]!.position}`];
  });

/** Every public event is heard exactly once and in order by everyone who hears its service. */
const heardFaults = async (house: House, logs: Logs): Promise<string[]> => {
  const faults: string[] = [];
  for (const hearer of SERVICES) {
    const { hears } = modelOf(house, hearer);
    for (const source of hears as readonly ServiceName[]) {
      const peer = createPeer(source, source, house.shelves.get(source)!);
      for (const community of logs.get(source)!.keys()) {
        const pulled = await peer.pull(community, { sequence: 0, hash: '' }, 1_000_000);
        const told = pulled.outcome === 'records' ? pulled.records.map((record) => line(readRecord(record).heard)) : [];
        const heard = (logs.get(hearer)!.get(community) ?? []).flatMap(({ body }) =>
          body.heard?.source === source ? body.heard.records.map(line) : [],
        );
        const at = told.findIndex((one, index) => one !== heard[index]);
        if (at >= 0) faults.push(`${hearer} ${community}: event ${at + 1} of ${source} is not the one that was heard`);
        else if (heard.length > told.length)
          faults.push(`${hearer} ${community}: heard ${heard.length} events of ${source}, which told ${told.length}`);
      }
    }
  }
  return faults;
};

const line = ({ sequence, hash, id, type, value }: { sequence: number; hash: string; id: string; type: string; value: string }): string =>
  JSON.stringify([sequence, hash, id, type, value]);

const modelOf = (house: House, service: ServiceName) => house.living(service)[0]!.engine!.model;

const eventsIn = (service: ServiceName, logs: Logs): [community: string, events: LoggedEvent[]][] =>
  [...logs.get(service)!].map(([community, commits]) => [community, commits.flatMap((commit) => eventsOf(service, commit))]);

/** Views are a fresh fold of the log, and every copy shows them whole to its look-ups. */
const viewFaults = async (house: House, logs: Logs): Promise<string[]> => {
  const faults: string[] = [];
  for (const service of SERVICES) {
    const { views } = house.shelves.get(service)!;
    for (const view of modelOf(house, service).views) {
      const fresh = new Map<string, unknown>();
      for (const [community, events] of eventsIn(service, logs))
        for (const event of events)
          for (const id of new Set(view.keys(event as never))) {
            const key = `${community}/${id}`;
            const doc = view.project(fresh.get(key) as never, event as never, id) as unknown;
            if (doc === undefined) fresh.delete(key);
            else fresh.set(key, JSON.parse(JSON.stringify(doc)) as unknown);
          }
      const live = (await views.declare(view)).filter((generation) => generation.live).at(-1)!;
      const stored = new Map<string, unknown>();
      for (const community of logs.get(service)!.keys())
        for (const { id, doc } of await views.all(live, community, '', 1_000_000)) stored.set(`${community}/${id}`, doc);
      faults.push(...differences(`${service} ${view.name}`, fresh, stored));
      for (const copy of house.living(service))
        faults.push(...differences(`a look-up of ${service} ${view.name}`, fresh, copy.shown.get(view.name)!));
    }
  }
  return faults;
};

const differences = (what: string, fresh: ReadonlyMap<string, unknown>, found: ReadonlyMap<string, unknown>): string[] =>
  [...new Set([...fresh.keys(), ...found.keys()])]
    .filter((key) => plain(fresh.get(key)) !== plain(found.get(key)))
    .map((key) => `${what}: the document ${key} is not what a fresh fold gives`);

const plain = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

/** Each event has led to what follows from it: commands that are in the log, or a refusal that is listed. */
const reactionFaults = async (house: House, logs: Logs): Promise<string[]> => {
  const faults: string[] = [];
  for (const service of SERVICES) {
    const { log, progress } = house.shelves.get(service)!;
    const aside = await progress.listSetAside();
    faults.push(...aside.filter(({ kind }) => kind !== 'refusal').map(({ id, error }) => `${service}: ${id} is set aside: ${error}`));
    const refused = new Set(aside.map(({ id }) => id));
    for (const reaction of modelOf(house, service).reactions)
      for (const [community, events] of eventsIn(service, logs))
        for (const event of events.filter(({ type }) => reaction.on.includes(type)))
          for (const index of reaction.react(event as never).keys()) {
            if (refused.has(`refusal/${reaction.name}/${event.id}`)) break;
            if (!(await log.command(community, `reaction/${reaction.name}`, `${event.id}#${index}`)))
              faults.push(`${service} ${community}: ${reaction.name} has not answered ${event.id}`);
          }
  }
  return faults;
};

/** Who was forgotten has no key any more. */
const forgottenFaults = async (house: House, people: People): Promise<string[]> => {
  const forgotten = people.told.flatMap(({ name, outcome, input }) =>
    name === 'ForgetResident' && outcome === 'done' ? [String(input.residentId)] : [],
  );
  return [...(await house.keys.get(forgotten)).keys()].map((person) => `${person} was forgotten and has a key`);
};

const documentsOf = async <Doc>(house: House, service: ServiceName, name: string, community: string): Promise<Map<string, Doc>> => {
  const { views } = house.shelves.get(service)!;
  const view = modelOf(house, service).views.find((one) => one.name === name)!;
  const live = (await views.declare(view)).filter((generation) => generation.live).at(-1)!;
  return new Map((await views.all(live, community, '', 1_000_000)).map(({ id, doc }) => [id, doc as Doc]));
};

/** Whoever moved: what is still to be done for him is on the board and in the figures where it is in the book of needs. */
const placed = async (house: House, logs: Logs): Promise<string[]> => {
  interface Place {
    readonly building: string;
    readonly grid?: string;
  }
  const faults: string[] = [];
  for (const community of logs.get('intake')!.keys()) {
    const needs = await documentsOf<Place & { status: string }>(house, 'intake', 'needs', community);
    const board = await documentsOf<Place & { active?: 'yes' }>(house, 'dispatch', 'board', community);
    type Counted = { grid?: string; moves: readonly { grid: string }[] };
    const counts = await documentsOf<Counted>(house, 'reporting', 'needs', community);
    for (const [id, { building, grid }] of needs) {
      const card = board.get(id);
      if (card?.active && (card.building !== building || card.grid !== grid))
        faults.push(`dispatch ${community}: the task ${id} is in building ${card.building}, its need in ${building}`);
      const count = counts.get(id);
      if (count && (count.moves.at(-1) ?? count).grid !== grid)
        faults.push(`reporting ${community}: ${id} does not count in ${grid}, where it is`);
    }
  }
  return faults;
};

/** The official's figures know every need that is in the log of intake, and none else. */
const counted = async (house: House, logs: Logs): Promise<string[]> => {
  const faults: string[] = [];
  for (const [community, events] of eventsIn('intake', logs)) {
    const created = events.filter(({ type }) => type === 'need-created').length;
    const docs = await documentsOf<{ createdAt?: string }>(house, 'reporting', 'needs', community);
    const figure = [...docs.values()].filter(({ createdAt }) => createdAt !== undefined).length;
    if (figure !== created) faults.push(`reporting ${community}: ${figure} needs are counted, ${created} were created`);
  }
  return faults;
};

const OVER = new Set(['need-met', 'need-confirmed', 'need-not-met', 'need-cancelled', 'need-failed', 'need-lapsed']);

/** Rules that only hold when two never decide over the same state: no resident has two open needs of a kind. */
const rules = (logs: Logs): string[] =>
  eventsIn('intake', logs).flatMap(([community, events]) => {
    const open = new Map<string, string>();
    const faults: string[] = [];
    const of = new Map<string, string>();
    for (const { type, data, subject } of events) {
      if (type === 'need-created') {
        const { residentId, kind } = data as unknown as { residentId: string; kind: string };
        const key = `${residentId} ${kind}`;
        if (open.has(key)) faults.push(`intake ${community}: ${residentId} has two open needs of kind ${kind}`);
        open.set(key, subject);
        of.set(subject, key);
      } else if (OVER.has(type)) {
        const key = of.get(subject);
        if (key && open.get(key) === subject) open.delete(key);
      }
    }
    return faults;
  });
