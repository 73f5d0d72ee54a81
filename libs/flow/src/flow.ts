import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createEngine,
  embeddedBus,
  eventsOf,
  memoryProgress,
  memoryViewStore,
  type Ground,
  type LoggedEvent,
  type Peer,
  type Report,
} from '@linli/engine';
import { testClock, testIds, type DomainEvent, type Ids, type TestClock } from '@linli/kernel';
import {
  answerClientErrors,
  newTokenKeys,
  runService,
  TOKEN_HEADER,
  tokenSigner,
  tokenVerifier,
  type Claims,
  type Role,
  type RunningService,
  type ServiceDefinition,
} from '@linli/nest-kit';
import { openPrivacy, type Privacy } from '@linli/privacy';
import { contractFaults } from './contracts.js';
import type { GroundFactory, Platform } from './ground.js';
import { GROUNDS } from './grounds.js';
import { createSource, type Source } from './source.js';

export const COMMUNITY = '990101001001';
export const OTHER_COMMUNITY = '990101002001';

/** Somebody with these roles in the community. */
export const anAccount = (account: string, roles: Role | readonly Role[], more: Partial<Claims> & { area?: string } = {}): Claims => {
  const { area = COMMUNITY, ...claims } = more;
  return { account, roles: [roles].flat().map((role) => ({ role, area })), ...claims };
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the route answers
  readonly body: any;
}

export interface Sending {
  /** The Idempotency-Key; a new one unless said. */
  readonly key?: string;
  readonly ifMatch?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One service alone, over HTTP, on a ground of its own. */
export interface Flow {
  readonly clock: TestClock;
  readonly ids: Ids;
  readonly privacy: Privacy;
  readonly service: RunningService;
  readonly url: string;
  /** Says to the service who asks, as the gateway does. */
  sign(who: Claims): Promise<string>;
  get(who: Claims, path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** A file that is answered. */
  bytes(who: Claims, path: string): Promise<{ readonly status: number; readonly headers: Headers; readonly bytes: Buffer }>;
  /** A command. It waits until what follows from it is done. */
  post(who: Claims, path: string, body?: unknown, sending?: Sending): Promise<Answer>;
  send(who: Claims, method: string, path: string, body?: unknown, sending?: Sending): Promise<Answer>;
  /** The same without waiting for what follows. */
  raw(
    method: string,
    path: string,
    init: { headers?: Readonly<Record<string, string>>; body?: string | Uint8Array | FormData },
    who?: Claims,
  ): Promise<Answer>;
  /** Something that another service makes public; it waits until it is heard and what follows is done. */
  hears(source: string, subject: string, event: DomainEvent, where?: { community?: string; lost?: boolean }): Promise<void>;
  settled(): Promise<void>;
  /** Everything in the service's log, decided and heard. */
  log(community?: string): Promise<LoggedEvent[]>;
  /** What the service has made public. */
  published(type?: string, community?: string): Promise<DomainEvent[]>;
  /** Stops the service and starts it again on what it stored. */
  restart(): Promise<void>;
  /** Errors reported up to now that the flow meant to cause: they are not held against it. Answers how many there were. */
  forgives(which: (line: Report) => boolean): number;
}

export interface FlowParts {
  readonly privacy: Privacy;
  readonly clock: TestClock;
}

/**
 * Runs a suite of flows on every ground. After each flow four promises are held against whatever it did: every view
 * equals a fresh fold of the log; folding an event twice is folding it once; reacting to the whole log again, as after a
 * crash that lost how far reactions were, adds nothing to it; and what it made public is what its contracts say.
 */
export const flows = (name: string, define: (parts: FlowParts) => ServiceDefinition, suite: (at: () => Flow) => void): void => {
  describe.each(GROUNDS.map((ground) => [ground.name, ground] as const))(`${name} on %s`, (_, ground) => {
    let flow: OpenFlow;
    beforeEach(async () => {
      flow = await OpenFlow.open(name, ground, define);
    });
    afterEach(async () => {
      try {
        await flow.keepsItsPromises();
      } finally {
        await flow.close();
      }
    });
    afterAll(() => ground.close?.());
    suite(() => flow);
  });
};

const MASTER_KEY = Buffer.alloc(32, 7);
const { privateKey, publicKey } = newTokenKeys();

class OpenFlow implements Flow {
  readonly clock = testClock();
  readonly ids = testIds();
  readonly sign = tokenSigner(privateKey, this.clock.now);
  #reports: Report[] = [];
  readonly #place: ReturnType<GroundFactory['make']>;
  readonly #sources = new Map<string, Source>();
  readonly #peers = new Map<string, Peer>();
  #platform!: Platform;
  #server!: Server;
  privacy!: Privacy;
  service!: RunningService;
  url = '';

  private constructor(
    private readonly name: string,
    private readonly ground: GroundFactory,
    private readonly define: (parts: FlowParts) => ServiceDefinition,
  ) {
    this.#place = ground.make(name);
  }

  static async open(name: string, ground: GroundFactory, define: (parts: FlowParts) => ServiceDefinition): Promise<OpenFlow> {
    const flow = new OpenFlow(name, ground, define);
    await flow.#start();
    return flow;
  }

  async #start(): Promise<void> {
    const { clock, ids } = this;
    this.#platform = await this.#place.open(clock, (line) => this.#reports.push(line));
    const { log, progress, views, keys, bus } = this.#platform;
    this.privacy = await openPrivacy({ keys, masterKey: MASTER_KEY });
    const definition = this.define({ privacy: this.privacy, clock });
    for (const source of definition.hears.filter((each) => !this.#sources.has(each))) {
      const made = createSource(source, { clock, ids, bus: () => this.#platform.bus });
      this.#sources.set(source, made);
      this.#peers.set(source, made.peer);
    }
    const ground: Ground = {
      log,
      progress,
      views,
      bus,
      peers: this.#peers,
      sealing: this.privacy.sealing,
      clock,
      ids,
      report: (line) => this.#reports.push(line),
    };
    this.service = await runService(definition, { ground, privacy: this.privacy, verify: tokenVerifier(publicKey, clock.now) });
    this.#server = createServer((request, response) => this.service.handle(request, response));
    answerClientErrors(this.#server);
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
    await this.service.stop();
    await this.#platform.close();
  }

  async restart(): Promise<void> {
    await this.#stop();
    await this.#start();
  }

  forgives(which: (line: Report) => boolean): number {
    const all = this.#reports.length;
    this.#reports = this.#reports.filter((line) => !which(line));
    return all - this.#reports.length;
  }

  async close(): Promise<void> {
    await this.#stop();
    await this.#place.remove();
  }

  async raw(
    method: string,
    path: string,
    init: { headers?: Readonly<Record<string, string>>; body?: string | Uint8Array | FormData },
    who?: Claims,
  ): Promise<Answer> {
    const answer = await fetch(`${this.url}/api/${this.service.prefix}${path}`, {
      method,
      ...init,
      headers: { ...(who && { [TOKEN_HEADER]: await this.sign(who) }), ...init.headers },
    });
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') && text.length > 0;
    return { status: answer.status, headers: answer.headers, body: json ? (JSON.parse(text) as unknown) : text };
  }

  get(who: Claims, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.raw('GET', path, { headers }, who);
  }

  async bytes(who: Claims, path: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
    const answer = await fetch(`${this.url}/api/${this.service.prefix}${path}`, { headers: { [TOKEN_HEADER]: await this.sign(who) } });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  async send(who: Claims, method: string, path: string, body: unknown = {}, sending: Sending = {}): Promise<Answer> {
    const { key = randomUUID(), ifMatch, headers = {} } = sending;
    const answer = await this.raw(
      method,
      path,
      {
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
          ...headers,
        },
        body: JSON.stringify(body),
      },
      who,
    );
    await this.settled();
    return answer;
  }

  post(who: Claims, path: string, body?: unknown, sending?: Sending): Promise<Answer> {
    return this.send(who, 'POST', path, body, sending);
  }

  async hears(source: string, subject: string, event: DomainEvent, { community = COMMUNITY, lost = false } = {}): Promise<void> {
    const known = this.#sources.get(source);
    if (!known) throw new Error(`${this.name} does not hear ${source}.`);
    await known.tell(community, subject, event, lost);
    if (lost || this.ground.takesItsTime) await this.service.engine.compareHeads();
    // The bus hands over a moment after publishing.
    await new Promise((turn) => setImmediate(turn));
    await this.settled();
  }

  settled(): Promise<void> {
    return this.service.engine.settled();
  }

  async log(community = COMMUNITY): Promise<LoggedEvent[]> {
    const { log, model } = { ...this.#platform, model: this.service.engine.model };
    return (await log.read(community, 0, 10_000)).flatMap((commit) => eventsOf(this.name, commit, model.upcasters));
  }

  async published(type?: string, community = COMMUNITY): Promise<DomainEvent[]> {
    const commits = await this.#platform.log.readPublic(community, 0, 10_000);
    return commits
      .flatMap(({ body }) => body.events)
      .flatMap((event) => (event.public ? [{ ...(event.public.data ?? event.data), type: event.public.type }] : []))
      .filter((event) => type === undefined || event.type === type);
  }

  async keepsItsPromises(): Promise<void> {
    await this.settled();
    const { faults } = await this.service.engine.verify();
    expect(faults).toEqual([]);
    expect(this.#reports.filter((line) => line.level === 'error')).toEqual([]);
    for (const { community } of await this.#platform.log.heads()) {
      await this.#twiceIsOnce(community);
      expect((await this.published(undefined, community)).flatMap(contractFaults)).toEqual([]);
    }
    await this.#heardTwiceIsHeardOnce();
  }

  /** A second engine that knows nothing of how far the first was reacts to everything again. */
  async #heardTwiceIsHeardOnce(): Promise<void> {
    const { engine, commands } = this.service;
    const before = await engine.ground.log.heads();
    const bus = embeddedBus({ clock: this.clock });
    const again = createEngine(
      { ...engine.model, lookUps: [], due: [] },
      { ...engine.ground, progress: memoryProgress(), views: memoryViewStore(), bus },
      (sent, envelope) => commands.execute(new sent.command(sent.input, envelope)),
    );
    await again.start();
    await again.settled();
    await again.stop();
    await bus.close();
    expect(await engine.ground.log.heads()).toEqual(before);
  }

  async #twiceIsOnce(community: string): Promise<void> {
    const events = await this.log(community);
    for (const view of this.service.engine.model.views) {
      const documents = new Map<string, unknown>();
      for (const event of events) {
        for (const id of view.keys(event as never)) {
          const once = view.project(documents.get(id) as never, event as never, id) as unknown;
          const twice = view.project(once as never, event as never, id) as unknown;
          expect({ view: view.name, id, event: event.type, doc: twice }).toEqual({ view: view.name, id, event: event.type, doc: once });
          documents.set(id, once);
        }
      }
    }
  }
}
