import styles from './administrator.module.css';

/** A file is chosen and goes at once; the same one can be chosen again. */
export const FileButton = ({ label, disabled, onFile }: { label: string; disabled: boolean; onFile: (file: File) => void }) => (
  <label className={styles.file}>
    {label}
    <input
      type="file"
      accept=".xlsx,.csv"
      className="unseen"
      disabled={disabled}
      onChange={({ target }) => {
        const file = target.files?.[0];
        target.value = '';
        if (file) onFile(file);
      }}
    />
  </label>
);
