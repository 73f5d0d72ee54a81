export { testClock, testIds, type TestClock } from '@linli/kernel';
export * from './flow.js';
export { GROUNDS, type GroundFactory, type Platform } from './grounds.js';
