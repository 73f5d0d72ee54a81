import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { dayOf, instant, Refusal } from '@linli/kernel';
import { LogBusy, NotReachedYet, type AnyView, type Engine, type Envelope } from '@linli/engine';
import { InjectEngine } from '@linli/nest-kit';
import { AddHomes } from '../commands/area.commands.js';
import { NoteImport } from '../commands/import.command.js';
import { CorrectResident, RegisterResident } from '../commands/resident.commands.js';
import { DEFAULT_TIME_ZONE, homeKey } from '../domain/area.js';
import { plainName } from '../domain/person.js';
import type { Home } from '../domain/area.events.js';
import type { ImportCommand, ImportCounts, ImportRowChange, ImportRowError } from '../domain/ledger-import.js';
import { areas, type AreaDoc } from '../views/areas.view.js';
import { Directory } from '../views/directory.js';
import { imports } from '../views/imports.view.js';
import { residents } from '../views/residents.view.js';
import { ALIVE_EVERY_MS, importsAtWork } from './at-work.js';
import type { Ledger } from './ledger.js';
import { changeOf, planPerson, type Planned } from './plan.js';
import { readLedgerBeside } from './read-beside.js';
import { LedgerUnreadable } from './sheet.js';

/** Commands under way at once: enough to share their commits, few enough that others are not kept waiting. */
const AT_ONCE = 100;
/** Errors of one commit. */
const ERRORS_AT_ONCE = 800;

/** Changes that are told one by one, of those who are updated and of those who are new. */
const CHANGES_TOLD = 200;

/** How an import ends that the system's own end has broken off. */
export const INTERRUPTED = {
  code: 'interrupted',
  message: 'The system stopped while this ran. Bring the same file in again.',
} as const;

export interface ImportOptions {
  readonly dryRun: boolean;
  readonly newAddresses: boolean;
}

/** What an import has come to so far. */
interface Outcome {
  readonly counts: { -readonly [Count in keyof ImportCounts]: number };
  readonly errors: ImportRowError[];
  readonly changes: ImportRowChange[];
}

/** A job while it runs: its counts live in memory, its beginning and end in the log. */
export interface ImportJob extends Outcome {
  readonly community: string;
  readonly dryRun: boolean;
  readonly ended: Promise<void>;
}

const otherRunning = (importId: string): Refusal =>
  new Refusal('rule', 'import-running', 'Another ledger is being brought in for this community: wait until it is done.', { importId });

/** Brings ledgers in, person by person, through the same commands that a clerk uses. */
@Injectable()
export class Importer implements OnModuleDestroy {
  readonly #jobs = new Map<string, ImportJob>();
  #stopping = false;

  constructor(
    @InjectEngine() private readonly engine: Engine,
    private readonly commands: CommandBus,
    private readonly directory: Directory,
  ) {}

  /** Who is in is in, and the log says that the rest is not: after the start the same file brings it in. */
  async onModuleDestroy(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#jobs.values()].map(({ ended }) => ended));
  }

  job(importId: string): ImportJob | undefined {
    return this.#jobs.get(importId);
  }

  /** Begins; the answer comes as soon as the beginning is in the log. */
  async start(
    bytes: Uint8Array,
    options: ImportOptions,
    envelope: Envelope,
  ): Promise<{ id: string; version: number; position: number; replayed: boolean }> {
    const { community } = envelope;
    // The id derives from the command: a retry finds its own import.
    const importId = envelope.commandId;
    const here = [...this.#jobs].filter(([, job]) => job.community === community).map(([id]) => id);
    const elsewhere = (await importsAtWork(this.engine, community)).map(({ id }) => id);
    const other = [...here, ...elsewhere].find((id) => id !== importId);
    if (other !== undefined && !(await this.engine.ground.log.command(community, envelope.sender, importId))) throw otherRunning(other);
    const begun = (await this.commands.execute(
      new NoteImport({ importId, what: { type: 'import-started', ...options, bytes: bytes.byteLength } }, envelope),
    )) as { id: string; version: number; position: number; replayed: boolean };
    if (!begun.replayed && !this.#jobs.has(importId)) {
      const outcome: Outcome = { counts: { rows: 0, done: 0, created: 0, updated: 0, unchanged: 0 }, errors: [], changes: [] };
      const ended = this.#run(importId, bytes, options, envelope, begun.position, outcome).finally(() => this.#jobs.delete(importId));
      this.#jobs.set(importId, { community, dryRun: options.dryRun, ...outcome, ended });
    }
    return begun;
  }

  async #run(
    importId: string,
    bytes: Uint8Array,
    options: ImportOptions,
    envelope: Envelope,
    begunAt: number,
    outcome: Outcome,
  ): Promise<void> {
    const { clock } = this.engine.ground;
    const { counts, errors, changes } = outcome;
    let step = 0;
    const note = async (what: ImportCommand): Promise<void> => {
      const command = new NoteImport({ importId, what }, stepOf(envelope, `note-${step++}`));
      const { position } = (await this.commands.execute(command)) as { position: number };
      // The job is let go only when the view can answer in its place.
      if (what.type === 'import-finished' || what.type === 'import-failed') await this.#until(imports, envelope.community, position);
    };
    let going: Promise<void> = Promise.resolve();
    let cancel = (): void => undefined;
    const tell = (): void => {
      cancel = clock.after(ALIVE_EVERY_MS, () => {
        going = note({ type: 'import-went-on', ...counts })
          // It goes on all the same; who asks elsewhere may take it for interrupted.
          .catch((error: unknown) =>
            this.engine.ground.report({ level: 'warn', message: 'an import could not say that it goes on', error: String(error) }),
          )
          .finally(tell);
      });
    };
    const silence = async (): Promise<void> => {
      cancel();
      await going;
      cancel();
    };
    tell();
    try {
      // What stood in the log before it began is known here, whichever copy has written it.
      for (const known of [areas, residents, imports]) await this.#until(known, envelope.community, begunAt);
      const first = (await importsAtWork(this.engine, envelope.community)).find(({ doc }) => doc.startedPosition < begunAt);
      if (first) throw otherRunning(first.id);
      const ledger = await readLedgerBeside(bytes);
      counts.rows = ledger.rows;
      // One by one: there may be more than a call takes arguments.
      for (const error of ledger.errors) errors.push(error);
      await this.#bringIn(ledger, options, envelope, outcome);
      await silence();
      errors.sort((left, right) => left.row - right.row);
      for (let piece = 0; piece * ERRORS_AT_ONCE < errors.length; piece += 1) {
        await note({ type: 'import-errors-found', piece, errors: errors.slice(piece * ERRORS_AT_ONCE, (piece + 1) * ERRORS_AT_ONCE) });
      }
      changes.sort((left, right) => right.change.localeCompare(left.change) || left.row - right.row);
      const { ignoredColumns, matchedColumns } = ledger;
      const done = counts.rows;
      await note({ type: 'import-finished', ...counts, done, failed: errors.length, ignoredColumns, matchedColumns, changes });
    } catch (error) {
      await silence();
      const known = error instanceof LedgerUnreadable || error instanceof Refusal;
      if (!known)
        this.engine.ground.report({
          level: 'error',
          message: 'an import failed',
          import: importId,
          error: error instanceof Error ? error.name : 'unknown',
        });
      await note({
        type: 'import-failed',
        code: known ? error.code : 'internal',
        message: known ? error.message : 'The import broke off. Bring the same file in again: what is in already stays.',
      });
    }
  }

  async #bringIn(ledger: Ledger, options: ImportOptions, envelope: Envelope, outcome: Outcome): Promise<void> {
    const { community } = envelope;
    const { counts, errors } = outcome;
    const area = (await this.engine.views.get(areas, community, community))?.doc as AreaDoc | undefined;
    const today = dayOf(instant(this.engine.ground.clock.now()), area?.timeZone ?? DEFAULT_TIME_ZONE);
    const homes = homesIn(area);
    const outside = ledger.persons.filter(({ address }) => !homes.has(homeKey(address.building, address.unit, address.room)));
    if (options.newAddresses && outside.length > 0 && !options.dryRun) {
      const added: Home[] = outside.map(({ address }) => [address.building, address.unit, address.room]);
      await this.commands.execute(new AddHomes({ code: community, homes: added }, stepOf(envelope, 'homes')));
    }
    const refused = options.newAddresses ? new Set() : new Set(outside);
    counts.done = new Set(ledger.errors.map(({ row }) => row)).size;
    const register = {
      byIdCard: (idCard: string) => this.directory.byKey(community, 'idCard', idCard),
      byName: (name: string) => this.directory.byKey(community, 'name', plainName(name)),
    };
    let position = 0;
    for (let at = 0; at < ledger.persons.length; at += AT_ONCE) {
      if (this.#stopping) throw new Refusal('rule', INTERRUPTED.code, INTERRUPTED.message);
      const piece = ledger.persons.slice(at, at + AT_ONCE);
      const positions = await Promise.all(
        piece.map(async (person) => {
          if (refused.has(person)) {
            errors.push({
              row: person.rows[0]!,
              column: 'address',
              code: 'address-unknown',
              message: 'This address is not in the area tree of the community.',
            });
            return 0;
          }
          return this.#one(planPerson(person, register, today), options, envelope, outcome);
        }),
      );
      position = Math.max(position, ...positions);
      counts.done += piece.reduce((rows, person) => rows + person.rows.length, 0);
      // Lets whoever else is waiting have the thread.
      await new Promise((resolve) => setImmediate(resolve));
    }
    // Done means found: whoever searches, or brings the same file in again, meets everybody who has just come in.
    await this.#until(residents, community, position);
  }

  /** However long it takes. */
  async #until(view: AnyView, community: string, position: number): Promise<void> {
    for (;;) {
      try {
        return await this.engine.views.reach(view, community, position);
      } catch (error) {
        if (!(error instanceof NotReachedYet)) throw error;
      }
    }
  }

  async #one(planned: Planned, options: ImportOptions, envelope: Envelope, { counts, errors, changes }: Outcome): Promise<number> {
    if (planned.what === 'unchanged') {
      counts.unchanged += 1;
      return 0;
    }
    const count = planned.what === 'create' ? 'created' : 'updated';
    const tell = (): void => {
      counts[count] += 1;
      if (counts[count] <= CHANGES_TOLD) changes.push(changeOf(planned));
    };
    if (options.dryRun) {
      tell();
      return 0;
    }
    const step = stepOf(envelope, `row-${planned.person.rows[0]}`);
    const command =
      planned.what === 'create'
        ? new RegisterResident({ residentId: this.engine.ground.ids.next(), record: planned.record }, step)
        : new CorrectResident({ residentId: planned.residentId, correction: planned.changes, reason: 'ledger import' }, step);
    for (;;) {
      try {
        const { position } = (await this.commands.execute(command)) as { position: number };
        tell();
        return position;
      } catch (error) {
        if (error instanceof LogBusy) {
          await new Promise((resolve) => void this.engine.ground.clock.after(50, () => resolve(undefined)));
          continue;
        }
        if (!(error instanceof Refusal)) throw error;
        errors.push({
          row: planned.person.rows[0]!,
          column: error.details.errors?.[0]?.path ?? 'name',
          code: error.code,
          message: error.message,
        });
        return 0;
      }
    }
  }
}

const homesIn = (area: AreaDoc | undefined): Set<string> =>
  new Set(
    Object.entries(area?.buildings ?? {}).flatMap(([building, { units }]) =>
      Object.entries(units).flatMap(([unit, rooms]) => rooms.map((room) => homeKey(building, unit, room))),
    ),
  );

/** Commands of one import, each with an id of its own that derives from the import's. */
const stepOf = ({ community, sender, commandId, correlation, caller }: Envelope, step: string): Envelope => ({
  community,
  sender,
  commandId: `${commandId}.${step}`,
  correlation,
  causation: commandId,
  ...(caller && { caller }),
});
