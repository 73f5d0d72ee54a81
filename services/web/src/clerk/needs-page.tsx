import { useTranslation } from 'react-i18next';

import { NeedsList } from './needs-list';
import { ActLink } from '../ui/act-link';
import { SelectField } from '../ui/fields';
import { useFilters } from '../ui/filters';
import { Page } from '../ui/page';
import { Button, TextField } from '../ui/plain';
import { KINDS, NEED_STATUSES, useChoices } from '../ui/words-of';
import styles from './clerk.module.css';
import { useNeeds } from './use-needs';

/** All needs of the community, by what is most pressing. */
export const NeedsPage = () => {
  const { t } = useTranslation('clerk');
  const { t: common } = useTranslation();
  const [filters, filter] = useFilters(['status', 'kind', 'building']);
  const needs = useNeeds(filters);
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <Page
      title={t('needs.title')}
      asOf={needs.dataUpdatedAt}
      actions={
        <>
          <Button onClick={() => window.print()}>{common('action.print')}</Button>
          <ActLink small to="/clerk">
            {t('needs.new')}
          </ActLink>
        </>
      }
    >
      <div className={`${styles.filters} no-print`} role="search">
        <SelectField
          label={t('needs.status')}
          blank={t('needs.all')}
          choices={useChoices('need-status', NEED_STATUSES)}
          value={filters.status ?? ''}
          onChange={(event) => filter({ status: event.target.value })}
        />
        <SelectField
          label={t('form.kind')}
          blank={t('needs.all')}
          choices={useChoices('kind', KINDS)}
          value={filters.kind ?? ''}
          onChange={(event) => filter({ kind: event.target.value })}
        />
        <TextField
          label={t('needs.building')}
          inputMode="numeric"
          maxLength={20}
          value={filters.building ?? ''}
          onChange={(event) => filter({ building: event.target.value })}
        />
        {isFiltered && <Button onClick={() => filter({ status: '', kind: '', building: '' })}>{common('action.clear')}</Button>}
      </div>
      <NeedsList needs={needs} empty={isFiltered ? t('needs.none-so') : t('needs.empty')} />
    </Page>
  );
};
