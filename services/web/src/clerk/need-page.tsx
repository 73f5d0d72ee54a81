import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useRead } from '../api/client';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { Card, Facts, Mark } from '../ui/card';
import { Page } from '../ui/page';
import { ProblemNote } from '../ui/problem-note';
import { moment } from '../ui/time';
import { TimeLeft } from '../ui/time-left';
import { toneOf, useWord } from '../ui/words-of';
import { Waiting } from '../ui/waiting';
import { NeedActions } from './need-actions';
import { NeedGoods } from './need-goods';
import { ResidentSide } from './resident-side';
import styles from './clerk.module.css';

type Need = components['schemas']['intake_NeedAnswer'];

/** One need from its entry to its confirmation. */
export const NeedPage = () => {
  const { t } = useTranslation('clerk');
  const { id = '' } = useParams();
  const word = useWord();
  const need = useRead('get', '/api/intake/needs/{id}', { params: { path: { id } } });
  return (
    <Page title={need.data ? t('need.title', { kind: word('kind', need.data.kind) }) : t('need.plain')} asOf={need.dataUpdatedAt}>
      <ProblemNote problem={need.error && asProblem(need.error)} again={() => void need.refetch()} />
      {need.isPending && <Waiting />}
      {need.data && <OneNeed need={need.data} refetch={() => void need.refetch()} />}
    </Page>
  );
};

const OneNeed = ({ need, refetch }: { need: Need; refetch: () => void }) => {
  const { t } = useTranslation('clerk');
  const { t: common, i18n } = useTranslation();
  const word = useWord();
  const resident = useRead('get', '/api/intake/residents/{id}', { params: { path: { id: need.residentId } } });
  const others = useRead('get', '/api/intake/needs', { params: { query: { residentId: need.residentId, limit: 50 } } });
  const going = need.status === 'open' || need.status === 'assigned';
  const { requester } = need;
  return (
    <div className={styles.form}>
      <div className={styles.side}>
        <Card>
          <Facts
            of={[
              [t('needs.status'), word('need-status', need.status)],
              [t('form.urgency'), <Mark tone={toneOf(need.urgency)}>{word('urgency', need.urgency)}</Mark>],
              [
                t('need.deadline'),
                <>
                  {moment(need.deadline, i18n.language)} {going && <TimeLeft deadline={need.deadline} />}
                </>,
              ],
              need.runner === undefined ? undefined : [t('needs.runner'), need.runner],
              need.confirmedBy === 'nobody-reached' ? [t('need.confirmed-by'), t('need.nobody-reached')] : undefined,
              requester === undefined
                ? undefined
                : [t('form.requester-name'), [requester.name, requester.relation, requester.phone].filter(Boolean).join(' · ')],
              need.notes === undefined ? undefined : [t('form.notes'), need.notes],
            ]}
          />
        </Card>
        {need.lines.length > 0 && (
          <Card title={t('need.lines')}>
            <NeedGoods need={need} />
          </Card>
        )}
        <NeedActions need={need} refetch={refetch} />
        <Card title={t('need.history')}>
          <ol className={styles.lines}>
            {need.history.map(({ type, at }) => (
              <li key={`${type} ${at}`}>
                {moment(at, i18n.language)} · {word('happening', type)}
              </li>
            ))}
          </ol>
        </Card>
      </div>
      <div className={styles.side}>
        {going && need.handoverCode !== undefined && (
          <Card title={t('need.code')}>
            <p className={styles.code}>{need.handoverCode}</p>
            <p>{t('need.code-why')}</p>
          </Card>
        )}
        {resident.data && <ResidentSide resident={resident.data} needs={others.data?.items ?? []} beside={need.id} />}
        {resident.isPending && <p>{common('loading')}</p>}
      </div>
    </div>
  );
};
