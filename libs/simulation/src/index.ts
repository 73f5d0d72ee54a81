export { BREAKAGES, type Breakage } from './breakages.js';
export { simulate, type Outcome } from './simulate.js';
