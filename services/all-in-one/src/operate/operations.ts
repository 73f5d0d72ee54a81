import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Refusal } from '@linli/kernel';
import type { Envelope, Verified } from '@linli/engine';
import { Importer } from '@linli/intake';
import { SERVICES, type ServiceName, type System } from '../system.js';
import { backup } from './backup.js';
import { showSetAside, showVerified, type Outcome } from './outcomes.js';
import { Trouble, type Progress } from './trouble.js';

/** What an operator asks of a running system: over its socket, or of one started for that alone. */
export type Operation =
  | { readonly command: 'verify' }
  | { readonly command: 'rebuild'; readonly view: string; readonly service?: string }
  | { readonly command: 'set-aside'; readonly replay?: string }
  | { readonly command: 'forget'; readonly person: string; readonly area?: string }
  | { readonly command: 'backup'; readonly file: string }
  | { readonly command: 'import'; readonly file: string; readonly area: string; readonly dryRun: boolean; readonly newAddresses: boolean }
  | { readonly command: 'set-password'; readonly account: string; readonly password: string };

const OPERATOR = 'operator';
export const envelopeIn = (community: string): Envelope => {
  const commandId = randomUUID();
  return { community, sender: OPERATOR, commandId, correlation: commandId };
};

export const operate = async (system: System, operation: Operation, progress: Progress): Promise<Outcome> => {
  switch (operation.command) {
    case 'verify':
      return verify(system, progress);
    case 'rebuild':
      return rebuild(system, operation.view, operation.service, progress);
    case 'set-aside':
      return operation.replay === undefined ? listSetAside(system) : replay(system, operation.replay);
    case 'forget':
      return forget(system, operation.person);
    case 'backup': {
      const done = await backup(system, operation.file, progress);
      return {
        ok: true,
        ...done,
        lines: [`${done.commits} commits are in ${done.file}, ${done.persons} keys in ${done.vault}. Keep the two apart.`],
      };
    }
    case 'import':
      return importLedger(system, operation, progress);
    case 'set-password':
      return setPassword(system, operation.account, operation.password);
  }
};

const verify = async (system: System, progress: Progress): Promise<Outcome> => {
  const found: ({ service: string } & Verified)[] = [];
  for (const name of SERVICES) {
    const verified = await system.services[name].engine.verify((commits) => progress(`${name}: ${commits} commits`));
    found.push({ service: name, ...verified });
  }
  return showVerified(found);
};

const rebuild = async (system: System, view: string, service: string | undefined, progress: Progress): Promise<Outcome> => {
  const owners = SERVICES.filter(
    (name) => (service === undefined || service === name) && system.services[name].engine.model.views.some((one) => one.name === view),
  );
  if (owners.length === 0) throw new Trouble(`No service has a view ${view}.`);
  if (owners.length > 1) throw new Trouble(`Several services have a view ${view}: add --service ${owners.join(' or ')}.`);
  progress(`${owners[0]}: folding ${view} afresh beside the live one`);
  await system.services[owners[0]!].engine.rebuild(view);
  return { ok: true, lines: [`${view} of ${owners[0]} is folded afresh.`] };
};

const entries = async (system: System) =>
  (
    await Promise.all(
      SERVICES.map(async (service) =>
        (await system.services[service].engine.ground.progress.listSetAside()).map((entry) => ({ service, ...entry })),
      ),
    )
  ).flat();

const listSetAside = async (system: System): Promise<Outcome> => showSetAside(await entries(system));

const replay = async (system: System, id: string): Promise<Outcome> => {
  const entry = (await entries(system)).find((one) => one.id === id);
  if (!entry) throw new Trouble(`Nothing is set aside under ${id}.`);
  try {
    await system.services[entry.service as ServiceName].engine.replay(id);
  } catch (error) {
    throw new Trouble(`It failed again: ${String(error)}`);
  }
  return { ok: true, lines: [`${id} is done.`] };
};

const forget = async ({ services: { intake } }: System, person: string): Promise<Outcome> => {
  await refusalsAsTrouble(() => intake.operations.forget!(intake, { person }));
  return { ok: true, lines: [`${person} is forgotten: the key is destroyed.`] };
};

const importLedger = async (
  system: System,
  { file, area, dryRun, newAddresses }: Extract<Operation, { command: 'import' }>,
  progress: Progress,
): Promise<Outcome> => {
  const { app, engine } = system.services.intake;
  const importer = app.get(Importer);
  if (!(await engine.ground.log.streamVersion(area, `area/${area}`))) throw new Trouble(`There is no community ${area}.`);
  const begun = await importer.start(readFileSync(file), { dryRun, newAddresses }, envelopeIn(area));
  const job = importer.job(begun.id);
  let over = false;
  const ended = job?.ended.finally(() => (over = true));
  while (job && !over) {
    progress(`${job.counts.done} of ${job.counts.rows} rows`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await ended;
  const { counts, errors } = job!;
  return {
    ok: errors.length === 0,
    ...counts,
    errors,
    lines: [
      ...errors.slice(0, 200).map(({ row, column, message }) => `row ${row} ${column}: ${message}`),
      `${counts.created} new, ${counts.updated} changed, ${counts.unchanged} unchanged, ${errors.length} rows refused.`,
    ],
  };
};

const setPassword = async ({ services: { gateway } }: System, account: string, password: string): Promise<Outcome> => {
  await refusalsAsTrouble(() => gateway.operations['set-password']!(gateway, { account, password }));
  return { ok: true, lines: [`${account} has a new password.`] };
};

const refusalsAsTrouble = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) throw new Trouble(error.message);
    throw error;
  }
};
