import type { RunningService } from '@linli/nest-kit';

type Document = RunningService['document'];

/** One document for all services, made from what each says of itself. */
export const mergeDocuments = (services: readonly Pick<RunningService, 'document' | 'prefix'>[]): Document => {
  const paths: Document['paths'] = {};
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
