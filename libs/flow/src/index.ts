export { testClock, testIds, type TestClock } from '@linli/kernel';
export { describeContracts } from './contracts.js';
export * from './flow.js';
export type { GroundFactory, Platform } from './ground.js';
export { GROUNDS } from './grounds.js';
