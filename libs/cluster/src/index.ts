export { startHost, type Host, type HostOptions, type PublicHost, type ServiceProgram } from './host.js';
export { KEY_FILES, makeKeys } from './new-keys.js';
export { databaseOf, openPlatform } from './open-platform.js';
export type { Operation } from './operate.js';
export { declareTopics, OperationFailed, operatorOf, type Operator } from './operator.js';
export type { OpenPlatform, Platform, PlatformOptions } from './platform.js';
export type { RemoteService } from './remote-service.js';
export { runAlone } from './run-alone.js';
export { readSettings, readSome, SERVICES, SETTINGS, SettingsWrong, urlSettingOf, type ServiceName, type Settings } from './settings.js';
