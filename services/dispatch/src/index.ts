export { AddVolunteer, FormSquad, TurnVolunteer } from './commands/volunteer.commands.js';
export { dispatch } from './dispatch.service.js';
