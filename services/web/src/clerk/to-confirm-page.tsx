import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../api/client';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { Card, Empty, Facts, Mark } from '../ui/card';
import { useFilters } from '../ui/filters';
import { Page } from '../ui/page';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { moment } from '../ui/time';
import { Waiting } from '../ui/waiting';
import { useWord } from '../ui/words-of';
import styles from './clerk.module.css';
import { ActionsOn } from './need-actions';
import { NeedGoods } from './need-goods';
import { useNeeds } from './use-needs';

type Need = components['schemas']['intake_NeedAnswer'];
type Listed = components['schemas']['intake_ListedNeedAnswer'];

/** Nothing is closed until who asked has said that it is done. Whom to ring up is shown one by one: each is a look at a record. */
export const ToConfirmPage = () => {
  const { t } = useTranslation('clerk');
  const { t: common } = useTranslation();
  const [{ building, need: opened }, filter] = useFilters(['building', 'need']);
  const needs = useNeeds({ status: 'met', ...(building !== undefined && { building }) });
  const rows = needs.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={t('to-confirm.title')}
      asOf={needs.dataUpdatedAt}
      actions={<Button onClick={() => window.print()}>{common('action.print')}</Button>}
    >
      <p>{t('to-confirm.why')}</p>
      <div className={`${styles.filters} no-print`} role="search">
        <TextField
          label={t('needs.building')}
          inputMode="numeric"
          maxLength={20}
          value={building ?? ''}
          onChange={(event) => filter({ building: event.target.value })}
        />
      </div>
      <ProblemNote problem={needs.error && asProblem(needs.error)} again={() => void needs.refetch()} />
      {needs.isPending && <Waiting />}
      {needs.data && rows.length === 0 && <Empty>{t(building === undefined ? 'to-confirm.empty' : 'to-confirm.none-so')}</Empty>}
      <ul className={`${styles.cards} ${styles.plain}`}>
        {rows.map((need) => (
          <li key={need.id}>
            <Met need={need} isOpen={need.id === opened} onOpen={(open) => filter({ need: open ? need.id : '' })} />
          </li>
        ))}
      </ul>
      {needs.hasNextPage && (
        <p>
          <Button onClick={() => void needs.fetchNextPage()} disabled={needs.isFetchingNextPage}>
            {common('action.more')}
          </Button>
        </p>
      )}
    </Page>
  );
};

const Met = ({
  need: { id, kind, building, changedAt, runner },
  isOpen,
  onOpen,
}: {
  need: Listed;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
}) => {
  const { t } = useTranslation('clerk');
  const { t: common, i18n } = useTranslation();
  const word = useWord();
  return (
    <Card title={<Link to={`/clerk/needs/${id}`}>{`${word('kind', kind)} · ${common('building', { building })}`}</Link>}>
      <p>
        {t('to-confirm.met', { at: moment(changedAt, i18n.language) })}
        {runner !== undefined && ` · ${t('to-confirm.by', { runner })}`}
      </p>
      <Button primary={!isOpen} aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
        {t('to-confirm.whom')}
      </Button>
      {isOpen && <WhomToCall id={id} />}
    </Card>
  );
};

/** Who asked, under which number, for what, and what came of it; what they say is entered below. */
const WhomToCall = ({ id }: { id: string }) => {
  const need = useRead('get', '/api/intake/needs/{id}', { params: { path: { id } } });
  return (
    <div className={`stack ${styles.whom}`}>
      <ProblemNote problem={need.error && asProblem(need.error)} again={() => void need.refetch()} />
      {need.isPending && <Waiting />}
      {need.data && (
        <>
          <Persons need={need.data} />
          <NeedGoods need={need.data} />
          <ActionsOn need={need.data} refetch={() => void need.refetch()} />
        </>
      )}
    </div>
  );
};

const Persons = ({ need: { residentId, resident, requester, notes } }: { need: Need }) => {
  const { t } = useTranslation('clerk');
  const { t: common } = useTranslation();
  return (
    <Facts
      of={[
        requester === undefined
          ? undefined
          : [
              t('form.requester-name'),
              <>
                {requester.name} {requester.relation !== undefined && <Mark>{requester.relation}</Mark>} <Call phone={requester.phone} />
              </>,
            ],
        resident === undefined
          ? undefined
          : [
              t('to-confirm.resident'),
              <>
                <Link to={`/clerk/residents/${residentId}`}>{resident.name}</Link> <Call phone={resident.phone} />
                <br />
                {common('address', { ...resident.address })}
              </>,
            ],
        notes === undefined ? undefined : [t('form.notes'), notes],
      ]}
    />
  );
};

const Call = ({ phone }: { phone: string | undefined }) => {
  const { t } = useTranslation('clerk');
  if (phone === undefined || phone === '') return <span>{t('to-confirm.no-phone')}</span>;
  return (
    <a className={styles.call} href={`tel:${phone}`}>
      {phone}
    </a>
  );
};
