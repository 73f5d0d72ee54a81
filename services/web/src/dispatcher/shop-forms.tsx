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
import type { Shop } from './shop-choice';
import styles from './dispatcher.module.css';

export const SHOP_KINDS = ['pharmacy', 'shop', 'hospital'] as const satisfies readonly Shop['kind'][];
const GOODS = ['medicine', 'groceries', 'test-kits', 'other'] as const satisfies readonly Shop['serves'][number][];

interface Where {
  readonly zh: string;
  readonly en: string;
  readonly place: string;
}
/** Who has no English name for it is not asked to make one up. */
const factsOf = ({ zh, en, place }: Where) => ({ name: { zh: zh.trim(), en: en.trim() || zh.trim() }, place: place.trim() });
const isWhole = ({ zh, place }: Where): boolean => zh.trim() !== '' && place.trim() !== '';

export const AddShop = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation('dispatcher');
  const { t: common } = useTranslation();
  const [where, setWhere] = useState<Where>({ zh: '', en: '', place: '' });
  const [kind, setKind] = useState<Shop['kind']>('pharmacy');
  const [serves, setServes] = useState<readonly (typeof GOODS)[number][]>([]);
  const [zones, setZones] = useState('');
  const goods = useChoices('kind', GOODS);
  const add = useCommand('/api/dispatch/shops', { onDone });
  const zonesNamed = [...new Set(zones.split(/[、,，;；\s]+/).filter((zone) => zone !== ''))];
  return (
    <Card title={t('shops.add')} className={styles.form}>
      <Form
        command={add}
        sent={
          isWhole(where)
            ? { body: { ...factsOf(where), kind, ...(serves.length > 0 && { serves: [...serves] }), zones: zonesNamed } }
            : undefined
        }
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
            <WhereFields where={where} lacks={lacks} onChange={setWhere} />
            <Checks legend={t('shops.serves-unless')} choices={goods} values={serves} onChange={setServes} />
            <TextField
              label={t('shops.zones')}
              placeholder={t('shops.zones-hint')}
              maxLength={500}
              value={zones}
              onChange={({ target }) => setZones(target.value)}
            />
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
  const { id, name, place, version } = shop;
  const [where, setWhere] = useState<Where>({ ...name, place });
  const [seen, see] = useState(version);
  const correct = useCommand('/api/dispatch/shops/{id}/correct', {
    onDone: () => {
      void message.success(t('shops.corrected'));
      onClose();
    },
  });
  return (
    <Dialog title={t('shops.correct-of', { name: i18n.language === 'en' ? name.en : name.zh })} onClose={onClose}>
      <Form
        command={correct}
        sent={isWhole(where) ? { path: { id }, ifMatch: seen, body: factsOf(where) } : undefined}
        takeLatest={see}
        action={common('action.save')}
        onCancel={onClose}
      >
        {(lacks) => <WhereFields where={where} lacks={lacks} onChange={setWhere} />}
      </Form>
    </Dialog>
  );
};

const WhereFields = ({ where, lacks, onChange }: { where: Where; lacks: Lacks; onChange: (where: Where) => void }) => {
  const { t } = useTranslation('dispatcher');
  return (
    <div className={styles.two}>
      <TextField
        label={t('shops.name')}
        autoFocus
        maxLength={100}
        value={where.zh}
        error={lacks(where.zh.trim() === '', t('shops.name'))}
        onChange={({ target }) => onChange({ ...where, zh: target.value })}
      />
      <TextField
        label={t('shops.name-en')}
        maxLength={100}
        value={where.en}
        onChange={({ target }) => onChange({ ...where, en: target.value })}
      />
      <TextField
        label={t('shops.place')}
        placeholder={t('shops.place-hint')}
        maxLength={200}
        value={where.place}
        error={lacks(where.place.trim() === '', t('shops.place'))}
        onChange={({ target }) => onChange({ ...where, place: target.value })}
      />
    </div>
  );
};
