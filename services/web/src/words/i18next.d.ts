import 'i18next';
import type administrator from './zh-CN/administrator.json';
import type auditor from './zh-CN/auditor.json';
import type clerk from './zh-CN/clerk.json';
import type common from './zh-CN/common.json';
import type dispatcher from './zh-CN/dispatcher.json';
import type official from './zh-CN/official.json';
import type problems from './zh-CN/problems.json';
import type runner from './zh-CN/runner.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      problems: typeof problems;
      clerk: typeof clerk;
      dispatcher: typeof dispatcher;
      runner: typeof runner;
      official: typeof official;
      administrator: typeof administrator;
      auditor: typeof auditor;
    };
  }
}
