export * from './memory-key-store.js';
export * from './memory-log.js';
export * from './memory-progress.js';
export * from './memory-view-store.js';
