export type { ShopInput } from './commands/shop.commands.js';
export { dispatch } from './dispatch.service.js';
