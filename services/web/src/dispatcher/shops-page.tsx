import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReadPages } from '../api/client';
import { useCommand } from '../api/command';
import { PAGES } from '../api/pages';
import { asProblem } from '../api/problem';
import { Empty, Mark } from '../ui/card';
import { SelectField } from '../ui/fields';
import { useFilters } from '../ui/filters';
import { List } from '../ui/list';
import { Page } from '../ui/page';
import { Button, ProblemLine, TextField } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { Waiting } from '../ui/waiting';
import { useWord } from '../ui/words-of';
import { SHOP_KINDS, type Shop } from './shop-draft';
import { AddShop, CorrectShop } from './shop-forms';
import styles from './dispatcher.module.css';

/** Where volunteers buy. */
export const ShopsPage = () => {
  const { t } = useTranslation('dispatcher');
  const { t: common, i18n } = useTranslation();
  const word = useWord();
  const [{ q = '', kind, status }, filter] = useFilters(['q', 'kind', 'status']);
  const [adding, setAdding] = useState(false);
  const [correcting, setCorrecting] = useState<Shop>();
  const query = { ...(kind && { kind: kind as Shop['kind'] }), ...(status && { status: status as Shop['status'] }), limit: 200 };
  const shops = useReadPages('get', '/api/dispatch/shops', { params: { query } }, PAGES);
  const rows = (shops.data?.pages.flatMap(({ items }) => items) ?? []).filter(
    ({ name, place }) => name.zh.includes(q) || name.en.toLowerCase().includes(q.toLowerCase()) || place.includes(q),
  );
  const isNarrowed = q !== '' || kind !== undefined || status !== undefined;
  const separator = common('comma');
  return (
    <Page
      title={t('shops.title')}
      asOf={shops.dataUpdatedAt}
      actions={
        <>
          <Button onClick={() => window.print()}>{common('action.print')}</Button>
          <Button aria-expanded={adding} onClick={() => setAdding(!adding)}>
            {t('shops.add')}
          </Button>
        </>
      }
    >
      <p className={styles.why}>{t('shops.why')}</p>
      {adding && <AddShop onDone={() => setAdding(false)} />}
      <div className={`${styles.tools} no-print`} role="search">
        <TextField label={t('shops.search')} type="search" value={q} onChange={(event) => filter({ q: event.target.value })} />
        <SelectField
          label={t('shops.kind')}
          blank={t('board.all')}
          choices={SHOP_KINDS.map((value) => ({ value, label: t(`shops.of.${value}`) }))}
          value={kind ?? ''}
          onChange={(event) => filter({ kind: event.target.value })}
        />
        <SelectField
          label={t('shops.status')}
          blank={t('board.all')}
          choices={(['open', 'closed'] as const).map((value) => ({ value, label: t(`shops.is-${value}`) }))}
          value={status ?? ''}
          onChange={(event) => filter({ status: event.target.value })}
        />
      </div>
      <ProblemNote problem={shops.error && asProblem(shops.error)} again={() => void shops.refetch()} />
      {shops.isPending && <Waiting />}
      {shops.data && rows.length === 0 && <Empty>{t(isNarrowed ? 'shops.none-so' : 'shops.empty')}</Empty>}
      {rows.length > 0 && (
        <List
          caption={t('shops.title')}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              title: t('shops.name'),
              show: ({ name, kind: of }) => (
                <>
                  <strong>{i18n.language === 'en' ? name.en : name.zh}</strong> <span className={styles.hint}>{t(`shops.of.${of}`)}</span>
                </>
              ),
            },
            { title: t('shops.place'), show: ({ place }) => place },
            { title: t('shops.serves'), show: ({ serves }) => serves.map((one) => word('kind', one)).join(separator) },
            { title: t('shops.zones'), show: ({ zones }) => zones.join(separator) || t('shops.everywhere') },
            {
              title: t('shops.status'),
              show: ({ status: is }) => <Mark tone={is === 'open' ? 'good' : 'plain'}>{t(`shops.is-${is}`)}</Mark>,
              narrow: true,
            },
            {
              title: t('shops.change'),
              show: (shop) => (
                <span className={`${styles.turns} no-print`}>
                  <Button
                    className={styles.small}
                    aria-label={t('shops.correct-of', { name: i18n.language === 'en' ? shop.name.en : shop.name.zh })}
                    onClick={() => setCorrecting(shop)}
                  >
                    {t('shops.correct')}
                  </Button>
                  <Turn shop={shop} />
                </span>
              ),
              narrow: true,
            },
          ]}
        />
      )}
      {shops.hasNextPage && <Button onClick={() => void shops.fetchNextPage()}>{common('action.more')}</Button>}
      {correcting && <CorrectShop shop={correcting} onClose={() => setCorrecting(undefined)} />}
    </Page>
  );
};

/** Closed for today or for good; what is on its way there is not called back. */
const Turn = ({ shop: { id, name, status, version } }: { shop: Shop }) => {
  const { t } = useTranslation('dispatcher');
  const { i18n } = useTranslation();
  const close = useCommand('/api/dispatch/shops/{id}/close');
  const reopen = useCommand('/api/dispatch/shops/{id}/reopen');
  const [turn, word] = status === 'open' ? ([close, 'close'] as const) : ([reopen, 'reopen'] as const);
  return (
    <>
      <Button
        className={styles.small}
        disabled={turn.isPending}
        aria-label={t(`shops.${word}-of`, { name: i18n.language === 'en' ? name.en : name.zh })}
        onClick={() => turn.mutate({ path: { id }, ifMatch: version })}
      >
        {t(`shops.${word}`)}
      </Button>
      <ProblemLine problem={turn.error} />
    </>
  );
};
