import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useUser } from '../api/session';
import { Button, TextField } from '../ui/plain';
import { fenOf, yuan } from './amounts';
import { OfRun, Refused, Screen, type Run } from './parts';
import styles from './runner.module.css';
import { useRunCommand } from './this-phone';

export const SettlePage = () => <OfRun>{(run, asOf) => <Money run={run} asOf={asOf} />}</OfRun>;

/** Advance and payments on one side, receipts and what goes back on the other. */
const Money = ({ run, asOf }: { run: Run; asOf: number }) => {
  const { t } = useTranslation('runner');
  const { advanceFen, paidFen, receiptsFen, returnedFen } = run.money;
  const closed = run.status === 'closed';
  const rows = [
    ['advance', advanceFen],
    ['paid', paidFen],
    ...(closed
      ? ([
          ['receipts', receiptsFen],
          ['returned', returnedFen],
        ] as const)
      : []),
  ] as const;
  return (
    <Screen title={t('run.settle')} back={`/runs/${run.id}`} asOf={asOf}>
      <dl className={styles.money}>
        {rows.map(([what, fen]) => (
          <div key={what}>
            <dt>{t(`settle.${what}`)}</dt>
            <dd>¥ {yuan(fen)}</dd>
          </div>
        ))}
      </dl>
      {run.leftOver.length > 0 && (
        <section className={styles.card}>
          <h2>{t('settle.left-over')}</h2>
          <ul className={styles.bag}>
            {run.leftOver.map(({ lineId, item, strength, unit, quantity, priceFen }) => (
              <li key={lineId}>
                {[item, strength, `${quantity} ${unit}`].filter(Boolean).join(' ')}, ¥{yuan(priceFen)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {closed ? <p className={styles.hint}>{t('settle.closed')}</p> : <Closing run={run} />}
    </Screen>
  );
};

/** What has left the run since is bought and paid for all the same. */
const spentOf = ({ shoppingList, leftOver }: Run): number =>
  [...shoppingList.flatMap(({ lines }) => lines), ...leftOver].reduce((sum, { priceFen = 0 }) => sum + priceFen, 0);

const Closing = ({ run }: { run: Run }) => {
  const { t } = useTranslation('runner');
  const user = useUser();
  const { advanceFen, paidFen } = run.money;
  const spent = spentOf(run);
  const [receipts, setReceipts] = useState(yuan(spent));
  const [returned, setReturned] = useState(yuan(Math.max(0, advanceFen + paidFen - spent)));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const close = useRunCommand('/api/pharmacy-run/runs/{id}/close');
  const receiptsFen = fenOf(receipts);
  const returnedFen = fenOf(returned);
  const difference = receiptsFen === undefined || returnedFen === undefined ? 0 : advanceFen + paidFen - receiptsFen - returnedFen;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (receiptsFen === undefined || returnedFen === undefined || (difference !== 0 && reason.trim() === '')) return;
    close.mutate({
      path: { id: run.id },
      body: { receiptsFen, returnedFen, ...(difference !== 0 && { difference: { reason: reason.trim(), by: user.name } }) },
      label: t('settle.do'),
    });
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <TextField
        label={t('settle.receipts-yuan')}
        inputMode="decimal"
        value={receipts}
        onChange={(event) => setReceipts(event.target.value)}
        error={tried && receiptsFen === undefined ? t('buy.price-wrong') : undefined}
      />
      <TextField
        label={t('settle.returned-yuan')}
        inputMode="decimal"
        value={returned}
        onChange={(event) => setReturned(event.target.value)}
        error={tried && returnedFen === undefined ? t('buy.price-wrong') : undefined}
      />
      {difference !== 0 && (
        <>
          <p className={styles.unavailable}>{t(difference > 0 ? 'settle.short' : 'settle.over', { yuan: yuan(Math.abs(difference)) })}</p>
          <TextField
            label={t('settle.reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            error={tried && reason.trim() === '' ? t('settle.reason-wrong') : undefined}
          />
        </>
      )}
      <Refused problem={close.error} />
      <Button primary type="submit" className={styles.big} disabled={close.isPending}>
        {t('settle.do')}
      </Button>
    </form>
  );
};
