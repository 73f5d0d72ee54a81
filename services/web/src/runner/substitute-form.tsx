import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, TextField } from '../ui/plain';
import { AmountFields } from './amount-fields';
import { fenOf, quantityOf, yuan } from './amounts';
import { itemOf, Refused, type Line, type Run } from './parts';
import styles from './runner.module.css';
import { useRunCommand } from './this-phone';

interface OfLine {
  readonly run: Run;
  readonly line: Line;
  readonly unit: string;
}

/** Something else in the place of one part: bought at once, or asked of the household first, as the need says. */
export const SubstituteForm = ({ run, line, unit, onDone }: OfLine & { readonly onDone: () => void }) => {
  const { t } = useTranslation('runner');
  const { t: c } = useTranslation();
  const [item, setItem] = useState('');
  const [strength, setStrength] = useState('');
  const [typed, setTyped] = useState({
    quantity: String(line.quantity),
    price: '',
  });
  const [tried, setTried] = useState(false);
  const substitute = useRunCommand('/api/pharmacy-run/runs/{id}/lines/{lineId}/substitute', { onDone });
  const amount = quantityOf(typed.quantity);
  const priceFen = fenOf(typed.price);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (item.trim() === '' || amount === undefined || priceFen === undefined) return;
    substitute.mutate({
      path: { id: run.id, lineId: line.lineId },
      body: { item: item.trim(), ...(strength.trim() !== '' && { strength: strength.trim() }), quantity: amount, priceFen },
      label: t('did.substitute', { item: itemOf(run, line.lineId) }),
    });
  };
  return (
    <form className={styles.form} onSubmit={save} noValidate>
      <TextField
        label={t('instead.item')}
        value={item}
        onChange={(event) => setItem(event.target.value)}
        error={tried && item.trim() === '' ? t('instead.item-wrong') : undefined}
      />
      <TextField label={t('instead.strength')} value={strength} onChange={(event) => setStrength(event.target.value)} />
      <AmountFields label={t('instead.quantity', { unit })} typed={typed} tried={tried} onType={setTyped} />
      <Refused problem={substitute.error} />
      <div className={styles.buttons}>
        <Button primary type="submit" disabled={substitute.isPending}>
          {line.substitution === 'allowed' ? t('instead.bought') : t('instead.ask')}
        </Button>
        <Button onClick={onDone}>{c('action.cancel')}</Button>
      </div>
    </form>
  );
};

/** What the household is asked to take, and what somebody there says to it. */
export const AnswerForm = ({ run, line, unit }: OfLine) => {
  const { t } = useTranslation('runner');
  const [by, setBy] = useState('');
  const [tried, setTried] = useState(false);
  const answer = useRunCommand('/api/pharmacy-run/runs/{id}/lines/{lineId}/answer');
  const asked = line.asked!;
  const phone = run.stops.find(({ taskId }) => taskId === line.taskId)?.phone;
  const say = (agrees: boolean): void => {
    setTried(true);
    if (by.trim() === '') return;
    answer.mutate({
      path: { id: run.id, lineId: line.lineId },
      body: { agrees, by: by.trim() },
      label: t('did.answer', { item: itemOf(run, line.lineId) }),
    });
  };
  return (
    <div className={styles.form}>
      <p className={styles.notes}>
        {t('instead.asked', {
          item: [asked.item, asked.strength].filter(Boolean).join(' '),
          quantity: asked.quantity,
          unit,
          price: yuan(asked.priceFen),
        })}{' '}
        {phone !== undefined && (
          <a className={styles.phone} href={`tel:${phone}`}>
            {phone}
          </a>
        )}
      </p>
      <TextField
        label={t('instead.by')}
        value={by}
        onChange={(event) => setBy(event.target.value)}
        error={tried && by.trim() === '' ? t('instead.by-wrong') : undefined}
      />
      <Refused problem={answer.error} />
      <div className={styles.buttons}>
        <Button primary disabled={answer.isPending} onClick={() => say(true)}>
          {t('instead.agrees')}
        </Button>
        <Button disabled={answer.isPending} onClick={() => say(false)}>
          {t('instead.refuses')}
        </Button>
      </div>
    </div>
  );
};
