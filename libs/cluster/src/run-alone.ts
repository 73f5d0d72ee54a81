import type { Report } from '@linli/engine';
import { startHost, type Host, type ServiceProgram } from './host.js';
import { openPlatform } from './open-platform.js';
import { readSettings, SettingsWrong, shownSettings } from './settings.js';

/** An orchestrator waits some 30 s before it kills: by then this has ended by itself. */
const STOP_WITHIN_MS = 25_000;

/** One line of JSON each, never what somebody entered. */
const report = (line: Report): void => void process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);

/**
 * Runs one service as a process of its own. Exit codes: 0 after SIGTERM or SIGINT, 2 for what is set wrong, 1 for what
 * went wrong: whoever started it starts it again.
 */
export const runAlone = async (program: ServiceProgram): Promise<void> => {
  let host: Host | undefined;
  let ending: Promise<void> | undefined;
  const end = (code: number): void => {
    if (ending) return;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    ending = (async () => {
      try {
        await host?.stop();
      } catch (error) {
        report({ level: 'error', message: 'it did not stop as it should', service: program.name, error: String(error) });
        process.exit(1);
      }
      process.exit(code);
    })();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(0));
  try {
    const settings = readSettings(program.name, process.env);
    report({ level: 'info', message: 'starting', service: program.name, settings: shownSettings(settings, process.env) });
    host = await startHost(program, {
      settings,
      openPlatform,
      report,
      onCrash: (error) => {
        report({ level: 'error', message: 'a part under it has died: it ends', service: program.name, error: String(error) });
        end(1);
      },
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof SettingsWrong ? error.exitCode : 1);
  }
};
