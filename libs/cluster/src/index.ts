export { startHost, type Host, type HostOptions, type PublicHost, type ServiceProgram } from './host.js';
export type { OpenPlatform, Platform, PlatformOptions } from './platform.js';
export type { RemoteService } from './remote-service.js';
export {
  readSettings,
  SERVICES,
  SETTINGS,
  SettingsWrong,
  shownSettings,
  urlSettingOf,
  type ServiceName,
  type Settings,
} from './settings.js';
