import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import { Button } from '../ui/plain';
import { Refused, type Run, type Stop } from './parts';

/** Somebody else goes: as long as nothing is bought for this stop. Like taking a task it is settled with the others at once, and needs a signal. */
export const GiveBack = ({ run, stop }: { run: Run; stop: Stop }) => {
  const { t } = useTranslation('runner');
  const release = useCommand('/api/dispatch/tasks/{id}/release');
  const begun = run.shoppingList.some(({ lines }) =>
    lines.some(({ taskId, priceFen }) => taskId === stop.taskId && priceFen !== undefined),
  );
  if (begun) return null;
  return (
    <>
      <Button disabled={release.isPending} onClick={() => release.mutate({ path: { id: stop.taskId }, body: {} })}>
        {t('deliver.give-back')}
      </Button>
      <Refused problem={release.error} />
    </>
  );
};
