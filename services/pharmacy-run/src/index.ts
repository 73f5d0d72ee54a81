export { pharmacyRun } from './pharmacy-run.service.js';
