import type { Delivery, LineItem, NeedCreatedV1, PublicRunner, RunPlannedV1, Substitution } from '@linli/contracts';
import type { DomainEvent } from '@linli/kernel';
import { anAccount, OTHER_COMMUNITY, type Answer, type Flow } from '@linli/flow';

export const dispatcher = anAccount('d', 'dispatcher');
export const clerk = anAccount('c', 'clerk');
export const li = anAccount('account-of-li', 'runner', { volunteerId: 'li' });
export const wang = anAccount('account-of-wang', 'runner', { volunteerId: 'wang' });
export const stranger = anAccount('x', ['dispatcher', 'runner'], { area: OTHER_COMMUNITY, volunteerId: 'li' });

export const CODE = '4711';
export const amlodipine: LineItem = { item: '苯磺酸氨氯地平片', strength: '5mg' };

export interface NeedLine {
  readonly lineId: string;
  readonly what?: LineItem;
  readonly quantity?: number;
  readonly substitution?: Substitution;
}

/** What intake makes public of a need, sealed as intake seals it. */
export const aNeed = async (
  flow: Flow,
  needId: string,
  lines: readonly NeedLine[] = [{ lineId: `${needId}-1` }],
  door: Partial<Delivery> = {},
): Promise<NeedCreatedV1> => {
  const residentId = `of-${needId}`;
  const seal = (value: unknown) => flow.privacy.seal(residentId, value);
  const address = { building: '12', unit: '3', room: '402' };
  return {
    type: 'linli.intake.need-created.v1',
    needId,
    residentId,
    householdId: `h-${needId}`,
    kind: 'medicine',
    urgency: 'urgent',
    deadline: '2022-11-24T18:00:00.000Z',
    building: '12',
    lines: await Promise.all(
      lines.map(async ({ lineId, what = amlodipine, quantity = 28, substitution = 'never' }) => ({
        lineId,
        quantity,
        unit: '片',
        substitution,
        item: await seal(what),
      })),
    ),
    delivery: await seal({ name: '王奶奶', phone: '19910000009', address, notes: '敲门要响', ...door }),
    handoverCode: await seal(CODE),
  };
};

export const hearNeed = (flow: Flow, need: NeedCreatedV1, where?: { lost?: boolean; community?: string }): Promise<void> =>
  flow.hears('intake', `need/${need.needId}`, need, where);

export const aPlan = async (
  flow: Flow,
  runId: string,
  needIds: readonly string[],
  runners: readonly string[] = ['li'],
): Promise<RunPlannedV1> => ({
  type: 'linli.dispatch.run-planned.v1',
  runId,
  runners: await Promise.all(
    runners.map(async (volunteerId): Promise<PublicRunner> => ({
      volunteerId,
      name: await flow.privacy.seal(volunteerId, NAMES[volunteerId]),
    })),
  ),
  stops: needIds.map((needId, at) => ({ taskId: needId, needId, order: at + 1 })),
});
const NAMES: Readonly<Record<string, string>> = { li: '李小安', wang: '王大力' };

/** A run of these needs that the runners are on, as it stands a moment after it was made. */
export const aRun = async (flow: Flow, runId: string, needs: readonly NeedCreatedV1[], runners?: readonly string[]): Promise<void> => {
  for (const need of needs) await hearNeed(flow, need);
  const plan = await aPlan(
    flow,
    runId,
    needs.map(({ needId }) => needId),
    runners,
  );
  await flow.hears('dispatch', `run/${runId}`, plan);
};
export const hearRun = (flow: Flow, runId: string, event: { type: string }, lost = false): Promise<void> =>
  flow.hears('dispatch', `run/${runId}`, event, { lost });

export const deliver = (code = CODE, more: object = {}): object => ({ proof: { kind: 'code', code }, ...more });
export const problem = ({ status, body }: Answer): [number, string] => [status, String(body.code)];

/** The first fact of this type in the log. */
export const fact = async <Fact extends DomainEvent>(flow: Flow, type: Fact['type']): Promise<Fact> =>
  (await flow.log()).find((event) => event.type === type)!.data as Fact;
