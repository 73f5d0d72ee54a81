export { FileTooNew, FolderInUse, FolderUnusable, lockFolder } from './connection.js';
export { openKeyStore } from './sqlite-key-store.js';
export { openLog } from './sqlite-log.js';
export { openViewStore } from './sqlite-view-store.js';
