import { useTranslation } from 'react-i18next';
import { useRead } from '../api/client';
import { SelectField } from '../ui/fields';
import { useWord } from '../ui/words-of';
import type { Task } from './board-columns';
import type { Shop } from './shop-draft';

/** Where each task is bought for, as far as somebody has said. */
export type ShopOf = Readonly<Record<string, string>>;

export const useShops = (): readonly Shop[] =>
  useRead('get', '/api/dispatch/shops', { params: { query: { status: 'open', limit: 200 } } }).data?.items ?? [];

export const shopsFor = (shopOf: ShopOf, tasks: readonly string[]): { taskId: string; shopId: string }[] =>
  tasks.flatMap((taskId) => (shopOf[taskId] ? [{ taskId, shopId: shopOf[taskId] }] : []));

/** Where it is to be bought, by name; nothing for what is not bought, or where no shop has it. */
export const ShopChoice = ({
  task: { kind, building },
  shops,
  value,
  onChange,
}: {
  task: Task;
  shops: readonly Shop[];
  value: string | undefined;
  onChange: (shopId: string) => void;
}) => {
  const { t } = useTranslation('dispatcher');
  const { t: common, i18n } = useTranslation();
  const word = useWord();
  const serving = shops.filter(({ serves }) => (serves as readonly string[]).includes(kind));
  if (serving.length === 0) return null;
  return (
    <SelectField
      label={t('run.shop-of', { what: `${word('kind', kind)} · ${common('building', { building })}` })}
      hideLabel
      blank={t('run.any-shop')}
      choices={serving.map(({ id, name }) => ({ value: id, label: i18n.language === 'en' ? name.en : name.zh }))}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value)}
    />
  );
};
