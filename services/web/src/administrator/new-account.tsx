import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import { Card } from '../ui/card';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import styles from './administrator.module.css';
import { NO_ROLE, RoleFields, roleOf } from './role-fields';

/** A colleague who begins: his name, how he signs in, and the first thing he may do. */
export const NewAccount = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation('administrator');
  const { t: common } = useTranslation();
  const [typed, setTyped] = useState({ name: '', account: '', password: '' });
  const [role, setRole] = useState(NO_ROLE);
  const [tried, setTried] = useState(false);
  const create = useCommand('/api/auth/accounts', { onDone });
  const refused = new Set<string | undefined>(create.error?.fields.map(({ path }) => path));
  const error = (field: keyof typeof typed): string | undefined => {
    if (tried && typed[field].trim() === '') return common('form.required', { field: t(`accounts.${field}`) });
    return refused.has(field) && field !== 'name' ? t(`accounts.${field}-rule`) : undefined;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const granted = roleOf(role);
    if (!granted || Object.values(typed).some((text) => text.trim() === '')) return;
    create.mutate({ body: { name: typed.name.trim(), account: typed.account.trim(), password: typed.password, roles: [granted] } });
  };
  return (
    <Card title={t('accounts.new')} className={styles.add}>
      <form className="stack" noValidate onSubmit={submit}>
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
              error={error(field)}
              onChange={({ target }) => setTyped({ ...typed, [field]: target.value })}
            />
          ))}
        </div>
        <RoleFields draft={role} tried={tried} onChange={setRole} />
        <ProblemNote problem={create.error} />
        <div className={styles.actions}>
          <Button type="submit" primary disabled={create.isPending}>
            {t('accounts.create')}
          </Button>
          <Button onClick={onDone}>{common('action.cancel')}</Button>
        </div>
      </form>
    </Card>
  );
};
