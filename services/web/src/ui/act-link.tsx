import { Link, type LinkProps } from 'react-router';
import styles from './act-link.module.css';

/** A link that is pressed like a button: where something is begun. */
export const ActLink = ({ small, ...rest }: LinkProps & { small?: boolean }) => (
  <Link className={`${styles.act} ${small ? styles.small : ''}`} {...rest} />
);
