import { dueRule, send } from '@linli/engine';
import { EndSession } from '../commands/end-session.command.js';
import { sessions, type SessionDoc } from '../views/sessions.view.js';

/** However busy a session is, it ends. */
export const sessionsRunOut = dueRule<SessionDoc>({
  name: 'sessions-run-out',
  view: sessions,
  field: 'endsAt',
  command: (_, id) => send(EndSession, { session: id, reason: 'run-out' }),
});
