export { demoCommunities, ledgerOf } from './demo/neighbourhood.js';
export { startSystem, type System } from './system.js';
