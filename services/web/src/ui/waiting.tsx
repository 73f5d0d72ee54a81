import styles from './waiting.module.css';

/** Between two pages. Says nothing in words: words may be what one waits for. */
export const Waiting = () => (
  <div className={styles.waiting} role="status" aria-busy="true">
    <span className={styles.dot} />
    <span className={styles.dot} />
    <span className={styles.dot} />
  </div>
);
