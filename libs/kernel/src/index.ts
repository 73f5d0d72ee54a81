export * from './decider.js';
export * from './refusal.js';
export * from './spec.js';
export * from './test-clock.js';
export * from './time.js';
