import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { send, type CommandPath, type Sent } from '../api/command';
import { holds } from '../api/hold';
import { asProblem } from '../api/problem';
import { retry, retryDelay } from '../api/queries';

/** A command that can be taken back for ten seconds. What then fails is told wherever the person is by now. */
export const useHeldCommand = <Path extends CommandPath>(route: Path): ((label: string, sent: Sent<Path>) => void) => {
  const client = useQueryClient();
  const { notification } = App.useApp();
  const { t } = useTranslation();
  const { t: words } = useTranslation('problems');
  return (label, sent) => {
    const key = crypto.randomUUID();
    const attempt = async (failures = 0): Promise<void> => {
      try {
        await send(route, sent, key);
        await client.invalidateQueries();
      } catch (error) {
        if (retry(failures, error)) {
          await new Promise((resolve) => setTimeout(resolve, retryDelay(failures, error)));
          return attempt(failures + 1);
        }
        notification.error({
          title: t('hold.failed', { what: label }),
          description: words(asProblem(error).code, { defaultValue: words('unexpected') }),
          duration: 0,
        });
      }
    };
    holds.hold(label, () => void attempt());
  };
};
