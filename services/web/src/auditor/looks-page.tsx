import { useTranslation } from 'react-i18next';
import { useReadPages } from '../api/client';
import { PAGES } from '../api/pages';
import { asProblem } from '../api/problem';
import { useArea } from '../api/session';
import styles from '../administrator/administrator.module.css';
import { Empty } from '../ui/card';
import { useFilters } from '../ui/filters';
import { List } from '../ui/list';
import { Page } from '../ui/page';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { moment } from '../ui/time';
import { Waiting } from '../ui/waiting';
import { together } from './looks';

/** Ids begin with the time they were made; how they end tells them apart. */
const ending = (id: string): string => `…${id.slice(-12)}`;

/** Who looked at whose record, latest first. A resident has no name here: the auditor has no need of it. */
export const LooksPage = () => {
  const { t } = useTranslation('auditor');
  const { t: common, i18n } = useTranslation();
  const area = useArea();
  const [filters, filter] = useFilters(['from', 'to', 'account', 'resident']);
  const looks = useReadPages('get', '/api/auth/looks', { params: { query: { ...filters, ...(area !== undefined && { area }) } } }, PAGES);
  const rows = looks.data?.pages.flatMap(({ items }) => items) ?? [];
  const isFiltered = Object.keys(filters).length > 0;
  /** What narrows the list to itself: what an auditor does next. */
  const only = (name: 'account' | 'resident', value: string, shown: string) => (
    <button type="button" className={`${styles.id} print`} title={t('only', { id: value })} onClick={() => filter({ [name]: value })}>
      {shown}
    </button>
  );
  return (
    <Page title={t('title')} asOf={looks.dataUpdatedAt} actions={<Button onClick={() => window.print()}>{common('action.print')}</Button>}>
      <div className={`${styles.tools} no-print`} role="search">
        {(['from', 'to'] as const).map((name) => (
          <TextField
            key={name}
            label={t(name)}
            type="date"
            value={filters[name] ?? ''}
            onChange={({ target }) => filter({ [name]: target.value })}
          />
        ))}
        {(['account', 'resident'] as const).map((name) => (
          <TextField
            key={name}
            label={t(name)}
            type="search"
            maxLength={64}
            value={filters[name] ?? ''}
            onChange={({ target }) => filter({ [name]: target.value.trim() })}
          />
        ))}
        {isFiltered && <Button onClick={() => filter({ from: '', to: '', account: '', resident: '' })}>{common('action.clear')}</Button>}
      </div>
      <ProblemNote problem={looks.error && asProblem(looks.error)} again={() => void looks.refetch()} />
      {looks.isPending && <Waiting />}
      {looks.data && rows.length === 0 && <Empty>{t(isFiltered ? 'none-so' : 'empty')}</Empty>}
      {rows.length > 0 && (
        <List
          caption={t('title')}
          rows={together(rows)}
          keyOf={({ at, account, residents }) => `${at} ${account} ${residents[0]!.resident}`}
          columns={[
            { title: t('at'), show: ({ at }) => moment(at, i18n.language), narrow: true },
            { title: t('who'), show: ({ account, accountName }) => only('account', account, accountName ?? ending(account)) },
            {
              title: t('whose'),
              show: ({ residents }) => (
                <ul className={styles.several}>
                  {residents.map(({ resident, times }) => (
                    <li key={resident}>
                      {only('resident', resident, ending(resident))}
                      {times > 1 && ` × ${times}`}
                    </li>
                  ))}
                </ul>
              ),
            },
            { title: t('purpose'), show: ({ purpose }) => t(`purposes.${purpose as 'need'}`, { defaultValue: purpose }), narrow: true },
            { title: t('service'), show: ({ service }) => t(`services.${service as 'intake'}`, { defaultValue: service }), narrow: true },
          ]}
        />
      )}
      {looks.hasNextPage && <Button onClick={() => void looks.fetchNextPage()}>{common('action.more')}</Button>}
    </Page>
  );
};
