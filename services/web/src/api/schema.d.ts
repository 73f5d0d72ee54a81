// Written by scripts/api-types.mjs from the routes of the services. Change those, then: npm run api-types
export interface paths {
  '/api/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description 有变化就告知：只说哪里变了 · what has changed among what the caller may see: `event: changed` with `{view, id, position, needId?}` */
    get: operations['events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['live'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['openapi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/sign-in': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['SignInController_in'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/sign-out': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['SignInController_out'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['SignInController_me'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['SignInController_password'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['AccountsController_list'];
    put?: never;
    post: operations['AccountsController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/accounts/{id}/roles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['AccountsController_roles'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/accounts/{id}/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['AccountsController_password'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/auth/looks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['LooksController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/areas': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['AreasController_list'];
    put?: never;
    post: operations['AreasController_define'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/areas/{code}/homes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['AreasController_homes'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/residents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['ResidentsController_register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/residents/{id}/correct': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['ResidentsController_correct'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/residents/{id}/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['ResidentsController_verify'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/residents/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['ResidentsController_one'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/households': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['ResidentsController_households'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/needs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['NeedsController_list'];
    put?: never;
    post: operations['NeedsController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/needs/deadline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['NeedsController_deadline'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/needs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['NeedsController_one'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/needs/{id}/amend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['NeedsController_amend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/needs/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['NeedsController_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/needs/{id}/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['NeedsController_confirm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/needs/{id}/reopen': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['NeedsController_reopen'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/needs/{id}/new-code': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['NeedsController_newCode'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['ImportsController_start'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/imports/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['ImportsController_one'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/imports/{id}/errors.csv': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['ImportsController_errors'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/medicines': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['CatalogueController_find'];
    put?: never;
    post: operations['CatalogueController_list'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/medicines/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['CatalogueController_import'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/medicines/{id}/correct': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['CatalogueController_correct'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/intake/medicines/{id}/retire': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['CatalogueController_retire'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['RunsController_runs'];
    put?: never;
    post: operations['RunsController_plan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/runs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['RunsController_run'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/runs/{id}/start': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_start'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/runs/suggest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_suggest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/runs/{id}/hand-over': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_handOver'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/runs/{id}/amend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_amend'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/shops': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['ShopsController_list'];
    put?: never;
    post: operations['ShopsController_add'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/shops/{id}/correct': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['ShopsController_correct'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/shops/{id}/close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['ShopsController_close'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/shops/{id}/reopen': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['ShopsController_reopen'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/board': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['TasksController_board'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/tasks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['TasksController_tasks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/tasks/{id}/claim': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['TasksController_claim'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/tasks/{id}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['TasksController_release'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/tasks/{id}/incident': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['TasksController_incident'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/tasks/{id}/complete': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['TasksController_complete'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/tasks/{id}/fail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['TasksController_fail'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/tasks/{id}/reopen': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['TasksController_reopen'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/volunteers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['VolunteersController_list'];
    put?: never;
    post: operations['VolunteersController_add'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/volunteers/{id}/correct': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['VolunteersController_correct'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/volunteers/{id}/on': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['VolunteersController_on'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/volunteers/{id}/off': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['VolunteersController_off'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/volunteers/{id}/stand-down': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['VolunteersController_standDown'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/dispatch/squads': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['VolunteersController_squad'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/pharmacy-run/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['RunsController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/pharmacy-run/runs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['RunsController_one'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/pharmacy-run/runs/{id}/advance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_advance'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/pharmacy-run/runs/{id}/lines/{lineId}/bought': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_bought'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/pharmacy-run/runs/{id}/lines/{lineId}/unavailable': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_unavailable'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/pharmacy-run/runs/{id}/lines/{lineId}/correct': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_correct'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/pharmacy-run/runs/{id}/lines/{lineId}/substitute': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_substitute'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/pharmacy-run/runs/{id}/lines/{lineId}/answer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_answer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/pharmacy-run/runs/{id}/stops/{taskId}/deliver': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_deliver'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/pharmacy-run/runs/{id}/stops/{taskId}/fail': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_fail'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/pharmacy-run/runs/{id}/close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['RunsController_close'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reporting/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['FiguresController_summary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reporting/trend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['FiguresController_trend'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reporting/bulletin': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['FiguresController_bulletin'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/reporting/bulletin.xlsx': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['FiguresController_workbook'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    auth_SignInRequest: {
      /** @example clerk */
      account: string;
      password: string;
    };
    auth_RoleAnswer: {
      role: string;
      area: string;
      /** Format: date */
      until?: string;
    };
    auth_UserAnswer: {
      id: string;
      name: string;
      roles: components['schemas']['auth_RoleAnswer'][];
      volunteerId?: string;
    };
    auth_SignedInAnswer: {
      user: components['schemas']['auth_UserAnswer'];
      token: string;
    };
    auth_MeAnswer: {
      user: components['schemas']['auth_UserAnswer'];
    };
    auth_ChangePasswordRequest: {
      old: string;
      new: string;
    };
    auth_DoneAnswer: {
      id: string;
      version: number;
      position: number;
    };
    auth_RoleRequest: {
      /** @enum {string} */
      role: 'clerk' | 'caller' | 'dispatcher' | 'runner' | 'captain' | 'approver' | 'official' | 'administrator' | 'auditor';
      area: string;
      /** Format: date */
      until?: string;
    };
    auth_CreateAccountRequest: {
      /** @example wang.xiaorong */
      account: string;
      name: string;
      password: string;
      roles: components['schemas']['auth_RoleRequest'][];
      volunteerId?: string;
    };
    auth_AccountAnswer: {
      id: string;
      name: string;
      roles: components['schemas']['auth_RoleAnswer'][];
      volunteerId?: string;
      account: string;
      version: number;
    };
    auth_AccountsAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['auth_AccountAnswer'][];
    };
    auth_EndedRoleRequest: {
      /** @enum {string} */
      role: 'clerk' | 'caller' | 'dispatcher' | 'runner' | 'captain' | 'approver' | 'official' | 'administrator' | 'auditor';
      area: string;
    };
    auth_ChangeRolesRequest: {
      roles?: components['schemas']['auth_RoleRequest'][];
      end?: components['schemas']['auth_EndedRoleRequest'][];
      volunteerId?: string;
    };
    auth_SetPasswordRequest: {
      password: string;
    };
    auth_LookAnswer: {
      /** Format: date-time */
      at: string;
      account: string;
      accountName?: string;
      resident: string;
      purpose: string;
      service: string;
    };
    auth_LooksAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['auth_LookAnswer'][];
    };
    intake_NameRequest: {
      zh: string;
      en: string;
    };
    intake_DeadlinesRequest: {
      leadTimeHours?: number;
      lifeCriticalHours?: number;
      urgentHours?: number;
      routineHours?: number;
      criticalWithinHours?: number;
      urgentWithinHours?: number;
    };
    intake_DefineAreaRequest: {
      code: string;
      name: components['schemas']['intake_NameRequest'];
      /** @example Asia/Shanghai */
      timeZone?: string;
      deadlines?: components['schemas']['intake_DeadlinesRequest'];
    };
    intake_DoneAnswer: {
      id: string;
      version: number;
      position: number;
    };
    intake_HomesAddedAnswer: {
      id: string;
      version: number;
      position: number;
      homes: number;
    };
    intake_DeadlinesAnswer: {
      leadTimeHours: number;
      lifeCriticalHours: number;
      urgentHours: number;
      routineHours: number;
      criticalWithinHours: number;
      urgentWithinHours: number;
    };
    intake_UnitAnswer: {
      unit: string;
      rooms: string[];
    };
    intake_BuildingAnswer: {
      building: string;
      grid?: string;
      units: components['schemas']['intake_UnitAnswer'][];
    };
    intake_AreaAnswer: {
      code: string;
      name: components['schemas']['intake_NameRequest'];
      timeZone: string;
      deadlines: components['schemas']['intake_DeadlinesAnswer'];
      homes: number;
      buildings: components['schemas']['intake_BuildingAnswer'][];
    };
    intake_AreasAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['intake_AreaAnswer'][];
    };
    intake_AddressRequest: {
      /** @example 12 */
      building: string;
      /** @example 3 */
      unit: string;
      /** @example 402 */
      room: string;
    };
    intake_MedicationRequest: {
      medicine: string;
      strength?: string;
      form?: string;
      maker?: string;
      dailyDose: number;
      unitsLeft: number;
      /** Format: date */
      countedOn: string;
    };
    intake_RegisterResidentRequest: {
      name: string;
      phone?: string;
      idCard?: string;
      address: components['schemas']['intake_AddressRequest'];
      careCategories?: (
        | 'lone-elder'
        | 'very-old'
        | 'disabled'
        | 'chronic-illness'
        | 'severe-mental-illness'
        | 'dialysis'
        | 'cancer-treatment'
        | 'pregnant-or-new-mother'
        | 'infant'
        | 'child-without-carer'
        | 'hardship'
        | 'other'
      )[];
      medicationPlan?: components['schemas']['intake_MedicationRequest'][];
      notes?: string;
    };
    intake_CorrectResidentRequest: {
      name?: string;
      phone?: string;
      idCard?: string;
      address?: components['schemas']['intake_AddressRequest'];
      careCategories?: (
        | 'lone-elder'
        | 'very-old'
        | 'disabled'
        | 'chronic-illness'
        | 'severe-mental-illness'
        | 'dialysis'
        | 'cancer-treatment'
        | 'pregnant-or-new-mother'
        | 'infant'
        | 'child-without-carer'
        | 'hardship'
        | 'other'
      )[];
      medicationPlan?: components['schemas']['intake_MedicationRequest'][];
      notes?: string;
      reason: string;
    };
    intake_Empty: Record<string, never>;
    intake_VerifiedAnswer: {
      /** Format: date-time */
      at: string;
      by?: string;
    };
    intake_ResidentAnswer: {
      id: string;
      version: number;
      householdId: string;
      grid?: string;
      name: string;
      phone?: string;
      idCard?: string;
      address: components['schemas']['intake_AddressRequest'];
      careCategories: (
        | 'lone-elder'
        | 'very-old'
        | 'disabled'
        | 'chronic-illness'
        | 'severe-mental-illness'
        | 'dialysis'
        | 'cancer-treatment'
        | 'pregnant-or-new-mother'
        | 'infant'
        | 'child-without-carer'
        | 'hardship'
        | 'other'
      )[];
      medicationPlan: components['schemas']['intake_MedicationRequest'][];
      notes?: string;
      /** Format: date-time */
      registeredAt: string;
      /** Format: date-time */
      changedAt: string;
      verified?: components['schemas']['intake_VerifiedAnswer'];
    };
    intake_HouseholdMemberAnswer: {
      id: string;
      name: string;
      phone?: string;
      careCategories: (
        | 'lone-elder'
        | 'very-old'
        | 'disabled'
        | 'chronic-illness'
        | 'severe-mental-illness'
        | 'dialysis'
        | 'cancer-treatment'
        | 'pregnant-or-new-mother'
        | 'infant'
        | 'child-without-carer'
        | 'hardship'
        | 'other'
      )[];
    };
    intake_HouseholdNeedAnswer: {
      id: string;
      /** @enum {string} */
      kind: 'medicine' | 'groceries' | 'escort' | 'test-kits' | 'visit' | 'repair' | 'counselling' | 'information' | 'other';
      /** @enum {string} */
      status: 'open' | 'assigned';
      /** Format: date-time */
      deadline: string;
      runner?: string;
    };
    intake_HouseholdContactAnswer: {
      /** Format: date-time */
      at: string;
      needId: string;
      /** @enum {string} */
      kind: 'medicine' | 'groceries' | 'escort' | 'test-kits' | 'visit' | 'repair' | 'counselling' | 'information' | 'other';
      what?: string;
    };
    intake_HouseholdNoteAnswer: {
      residentId: string;
      text: string;
    };
    intake_HouseholdAnswer: {
      id: string;
      address: components['schemas']['intake_AddressRequest'];
      residents: components['schemas']['intake_HouseholdMemberAnswer'][];
      openNeeds: components['schemas']['intake_HouseholdNeedAnswer'][];
      lastContacts: components['schemas']['intake_HouseholdContactAnswer'][];
      notes: components['schemas']['intake_HouseholdNoteAnswer'][];
    };
    intake_HouseholdsAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['intake_HouseholdAnswer'][];
    };
    intake_NeedLineRequest: {
      item: string;
      strength?: string;
      quantity: number;
      unit: string;
      /** @enum {string} */
      substitution: 'allowed' | 'ask-first' | 'never';
    };
    intake_RequesterRequest: {
      residentId?: string;
      name?: string;
      phone?: string;
      relation?: string;
    };
    intake_CreateNeedRequest: {
      residentId: string;
      /** @enum {string} */
      kind: 'medicine' | 'groceries' | 'escort' | 'test-kits' | 'visit' | 'repair' | 'counselling' | 'information' | 'other';
      lines: components['schemas']['intake_NeedLineRequest'][];
      daysLeft?: number;
      /** @enum {string} */
      urgency?: 'life-critical' | 'urgent' | 'routine';
      urgencyReason?: string;
      requester?: components['schemas']['intake_RequesterRequest'];
      notes?: string;
      evenIfOpen?: boolean;
    };
    intake_NeedCreatedAnswer: {
      id: string;
      version: number;
      position: number;
      /** Format: date-time */
      deadline: string;
      /** @enum {string} */
      urgency: 'life-critical' | 'urgent' | 'routine';
      /** @enum {string} */
      deadlineFrom: 'days-left' | 'medication-plan' | 'urgency';
    };
    intake_ListedNeedAnswer: {
      id: string;
      version: number;
      residentId: string;
      householdId: string;
      /** @enum {string} */
      kind: 'medicine' | 'groceries' | 'escort' | 'test-kits' | 'visit' | 'repair' | 'counselling' | 'information' | 'other';
      /** @enum {string} */
      status: 'open' | 'assigned' | 'met' | 'confirmed' | 'not-met' | 'cancelled';
      /** @enum {string} */
      urgency: 'life-critical' | 'urgent' | 'routine';
      /** Format: date-time */
      deadline: string;
      building: string;
      grid?: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      changedAt: string;
      runner?: string;
    };
    intake_NeedsAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['intake_ListedNeedAnswer'][];
    };
    intake_DeadlineAnswer: {
      /** Format: date-time */
      deadline: string;
      /** @enum {string} */
      from: 'days-left' | 'medication-plan' | 'urgency';
      /** @enum {string} */
      urgency: 'life-critical' | 'urgent' | 'routine';
      /** @enum {string} */
      proposed: 'life-critical' | 'urgent' | 'routine';
      overridden: boolean;
    };
    intake_NeedResidentAnswer: {
      name: string;
      phone?: string;
      address: components['schemas']['intake_AddressRequest'];
    };
    intake_InsteadAnswer: {
      item: string;
      strength?: string;
      quantity: number;
    };
    intake_NeedLineAnswer: {
      lineId: string;
      item?: string;
      strength?: string;
      quantity: number;
      unit: string;
      /** @enum {string} */
      substitution: 'allowed' | 'ask-first' | 'never';
      instead?: components['schemas']['intake_InsteadAnswer'];
    };
    intake_NeedHappeningAnswer: {
      type: string;
      /** Format: date-time */
      at: string;
      version: number;
      by?: string;
      said?: string;
    };
    intake_NeedAnswer: {
      id: string;
      version: number;
      residentId: string;
      householdId: string;
      /** @enum {string} */
      kind: 'medicine' | 'groceries' | 'escort' | 'test-kits' | 'visit' | 'repair' | 'counselling' | 'information' | 'other';
      /** @enum {string} */
      status: 'open' | 'assigned' | 'met' | 'confirmed' | 'not-met' | 'cancelled';
      /** @enum {string} */
      urgency: 'life-critical' | 'urgent' | 'routine';
      /** Format: date-time */
      deadline: string;
      building: string;
      grid?: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      changedAt: string;
      runner?: string;
      /** @enum {string} */
      deadlineFrom: 'days-left' | 'medication-plan' | 'urgency';
      resident?: components['schemas']['intake_NeedResidentAnswer'];
      lines: components['schemas']['intake_NeedLineAnswer'][];
      handoverCode?: string;
      requester?: components['schemas']['intake_RequesterRequest'];
      notes?: string;
      runId?: string;
      missing: string[];
      /** @enum {string} */
      confirmedBy?: 'requester' | 'nobody-reached';
      history: components['schemas']['intake_NeedHappeningAnswer'][];
    };
    intake_AmendNeedRequest: {
      lines?: components['schemas']['intake_NeedLineRequest'][];
      daysLeft?: number;
      /** @enum {string} */
      urgency?: 'life-critical' | 'urgent' | 'routine';
      urgencyReason?: string;
      notes?: string;
    };
    intake_NeedAmendedAnswer: {
      id: string;
      version: number;
      position: number;
      /** Format: date-time */
      deadline: string;
      /** @enum {string} */
      urgency: 'life-critical' | 'urgent' | 'routine';
    };
    intake_ReasonRequest: {
      reason?: string;
    };
    intake_NoteRequest: {
      note?: string;
    };
    intake_MatchedColumnAnswer: {
      heading: string;
      /** @enum {string} */
      column:
        | 'name'
        | 'phone'
        | 'idCard'
        | 'building'
        | 'unit'
        | 'room'
        | 'address'
        | 'grid'
        | 'categories'
        | 'medicine'
        | 'strength'
        | 'form'
        | 'maker'
        | 'dailyDose'
        | 'unitsLeft'
        | 'countedOn'
        | 'notes';
    };
    intake_ImportChangeAnswer: {
      row: number;
      /** @enum {string} */
      change: 'create' | 'update';
      columns: (
        | 'name'
        | 'phone'
        | 'idCard'
        | 'building'
        | 'unit'
        | 'room'
        | 'address'
        | 'grid'
        | 'categories'
        | 'medicine'
        | 'strength'
        | 'form'
        | 'maker'
        | 'dailyDose'
        | 'unitsLeft'
        | 'countedOn'
        | 'notes'
      )[];
    };
    intake_ImportFailureAnswer: {
      code: string;
      message: string;
    };
    intake_ImportErrorAnswer: {
      row: number;
      column: string;
      code: string;
      message: string;
    };
    intake_ImportAnswer: {
      id: string;
      /** @enum {string} */
      status: 'running' | 'done' | 'failed';
      dryRun?: boolean;
      rows: number;
      done: number;
      created: number;
      updated: number;
      unchanged: number;
      failed: number;
      ignoredColumns?: string[];
      matchedColumns?: components['schemas']['intake_MatchedColumnAnswer'][];
      changes?: components['schemas']['intake_ImportChangeAnswer'][];
      failure?: components['schemas']['intake_ImportFailureAnswer'];
      errors: components['schemas']['intake_ImportErrorAnswer'][];
    };
    intake_MedicineAnswer: {
      id: string;
      name: string;
      strengths: string[];
      form?: string;
      unit?: string;
      controlled: boolean;
      retired?: boolean;
    };
    intake_MedicinesAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['intake_MedicineAnswer'][];
      version: number;
    };
    intake_ListMedicineRequest: {
      /** @example 苯磺酸氨氯地平片 */
      name: string;
      strengths?: string[];
      form?: string;
      unit?: string;
    };
    intake_MedicinesImportedAnswer: {
      id: string;
      version: number;
      position: number;
      rows: number;
      changed: number;
    };
    intake_CorrectMedicineRequest: {
      name?: string;
      strengths?: string[];
      form?: string;
      unit?: string;
      reason?: string;
    };
    intake_RetireMedicineRequest: {
      reason?: string;
    };
    dispatch_RunStopAnswer: {
      taskId: string;
      order: number;
      /** @enum {string} */
      kind?: 'medicine' | 'groceries' | 'escort' | 'test-kits' | 'visit' | 'repair' | 'counselling' | 'information' | 'other';
      building?: string;
      /** @enum {string} */
      status: 'waiting' | 'delivered' | 'failed';
    };
    dispatch_DispatchedRunAnswer: {
      id: string;
      version: number;
      /** @enum {string} */
      status: 'planned' | 'started' | 'closed';
      runner?: string;
      runners: string[];
      stops: components['schemas']['dispatch_RunStopAnswer'][];
      /** Format: date-time */
      plannedAt: string;
      /** Format: date-time */
      since: string;
    };
    dispatch_DispatchedRunsAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['dispatch_DispatchedRunAnswer'][];
    };
    dispatch_ShopRequest: {
      taskId: string;
      shopId: string;
    };
    dispatch_PlanRunRequest: {
      runners: string[];
      tasks: string[];
      shops?: components['schemas']['dispatch_ShopRequest'][];
      keepOrder?: boolean;
    };
    dispatch_PlannedStopAnswer: {
      taskId: string;
      order: number;
    };
    dispatch_RunPlannedAnswer: {
      id: string;
      version: number;
      position: number;
      stops: components['schemas']['dispatch_PlannedStopAnswer'][];
    };
    dispatch_ReasonRequest: {
      reason?: string;
    };
    dispatch_DoneAnswer: {
      id: string;
      version: number;
      position: number;
    };
    dispatch_SuggestRunsRequest: {
      tasks?: string[];
      volunteers?: string[];
    };
    dispatch_ShopForAnswer: {
      taskId: string;
      shopId: string;
    };
    dispatch_SuggestedRunAnswer: {
      runners: string[];
      runner: string;
      tasks: string[];
      shops: components['schemas']['dispatch_ShopForAnswer'][];
    };
    dispatch_NotPlacedAnswer: {
      taskId: string;
      /** @enum {string} */
      reason: 'no-volunteer' | 'outside-zones' | 'all-full' | 'not-open';
    };
    dispatch_SuggestionAnswer: {
      runs: components['schemas']['dispatch_SuggestedRunAnswer'][];
      notPlaced: components['schemas']['dispatch_NotPlacedAnswer'][];
    };
    dispatch_HandOverRequest: {
      reason?: string;
      to: string[];
    };
    dispatch_AmendRunRequest: {
      reason?: string;
      add?: string[];
      remove?: string[];
      shops?: components['schemas']['dispatch_ShopRequest'][];
    };
    dispatch_ShopNameRequest: {
      zh: string;
      en: string;
    };
    dispatch_AddShopRequest: {
      name: components['schemas']['dispatch_ShopNameRequest'];
      /** @enum {string} */
      kind: 'shop' | 'pharmacy' | 'hospital';
      place: string;
      serves?: ('medicine' | 'groceries' | 'test-kits' | 'other')[];
      zones?: string[];
    };
    dispatch_CorrectShopRequest: {
      name?: components['schemas']['dispatch_ShopNameRequest'];
      place?: string;
      serves?: ('medicine' | 'groceries' | 'test-kits' | 'other')[];
      zones?: string[];
      reason?: string;
    };
    dispatch_Empty: Record<string, never>;
    dispatch_ShopNameAnswer: {
      zh: string;
      en: string;
    };
    dispatch_ShopAnswer: {
      id: string;
      name: components['schemas']['dispatch_ShopNameAnswer'];
      /** @enum {string} */
      kind: 'shop' | 'pharmacy' | 'hospital';
      place: string;
      serves: ('medicine' | 'groceries' | 'test-kits' | 'other')[];
      zones: string[];
      /** @enum {string} */
      status: 'open' | 'closed';
      version: number;
    };
    dispatch_ShopsAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['dispatch_ShopAnswer'][];
    };
    dispatch_BoardCardAnswer: {
      taskId: string;
      /** @enum {string} */
      kind: 'medicine' | 'groceries' | 'escort' | 'test-kits' | 'visit' | 'repair' | 'counselling' | 'information' | 'other';
      building: string;
      /** Format: date-time */
      deadline: string;
      /** @enum {string} */
      urgency: 'life-critical' | 'urgent' | 'routine';
      /** @enum {string} */
      status: 'open' | 'assigned' | 'started' | 'incident' | 'completed' | 'confirmed' | 'failed' | 'withdrawn';
      needId?: string;
      grid?: string;
      runId?: string;
      runner?: string;
      /** @enum {string} */
      incident?: 'absent' | 'sold-out' | 'wrong-strength' | 'gate-closed' | 'refused' | 'other';
      version: number;
      /** Format: date-time */
      changedAt: string;
    };
    dispatch_BoardCountsAnswer: {
      byStatus: {
        [key: string]: number;
      };
      byBuilding: {
        [key: string]: number;
      };
    };
    dispatch_BoardAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['dispatch_BoardCardAnswer'][];
      counts: components['schemas']['dispatch_BoardCountsAnswer'];
    };
    dispatch_TaskAnswer: {
      taskId: string;
      /** @enum {string} */
      kind: 'medicine' | 'groceries' | 'escort' | 'test-kits' | 'visit' | 'repair' | 'counselling' | 'information' | 'other';
      building: string;
      /** Format: date-time */
      deadline: string;
      /** @enum {string} */
      urgency: 'life-critical' | 'urgent' | 'routine';
      /** @enum {string} */
      status: 'open' | 'assigned' | 'started' | 'incident' | 'completed' | 'confirmed' | 'failed' | 'withdrawn';
      needId?: string;
    };
    dispatch_TasksAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['dispatch_TaskAnswer'][];
    };
    dispatch_ClaimRequest: {
      reason?: string;
      volunteerId?: string;
    };
    dispatch_IncidentRequest: {
      /** @enum {string} */
      reason: 'absent' | 'sold-out' | 'wrong-strength' | 'gate-closed' | 'refused' | 'other';
      note?: string;
    };
    dispatch_CompleteRequest: {
      note?: string;
    };
    dispatch_AddVolunteerRequest: {
      name: string;
      phone: string;
      skills?: string[];
      zones?: string[];
      maxStops?: number;
    };
    dispatch_CorrectVolunteerRequest: {
      name?: string;
      phone?: string;
      skills?: string[];
      zones?: string[];
      maxStops?: number;
      reason?: string;
    };
    dispatch_VolunteerTurnedAnswer: {
      id: string;
      version: number;
      position: number;
      /** @enum {string} */
      status: 'on' | 'off' | 'stood-down';
    };
    dispatch_SquadOfAnswer: {
      id: string;
      name: string;
    };
    dispatch_VolunteerAnswer: {
      id: string;
      name: string;
      phone?: string;
      /** @enum {string} */
      status: 'on' | 'off' | 'stood-down';
      /** Format: date-time */
      since: string;
      skills: string[];
      zones: string[];
      maxStops?: number;
      version: number;
      squads: components['schemas']['dispatch_SquadOfAnswer'][];
    };
    dispatch_VolunteersAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['dispatch_VolunteerAnswer'][];
    };
    dispatch_FormSquadRequest: {
      name: string;
      members: string[];
      captain?: string;
    };
    pharmacy_run_ListedRunAnswer: {
      id: string;
      version: number;
      /** @enum {string} */
      status: 'planned' | 'started' | 'closed';
      runner?: string;
      stops: number;
      waiting: number;
      /** Format: date-time */
      listedAt: string;
      /** Format: date-time */
      closedAt?: string;
    };
    pharmacy_run_RunsAnswer: {
      nextCursor: string | null;
      /** Format: date-time */
      asOf: string;
      items: components['schemas']['pharmacy_run_ListedRunAnswer'][];
    };
    pharmacy_run_ShopNameAnswer: {
      zh: string;
      en: string;
    };
    pharmacy_run_SubstituteAnswer: {
      item: string;
      strength?: string;
    };
    pharmacy_run_AskedAnswer: {
      item: string;
      strength?: string;
      quantity: number;
      priceFen: number;
    };
    pharmacy_run_ShoppingLineAnswer: {
      lineId: string;
      taskId: string;
      quantity: number;
      /** @enum {string} */
      status: 'listed' | 'bought' | 'part-bought' | 'unavailable' | 'substituted';
      boughtQuantity?: number;
      priceFen?: number;
      /** @enum {string} */
      substitution: 'allowed' | 'ask-first' | 'never';
      instead?: components['schemas']['pharmacy_run_SubstituteAnswer'];
      asked?: components['schemas']['pharmacy_run_AskedAnswer'];
    };
    pharmacy_run_ShoppingEntryAnswer: {
      shop?: string;
      shopName?: components['schemas']['pharmacy_run_ShopNameAnswer'];
      shopPlace?: string;
      item: string;
      strength?: string;
      unit: string;
      quantity: number;
      lines: components['schemas']['pharmacy_run_ShoppingLineAnswer'][];
    };
    pharmacy_run_StopAddressAnswer: {
      building: string;
      unit: string;
      room: string;
    };
    pharmacy_run_StopAnswer: {
      taskId: string;
      needId: string;
      order: number;
      shopId?: string;
      /** @enum {string} */
      status: 'waiting' | 'delivered' | 'failed';
      /** @enum {string} */
      kind?: 'medicine' | 'groceries' | 'escort' | 'test-kits' | 'visit' | 'repair' | 'counselling' | 'information' | 'other';
      work?: string[];
      address?: components['schemas']['pharmacy_run_StopAddressAnswer'];
      name?: string;
      phone?: string;
      notes?: string;
    };
    pharmacy_run_LeftOverAnswer: {
      lineId: string;
      taskId: string;
      item: string;
      strength?: string;
      unit: string;
      quantity: number;
      priceFen: number;
    };
    pharmacy_run_MoneyAnswer: {
      advanceFen: number;
      paidFen: number;
      receiptsFen: number;
      returnedFen: number;
    };
    pharmacy_run_RunAnswer: {
      id: string;
      version: number;
      /** @enum {string} */
      status: 'planned' | 'started' | 'closed';
      runner?: string;
      runners: string[];
      shoppingList: components['schemas']['pharmacy_run_ShoppingEntryAnswer'][];
      stops: components['schemas']['pharmacy_run_StopAnswer'][];
      leftOver: components['schemas']['pharmacy_run_LeftOverAnswer'][];
      money: components['schemas']['pharmacy_run_MoneyAnswer'];
      /** Format: date-time */
      closedAt?: string;
    };
    pharmacy_run_AdvanceRequest: {
      reason?: string;
      amountFen: number;
    };
    pharmacy_run_DoneAnswer: {
      id: string;
      version: number;
      position: number;
    };
    pharmacy_run_BoughtRequest: {
      reason?: string;
      quantity: number;
      priceFen: number;
    };
    pharmacy_run_ForRunnerRequest: {
      reason?: string;
    };
    pharmacy_run_CorrectRequest: {
      quantity?: number;
      priceFen?: number;
      reason: string;
    };
    pharmacy_run_SubstituteRequest: {
      reason?: string;
      quantity: number;
      priceFen: number;
      item: string;
      strength?: string;
    };
    pharmacy_run_AnswerRequest: {
      reason?: string;
      agrees: boolean;
      by: string;
    };
    pharmacy_run_ProofRequest: {
      /** @enum {string} */
      kind: 'code';
      code: string;
    };
    pharmacy_run_DeliverRequest: {
      reason?: string;
      proof: components['schemas']['pharmacy_run_ProofRequest'];
      paidFen?: number;
    };
    pharmacy_run_FailRequest: {
      /** @enum {string} */
      reason: 'absent' | 'sold-out' | 'wrong-strength' | 'gate-closed' | 'refused' | 'other';
      note?: string;
    };
    pharmacy_run_DifferenceRequest: {
      reason: string;
      by: string;
    };
    pharmacy_run_CloseRequest: {
      reason?: string;
      receiptsFen: number;
      returnedFen: number;
      difference?: components['schemas']['pharmacy_run_DifferenceRequest'];
    };
    reporting_AreaNameAnswer: {
      zh: string;
      en: string;
    };
    reporting_CountsAnswer: {
      needsCreated: (number | '<5') | null;
      needsMet: (number | '<5') | null;
      needsConfirmed: (number | '<5') | null;
      needsOpen: (number | '<5') | null;
      needsOverdue: (number | '<5') | null;
      householdsServed: (number | '<5') | null;
      visits: (number | '<5') | null;
      problemsSolved: (number | '<5') | null;
      onDuty: (number | '<5') | null;
    };
    reporting_TimeToMeetAnswer: {
      median: number | null;
      p90: number | null;
    };
    reporting_CoverageAnswer: {
      specialCare: number | null;
      reached: number | null;
    };
    reporting_AreaCountsAnswer: {
      area: string;
      name?: components['schemas']['reporting_AreaNameAnswer'];
      counts: components['schemas']['reporting_CountsAnswer'];
    };
    reporting_SummaryAnswer: {
      area: string;
      name?: components['schemas']['reporting_AreaNameAnswer'];
      /** Format: date */
      from: string;
      /** Format: date */
      to: string;
      /** Format: date-time */
      asOf: string;
      lagMs: number;
      counts: components['schemas']['reporting_CountsAnswer'];
      needsByKind: {
        [key: string]: number;
      };
      timeToMeetMinutes: components['schemas']['reporting_TimeToMeetAnswer'];
      coverage: components['schemas']['reporting_CoverageAnswer'];
      areas: components['schemas']['reporting_AreaCountsAnswer'][];
    };
    reporting_DayCountsAnswer: {
      /** Format: date */
      day: string;
      counts: components['schemas']['reporting_CountsAnswer'];
    };
    reporting_TrendAnswer: {
      area: string;
      /** Format: date */
      from: string;
      /** Format: date */
      to: string;
      /** Format: date-time */
      asOf: string;
      days: components['schemas']['reporting_DayCountsAnswer'][];
    };
    reporting_WholeCountsAnswer: {
      needsCreated: number;
      needsMet: number;
      needsConfirmed: number;
      needsOpen: number;
      needsOverdue: number;
      householdsServed: number;
      visits: number;
      problemsSolved: number;
      onDuty: number;
    };
    reporting_BulletinAnswer: {
      area: string;
      name: components['schemas']['reporting_AreaNameAnswer'];
      /** Format: date */
      day: string;
      today: components['schemas']['reporting_WholeCountsAnswer'];
      soFar: components['schemas']['reporting_WholeCountsAnswer'];
      zh: string;
      en: string;
    };
    Problem: {
      type: string;
      status: number;
      /** @enum {string} */
      code:
        | 'account-exists'
        | 'advance-too-small'
        | 'already-bought'
        | 'area-needed'
        | 'body-too-large'
        | 'broken-file'
        | 'code-locked'
        | 'columns-missing'
        | 'columns-twice'
        | 'controlled-medicine'
        | 'csrf-missing'
        | 'empty-file'
        | 'headers-too-large'
        | 'idempotency-key-missing'
        | 'idempotency-key-reused'
        | 'import-running'
        | 'internal'
        | 'invalid-field'
        | 'invalid-row'
        | 'malformed-json'
        | 'malformed-request'
        | 'medicine-known'
        | 'medicine-retired'
        | 'method-not-allowed'
        | 'money-does-not-balance'
        | 'need-already-open'
        | 'need-not-met'
        | 'need-not-open'
        | 'not-a-member'
        | 'not-allowed'
        | 'not-bought'
        | 'not-found'
        | 'not-ready'
        | 'not-signed-in'
        | 'nothing-asked'
        | 'own-administration'
        | 'person-forgotten'
        | 'request-timeout'
        | 'run-closed'
        | 'shop-closed'
        | 'stop-over'
        | 'stops-open'
        | 'substitution-not-allowed'
        | 'task-already-claimed'
        | 'task-not-open'
        | 'too-deep'
        | 'too-many-requests'
        | 'too-many-rows'
        | 'too-many-stops'
        | 'unknown-field'
        | 'unsupported-file'
        | 'unsupported-media-type'
        | 'version-conflict'
        | 'volunteer-off'
        | 'volunteer-stood-down'
        | 'wrong-code'
        | 'wrong-password';
      title: string;
      errors?: {
        path?: string;
        code?: string;
        message?: string;
      }[];
    };
  };
  responses: {
    /** @description 问题说明 · what is wrong */
    Problem: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  events: {
    parameters: {
      query?: never;
      header?: {
        /** @description 从哪里接着听；太久了会收到 reset · from where to go on; `event: reset` when that is too long ago */
        'Last-Event-ID'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 事件流 · a stream of events */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  live: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 进程在 · the process is there */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'live';
          };
        };
      };
    };
  };
  ready: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 可以用了 · it can be used */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ready';
          };
        };
      };
      /** @description 还不行 · not yet, or not now */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'starting' | 'not-ready';
          };
        };
      };
    };
  };
  openapi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description 本文件 · this document */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': Record<string, never>;
        };
      };
    };
  };
  SignInController_in: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['auth_SignInRequest'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['auth_SignedInAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  SignInController_out: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': Record<string, never>;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  SignInController_me: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['auth_MeAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  SignInController_password: {
    parameters: {
      query?: never;
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['auth_ChangePasswordRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['auth_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  AccountsController_list: {
    parameters: {
      query?: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['auth_AccountsAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  AccountsController_create: {
    parameters: {
      query?: never;
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['auth_CreateAccountRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['auth_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  AccountsController_roles: {
    parameters: {
      query?: never;
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['auth_ChangeRolesRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['auth_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  AccountsController_password: {
    parameters: {
      query?: never;
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['auth_SetPasswordRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['auth_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  LooksController_list: {
    parameters: {
      query?: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
        resident?: string;
        account?: string;
        from?: string;
        to?: string;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['auth_LooksAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  AreasController_list: {
    parameters: {
      query?: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_AreasAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  AreasController_define: {
    parameters: {
      query?: never;
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_DefineAreaRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  AreasController_homes: {
    parameters: {
      query?: never;
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        code: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /** Format: binary */
          file: string;
        };
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_HomesAddedAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ResidentsController_register: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_RegisterResidentRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ResidentsController_correct: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_CorrectResidentRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ResidentsController_verify: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_Empty'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ResidentsController_one: {
    parameters: {
      query?: {
        atLeast?: number;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_ResidentAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ResidentsController_households: {
    parameters: {
      query: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
        q: string;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_HouseholdsAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  NeedsController_list: {
    parameters: {
      query?: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
        status?: string;
        kind?: string;
        building?: string;
        residentId?: string;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_NeedsAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  NeedsController_create: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_CreateNeedRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_NeedCreatedAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  NeedsController_deadline: {
    parameters: {
      query: {
        kind: string;
        daysLeft?: number;
        urgency?: string;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DeadlineAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  NeedsController_one: {
    parameters: {
      query?: {
        atLeast?: number;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_NeedAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  NeedsController_amend: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_AmendNeedRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_NeedAmendedAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  NeedsController_cancel: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_ReasonRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  NeedsController_confirm: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_NoteRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  NeedsController_reopen: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_ReasonRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  NeedsController_newCode: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_Empty'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ImportsController_start: {
    parameters: {
      query?: {
        dryRun?: boolean;
        newAddresses?: boolean;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /** Format: binary */
          file: string;
        };
      };
    };
    responses: {
      /** @description 做成了 · done */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ImportsController_one: {
    parameters: {
      query?: {
        atLeast?: number;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_ImportAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ImportsController_errors: {
    parameters: {
      query?: {
        atLeast?: number;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
  CatalogueController_find: {
    parameters: {
      query?: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
        q?: string;
        retired?: boolean;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_MedicinesAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  CatalogueController_list: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_ListMedicineRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  CatalogueController_import: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /** Format: binary */
          file: string;
        };
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_MedicinesImportedAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  CatalogueController_correct: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_CorrectMedicineRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  CatalogueController_retire: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['intake_RetireMedicineRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['intake_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_runs: {
    parameters: {
      query?: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
        status?: string;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DispatchedRunsAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_plan: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_PlanRunRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_RunPlannedAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_run: {
    parameters: {
      query?: {
        atLeast?: number;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DispatchedRunAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_start: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_ReasonRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_suggest: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_SuggestRunsRequest'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_SuggestionAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_handOver: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_HandOverRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_amend: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_AmendRunRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_RunPlannedAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ShopsController_list: {
    parameters: {
      query?: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
        status?: string;
        kind?: string;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_ShopsAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ShopsController_add: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_AddShopRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ShopsController_correct: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_CorrectShopRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ShopsController_close: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_Empty'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  ShopsController_reopen: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_Empty'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  TasksController_board: {
    parameters: {
      query?: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
        status?: string;
        kind?: string;
        building?: string;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_BoardAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  TasksController_tasks: {
    parameters: {
      query?: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
        status?: string;
        kind?: string;
        building?: string;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_TasksAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  TasksController_claim: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_ClaimRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_RunPlannedAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  TasksController_release: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_ReasonRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  TasksController_incident: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_IncidentRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  TasksController_complete: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_CompleteRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  TasksController_fail: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_IncidentRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  TasksController_reopen: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_Empty'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  VolunteersController_list: {
    parameters: {
      query?: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
        status?: string;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_VolunteersAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  VolunteersController_add: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_AddVolunteerRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  VolunteersController_correct: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_CorrectVolunteerRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  VolunteersController_on: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_Empty'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_VolunteerTurnedAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  VolunteersController_off: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_Empty'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_VolunteerTurnedAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  VolunteersController_standDown: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_Empty'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_VolunteerTurnedAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  VolunteersController_squad: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['dispatch_FormSquadRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['dispatch_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_list: {
    parameters: {
      query?: {
        atLeast?: number;
        limit?: number;
        cursor?: string;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['pharmacy_run_RunsAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_one: {
    parameters: {
      query?: {
        atLeast?: number;
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['pharmacy_run_RunAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_advance: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['pharmacy_run_AdvanceRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['pharmacy_run_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_bought: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
        lineId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['pharmacy_run_BoughtRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['pharmacy_run_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_unavailable: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
        lineId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['pharmacy_run_ForRunnerRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['pharmacy_run_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_correct: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
        lineId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['pharmacy_run_CorrectRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['pharmacy_run_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_substitute: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
        lineId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['pharmacy_run_SubstituteRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['pharmacy_run_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_answer: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
        lineId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['pharmacy_run_AnswerRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['pharmacy_run_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_deliver: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
        taskId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['pharmacy_run_DeliverRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['pharmacy_run_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_fail: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
        taskId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['pharmacy_run_FailRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['pharmacy_run_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  RunsController_close: {
    parameters: {
      query?: {
        /** @description 社区代码，管多个社区时必填 · which community, for who works in several */
        area?: string;
      };
      header: {
        /** @description 命令号，重发用同一个 · the command id, the same when sent again */
        'Idempotency-Key': string;
        /** @description "<version>" */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['pharmacy_run_CloseRequest'];
      };
    };
    responses: {
      /** @description 做成了 · done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['pharmacy_run_DoneAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  FiguresController_summary: {
    parameters: {
      query?: {
        area?: string;
        from?: string;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['reporting_SummaryAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  FiguresController_trend: {
    parameters: {
      query?: {
        area?: string;
        from?: string;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['reporting_TrendAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  FiguresController_bulletin: {
    parameters: {
      query?: {
        area?: string;
        day?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['reporting_BulletinAnswer'];
        };
      };
      default: components['responses']['Problem'];
    };
  };
  FiguresController_workbook: {
    parameters: {
      query?: {
        area?: string;
        day?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      default: components['responses']['Problem'];
    };
  };
}
