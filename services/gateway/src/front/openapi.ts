import type { RunningService } from '@linli/nest-kit';

type Document = RunningService['document'];

/** One document for all services, made from what each says of itself. */
export const mergeDocuments = (services: readonly Pick<RunningService, 'document' | 'prefix'>[]): Document => {
  const paths: Document['paths'] = { ...OWN_PATHS };
  const schemas: NonNullable<NonNullable<Document['components']>['schemas']> = {};
  for (const { document, prefix } of services) {
    // Two services may have a class of one name: each keeps its own.
    const own = (name: string): string => `${prefix.replaceAll('-', '_')}_${name}`;
    const renamed = JSON.parse(
      JSON.stringify(document).replaceAll(/"#\/components\/schemas\/([^"]+)"/g, (_, name: string) => `"#/components/schemas/${own(name)}"`),
    ) as Document;
    for (const [path, routes] of Object.entries(renamed.paths)) {
      paths[path] = Object.fromEntries(
        Object.entries(routes).map(([method, operation]) => [
          method,
          {
            ...(operation as object),
            tags: [prefix],
            responses: { ...(operation as { responses?: object }).responses, default: { $ref: '#/components/responses/Problem' } },
          },
        ]),
      );
    }
    for (const [name, schema] of Object.entries(renamed.components?.schemas ?? {})) schemas[own(name)] = schema;
  }
  return {
    openapi: '3.0.0',
    info: {
      title: 'Linli 邻里',
      version: '1',
      description: '邻里的接口 · The API of Linli. Errors are RFC 9457 problem details; screens translate by `code`.',
    },
    servers: [],
    security: [{ bearer: [] }, { cookie: [] }],
    paths,
    components: {
      schemas: {
        ...schemas,
        Problem: {
          type: 'object',
          required: ['type', 'status', 'code', 'title'],
          properties: {
            type: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string', enum: codesOf(paths) },
            title: { type: 'string' },
            errors: {
              type: 'array',
              items: { type: 'object', properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } } },
            },
          },
        },
      },
      responses: {
        Problem: {
          description: '问题说明 · what is wrong',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, cookie: { type: 'apiKey', in: 'cookie', name: '__Host-linli' } },
    },
  };
};

const answered = (description: string, type: string, schema: object): object => ({ description, content: { [type]: { schema } } });
const says = (...words: string[]): object => ({
  type: 'object',
  required: ['status'],
  properties: { status: { type: 'string', enum: words } },
});

/** What the front answers itself. */
const OWN_PATHS: Document['paths'] = {
  '/api/events': {
    get: {
      operationId: 'events',
      tags: ['live'],
      description:
        '有变化就告知：只说哪里变了 · what has changed among what the caller may see: `event: changed` with `{view, id, position, needId?}`',
      parameters: [
        {
          name: 'Last-Event-ID',
          in: 'header',
          required: false,
          schema: { type: 'string' },
          description: '从哪里接着听；太久了会收到 reset · from where to go on; `event: reset` when that is too long ago',
        },
      ],
      responses: {
        200: answered('事件流 · a stream of events', 'text/event-stream', { type: 'string' }),
        default: { $ref: '#/components/responses/Problem' },
      },
    } as never,
  },
  '/api/health/live': {
    get: {
      operationId: 'live',
      tags: ['health'],
      security: [],
      responses: { 200: answered('进程在 · the process is there', 'application/json', says('live')) },
    } as never,
  },
  '/api/health/ready': {
    get: {
      operationId: 'ready',
      tags: ['health'],
      security: [],
      responses: {
        200: answered('可以用了 · it can be used', 'application/json', says('ready')),
        503: answered('还不行 · not yet, or not now', 'application/json', says('starting', 'not-ready')),
      },
    } as never,
  },
  '/api/openapi.json': {
    get: {
      operationId: 'openapi',
      tags: ['health'],
      security: [],
      responses: { 200: answered('本文件 · this document', 'application/json', { type: 'object' }) },
    } as never,
  },
};

/** Codes that any route may answer with. */
const EVERYWHERE = [
  'area-needed',
  'body-too-large',
  'csrf-missing',
  'headers-too-large',
  'idempotency-key-missing',
  'idempotency-key-reused',
  'internal',
  'invalid-field',
  'malformed-json',
  'malformed-request',
  'method-not-allowed',
  'not-allowed',
  'not-found',
  'not-ready',
  'not-signed-in',
  'request-timeout',
  'too-deep',
  'too-many-requests',
  'unknown-field',
  'unsupported-media-type',
  'version-conflict',
  'wrong-password',
];

const codesOf = (paths: Document['paths']): string[] =>
  [
    ...new Set([
      ...EVERYWHERE,
      ...Object.values(paths).flatMap((routes) =>
        Object.values(routes).flatMap((operation) => ((operation as Record<string, unknown>)['x-problems'] as string[] | undefined) ?? []),
      ),
    ]),
  ].sort();
