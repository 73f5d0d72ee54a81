import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RunningService } from '@linli/nest-kit';
import type { Health } from './health.js';

export interface Metrics {
  /** One request to the service's own API has been answered. */
  answered(method: string, status: number, seconds: number): void;
  /** Something went wrong badly enough to be reported. */
  reported(level: 'warn' | 'error'): void;
  text(): Promise<string>;
  readonly contentType: string;
}

/** What Prometheus reads: numbers and names of ours, nothing of anybody. */
export const metricsOf = (
  service: string,
  running: () => RunningService | undefined,
  health: () => Promise<Health>,
  carried: () => Readonly<Record<string, number>>,
): Metrics => {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'linli_http_request_seconds',
    help: 'How long requests to the service took.',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const reports = new Counter({ name: 'linli_reports_total', help: 'Lines of the log by level.', labelNames: ['level'], registers });
  const ready = new Gauge({
    name: 'linli_ready',
    help: '1 when it takes requests, by what it depends on.',
    labelNames: ['check'],
    registers,
  });
  const bus = new Gauge({
    name: 'linli_engine_total',
    help: 'What the engine has counted since it started: records heard, repeated, pulled, not understood, of unknown type.',
    labelNames: ['what'],
    registers,
  });
  const carrying = new Gauge({
    name: 'linli_bus_total',
    help: 'What the bus has carried since it started: records published, heard, given up; troubles are those of now.',
    labelNames: ['what'],
    registers,
  });
  const heads = new Gauge({ name: 'linli_log_commits', help: 'Commits in the logs of all communities.', registers });
  const setAside = new Gauge({ name: 'linli_set_aside', help: 'What an operator must look at, by kind.', labelNames: ['kind'], registers });

  const look = async (): Promise<void> => {
    const { checks } = await health();
    for (const [check, says] of Object.entries(checks)) ready.set({ check }, says === 'ok' ? 1 : 0);
    for (const [what, count] of Object.entries(carried())) carrying.set({ what }, count);
    const engine = running()?.engine;
    if (!engine) return;
    for (const [what, count] of Object.entries(engine.counts())) bus.set({ what }, count);
    // A database that does not answer must not hide the other numbers: `linli_ready` says so.
    if (checks.database !== 'ok') return;
    heads.set((await engine.ground.log.heads()).reduce((sum, { position }) => sum + position, 0));
    const entries = await engine.ground.progress.listSetAside();
    for (const kind of ['reaction', 'view', 'record', 'refusal', 'fork'])
      setAside.set({ kind }, entries.filter((entry) => entry.kind === kind).length);
  };

  return {
    answered: (method, status, seconds) => requests.observe({ method, status }, seconds),
    reported: (level) => reports.inc({ level }),
    async text() {
      await look();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
};
