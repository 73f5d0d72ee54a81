import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import plain from './plain.module.css';
import styles from './combo-field.module.css';

export interface Offer {
  readonly key: string;
  readonly show: ReactNode;
}

/**
 * A field for free text that offers what is known while somebody types: arrows walk through it, Enter takes one, Escape
 * closes. Enter without one taken is the form's own.
 */
export const ComboField = <One extends Offer>({
  label,
  value,
  error,
  offers,
  maxLength,
  onChange,
  onTake,
}: {
  label: string;
  value: string;
  error?: string;
  offers: readonly One[];
  maxLength?: number;
  onChange: (text: string) => void;
  onTake: (offer: One) => void;
}) => {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const shown = isOpen && offers.length > 0;
  const active = shown ? offers[at] : undefined;
  const take = (offer: One): void => {
    onTake(offer);
    setOpen(false);
    setAt(-1);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true);
      setAt(event.key === 'ArrowDown' ? Math.min(at + 1, offers.length - 1) : Math.max(at - 1, -1));
    } else if (event.key === 'Enter' && active) take(active);
    else if (event.key === 'Escape' && shown) setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div className={`${plain.field} ${styles.combo}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? `${id}-list` : undefined}
        aria-activedescendant={active && `${id}-${at}`}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        maxLength={maxLength}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
          setAt(-1);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      />
      {shown && (
        <ul id={`${id}-list`} role="listbox" aria-label={label} className={styles.offers}>
          {offers.map((offer, index) => (
            <li
              key={offer.key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              // The field keeps the focus: a press must not take it away before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(offer)}
            >
              {offer.show}
            </li>
          ))}
        </ul>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className={plain.error}>
          {error}
        </p>
      )}
    </div>
  );
};
