import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { againOf, useCommand } from '../api/command';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { Card, Empty } from '../ui/card';
import { Form } from '../ui/form';
import { List } from '../ui/list';
import { Page } from '../ui/page';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { Waiting } from '../ui/waiting';
import styles from './administrator.module.css';
import { FileButton } from './file-button';
import { useAreas } from './use-areas';

type Area = components['schemas']['intake_AreaAnswer'];
const COMMUNITY_DIGITS = 12;

/** The tree of areas, and the homes of each community. */
export const AreasPage = () => {
  const { t } = useTranslation('administrator');
  const { areas, nameOf } = useAreas();
  const [adding, setAdding] = useState(false);
  const items = areas.data?.items ?? [];
  return (
    <Page
      title={t('area.title')}
      asOf={areas.dataUpdatedAt}
      actions={
        <Button primary aria-expanded={adding} onClick={() => setAdding(!adding)}>
          {t('area.new')}
        </Button>
      }
    >
      {adding && <NewArea onDone={() => setAdding(false)} />}
      <p className={styles.hint}>{t('area.file-hint')}</p>
      <ProblemNote problem={areas.error && asProblem(areas.error)} again={() => void areas.refetch()} />
      {areas.isPending && <Waiting />}
      {areas.data && items.length === 0 && <Empty>{t('area.empty')}</Empty>}
      {items.length > 0 && (
        <List
          caption={t('area.title')}
          rows={items}
          keyOf={({ code }) => code}
          columns={[
            { title: t('area.name'), show: ({ code }) => <strong data-digits={code.length}>{nameOf(code)}</strong> },
            { title: t('area.digits'), show: ({ code }) => code },
            { title: t('area.homes'), show: (area) => <Homes area={area} /> },
            { title: t('area.import'), show: (area) => area.code.length === COMMUNITY_DIGITS && <ImportHomes area={area} /> },
          ]}
        />
      )}
    </Page>
  );
};

const Homes = ({ area: { code, homes, buildings } }: { area: Area }) => {
  const { t } = useTranslation('administrator');
  const { t: common } = useTranslation();
  if (code.length !== COMMUNITY_DIGITS) return null;
  if (homes === 0) return <span className={styles.hint}>{t('area.no-homes')}</span>;
  return (
    <details className={styles.tree}>
      <summary>{t('area.counts', { homes, buildings: buildings.length })}</summary>
      <ul>
        {buildings.map(({ building, grid, units }) => (
          <li key={building}>
            {common('building', { building })} ·{' '}
            {t('area.building', { units: units.length, homes: units.reduce((sum, { rooms }) => sum + rooms.length, 0) })}
            {grid !== undefined && ` · ${t('area.grid', { grid })}`}
          </li>
        ))}
      </ul>
    </details>
  );
};

const ImportHomes = ({ area: { code } }: { area: Area }) => {
  const { t } = useTranslation('administrator');
  const add = useCommand('/api/intake/areas/{code}/homes');
  return (
    <>
      <FileButton label={t('area.choose-file')} disabled={add.isPending} onFile={(file) => add.mutate({ path: { code }, file })} />
      <span role="status"> {add.data && t('area.imported', { homes: add.data.homes })}</span>
      <ProblemNote problem={add.error} again={againOf(add)} />
    </>
  );
};

const NewArea = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation('administrator');
  const { t: common } = useTranslation();
  const [typed, setTyped] = useState({ code: '', zh: '', en: '' });
  const define = useCommand('/api/intake/areas', { onDone });
  const [code, zh, en] = [typed.code.trim(), typed.zh.trim(), typed.en.trim()];
  const isCode = /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(code);
  const isWhole = isCode && zh !== '' && en !== '';
  return (
    <Card title={t('area.new')} className={styles.add}>
      <Form
        command={define}
        sent={isWhole ? { body: { code, name: { zh, en } } } : undefined}
        action={common('action.save')}
        onCancel={onDone}
      >
        {(lacks) => (
          <div className={styles.fields}>
            {(['code', 'zh', 'en'] as const).map((field) => (
              <TextField
                key={field}
                label={t(field === 'code' ? 'area.digits' : `area.${field}`)}
                inputMode={field === 'code' ? 'numeric' : undefined}
                autoFocus={field === 'code'}
                maxLength={field === 'code' ? COMMUNITY_DIGITS : 100}
                value={typed[field]}
                error={
                  field === 'code'
                    ? lacks(!isCode, t('area.digits')) && t('area.code-rule')
                    : lacks(typed[field].trim() === '', t(`area.${field}`))
                }
                onChange={({ target }) => setTyped({ ...typed, [field]: target.value })}
              />
            ))}
          </div>
        )}
      </Form>
    </Card>
  );
};
