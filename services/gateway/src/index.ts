export { CreateAccount } from './commands/create-account.command.js';
export { SetPassword } from './commands/set-password.command.js';
export { createFront, type Front } from './front/front.js';
export { gateway } from './gateway.service.js';
export { loginDigest } from './sign-in/login-digest.js';
export { AccountDirectory } from './views/account-directory.js';
export { INSTALLATION } from './views/accounts.view.js';
