export { FileDamaged, FileTooNew, FolderInUse, FolderUnusable } from './files.js';
export { lockFolder, type FolderLock } from './folder-lock.js';
export { openKeyStore } from './sqlite-key-store.js';
export { openLog } from './sqlite-log.js';
export { openViewStore } from './sqlite-view-store.js';
