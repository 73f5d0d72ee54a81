export { FileDamaged, FileTooNew, FolderInUse, FolderUnusable } from './files.js';
export { lockFolder, type FolderLock } from './folder-lock.js';
export { openKeyStore } from './sqlite-key-store.js';
export { openLogReader } from './log-reader.js';
export { openLog } from './sqlite-log.js';
export { openViewStore, openViewStoreBeside, type LendingViewStore } from './sqlite-view-store.js';
