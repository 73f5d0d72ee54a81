import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextField } from '../ui/plain';
import { AmountFields } from './amount-fields';
import { fenOf, quantityOf, yuan } from './amounts';
import { itemOf, OfRun, Refused, Screen, type Entry, type Line, type Run } from './parts';
import styles from './runner.module.css';
import { AnswerForm, SubstituteForm } from './substitute-form';
import { useHeldRunCommand, useRunCommand } from './this-phone';

export const BuyPage = () => <OfRun>{(run, asOf) => <ShoppingList run={run} asOf={asOf} />}</OfRun>;

/** What to buy, medicine by medicine, with each household's part of it. */
const ShoppingList = ({ run, asOf }: { run: Run; asOf: number }) => {
  const { t } = useTranslation('runner');
  return (
    <Screen title={t('run.buy')} back={`/runs/${run.id}`} asOf={asOf}>
      {run.shoppingList.length === 0 && <p className={styles.hint}>{t('buy.empty')}</p>}
      {shopsOf(run.shoppingList).map((entries) => (
        <Shop key={entries[0]!.shop ?? ''} run={run} entries={entries} />
      ))}
    </Screen>
  );
};

/** The list comes ordered by shop: what is bought in one stands together. */
const shopsOf = (list: readonly Entry[]): Entry[][] =>
  list.reduce<Entry[][]>((shops, entry) => {
    const last = shops.at(-1);
    if (last && last[0]!.shop === entry.shop) last.push(entry);
    else shops.push([entry]);
    return shops;
  }, []);

const Shop = ({ run, entries }: { run: Run; entries: readonly Entry[] }) => {
  const { i18n } = useTranslation();
  const { shop, shopName, shopPlace } = entries[0]!;
  return (
    <>
      {shop !== undefined && (
        <h2 className={styles.shop}>
          {(i18n.language === 'en' ? shopName?.en : shopName?.zh) ?? shop}
          {shopPlace !== undefined && <span className={styles.soft}> · {shopPlace}</span>}
        </h2>
      )}
      {entries.map((entry) => (
        <Item key={`${entry.item}/${entry.strength ?? ''}/${entry.unit}`} run={run} entry={entry} />
      ))}
    </>
  );
};

const Item = ({ run, entry: { shop, item, strength, unit, quantity, lines } }: { run: Run; entry: Entry }) => {
  const { t } = useTranslation('runner');
  const Heading = shop === undefined ? 'h2' : 'h3';
  return (
    <section className={styles.card}>
      <Heading>
        {item} {strength}
      </Heading>
      <p className={styles.sum}>{t('buy.altogether', { quantity, unit })}</p>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line.lineId}>
            <Part run={run} line={line} unit={unit} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const Part = ({ run, line, unit }: { run: Run; line: Line; unit: string }) => {
  const { t } = useTranslation('runner');
  const { t: c } = useTranslation();
  const [open, setOpen] = useState<'entered' | 'substitute'>();
  const stop = run.stops.find(({ taskId }) => taskId === line.taskId);
  const where = stop?.address ? c('address', { ...stop.address }) : t('deliver.stop', { order: stop?.order ?? '' });
  const over = run.status === 'closed' || stop?.status !== 'waiting';
  const isHad = line.status !== 'listed' && line.status !== 'unavailable';
  const close = (): void => setOpen(undefined);
  return (
    <div className={styles.part}>
      <p>
        {where} · {t('buy.part', { quantity: line.quantity, unit })} · {c(`substitution.${line.substitution as 'never'}`)}
      </p>
      <p className={styles[line.status] ?? ''}>
        {t(`line.${line.status as 'listed'}`, {
          quantity: line.boughtQuantity ?? 0,
          unit,
          price: yuan(line.priceFen ?? 0),
          item: [line.instead?.item, line.instead?.strength].filter(Boolean).join(' '),
        })}
      </p>
      {!over && line.asked && <AnswerForm run={run} line={line} unit={unit} />}
      {!over && !open && (
        <div className={styles.buttons}>
          <Button onClick={() => setOpen('entered')}>{isHad ? t('buy.correct') : t('buy.enter')}</Button>
          {!isHad && !line.asked && line.substitution !== 'never' && (
            <Button onClick={() => setOpen('substitute')}>{t('instead.do')}</Button>
          )}
        </div>
      )}
      {!over && open === 'entered' && <Entered run={run} line={line} unit={unit} onDone={close} />}
      {!over && open === 'substitute' && <SubstituteForm run={run} line={line} unit={unit} onDone={close} />}
    </div>
  );
};

/** Quantity and price of one part; a second time it is a correction, and says why. */
const Entered = ({ run, line, unit, onDone }: { run: Run; line: Line; unit: string; onDone: () => void }) => {
  const { t } = useTranslation('runner');
  const { t: c } = useTranslation();
  const first = line.status === 'listed' || line.status === 'unavailable';
  const [typed, setTyped] = useState({
    quantity: String(line.boughtQuantity ?? line.quantity),
    price: line.priceFen === undefined ? '' : yuan(line.priceFen),
  });
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const bought = useRunCommand('/api/pharmacy-run/runs/{id}/lines/{lineId}/bought', { onDone });
  const correct = useRunCommand('/api/pharmacy-run/runs/{id}/lines/{lineId}/correct', { onDone });
  const unavailable = useHeldRunCommand('/api/pharmacy-run/runs/{id}/lines/{lineId}/unavailable');
  const path = { id: run.id, lineId: line.lineId };
  const item = itemOf(run, line.lineId);
  const amount = quantityOf(typed.quantity);
  const priceFen = fenOf(typed.price);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (amount === undefined || priceFen === undefined || (!first && reason.trim() === '')) return;
    if (first) bought.mutate({ path, body: { quantity: amount, priceFen }, label: t('did.bought', { item }) });
    else correct.mutate({ path, body: { quantity: amount, priceFen, reason: reason.trim() }, label: t('did.correct', { item }) });
  };
  const pending = bought.isPending || correct.isPending;
  return (
    <form className={styles.form} onSubmit={save} noValidate>
      <AmountFields label={t('buy.quantity', { unit })} typed={typed} tried={tried} onType={setTyped} />
      {!first && (
        <TextField
          label={t('buy.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={tried && reason.trim() === '' ? t('buy.reason-wrong') : undefined}
        />
      )}
      <Refused problem={bought.error ?? correct.error} />
      <div className={styles.buttons}>
        <Button primary type="submit" disabled={pending}>
          {t('buy.save')}
        </Button>
        {line.status === 'listed' && (
          <Button
            disabled={pending}
            onClick={() => {
              unavailable({ path, body: {}, label: t('did.unavailable', { item }) });
              onDone();
            }}
          >
            {t('buy.unavailable')}
          </Button>
        )}
        <Button onClick={onDone}>{c('action.cancel')}</Button>
      </div>
    </form>
  );
};
