import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { ConflictNote } from './conflict-note';
import { useProblemWords } from './problem-words';

/** What went wrong with a form or a list, in a sentence; what was typed stays. */
export const ProblemNote = ({
  problem,
  again,
  takeLatest,
}: {
  problem: Problem | null | undefined;
  again?: () => void;
  takeLatest?: () => void;
}) => {
  const { t } = useTranslation();
  const words = useProblemWords();
  if (!problem) return null;
  if (problem.code === 'version-conflict') return <ConflictNote problem={problem} takeLatest={takeLatest} />;
  return (
    <Alert
      type="error"
      showIcon
      className="note"
      title={words(problem)}
      action={
        again && (
          <Button size="small" onClick={again}>
            {t('action.again')}
          </Button>
        )
      }
    />
  );
};
