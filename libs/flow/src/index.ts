export { testClock, testIds, type TestClock } from '@linli/kernel';
export { describeContracts } from './contracts.js';
export * from './flow.js';
export { GROUNDS, type GroundFactory, type Platform } from './grounds.js';
