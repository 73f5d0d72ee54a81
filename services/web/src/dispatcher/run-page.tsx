import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useRead } from '../api/client';
import { useCommand } from '../api/command';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { Card, Empty, Facts, Mark } from '../ui/card';
import { fenOf, yuan } from '../ui/money';
import { Page } from '../ui/page';
import { Button, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { moment } from '../ui/time';
import { Waiting } from '../ui/waiting';
import { useWord } from '../ui/words-of';
import { AmendRun } from './amend-run';
import { HandOverRun } from './hand-over-run';
import styles from './dispatcher.module.css';

type Run = components['schemas']['pharmacy_run_RunAnswer'];
type Dispatched = components['schemas']['dispatch_DispatchedRunAnswer'];

/** One trip: what to buy, whom to bring it, what it costs. */
export const RunPage = () => {
  const { t } = useTranslation('dispatcher');
  const { id = '' } = useParams();
  const run = useRead('get', '/api/pharmacy-run/runs/{id}', { params: { path: { id } } });
  // What is bought and whom one meets is one service's, who goes with which tasks another's.
  const dispatched = useRead('get', '/api/dispatch/runs/{id}', { params: { path: { id } } });
  return (
    <Page title={run.data ? t('run.of', { runner: run.data.runner ?? '—' }) : t('run.plain')} asOf={run.dataUpdatedAt}>
      <ProblemNote problem={run.error && asProblem(run.error)} again={() => void run.refetch()} />
      <ProblemNote problem={!run.error && dispatched.error ? asProblem(dispatched.error) : null} again={() => void dispatched.refetch()} />
      {run.isPending && <Waiting />}
      {run.data && <OneRun run={run.data} dispatched={dispatched.data} />}
    </Page>
  );
};

const OneRun = ({ run, dispatched }: { run: Run; dispatched: Dispatched | undefined }) => {
  const { t } = useTranslation('dispatcher');
  const { t: common, i18n } = useTranslation();
  const word = useWord();
  const { id, version, status, stops, shoppingList, money } = run;
  const [changing, setChanging] = useState<'hand-over' | 'amend'>();
  const start = useCommand('/api/dispatch/runs/{id}/start');
  return (
    <div className="stack">
      <div className={styles.doing}>
        <Mark tone={status === 'closed' ? 'plain' : 'good'}>{t(`runs.is.${status}`)}</Mark>
        {dispatched && (
          <span className={styles.hint}>
            {t('run.since', { at: moment(dispatched.since, i18n.language) })}
            {dispatched.since !== dispatched.plannedAt && ` · ${t('run.planned', { at: moment(dispatched.plannedAt, i18n.language) })}`}
          </span>
        )}
        {status === 'planned' && dispatched && (
          <Button disabled={start.isPending} onClick={() => start.mutate({ path: { id }, ifMatch: dispatched.version, body: {} })}>
            {t('run.start')}
          </Button>
        )}
        {status !== 'closed' && dispatched && (
          <>
            <Button onClick={() => setChanging('hand-over')}>{t('hand-over.title')}</Button>
            <Button onClick={() => setChanging('amend')}>{t('amend.title')}</Button>
          </>
        )}
      </div>
      <ProblemNote problem={start.error} />
      {changing === 'hand-over' && dispatched && (
        <HandOverRun runId={id} version={dispatched.version} onClose={() => setChanging(undefined)} />
      )}
      {changing === 'amend' && dispatched && (
        <AmendRun runId={id} version={dispatched.version} stops={stops} onClose={() => setChanging(undefined)} />
      )}
      <div className={styles.two}>
        <Card title={t('run.stops')}>
          {stops.length === 0 ? (
            <Empty>{t('run.no-stops')}</Empty>
          ) : (
            <ol className={styles.plainList}>
              {stops.map((stop) => (
                <li key={stop.taskId}>
                  {stop.order}. <strong>{stop.address ? common('address', { ...stop.address }) : '—'}</strong> {stop.name}{' '}
                  {stop.phone !== undefined && <a href={`tel:${stop.phone}`}>{stop.phone}</a>}{' '}
                  <Mark tone={stop.status === 'delivered' ? 'good' : stop.status === 'failed' ? 'bad' : 'plain'}>
                    {t(`run.stop.${stop.status}`)}
                  </Mark>
                  {stop.notes && <div className={styles.hint}>{stop.notes}</div>}
                </li>
              ))}
            </ol>
          )}
        </Card>
        <Card title={t('run.shopping')}>
          {shoppingList.length === 0 ? (
            <Empty>{t('run.nothing-to-buy')}</Empty>
          ) : (
            <ul className={styles.plainList}>
              {shoppingList.map(({ shop, shopName, item, strength, unit, quantity, lines }) => (
                <li key={`${shop} ${item} ${strength} ${unit}`}>
                  <strong>{item}</strong> {strength} × {quantity} {unit}{' '}
                  <span className={styles.hint}>
                    {lines.map((line) => `${word('substitution', line.substitution)} · ${t(`run.line.${line.status}`)}`).join(' / ')}
                  </span>
                  {shopName && (
                    <div className={styles.hint}>{t('run.at-shop', { shop: i18n.language === 'en' ? shopName.en : shopName.zh })}</div>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title={t('run.money')}>
          <div className="stack">
            <Facts
              of={[
                [t('run.advance'), yuan(money.advanceFen)],
                [t('run.paid'), yuan(money.paidFen)],
                [t('run.receipts'), yuan(money.receiptsFen)],
                [t('run.returned'), yuan(money.returnedFen)],
              ]}
            />
            {status !== 'closed' && <Advance id={id} version={version} />}
          </div>
        </Card>
      </div>
    </div>
  );
};

const Advance = ({ id, version }: { id: string; version: number }) => {
  const { t } = useTranslation('dispatcher');
  const [text, setText] = useState('');
  const advance = useCommand('/api/pharmacy-run/runs/{id}/advance', { onDone: () => setText('') });
  const amountFen = fenOf(text);
  return (
    <form
      className={styles.tools}
      onSubmit={(event) => {
        event.preventDefault();
        if (amountFen !== undefined && amountFen !== 0) advance.mutate({ path: { id }, ifMatch: version, body: { amountFen } });
      }}
    >
      <TextField label={t('run.advance-more')} inputMode="decimal" value={text} onChange={(event) => setText(event.target.value)} />
      <Button type="submit" disabled={advance.isPending || amountFen === undefined || amountFen === 0}>
        {t('run.advance-do')}
      </Button>
      <ProblemNote problem={advance.error} />
    </form>
  );
};
