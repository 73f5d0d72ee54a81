import type { Sent } from '../api/command';
import type { Line, Run, Stop } from './parts';

/** All that a runner does on the way: none of it needs a signal. */
export type RunRoute =
  | '/api/dispatch/runs/{id}/start'
  | '/api/pharmacy-run/runs/{id}/lines/{lineId}/bought'
  | '/api/pharmacy-run/runs/{id}/lines/{lineId}/correct'
  | '/api/pharmacy-run/runs/{id}/lines/{lineId}/unavailable'
  | '/api/pharmacy-run/runs/{id}/lines/{lineId}/substitute'
  | '/api/pharmacy-run/runs/{id}/lines/{lineId}/answer'
  | '/api/pharmacy-run/runs/{id}/stops/{taskId}/deliver'
  | '/api/pharmacy-run/runs/{id}/stops/{taskId}/fail'
  | '/api/pharmacy-run/runs/{id}/close';

export type RunCommandOf<Route extends RunRoute> = {
  [One in Route]: { readonly route: One } & Required<Pick<Sent<One>, 'path' | 'body'>>;
}[Route];
export type RunCommand = RunCommandOf<RunRoute>;

/** The run as it will be once these are sent: what was done without a signal is seen at once. What has come through changes nothing twice. */
export const asIf = (run: Run, commands: readonly RunCommand[]): Run => commands.reduce(after, run);

const after = (run: Run, command: RunCommand): Run => {
  if (command.path.id !== run.id || run.status === 'closed') return run;
  switch (command.route) {
    case '/api/dispatch/runs/{id}/start':
      return { ...run, status: 'started' };
    case '/api/pharmacy-run/runs/{id}/lines/{lineId}/bought':
    case '/api/pharmacy-run/runs/{id}/lines/{lineId}/correct': {
      const { quantity, priceFen } = command.body;
      return lineIs(run, command.path.lineId, (line) => had(line, quantity ?? line.boughtQuantity ?? 0, priceFen ?? line.priceFen ?? 0));
    }
    case '/api/pharmacy-run/runs/{id}/lines/{lineId}/unavailable':
      return lineIs(run, command.path.lineId, (line) => ({ ...line, status: 'unavailable' }));
    case '/api/pharmacy-run/runs/{id}/lines/{lineId}/substitute': {
      const { item, strength, quantity, priceFen } = command.body;
      const what = { item, ...(strength !== undefined && { strength }) };
      return lineIs(run, command.path.lineId, (line) =>
        line.substitution === 'allowed'
          ? had({ ...line, instead: what }, quantity, priceFen)
          : { ...line, asked: { ...what, quantity, priceFen } },
      );
    }
    case '/api/pharmacy-run/runs/{id}/lines/{lineId}/answer': {
      const { agrees } = command.body;
      return lineIs(run, command.path.lineId, ({ asked, ...line }) => {
        if (!asked || !agrees) return line;
        const { quantity, priceFen, ...instead } = asked;
        return had({ ...line, instead }, quantity, priceFen);
      });
    }
    case '/api/pharmacy-run/runs/{id}/stops/{taskId}/deliver':
      return stopIs(run, command.path.taskId, 'delivered', command.body.paidFen);
    case '/api/pharmacy-run/runs/{id}/stops/{taskId}/fail':
      return stopIs(run, command.path.taskId, 'failed');
    case '/api/pharmacy-run/runs/{id}/close': {
      const { receiptsFen, returnedFen } = command.body;
      return { ...run, status: 'closed', money: { ...run.money, receiptsFen, returnedFen } };
    }
  }
};

const had = (line: Line, boughtQuantity: number, priceFen: number): Line => ({
  ...line,
  boughtQuantity,
  priceFen,
  status: line.instead ? 'substituted' : boughtQuantity < line.quantity ? 'part-bought' : 'bought',
});

const lineIs = (run: Run, lineId: string, change: (line: Line) => Line): Run => ({
  ...run,
  shoppingList: run.shoppingList.map((entry) => ({
    ...entry,
    lines: entry.lines.map((line) => (line.lineId === lineId ? change(line) : line)),
  })),
});

const stopIs = (run: Run, taskId: string, status: Stop['status'], paidFen = 0): Run => {
  if (!run.stops.some((stop) => stop.taskId === taskId && stop.status === 'waiting')) return run;
  return {
    ...run,
    stops: run.stops.map((stop) => (stop.taskId === taskId ? { ...stop, status } : stop)),
    money: { ...run.money, paidFen: run.money.paidFen + paidFen },
  };
};
