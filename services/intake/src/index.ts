export { AddHomes, DefineArea } from './commands/area.commands.js';
export type { NeedInput } from './commands/need.commands.js';
export { ForgetResident } from './commands/resident.commands.js';
export { CARE_CATEGORIES } from './domain/care-categories.js';
export { intake } from './intake.service.js';
export { Importer } from './ledger/importer.js';
export { readLedger } from './ledger/ledger.js';
