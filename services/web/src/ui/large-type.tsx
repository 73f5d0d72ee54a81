import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './switch.module.css';

const KEPT_AS = 'linli.large-type';
const listeners = new Set<() => void>();

const isOn = (): boolean => document.documentElement.hasAttribute('data-large');
const turn = (on: boolean): void => {
  document.documentElement.toggleAttribute('data-large', on);
  for (const listener of listeners) listener();
};

export const startLargeType = (): void => turn(localStorage.getItem(KEPT_AS) === 'on');

/** 适老化: everything a quarter larger. */
export const useLargeType = (): boolean =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isOn);

export const LargeTypeSwitch = () => {
  const { t } = useTranslation();
  const on = useLargeType();
  return (
    <button
      type="button"
      className={styles.switch}
      aria-pressed={on}
      onClick={() => {
        localStorage.setItem(KEPT_AS, on ? 'off' : 'on');
        turn(!on);
      }}
    >
      {t('large.on')}
    </button>
  );
};
