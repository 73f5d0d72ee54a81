import { useQueryClient } from '@tanstack/react-query';
import { areaParam } from '../api/area-param';
import { send, type CommandPath, type Sent } from '../api/command';
import { holds } from '../api/hold';
import { asProblem, type Problem } from '../api/problem';
import { retry, retryDelay } from '../api/queries';

/**
 * A command that can be taken back for ten seconds. What then fails stands below every page, with what was typed (`said`), until it is
 * sent again or given up.
 */
export const useHeldCommand = <Path extends CommandPath>(route: Path): ((label: string, sent: Sent<Path>, said?: string) => void) => {
  const client = useQueryClient();
  return (label, sent, said) => {
    const key = crypto.randomUUID();
    // It belongs to the community in which it was meant, wherever the person is by then.
    const meant = { ...sent, query: { ...areaParam(route), ...(sent.query as object | undefined) } } as Sent<Path>;
    const attempt = async (now: Sent<Path>, failures = 0): Promise<void> => {
      try {
        await send(route, now, key);
      } catch (error) {
        if (!retry(failures, error)) throw asProblem(error);
        await new Promise((resolve) => setTimeout(resolve, retryDelay(failures, error)));
        return attempt(now, failures + 1);
      }
      void client.invalidateQueries();
    };
    holds.hold(label, (after) => attempt(overChange(meant, after)), said === '' ? undefined : said);
  };
};

/** Who was told that somebody else came first, and sends it again, means it all the same. */
const overChange = <Path extends CommandPath>(sent: Sent<Path>, after: Problem | undefined): Sent<Path> =>
  after?.code === 'version-conflict' && typeof after.details.version === 'number' ? { ...sent, ifMatch: after.details.version } : sent;
