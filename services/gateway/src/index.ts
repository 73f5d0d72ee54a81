export { CreateAccount } from './commands/create-account.command.js';
export { createFront, type Front } from './front/front.js';
export { mergeDocuments } from './front/openapi.js';
export { screensIn, type Screens } from './front/screens.js';
export { inThisProcess, type Upstream } from './front/upstream.js';
export { gateway } from './gateway.service.js';
export { INSTALLATION } from './views/accounts.view.js';
