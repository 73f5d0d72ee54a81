export * from './clock.js';
export * from './flow.js';
export { GROUNDS, type GroundFactory, type Platform } from './grounds.js';
