import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadPages } from '../api/client';
import { PAGES } from '../api/pages';
import { asProblem } from '../api/problem';
import type { Role } from '../api/session';
import { Empty, Mark } from '../ui/card';
import { SelectField } from '../ui/fields';
import { useFilters } from '../ui/filters';
import { List } from '../ui/list';
import { Page } from '../ui/page';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { Waiting } from '../ui/waiting';
import { AccountDialog } from './account-dialog';
import styles from './administrator.module.css';
import { NewAccount } from './new-account';
import { ROLES } from './role-fields';
import { useAreas } from './use-areas';

/** Who may sign in, and what each may do where and until when. */
export const AccountsPage = () => {
  const { t } = useTranslation('administrator');
  const { t: common } = useTranslation();
  const [{ q = '', role = '' }, filter] = useFilters(['q', 'role']);
  const [adding, setAdding] = useState(false);
  const [opened, open] = useState<string>();
  const { nameOf } = useAreas();
  const accounts = useReadPages('get', '/api/auth/accounts', { params: { query: { limit: 200 } } }, PAGES);
  const all = accounts.data?.pages.flatMap(({ items }) => items) ?? [];
  const rows = all.filter(
    ({ name, account, roles }) =>
      (name.includes(q) || account.includes(q.toLowerCase())) && (role === '' || roles.some((held) => held.role === role)),
  );
  const shown = all.find(({ id }) => id === opened);
  return (
    <Page
      title={t('accounts.title')}
      asOf={accounts.dataUpdatedAt}
      actions={
        <>
          <Button onClick={() => window.print()}>{common('action.print')}</Button>
          <Button primary aria-expanded={adding} onClick={() => setAdding(!adding)}>
            {t('accounts.new')}
          </Button>
        </>
      }
    >
      {adding && <NewAccount onDone={() => setAdding(false)} />}
      <div className={`${styles.tools} no-print`} role="search">
        <TextField label={t('accounts.search')} type="search" value={q} onChange={({ target }) => filter({ q: target.value })} />
        <SelectField
          label={t('accounts.role')}
          blank={t('accounts.all')}
          choices={ROLES.map((value) => ({ value, label: common(`role.${value}`) }))}
          value={role}
          onChange={({ target }) => filter({ role: target.value })}
        />
      </div>
      <ProblemNote problem={accounts.error && asProblem(accounts.error)} again={() => void accounts.refetch()} />
      {accounts.isPending && <Waiting />}
      {accounts.data && rows.length === 0 && <Empty>{t('accounts.none-so')}</Empty>}
      {rows.length > 0 && (
        <List
          caption={t('accounts.title')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { title: t('accounts.name'), show: ({ name }) => <strong>{name}</strong> },
            { title: t('accounts.account'), show: ({ account }) => account },
            {
              title: t('accounts.roles'),
              show: ({ roles, volunteerId }) => (
                <span className={styles.roles}>
                  {roles.map(({ role: held, area, until }) => (
                    <Mark key={`${held} ${area}`} tone={until ? 'warn' : 'plain'}>
                      {common(`role.${held as Role}`)} · {nameOf(area)}
                      {until && ` · ${t('accounts.until-day', { day: until })}`}
                    </Mark>
                  ))}
                  {volunteerId === undefined && roles.some(({ role: held }) => held === 'runner') && (
                    <Mark tone="bad">{t('accounts.no-volunteer')}</Mark>
                  )}
                  {roles.length === 0 && <span className={styles.hint}>{t('accounts.no-roles')}</span>}
                </span>
              ),
            },
            {
              title: t('accounts.change'),
              show: ({ id, name }) => (
                <Button className={styles.small} aria-label={t('accounts.change-of', { name })} onClick={() => open(id)}>
                  {common('action.edit')}
                </Button>
              ),
              narrow: true,
            },
          ]}
        />
      )}
      {accounts.hasNextPage && <Button onClick={() => void accounts.fetchNextPage()}>{common('action.more')}</Button>}
      {shown && <AccountDialog account={shown} onClose={() => open(undefined)} />}
    </Page>
  );
};
