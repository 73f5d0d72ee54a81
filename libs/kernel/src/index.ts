export * from './decider.js';
export * from './refusal.js';
export * from './spec.js';
export * from './time.js';
