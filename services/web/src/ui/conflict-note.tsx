import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { moment } from './time';

interface Change {
  readonly type: string;
  readonly at: string;
}

/** Two people, one record: the one who came later sees what the other did, and loses nothing. */
export const ConflictNote = ({ problem, takeLatest }: { problem: Problem; takeLatest?: () => void }) => {
  const { t, i18n } = useTranslation();
  const changes = Array.isArray(problem.details.changes) ? (problem.details.changes as Change[]) : [];
  const unknown = t('conflict.unknown');
  return (
    <Alert
      type="warning"
      showIcon
      title={t('conflict.title')}
      description={
        <>
          {changes.length > 0 && <p>{t('conflict.text')}</p>}
          <ul>
            {changes.map(({ type, at }) => (
              <li key={`${type} ${at}`}>
                {t('conflict.change', {
                  at: moment(at, i18n.language),
                  what: t(`happening.${type}` as 'happening.need-created', { defaultValue: unknown }),
                })}
              </li>
            ))}
          </ul>
        </>
      }
      action={
        takeLatest && (
          <Button size="small" onClick={takeLatest}>
            {t('conflict.take')}
          </Button>
        )
      }
    />
  );
};
