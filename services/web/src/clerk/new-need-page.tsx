import { keepPreviousData } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useRead } from '../api/client';
import { useCommand } from '../api/command';
import { asProblem } from '../api/problem';
import { Card, Empty, Mark } from '../ui/card';
import { Radios, TextArea } from '../ui/fields';
import { Page } from '../ui/page';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { moment } from '../ui/time';
import { TimeLeft } from '../ui/time-left';
import { toneOf, URGENCIES, useChoices, useWord, type Kind, KINDS } from '../ui/words-of';
import { daysIn, missingIn, NEEDS_LINES, newDraft, newLine, requestOf, RUNS_OUT, type Missing, type NeedDraft } from './need-draft';
import { NeedLines } from './need-lines';
import { ResidentSide } from './resident-side';
import { SameDoor, useHousehold } from './same-door';
import styles from './clerk.module.css';

/** kind → what → days left → the deadline with its reason; by keyboard alone. */
export const NewNeedPage = () => {
  const { t } = useTranslation('clerk');
  const [params] = useSearchParams();
  const residentId = params.get('resident');
  return (
    <Page title={t('form.title')}>
      {residentId === null ? (
        <Empty>
          {t('form.whose')} <Link to="/clerk">{t('form.find')}</Link>
        </Empty>
      ) : (
        <NewNeed key={residentId} residentId={residentId} />
      )}
    </Page>
  );
};

const NewNeed = ({ residentId }: { residentId: string }) => {
  const { t, i18n } = useTranslation('clerk');
  const { t: common } = useTranslation();
  const word = useWord();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<NeedDraft>(() => newDraft(newLine(crypto.randomUUID())));
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const kinds = useChoices('kind', KINDS);
  const urgencies = useChoices('urgency', URGENCIES);
  const resident = useRead('get', '/api/intake/residents/{id}', { params: { path: { id: residentId } } });
  const open = useRead('get', '/api/intake/needs', { params: { query: { residentId, limit: 50 } } });
  const household = useHousehold(resident.data);
  const { kind, daysLeft, urgency } = draft;
  const days = daysIn(daysLeft);
  const foreseen = useRead(
    'get',
    '/api/intake/needs/deadline',
    { params: { query: { kind: kind ?? 'other', ...(days !== undefined && { daysLeft: days }), ...(urgency && { urgency }) } } },
    { enabled: kind !== undefined, placeholderData: keepPreviousData },
  );
  const create = useCommand('/api/intake/needs', {
    onDone: ({ id }) => {
      void message.success(t('form.done'));
      void navigate(`/clerk/needs/${id}`);
    },
  });
  useEffect(() => first.current?.focus(), []);

  const sameKind = open.data?.items.find((need) => need.kind === kind && (need.status === 'open' || need.status === 'assigned'));
  const refusedOpen = create.error?.code === 'need-already-open' ? create.error.details : undefined;
  const asks = sameKind !== undefined || refusedOpen !== undefined;
  const overridden = foreseen.data?.overridden === true && urgency !== undefined;
  const missing = missingIn(draft, overridden);
  const error = (field: Missing, name: string, sentence: 'required' | 'number' = 'required'): string | undefined =>
    tried && missing.includes(field) ? common(`form.${sentence}`, { field: name }) : undefined;
  const set = (changes: Partial<NeedDraft>): void => setDraft((before) => ({ ...before, ...changes }));
  const unit = kind === undefined ? '' : t(`unit.${kind}`);
  const known = useMemo(() => (kind === 'medicine' ? (resident.data?.medicationPlan ?? []) : []), [kind, resident.data]);

  const choose = (next: Kind): void => {
    const before = kind === undefined ? '' : t(`unit.${kind}`);
    const after = t(`unit.${next}`);
    set({
      kind: next,
      evenIfOpen: false,
      lines: draft.lines.map((line) => (line.unit === before || line.unit === '' ? { ...line, unit: after } : line)),
    });
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0 || (asks && !draft.evenIfOpen)) {
      // Where the first thing is missing, there the hands go on.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-asks]:not(:checked)')?.focus());
      return;
    }
    create.mutate({ body: requestOf(residentId, draft) });
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <Card>
        <div className="stack">
          <Radios legend={t('form.kind')} choices={kinds} value={kind} onChange={choose} first={first} />
          {tried && kind === undefined && <p role="alert">{common('form.required', { field: t('form.kind') })}</p>}
          <NeedLines
            lines={draft.lines}
            isMedicine={kind === 'medicine'}
            known={known}
            unit={unit}
            onChange={(lines) => set({ lines })}
            errorOf={(field, at) => error(`${field}-${at}`, t(`form.${field}`), field === 'quantity' ? 'number' : 'required')}
          />
          {kind !== undefined && !NEEDS_LINES.has(kind) && <p>{t('form.no-lines')}</p>}
          {(kind === undefined || RUNS_OUT.has(kind)) && (
            <div className={styles.short}>
              <TextField
                label={t('form.days-left')}
                inputMode="decimal"
                value={daysLeft}
                error={error('days-left', t('form.days-left'), 'number')}
                onChange={(event) => set({ daysLeft: event.target.value })}
              />
            </div>
          )}
          <Radios
            legend={t('form.urgency')}
            choices={urgencies}
            value={urgency ?? foreseen.data?.proposed}
            onChange={(next) => set({ urgency: next })}
          />
          {overridden && (
            <TextField
              label={t('form.urgency-reason', { proposed: word('urgency', foreseen.data?.proposed ?? '') })}
              maxLength={500}
              value={draft.urgencyReason}
              error={error('urgency-reason', t('form.reason'))}
              onChange={(event) => set({ urgencyReason: event.target.value })}
            />
          )}
          <div aria-live="polite">
            {foreseen.data && kind !== undefined && (
              <p className={styles.deadline}>
                <strong>{t('form.deadline', { at: moment(foreseen.data.deadline, i18n.language) })}</strong>
                <TimeLeft deadline={foreseen.data.deadline} />
                <Mark tone={toneOf(foreseen.data.urgency)}>{word('urgency', foreseen.data.urgency)}</Mark>
                <span>
                  {days === undefined && kind === 'medicine' && known.length > 0
                    ? t('form.from.plan')
                    : t(`form.from.${foreseen.data.from}`, { days: daysLeft, urgency: word('urgency', foreseen.data.urgency) })}
                </span>
              </p>
            )}
          </div>
          <details className={styles.details}>
            <summary>{t('form.requester')}</summary>
            <div className={styles.three}>
              {(['name', 'phone', 'relation'] as const).map((field) => (
                <TextField
                  key={field}
                  label={t(`form.requester-${field}`)}
                  maxLength={field === 'phone' ? 40 : 100}
                  value={draft.requester[field]}
                  onChange={(event) => set({ requester: { ...draft.requester, [field]: event.target.value } })}
                />
              ))}
            </div>
          </details>
          <TextArea label={t('form.notes')} maxLength={2000} value={draft.notes} onChange={(event) => set({ notes: event.target.value })} />
          {open.data && <SameDoor household={household} own={open.data.items} />}
          {asks && (
            <div role="alert" className={`${styles.deadline} ${styles.asks}`}>
              <strong>{t('form.open-already')}</strong>
              <span>
                {word('need-status', String(refusedOpen?.needStatus ?? sameKind?.status))}
                {(refusedOpen?.runner ?? sameKind?.runner) !== undefined &&
                  ` · ${t('card.on-the-way', { runner: String(refusedOpen?.runner ?? sameKind?.runner) })}`}
              </span>
              <Link to={`/clerk/needs/${String(refusedOpen?.needId ?? sameKind?.id)}`}>{t('form.see-open')}</Link>
              <label>
                <input
                  data-asks
                  type="checkbox"
                  checked={draft.evenIfOpen}
                  onChange={(event) => set({ evenIfOpen: event.target.checked })}
                />{' '}
                {t('form.even-if-open')}
              </label>
            </div>
          )}
          {!refusedOpen && <ProblemNote problem={create.error} />}
          <div className={styles.actions}>
            <Button type="submit" primary disabled={create.isPending}>
              {t('form.send')}
            </Button>
            <span>{t('form.keys')}</span>
          </div>
        </div>
      </Card>
      <div className={styles.side}>
        {resident.data && <ResidentSide resident={resident.data} needs={open.data?.items ?? []} />}
        <ProblemNote problem={resident.error && asProblem(resident.error)} again={() => void resident.refetch()} />
      </div>
    </form>
  );
};
