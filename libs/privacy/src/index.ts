export { SealBroken, type Random } from './cipher.js';
export * from './master-key.js';
export * from './privacy.js';
