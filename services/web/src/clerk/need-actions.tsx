import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import type { components } from '../api/schema';
import { Card } from '../ui/card';
import { TextArea } from '../ui/fields';
import { Form } from '../ui/form';
import { useHeldCommand } from '../ui/held-command';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { daysLeftOf, linesOf, missingIn, newDraft, newLine, type NeedDraft } from './need-draft';
import { NeedLines } from './need-lines';
import styles from './clerk.module.css';

type Need = components['schemas']['intake_NeedAnswer'];
type Doing = 'amend' | 'cancel' | 'confirm' | 'reopen';

interface OfNeed {
  readonly need: Need;
  readonly refetch: () => void;
}

export const NeedActions = (of: OfNeed) => {
  const { t } = useTranslation('clerk');
  return (
    <Card title={t('need.do')}>
      <ActionsOn {...of} />
    </Card>
  );
};

/** What a clerk can do about a need as it stands. */
export const ActionsOn = ({ need, refetch }: OfNeed) => {
  const { t } = useTranslation('clerk');
  const [doing, setDoing] = useState<Doing>();
  const newCode = useCommand('/api/intake/needs/{id}/new-code');
  const going = need.status === 'open' || need.status === 'assigned';
  const can: Doing[] = going ? ['amend', 'cancel'] : need.status === 'met' ? ['confirm', 'reopen'] : ['reopen'];
  const done = (): void => setDoing(undefined);
  return (
    <div className="stack">
      <div className={styles.actions}>
        {can.map((one) => (
          <Button
            key={one}
            primary={one === 'confirm'}
            aria-expanded={doing === one}
            onClick={() => setDoing(doing === one ? undefined : one)}
          >
            {t(`need.${one}`)}
          </Button>
        ))}
        {going && (
          <Button disabled={newCode.isPending} onClick={() => newCode.mutate({ path: { id: need.id } })}>
            {t('need.new-code')}
          </Button>
        )}
      </div>
      <ProblemNote problem={newCode.error} />
      {doing === 'amend' && <Amend need={need} onDone={done} refetch={refetch} />}
      {(doing === 'cancel' || doing === 'confirm' || doing === 'reopen') && (
        <WithWords key={doing} need={need} doing={doing} onDone={done} />
      )}
    </div>
  );
};

/** A sentence with it, and ten seconds to think again. */
const WithWords = ({
  need: { id, version },
  doing,
  onDone,
}: {
  need: Need;
  doing: 'cancel' | 'confirm' | 'reopen';
  onDone: () => void;
}) => {
  const { t } = useTranslation('clerk');
  const [text, setText] = useState('');
  const cancel = useHeldCommand('/api/intake/needs/{id}/cancel');
  const confirm = useHeldCommand('/api/intake/needs/{id}/confirm');
  const reopen = useHeldCommand('/api/intake/needs/{id}/reopen');
  const send = (said: string): void => {
    const what = t(`need.${doing}`);
    const of = { path: { id }, ifMatch: version };
    if (doing === 'confirm') confirm(what, { ...of, body: said === '' ? {} : { note: said } }, said);
    else (doing === 'cancel' ? cancel : reopen)(what, { ...of, body: said === '' ? {} : { reason: said } }, said);
    onDone();
  };
  return (
    <Form command={{ mutate: send }} sent={text.trim()} action={t(`need.${doing}`)} onCancel={onDone}>
      <TextField
        label={t(`need.${doing}-words`)}
        maxLength={500}
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Form>
  );
};

const draftOf = ({ kind, lines, notes }: Need): NeedDraft => ({
  ...newDraft(newLine('1')),
  kind,
  lines: lines.map(({ lineId, item = '', strength = '', quantity, unit, substitution }) => ({
    key: lineId,
    item,
    strength,
    quantity: String(quantity),
    unit,
    substitution,
  })),
  notes: notes ?? '',
});

/** States the version it was read at: who came in between is seen, and what was typed stays. */
const Amend = ({ need, onDone, refetch }: { need: Need; onDone: () => void; refetch: () => void }) => {
  const { t } = useTranslation('clerk');
  const { t: common } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(need));
  const [version, setVersion] = useState(need.version);
  const amend = useCommand('/api/intake/needs/{id}/amend', { onDone });
  const missing = missingIn(draft, false);
  const body = {
    lines: linesOf(draft),
    ...daysLeftOf(draft),
    notes: draft.notes.trim(),
  };
  return (
    <Form
      command={amend}
      sent={missing.length === 0 ? { path: { id: need.id }, ifMatch: version, body } : undefined}
      takeLatest={(latest) => {
        setVersion(latest);
        refetch();
      }}
      action={common('action.save')}
      onCancel={onDone}
    >
      {(lacks) => (
        <>
          <NeedLines
            lines={draft.lines}
            isMedicine={need.kind === 'medicine'}
            known={[]}
            unit={t(`unit.${need.kind}`)}
            onChange={(lines) => setDraft({ ...draft, lines })}
            errorOf={(field, at) =>
              lacks(missing.includes(`${field}-${at}`), t(`form.${field}`), field === 'quantity' ? 'number' : 'required')
            }
          />
          <div className={styles.short}>
            <TextField
              label={t('form.days-left')}
              inputMode="decimal"
              value={draft.daysLeft}
              error={lacks(missing.includes('days-left'), t('form.days-left'), 'number')}
              onChange={(event) => setDraft({ ...draft, daysLeft: event.target.value })}
            />
          </div>
          <TextArea
            label={t('form.notes')}
            maxLength={2000}
            value={draft.notes}
            onChange={(event) => setDraft({ ...draft, notes: event.target.value })}
          />
        </>
      )}
    </Form>
  );
};
