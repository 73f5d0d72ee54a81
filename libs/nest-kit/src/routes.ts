import { applyDecorators, createParamDecorator, HttpCode, SetMetadata, type ExecutionContext, type Type } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtension, ApiHeader, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Envelope } from '@linli/engine';
import { ROLES, type Caller, type Claims, type Role } from './auth.js';
import { DoneAnswer } from './answers.js';
import { RawBody, type UploadedFile } from './body.js';
import { shapeQuery } from './shape.js';
import type { RequestClass } from './fields.js';

/** A request on its way through a service. */
export interface LinliRequest extends FastifyRequest {
  claims?: Claims;
  caller?: Caller;
  envelope?: Envelope;
}
export type LinliReply = FastifyReply;

export interface Access {
  readonly roles: readonly Role[];
  /** False for a route that does not work inside one community. */
  readonly community: boolean;
}

export const ACCESS = 'linli:access';
export const COMMAND = 'linli:command';

/** A route that asks by itself who it is, such as the one to sign in with. */
export const ForEverybody = (): MethodDecorator => SetMetadata(ACCESS, 'everybody' satisfies Access | 'everybody');

/** Who may use a route. Every route says so, or it answers nobody. */
export const For = (...roles: Role[]): MethodDecorator =>
  applyDecorators(
    SetMetadata(ACCESS, { roles, community: true } satisfies Access),
    ApiExtension('x-roles', roles),
    ApiQuery({
      name: 'area',
      required: false,
      schema: { type: 'string', pattern: '^[0-9]{12}$' },
      description: '社区代码，管多个社区时必填 · which community, for who works in several',
    }),
  );

/** The same for routes whose area is a question of their own: the caller's grants say what he may ask for. */
export const ForAnywhere = (...roles: Role[]): MethodDecorator =>
  applyDecorators(SetMetadata(ACCESS, { roles, community: false } satisfies Access), ApiExtension('x-roles', roles));

/** Everybody who is signed in. */
export const ForAll = (): MethodDecorator => ForAnywhere(...ROLES);

/** A route that changes something: it needs an Idempotency-Key, and answers with a `DoneAnswer` or more. */
const command = (status: number, answer: Type<DoneAnswer> = DoneAnswer): MethodDecorator =>
  applyDecorators(
    SetMetadata(COMMAND, true),
    HttpCode(status),
    ApiResponse({ status, type: answer, description: '做成了 · done' }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      schema: { type: 'string', format: 'uuid' },
      description: '命令号，重发用同一个 · the command id, the same when sent again',
    }),
    ApiHeader({ name: 'If-Match', required: false, schema: { type: 'string' }, description: '"<version>"' }),
  );
export const Creates = (answer?: Type<DoneAnswer>): MethodDecorator => command(201, answer);
export const Changes = (answer?: Type<DoneAnswer>): MethodDecorator => command(200, answer);
export const Accepts = (answer?: Type<DoneAnswer>): MethodDecorator => command(202, answer);

/** Lists the codes with which a rule may refuse here. */
export const Refuses = (...codes: string[]): MethodDecorator => ApiExtension('x-problems', codes);

const requestOf = (context: ExecutionContext): LinliRequest => context.switchToHttp().getRequest<LinliRequest>();

/** Who asks: `Caller`. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Caller => requestOf(context).caller!);

/** The envelope of the command that this request is. */
export const Sent = createParamDecorator((_: unknown, context: ExecutionContext): Envelope => requestOf(context).envelope!);

const asked = createParamDecorator((target: RequestClass, context: ExecutionContext): object =>
  shapeQuery(target, requestOf(context).query as Record<string, unknown>),
);
/** The query string as a class: unknown names are refused. */
export const Asked =
  (target: RequestClass): ParameterDecorator =>
  (prototype, method, at) => {
    asked(target)(prototype, method, at);
    ApiQuery({ type: target })(prototype, method!, Object.getOwnPropertyDescriptor(prototype, method!)!);
  };

/** The uploaded file. */
const uploaded = createParamDecorator((_: unknown, context: ExecutionContext): Promise<UploadedFile> => {
  const { body } = requestOf(context);
  return (body instanceof RawBody ? body : new RawBody(Buffer.alloc(0), '', false)).multipart();
});
export const Upload = (): ParameterDecorator => uploaded();

/** Declares the upload for the OpenAPI document. */
export const Uploads = (): MethodDecorator =>
  applyDecorators(
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] } }),
  );
