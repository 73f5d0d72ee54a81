import type { ReactNode } from 'react';
import styles from './list.module.css';

export interface Column<Row> {
  readonly title: string;
  readonly show: (row: Row) => ReactNode;
  /** Takes no more room than it needs. */
  readonly narrow?: boolean;
}

/** A table at a desk; on a phone each row is a card of its own. */
export const List = <Row,>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}) => (
  <table className={styles.list}>
    <caption className="unseen">{caption}</caption>
    <thead>
      <tr>
        {columns.map(({ title, narrow }) => (
          <th key={title} scope="col" className={narrow ? styles.narrow : undefined}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={keyOf(row)}>
          {columns.map(({ title, show, narrow }) => (
            <td key={title} data-title={title} className={narrow ? styles.narrow : undefined}>
              {show(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
