import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import type { components } from '../api/schema';
import type { Role } from '../api/session';
import { Dialog } from '../ui/dialog';
import { Form } from '../ui/form';
import { Button, TextField } from '../ui/plain';
import styles from './administrator.module.css';
import { lacksVolunteer, NO_ROLE, RoleFields, roleOf, volunteerOf } from './role-fields';
import { useAreas } from './use-areas';

export type Account = components['schemas']['auth_AccountAnswer'];

/** What somebody may do where and until when, and a new password for who has forgotten his. */
export const AccountDialog = ({ account, onClose }: { account: Account; onClose: () => void }) => {
  const { t } = useTranslation('administrator');
  return (
    <Dialog title={t('accounts.of', { name: account.name })} onClose={onClose}>
      <div className="stack">
        <Roles account={account} />
        <NewPassword account={account} />
      </div>
    </Dialog>
  );
};

const Roles = ({ account: { id, roles, version, volunteerId = '' } }: { account: Account }) => {
  const { t } = useTranslation('administrator');
  const { t: common } = useTranslation();
  const { nameOf } = useAreas();
  const none = { ...NO_ROLE, volunteerId };
  const [draft, setDraft] = useState(none);
  const change = useCommand('/api/auth/accounts/{id}/roles', { onDone: () => setDraft(none) });
  const granted = roleOf(draft);
  return (
    <Form
      command={change}
      sent={
        granted && !lacksVolunteer(draft)
          ? { path: { id }, ifMatch: version, body: { roles: [granted], ...volunteerOf(draft) } }
          : undefined
      }
      action={t('accounts.grant')}
    >
      {(lacks) => (
        <>
          <div>
            {roles.map(({ role, area, until }) => {
              const what = `${common(`role.${role as Role}`)} · ${nameOf(area)}`;
              return (
                <div key={`${role} ${area}`} className={styles.held}>
                  <span>
                    {what} <span className={styles.hint}>{until ? t('accounts.until-day', { day: until }) : t('accounts.no-end')}</span>
                  </span>
                  <Button
                    className={styles.small}
                    disabled={change.isPending}
                    aria-label={t('accounts.end-of', { what })}
                    onClick={() => change.mutate({ path: { id }, ifMatch: version, body: { end: [{ role: role as Role, area }] } })}
                  >
                    {t('accounts.end')}
                  </Button>
                </div>
              );
            })}
            {roles.length === 0 && <p className={styles.hint}>{t('accounts.no-roles')}</p>}
          </div>
          <RoleFields draft={draft} lacks={lacks} onChange={setDraft} />
          <p className={styles.hint}>{t('accounts.grant-hint')}</p>
        </>
      )}
    </Form>
  );
};

const NewPassword = ({ account: { id, version } }: { account: Account }) => {
  const { t } = useTranslation('administrator');
  const [password, setPassword] = useState('');
  const set = useCommand('/api/auth/accounts/{id}/password', { onDone: () => setPassword('') });
  return (
    <Form
      command={set}
      sent={password === '' ? undefined : { path: { id }, ifMatch: version, body: { password } }}
      action={t('accounts.set-password')}
      quiet
      beside={<span role="status">{set.isSuccess && t('accounts.password-is-set')}</span>}
    >
      {(lacks) => (
        <TextField
          label={t('accounts.new-password')}
          type="password"
          autoComplete="new-password"
          maxLength={200}
          value={password}
          error={lacks(password === '', t('accounts.new-password')) ?? (set.error?.fields.length ? t('accounts.password-rule') : undefined)}
          onChange={({ target }) => setPassword(target.value)}
        />
      )}
    </Form>
  );
};
