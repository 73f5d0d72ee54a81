export * from './builders.js';
export * from './bus.suite.js';
export * from './child-process.js';
export * from './key-store.suite.js';
export * from './log.suite.js';
export * from './peer.suite.js';
export * from './progress.suite.js';
export * from './view-store.suite.js';
