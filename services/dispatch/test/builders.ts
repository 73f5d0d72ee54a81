import type { NeedCreatedV1, NeedMovedV1, RunClosedV1, StopDeliveredV1, StopFailedV1 } from '@linli/contracts';
import type { DomainEvent } from '@linli/kernel';
import { anAccount, OTHER_COMMUNITY, type Answer, type Flow } from '@linli/flow';

export const dispatcher = anAccount('d', 'dispatcher');
export const secondDispatcher = anAccount('d2', 'dispatcher');
export const clerk = anAccount('c', 'clerk');
export const stranger = anAccount('x', ['dispatcher', 'runner'], { area: OTHER_COMMUNITY });

/** What intake makes public of a need; what is sealed in it is nothing that dispatch opens. */
export const aNeed = (needId: string, more: Partial<NeedCreatedV1> = {}): NeedCreatedV1 => ({
  type: 'linli.intake.need-created.v1',
  needId,
  residentId: `of-${needId}`,
  householdId: `h-${needId}`,
  kind: 'medicine',
  urgency: 'urgent',
  deadline: '2022-11-24T18:00:00.000Z',
  building: '12',
  lines: [],
  delivery: 's1.delivery',
  handoverCode: 's1.code',
  ...more,
});
/** Whom it is for lives in another building of another grid. */
export const aMove = (needId: string): NeedMovedV1 => ({
  type: 'linli.intake.need-moved.v1',
  needId,
  residentId: `of-${needId}`,
  householdId: `new-h-${needId}`,
  building: '3',
  delivery: 's1.elsewhere',
});
export const hearNeed = (flow: Flow, need: NeedCreatedV1, where?: { lost?: boolean; community?: string }): Promise<void> =>
  flow.hears('intake', `need/${need.needId}`, need, where);

export const delivered = (runId: string, taskId: string, missing: string[] = []): StopDeliveredV1 => ({
  type: 'linli.pharmacy-run.stop-delivered.v1',
  runId,
  taskId,
  needId: taskId,
  missing,
});
export const stopFailed = (runId: string, taskId: string): StopFailedV1 => ({
  type: 'linli.pharmacy-run.stop-failed.v1',
  runId,
  taskId,
  needId: taskId,
  reason: 'absent',
});
export const runClosed = (runId: string): RunClosedV1 => ({ type: 'linli.pharmacy-run.run-closed.v1', runId });

/** A volunteer of this name who is on duty, and the account that he is. */
export const aRunner = async (flow: Flow, name: string, more: object = {}) => {
  const { body } = await flow.post(dispatcher, '/volunteers', { name, phone: '19910000001', ...more });
  const volunteerId = String(body.id);
  await flow.post(dispatcher, `/volunteers/${volunteerId}/on`);
  return { volunteerId, account: anAccount(`account-of-${name}`, 'runner', { volunteerId }) };
};

export const aShop = async (flow: Flow, more: object = {}): Promise<string> => {
  const name = { zh: '榕树里药房', en: 'Banyan Lane Pharmacy' };
  const { body } = await flow.post(dispatcher, '/shops', { name, kind: 'pharmacy', place: '12栋临街', ...more });
  return String(body.id);
};

export const aRun = async (flow: Flow, runners: string[], tasks: string[]): Promise<string> => {
  const { body } = await flow.post(dispatcher, '/runs', { runners, tasks });
  return String(body.id);
};

/** The card of a task on the board, whatever its status. */
export const cardOf = async (flow: Flow, taskId: string) => {
  for (const status of ['', '?status=completed', '?status=confirmed', '?status=failed', '?status=withdrawn']) {
    const { body } = await flow.get(dispatcher, `/board${status}`);
    const card = (body.items as { taskId: string; status: string; version: number; runId?: string; runner?: string }[]).find(
      (one) => one.taskId === taskId,
    );
    if (card) return card;
  }
  return undefined;
};

export const problem = ({ status, body }: Answer): [number, string] => [status, String(body.code)];

/** The first fact of this type in the log. */
export const fact = async <Fact extends DomainEvent>(flow: Flow, type: Fact['type']): Promise<Fact> =>
  (await flow.log()).find((event) => event.type === type)!.data as Fact;
