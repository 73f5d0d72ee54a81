import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command';
import { Card } from '../ui/card';
import { Dialog } from '../ui/dialog';
import { Checks, Radios } from '../ui/fields';
import { Form, type Lacks } from '../ui/form';
import { TextField } from '../ui/plain';
import { useChoices } from '../ui/words-of';
import { additionOf, correctionOf, draftOfShop, emptyShop, GOODS, isWhole, SHOP_KINDS, type Shop, type ShopDraft } from './shop-draft';
import styles from './dispatcher.module.css';

export const AddShop = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const [draft, setDraft] = useState(emptyShop);
  const [kind, setKind] = useState<Shop['kind']>('pharmacy');
  const add = useCommand('/api/dispatch/shops', { onDone });
  return (
    <Card title={t('shops.add')} className={styles.form}>
      <Form
        command={add}
        sent={isWhole(draft) ? { body: additionOf(draft, kind) } : undefined}
        action={common('action.add')}
        onCancel={onDone}
      >
        {(lacks) => (
          <>
            <Radios
              legend={t('shops.kind')}
              choices={SHOP_KINDS.map((value) => ({ value, label: t(`shops.of.${value}`) }))}
              value={kind}
              onChange={setKind}
            />
            <ShopFields draft={draft} lacks={lacks} serves={t('shops.serves-unless')} onChange={setDraft} />
          </>
        )}
      </Form>
    </Card>
  );
};

/** States the version at which it was opened: who came in between is seen, and what was typed stays. */
export const CorrectShop = ({ shop, onClose }: { shop: Shop; onClose: () => void }) => {
  const { t } = useTranslation('dispatcher');
  const { t: common, i18n } = useTranslation();
  const { message } = App.useApp();
  const { id, name, version } = shop;
  const [before] = useState(() => draftOfShop(shop, common('comma')));
  const [draft, setDraft] = useState(before);
  const [reason, setReason] = useState('');
  const [seen, see] = useState(version);
  const correct = useCommand('/api/dispatch/shops/{id}/correct', {
    onDone: () => {
      void message.success(t('shops.corrected'));
      onClose();
    },
  });
  const changes = correctionOf(before, draft);
  const hasNothing = draft.serves.length === 0;
  const body = { ...changes, ...(reason.trim() !== '' && { reason: reason.trim() }) };
  return (
    <Dialog title={t('shops.correct-of', { name: i18n.language === 'en' ? name.en : name.zh })} onClose={onClose}>
      <Form
        command={correct}
        sent={isWhole(draft) && !hasNothing ? { path: { id }, ifMatch: seen, body } : undefined}
        takeLatest={see}
        action={common('action.save')}
        disabled={Object.keys(changes).length === 0}
        onCancel={onClose}
      >
        {(lacks) => (
          <>
            <ShopFields
              draft={draft}
              lacks={lacks}
              serves={t('shops.serves')}
              nothing={lacks(hasNothing, t('shops.serves'))}
              onChange={setDraft}
            />
            <TextField label={t('hand-over.reason')} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
          </>
        )}
      </Form>
    </Dialog>
  );
};

const ShopFields = ({
  draft,
  lacks,
  serves,
  nothing,
  onChange,
}: {
  draft: ShopDraft;
  lacks: Lacks;
  /** What is asked about its goods, and what is said where it must have some. */
  serves: string;
  nothing?: string;
  onChange: (draft: ShopDraft) => void;
}) => {
  const { t } = useTranslation('dispatcher');
  return (
    <>
      <div className={styles.two}>
        <TextField
          label={t('shops.name')}
          autoFocus
          maxLength={100}
          value={draft.zh}
          error={lacks(draft.zh.trim() === '', t('shops.name'))}
          onChange={({ target }) => onChange({ ...draft, zh: target.value })}
        />
        <TextField
          label={t('shops.name-en')}
          maxLength={100}
          value={draft.en}
          onChange={({ target }) => onChange({ ...draft, en: target.value })}
        />
        <TextField
          label={t('shops.place')}
          placeholder={t('shops.place-hint')}
          maxLength={200}
          value={draft.place}
          error={lacks(draft.place.trim() === '', t('shops.place'))}
          onChange={({ target }) => onChange({ ...draft, place: target.value })}
        />
      </div>
      <Checks
        legend={serves}
        choices={useChoices('kind', GOODS)}
        values={draft.serves}
        error={nothing}
        onChange={(chosen) => onChange({ ...draft, serves: chosen })}
      />
      <TextField
        label={t('shops.zones')}
        placeholder={t('shops.zones-hint')}
        maxLength={500}
        value={draft.zones}
        onChange={({ target }) => onChange({ ...draft, zones: target.value })}
      />
    </>
  );
};
