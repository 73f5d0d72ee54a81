export { AddShop, type ShopInput } from './commands/shop.commands.js';
export { PlanRun } from './commands/run.commands.js';
export { AddVolunteer, FormSquad, TurnVolunteer } from './commands/volunteer.commands.js';
export { dispatch } from './dispatch.service.js';
