import { fileURLToPath } from 'node:url';

/** The top of the house. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
