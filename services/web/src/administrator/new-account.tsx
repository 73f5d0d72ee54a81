import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import { Card } from '../ui/card';
import { Form } from '../ui/form';
import { TextField } from '../ui/plain';
import styles from './administrator.module.css';
import { lacksVolunteer, NO_ROLE, RoleFields, roleOf, volunteerOf } from './role-fields';

/** A colleague who begins: his name, how he signs in, and the first thing he may do. */
export const NewAccount = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation('administrator');
  const [typed, setTyped] = useState({ name: '', account: '', password: '' });
  const [role, setRole] = useState(NO_ROLE);
  const create = useCommand('/api/auth/accounts', { onDone });
  const refused = new Set<string | undefined>(create.error?.fields.map(({ path }) => path));
  const granted = roleOf(role);
  const isWhole = Object.values(typed).every((text) => text.trim() !== '');
  return (
    <Card title={t('accounts.new')} className={styles.add}>
      <Form
        command={create}
        sent={
          isWhole && granted && !lacksVolunteer(role)
            ? {
                body: {
                  name: typed.name.trim(),
                  account: typed.account.trim(),
                  password: typed.password,
                  roles: [granted],
                  ...volunteerOf(role),
                },
              }
            : undefined
        }
        action={t('accounts.create')}
        onCancel={onDone}
      >
        {(lacks) => (
          <>
            <div className={styles.fields}>
              {(['name', 'account', 'password'] as const).map((field) => (
                <TextField
                  key={field}
                  label={t(`accounts.${field}`)}
                  type={field === 'password' ? 'password' : 'text'}
                  autoComplete={field === 'password' ? 'new-password' : 'off'}
                  autoFocus={field === 'name'}
                  maxLength={field === 'account' ? 64 : field === 'name' ? 100 : 200}
                  value={typed[field]}
                  error={
                    lacks(typed[field].trim() === '', t(`accounts.${field}`)) ??
                    (refused.has(field) && field !== 'name' ? t(`accounts.${field}-rule`) : undefined)
                  }
                  onChange={({ target }) => setTyped({ ...typed, [field]: target.value })}
                />
              ))}
            </div>
            <RoleFields draft={role} lacks={lacks} onChange={setRole} />
          </>
        )}
      </Form>
    </Card>
  );
};
