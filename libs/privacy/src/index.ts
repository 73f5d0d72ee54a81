export * from './master-key.js';
export * from './privacy.js';
