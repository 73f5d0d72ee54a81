import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextField } from '../ui/plain';
import { fenOf } from './amounts';
import { OfRun, Refused, Screen, type Run, type Stop } from './parts';
import { GiveBack } from './give-back';
import styles from './runner.module.css';
import { useHeldRunCommand, useRunCommand } from './this-phone';

const REASONS = ['absent', 'sold-out', 'wrong-strength', 'gate-closed', 'refused', 'other'] as const;

export const DeliverPage = () => <OfRun>{(run, asOf) => <Stops run={run} asOf={asOf} />}</OfRun>;

/** The doors in their order; the next one is open, another is opened where somebody goes there first. */
const Stops = ({ run, asOf }: { run: Run; asOf: number }) => {
  const { t } = useTranslation('runner');
  const stops = [...run.stops].sort((left, right) => left.order - right.order);
  const [first, setFirst] = useState<string>();
  const next = (
    stops.find(({ taskId, status }) => taskId === first && status === 'waiting') ?? stops.find(({ status }) => status === 'waiting')
  )?.taskId;
  return (
    <Screen title={t('run.deliver')} back={`/runs/${run.id}`} asOf={asOf}>
      {stops.length === 0 && <p className={styles.hint}>{t('deliver.empty')}</p>}
      <ol className={styles.list}>
        {stops.map((stop) => (
          <li key={stop.taskId}>
            <Door run={run} stop={stop} next={stop.taskId === next} onFirst={() => setFirst(stop.taskId)} />
          </li>
        ))}
      </ol>
    </Screen>
  );
};

const Door = ({ run, stop, next, onFirst }: { run: Run; stop: Stop; next: boolean; onFirst: () => void }) => {
  const { t } = useTranslation('runner');
  const { t: c } = useTranslation();
  const bag = run.shoppingList.flatMap(({ item, strength, unit, lines }) =>
    lines
      .filter(({ taskId }) => taskId === stop.taskId)
      .map(({ lineId, status, boughtQuantity, quantity, instead = { item, strength } }) => ({
        lineId,
        text: [instead.item, instead.strength, `${boughtQuantity ?? quantity} ${unit}`].filter(Boolean).join(' '),
        // What does not lie in the bag is said, before somebody stands at the door without it.
        missing: status === 'listed' || status === 'unavailable' ? t(`line.${status}`) : undefined,
      })),
  );
  return (
    <section className={`${styles.card} ${next ? styles.next : ''} ${stop.status === 'waiting' ? '' : styles.over}`}>
      <h2>
        {t('deliver.stop', { order: stop.order })} {stop.address && `· ${c('address', { ...stop.address })}`}
      </h2>
      <p>
        {stop.name ?? t('deliver.nobody')}{' '}
        {stop.phone !== undefined && (
          <a className={styles.phone} href={`tel:${stop.phone}`}>
            {stop.phone}
          </a>
        )}
      </p>
      {stop.notes !== undefined && <p className={styles.notes}>{stop.notes}</p>}
      {stop.work !== undefined && (
        <p>
          <strong>{c(`kind.${stop.kind as 'repair'}`)}</strong> {stop.work.join(' · ')}
        </p>
      )}
      {bag.length > 0 && (
        <ul className={styles.bag} aria-label={t('deliver.bag')}>
          {bag.map(({ lineId, text, missing }) => (
            <li key={lineId}>
              {text} {missing !== undefined && <strong className={styles.missing}>{missing}</strong>}
            </li>
          ))}
        </ul>
      )}
      {stop.status === 'waiting' && run.status !== 'closed' ? (
        next ? (
          <HandOver run={run} stop={stop} />
        ) : (
          <Button onClick={onFirst}>{t('deliver.first')}</Button>
        )
      ) : (
        <p className={styles[stop.status] ?? ''}>{t(`stop.${stop.status as 'delivered'}`)}</p>
      )}
    </section>
  );
};

/** Against the four digits that the household was told; or what stood in the way. */
const HandOver = ({ run, stop }: { run: Run; stop: Stop }) => {
  const { t } = useTranslation('runner');
  const [trouble, setTrouble] = useState(false);
  const [code, setCode] = useState('');
  const [paid, setPaid] = useState('');
  const [tried, setTried] = useState(false);
  const deliver = useRunCommand('/api/pharmacy-run/runs/{id}/stops/{taskId}/deliver');
  const paidFen = paid.trim() === '' ? 0 : fenOf(paid);
  if (trouble) return <Trouble run={run} stop={stop} onBack={() => setTrouble(false)} />;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!/^\d{4}$/.test(code) || paidFen === undefined) return;
    deliver.mutate({
      path: { id: run.id, taskId: stop.taskId },
      body: { proof: { kind: 'code', code }, paidFen },
      label: t('did.deliver', { order: stop.order }),
    });
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <TextField
        label={t('deliver.code')}
        className={styles.code}
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        value={code}
        onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
        error={tried && !/^\d{4}$/.test(code) ? t('deliver.code-wrong') : undefined}
      />
      <TextField
        label={t('deliver.paid')}
        inputMode="decimal"
        value={paid}
        onChange={(event) => setPaid(event.target.value)}
        error={tried && paidFen === undefined ? t('buy.price-wrong') : undefined}
      />
      <Refused problem={deliver.error} />
      <div className={styles.buttons}>
        <Button primary type="submit" className={styles.big} disabled={deliver.isPending}>
          {t('deliver.do')}
        </Button>
        <Button onClick={() => setTrouble(true)}>{t('deliver.trouble')}</Button>
      </div>
    </form>
  );
};

const Trouble = ({ run, stop, onBack }: { run: Run; stop: Stop; onBack: () => void }) => {
  const { t } = useTranslation('runner');
  const { t: c } = useTranslation();
  const [note, setNote] = useState('');
  const fail = useHeldRunCommand('/api/pharmacy-run/runs/{id}/stops/{taskId}/fail');
  return (
    <div className={styles.form}>
      <TextField label={t('deliver.note')} value={note} onChange={(event) => setNote(event.target.value)} />
      <p id={`why-${stop.taskId}`}>{t('deliver.why')}</p>
      <div className={styles.buttons} role="group" aria-labelledby={`why-${stop.taskId}`}>
        {REASONS.map((reason) => (
          <Button
            key={reason}
            onClick={() =>
              fail({
                path: { id: run.id, taskId: stop.taskId },
                body: { reason, ...(note.trim() !== '' && { note: note.trim() }) },
                label: t('did.fail', { order: stop.order, why: c(`incident.${reason}`) }),
              })
            }
          >
            {c(`incident.${reason}`)}
          </Button>
        ))}
        <Button onClick={onBack}>{c('action.back')}</Button>
      </div>
      <GiveBack run={run} stop={stop} />
    </div>
  );
};
