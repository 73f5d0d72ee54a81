import { notFound, refuse, unreachable, type Decider } from '@linli/kernel';
import type { IncidentReason, PlannedStop, PublicNeedLine, PublicRunner, Sealed } from '@linli/contracts';
import type { PurchaseEvent, Substitute } from './purchase.events.js';

export type LineStatus = 'listed' | 'bought' | 'part-bought' | 'unavailable' | 'substituted';
export interface Line {
  readonly taskId: string;
  readonly status: LineStatus;
  readonly quantity: number;
  readonly priceFen: number;
  /** What is bought in its place. */
  readonly instead?: Sealed;
  /** What the household is asked to take in its place, and has not answered. */
  readonly asked?: Substitute;
}
export interface Stop extends PlannedStop {
  readonly status: 'waiting' | 'delivered' | 'failed' | 'withdrawn';
  readonly buying: boolean;
  /** At the door. */
  readonly paidFen: number;
}
export interface Money {
  readonly advanceFen: number;
  readonly paidFen: number;
  readonly receiptsFen: number;
  readonly returnedFen: number;
}
export interface KnownPurchase {
  readonly status: 'planned' | 'started' | 'closed';
  readonly runId: string;
  readonly runners: readonly PublicRunner[];
  readonly stops: readonly Stop[];
  readonly lines: Readonly<Record<string, Line>>;
  readonly money: Money;
}
export type PurchaseState = { readonly status: 'unknown' } | KnownPurchase;

export type PurchaseCommand =
  | { readonly type: 'list'; readonly runId: string; readonly runners: readonly PublicRunner[]; readonly stops: readonly PlannedStop[] }
  | { readonly type: 'withdraw-stop'; readonly taskId: string }
  | { readonly type: 'start' }
  | { readonly type: 'hand-over'; readonly runners: readonly PublicRunner[] }
  | { readonly type: 'amend'; readonly added: readonly PlannedStop[]; readonly removed: readonly string[] }
  | { readonly type: 'buy'; readonly taskId: string; readonly line: PublicNeedLine; readonly quantity: number; readonly priceFen: number }
  | { readonly type: 'find-unavailable'; readonly taskId: string; readonly line: PublicNeedLine }
  | {
      readonly type: 'correct';
      readonly taskId: string;
      readonly line: PublicNeedLine;
      readonly quantity?: number;
      readonly priceFen?: number;
      readonly reason: Sealed;
    }
  | ({
      readonly type: 'substitute';
      readonly taskId: string;
      readonly line: PublicNeedLine;
      /** One of the two is a controlled medicine. */
      readonly controlled: boolean;
    } & Substitute)
  | {
      readonly type: 'answer';
      readonly taskId: string;
      readonly line: PublicNeedLine;
      readonly agrees: boolean;
      readonly by: Sealed;
    }
  | {
      readonly type: 'deliver';
      readonly taskId: string;
      readonly lines: readonly PublicNeedLine[];
      readonly paidFen: number;
    }
  | { readonly type: 'fail-stop'; readonly taskId: string; readonly reason: IncidentReason; readonly note?: Sealed }
  | { readonly type: 'advance'; readonly amountFen: number; readonly reason?: Sealed }
  | { readonly type: 'settle'; readonly receiptsFen: number; readonly returnedFen: number; readonly difference?: Sealed };

/** One run's shopping, its doors and its money. */
export const purchase: Decider<PurchaseState, PurchaseCommand, PurchaseEvent> = {
  stream: 'purchase',
  initialState: { status: 'unknown' },

  evolve(state, event) {
    if (event.type === 'purchase-listed') {
      const stops = event.stops.map((stop) => fresh(stop));
      return {
        status: 'planned',
        runId: event.runId,
        runners: event.runners,
        stops,
        lines: {},
        money: { advanceFen: 0, paidFen: 0, receiptsFen: 0, returnedFen: 0 },
      };
    }
    if (state.status === 'unknown') return state;
    const stopIs = (taskId: string, changes: Partial<Stop>): KnownPurchase => ({
      ...state,
      stops: state.stops.map((stop) => (stop.taskId === taskId ? { ...stop, ...changes } : stop)),
    });
    const lineIs = (lineId: string, line: Line): KnownPurchase => ({ ...state, lines: { ...state.lines, [lineId]: line } });
    switch (event.type) {
      case 'purchase-stop-withdrawn':
        return stopIs(event.taskId, { status: 'withdrawn' });
      case 'purchase-handed-over':
        return { ...state, runners: event.runners };
      case 'purchase-amended': {
        const added = new Map(event.added.map((stop) => [stop.taskId, stop]));
        return {
          ...state,
          stops: [
            ...state.stops
              .filter(({ taskId }) => !added.has(taskId))
              .map((stop): Stop => (event.removed.includes(stop.taskId) ? { ...stop, status: 'withdrawn' } : stop)),
            // What is bought for a need before it left this run is still in this run's bags when it comes back.
            ...event.added.map((stop) => fresh(stop, state.stops.find(({ taskId }) => taskId === stop.taskId)?.buying)),
          ],
        };
      }
      case 'purchase-started':
        return { ...state, status: 'started' };
      case 'buying-started':
        return stopIs(event.taskId, { buying: true });
      case 'item-bought':
      case 'item-corrected': {
        const { taskId, lineId, quantity, priceFen, complete } = event;
        const { instead } = state.lines[lineId] ?? {};
        if (instead !== undefined && quantity > 0) return lineIs(lineId, { taskId, status: 'substituted', quantity, priceFen, instead });
        return lineIs(lineId, { taskId, status: quantity === 0 ? 'listed' : complete ? 'bought' : 'part-bought', quantity, priceFen });
      }
      case 'item-unavailable': {
        const { asked } = state.lines[event.lineId] ?? {};
        return lineIs(event.lineId, { taskId: event.taskId, status: 'unavailable', quantity: 0, priceFen: 0, ...(asked && { asked }) });
      }
      case 'substitution-asked': {
        const { taskId, lineId, item, quantity, priceFen } = event;
        const before = state.lines[lineId] ?? { taskId, status: 'listed', quantity: 0, priceFen: 0 };
        return lineIs(lineId, { ...before, asked: { item, quantity, priceFen } });
      }
      case 'substitution-agreed': {
        const { taskId, lineId, item, quantity, priceFen } = event;
        return lineIs(lineId, { taskId, status: 'substituted', quantity, priceFen, instead: item });
      }
      case 'substitution-refused': {
        const { asked: _asked, ...before } = state.lines[event.lineId]!;
        return lineIs(event.lineId, before);
      }
      case 'substitutes-given':
        return state;
      case 'stop-delivered': {
        const delivered = stopIs(event.taskId, { status: 'delivered', paidFen: event.paidFen });
        return { ...delivered, money: { ...state.money, paidFen: delivered.stops.reduce((sum, stop) => sum + stop.paidFen, 0) } };
      }
      case 'stop-failed':
        return stopIs(event.taskId, { status: 'failed' });
      case 'money-advanced':
        return { ...state, money: { ...state.money, advanceFen: event.advanceFen } };
      case 'run-settled':
        return { ...state, status: 'closed', money: { ...state.money, receiptsFen: event.receiptsFen, returnedFen: event.returnedFen } };
      case 'done-for-runner':
        return state;
      default:
        return unreachable(event);
    }
  },

  decide(command, state) {
    if (command.type === 'list') {
      const { runId, runners, stops } = command;
      return state.status === 'unknown' ? [{ type: 'purchase-listed', runId, runners, stops }] : [];
    }
    if (state.status === 'unknown') return notFound('run');
    if (command.type === 'withdraw-stop') {
      const stop = state.stops.find(({ taskId }) => taskId === command.taskId);
      return stop && isOpen(stop) ? [{ type: 'purchase-stop-withdrawn', taskId: command.taskId }] : [];
    }
    if (command.type === 'hand-over') {
      const from = state.runners.map(({ volunteerId }) => volunteerId);
      return state.status === 'closed' ? [] : [{ type: 'purchase-handed-over', from, runners: command.runners }];
    }
    if (command.type === 'amend') {
      const open = (taskId: string): boolean => state.stops.some((stop) => stop.taskId === taskId && isOpen(stop));
      const removed = command.removed.filter(open);
      const added = command.added.filter(({ taskId }) => !open(taskId));
      return state.status === 'closed' || added.length + removed.length === 0 ? [] : [{ type: 'purchase-amended', added, removed }];
    }
    if (command.type === 'start') return state.status === 'planned' ? [{ type: 'purchase-started' }] : [];
    if (state.status === 'closed') return refuse('run-closed', 'This run is closed.');
    switch (command.type) {
      case 'buy': {
        const { taskId, line, quantity, priceFen } = command;
        const stop = waiting(state, taskId);
        if (isWhole(state.lines[line.lineId]))
          return refuse('already-bought', 'This line is bought already: correct it where it is wrong.');
        return [
          ...begun(state, stop),
          { type: 'item-bought', taskId, lineId: line.lineId, quantity, priceFen, complete: quantity >= line.quantity },
        ];
      }
      case 'find-unavailable':
        waiting(state, command.taskId);
        if (state.lines[command.line.lineId]?.status === 'unavailable') return [];
        // What was paid for does not vanish: a wrong entry is corrected, with a reason.
        if (isHad(state.lines[command.line.lineId]))
          return refuse('already-bought', 'Some of this line is bought already: correct it where it is wrong.');
        return [{ type: 'item-unavailable', taskId: command.taskId, lineId: command.line.lineId }];
      case 'correct': {
        const { taskId, line, reason } = command;
        const before = state.lines[line.lineId];
        if (!before || !isHad(before)) return refuse('not-bought', 'Nothing is bought of this line that could be corrected.');
        const quantity = command.quantity ?? before.quantity;
        const priceFen = command.priceFen ?? before.priceFen;
        return [
          ...begun(state, stopOf(state, taskId)),
          { type: 'item-corrected', taskId, lineId: line.lineId, quantity, priceFen, complete: quantity >= line.quantity, reason },
        ];
      }
      case 'substitute': {
        const { taskId, line, controlled, item, quantity, priceFen } = command;
        const { lineId, substitution } = line;
        const stop = waiting(state, taskId);
        if (controlled) return refuse('controlled-medicine', 'A controlled medicine is neither substituted nor a substitute.');
        if (substitution === 'never') return refuse('substitution-not-allowed', 'Nothing may be given in place of this.');
        if (isHad(state.lines[lineId]))
          return refuse('already-bought', 'Some of this line is bought already: correct it where it is wrong.');
        return substitution === 'allowed'
          ? [...begun(state, stop), { type: 'substitution-agreed', taskId, lineId, item, quantity, priceFen }]
          : [{ type: 'substitution-asked', taskId, lineId, item, quantity, priceFen }];
      }
      case 'answer': {
        const { taskId, line, agrees, by } = command;
        const { lineId } = line;
        const stop = waiting(state, taskId);
        const asked = state.lines[lineId]?.asked;
        if (!asked) return refuse('nothing-asked', 'Nothing is asked of the household about this line.');
        return agrees
          ? [...begun(state, stop), { type: 'substitution-agreed', taskId, lineId, ...asked, by }]
          : [{ type: 'substitution-refused', taskId, lineId, by }];
      }
      case 'deliver': {
        const { taskId, lines, paidFen } = command;
        const { needId } = waiting(state, taskId);
        const { runId } = state;
        const missing = lines.map(({ lineId }) => lineId).filter((lineId) => !isWhole(state.lines[lineId]));
        const substitutes = lines.flatMap(({ lineId }) => {
          const { instead, quantity = 0 } = state.lines[lineId] ?? {};
          return instead === undefined ? [] : [{ lineId, quantity, item: instead }];
        });
        return [
          ...(substitutes.length > 0 ? [{ type: 'substitutes-given', runId, taskId, needId, substitutes } as const] : []),
          { type: 'stop-delivered', runId, taskId, needId, missing, paidFen, proof: 'code' },
        ];
      }
      case 'fail-stop': {
        const { taskId, reason, note } = command;
        const { needId } = waiting(state, taskId);
        return [{ type: 'stop-failed', runId: state.runId, taskId, needId, reason, ...(note !== undefined && { note }) }];
      }
      case 'advance': {
        const advanceFen = state.money.advanceFen + command.amountFen;
        if (advanceFen < 0) return refuse('advance-too-small', 'More cannot be taken back than was advanced.');
        if (command.amountFen === 0) return [];
        return [
          {
            type: 'money-advanced',
            amountFen: command.amountFen,
            advanceFen,
            ...(command.reason !== undefined && { reason: command.reason }),
          },
        ];
      }
      case 'settle': {
        const open = state.stops.filter(({ status }) => status === 'waiting').map(({ taskId }) => taskId);
        if (open.length > 0)
          return refuse('stops-open', 'Deliver every stop, or say why it failed, before the run is closed.', { tasks: open });
        const { receiptsFen, returnedFen, difference } = command;
        const { advanceFen, paidFen } = state.money;
        const differenceFen = advanceFen + paidFen - receiptsFen - returnedFen;
        if (differenceFen !== 0 && difference === undefined) {
          return refuse('money-does-not-balance', 'Advance and payments are not what receipts and returned money come to.', {
            advanceFen,
            paidFen,
            receiptsFen,
            returnedFen,
            differenceFen,
          });
        }
        return [
          {
            type: 'run-settled',
            runId: state.runId,
            receiptsFen,
            returnedFen,
            differenceFen,
            ...(differenceFen !== 0 && difference !== undefined && { difference }),
          },
        ];
      }
      default:
        return unreachable(command);
    }
  },
};

const fresh = (stop: PlannedStop, buying = false): Stop => ({ ...stop, status: 'waiting', buying, paidFen: 0 });
/** Something may still come of it, or it may be taken out. */
const isOpen = ({ status }: Stop): boolean => status === 'waiting' || status === 'failed';

/** Nothing more is to be bought of it. */
const isWhole = (line: Line | undefined): boolean => line?.status === 'bought' || line?.status === 'substituted';
export const isHad = (line: Line | undefined): boolean => isWhole(line) || line?.status === 'part-bought';

/** A stop that was taken out of the run is not there. */
export const stopOf = (state: KnownPurchase, taskId: string): Stop =>
  state.stops.find((stop) => stop.taskId === taskId && stop.status !== 'withdrawn') ?? notFound('stop');

/** The stop, while it is neither delivered nor failed. */
const waiting = (state: KnownPurchase, taskId: string): Stop => {
  const stop = stopOf(state, taskId);
  return stop.status === 'waiting' ? stop : refuse('stop-over', 'This stop is over.', { taskId, status: stop.status });
};

/** The first thing bought for a need is told: from then on it can no longer be changed. */
const begun = ({ runId }: KnownPurchase, { taskId, needId, buying }: Stop): PurchaseEvent[] =>
  buying ? [] : [{ type: 'buying-started', runId, taskId, needId }];
