import { useId, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import plain from './plain.module.css';
import styles from './fields.module.css';

// The browser's own controls, in the house's look: every one works with the keyboard as people know it.

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export const SelectField = <Value extends string>({
  label,
  choices,
  blank,
  hideLabel,
  error,
  ...rest
}: Omit<SelectHTMLAttributes<HTMLSelectElement>, 'children'> & {
  label: string;
  choices: readonly Choice<Value>[];
  /** What stands there when nothing is chosen. */
  blank?: string;
  hideLabel?: boolean;
  error?: string;
}) => {
  const id = useId();
  return (
    <div className={plain.field}>
      <label htmlFor={id} className={hideLabel ? 'unseen' : undefined}>
        {label}
      </label>
      <select id={id} aria-invalid={error !== undefined} aria-describedby={error === undefined ? undefined : `${id}-error`} {...rest}>
        {blank !== undefined && <option value="">{blank}</option>}
        {choices.map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      {error !== undefined && (
        <p id={`${id}-error`} className={plain.error}>
          {error}
        </p>
      )}
    </div>
  );
};

export const TextArea = ({ label, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement> & { label: string }) => {
  const id = useId();
  return (
    <div className={plain.field}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} rows={2} {...rest} />
    </div>
  );
};

/** One of a few, each to be seen; arrows move among them. */
export const Radios = <Value extends string>({
  legend,
  choices,
  value,
  onChange,
  first,
}: {
  legend: ReactNode;
  choices: readonly Choice<Value>[];
  value: Value | undefined;
  onChange: (value: Value) => void;
  first?: Ref<HTMLInputElement>;
}) => {
  const name = useId();
  return (
    <fieldset className={styles.radios}>
      <legend>{legend}</legend>
      <div>
        {choices.map((choice, at) => (
          <label key={choice.value}>
            <input
              ref={at === 0 ? first : undefined}
              type="radio"
              name={name}
              value={choice.value}
              checked={value === choice.value}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

/** Any of several. */
export const Checks = <Value extends string>({
  legend,
  choices,
  values,
  error,
  onChange,
}: {
  legend: string;
  choices: readonly Choice<Value>[];
  values: readonly Value[];
  error?: string;
  onChange: (values: Value[]) => void;
}) => (
  <fieldset className={styles.radios}>
    <legend>{legend}</legend>
    {error !== undefined && (
      <p role="alert" className={plain.error}>
        {error}
      </p>
    )}
    <div>
      {choices.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={values.includes(value)}
            onChange={({ target }) => onChange(target.checked ? [...values, value] : values.filter((one) => one !== value))}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
