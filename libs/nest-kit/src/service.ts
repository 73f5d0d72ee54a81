import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  Inject,
  Module,
  type ArgumentMetadata,
  type CallHandler,
  type DynamicModule,
  type ExecutionContext,
  type NestInterceptor,
  type PipeTransform,
  type Provider,
  type Type,
} from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { notFound } from '@linli/kernel';
import { CONTRACTS } from '@linli/contracts';
import { createEngine, type Command, type Ground, type RunningEngine, type ServiceModel } from '@linli/engine';
import type { Privacy } from '@linli/privacy';
import type { TokenVerifier } from './auth.js';
import { RawBody, readRaw } from './body.js';
import { rulesOf, type RequestClass } from './fields.js';
import { Guard } from './guard.js';
import { problem, ProblemFilter, problemOf, replyProblem, sendProblem } from './problem.js';
import type { LinliReply, LinliRequest } from './routes.js';
import { shape } from './shape.js';

export const ENGINE = Symbol('linli engine');
export const PRIVACY = Symbol('linli privacy');
export const InjectEngine = (): ParameterDecorator & PropertyDecorator => Inject(ENGINE);
export const InjectPrivacy = (): ParameterDecorator & PropertyDecorator => Inject(PRIVACY);

/** A whole service: its model for the engine and its Nest side. */
export interface ServiceDefinition extends ServiceModel {
  /** Routes stand under `/api/<prefix>`; the service's name unless said. */
  readonly prefix?: string;
  readonly controllers: readonly Type[];
  /** Classes with @CommandHandler or @QueryHandler. */
  readonly handlers: readonly Type[];
  readonly providers?: readonly Provider[];
  /** What only an operator asks of this service, by name. */
  readonly operations?: Readonly<Record<string, Operation>>;
}

/** Asked by an operator, of one running service. Throws a `Refusal` for what the operator can mend. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each operation knows its own input
export type Operation = (service: RunningService, input: any) => Promise<object>;

/** Types a definition, nothing else. */
export const defineService = (definition: ServiceDefinition): ServiceDefinition => definition;

export interface RunningService {
  readonly name: string;
  readonly prefix: string;
  readonly engine: RunningEngine;
  readonly commands: CommandBus;
  readonly app: NestFastifyApplication;
  /** Answers a request whose path begins with `/api/<prefix>`. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** This service's part of the OpenAPI document. */
  readonly document: OpenAPIObject;
  readonly privacy: Privacy;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Stops taking requests and finishes what is under way. The ports stay open. */
  stop(): Promise<void>;
}

export const TOKEN_HEADER = 'x-linli-token';

@Module({})
class ServiceModule {}

/** Wires a service to the ground it stands on and starts it. One Nest application each: command buses must not mix. */
export const runService = async (
  definition: ServiceDefinition,
  { ground, privacy, verify }: { ground: Ground; privacy: Privacy; verify: TokenVerifier },
): Promise<RunningService> => {
  const prefix = definition.prefix ?? definition.name;
  let bus: CommandBus | undefined;
  const engine = createEngine({ contracts: CONTRACTS, ...definition }, ground, (sent, envelope) =>
    bus!.execute(new sent.command(sent.input, envelope) as Command),
  );
  const module: DynamicModule = {
    module: ServiceModule,
    imports: [CqrsModule.forRoot()],
    controllers: [...definition.controllers],
    providers: [
      { provide: ENGINE, useValue: engine },
      { provide: PRIVACY, useValue: privacy },
      ...definition.handlers,
      ...(definition.providers ?? []),
    ],
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    module,
    new FastifyAdapter({
      bodyLimit: 64 * 1024 * 1024,
      routerOptions: { maxParamLength: 200 },
      // What the router itself refuses never comes to a filter of Nest's.
      frameworkErrors: (error: FastifyError, _request: unknown, reply: FastifyReply) => {
        const answer = error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? problemOf({ statusCode: 404 }) : problemOf(error);
        void replyProblem(reply, answer.problem);
      },
    }),
    {
      logger: ['error', 'warn', 'fatal'],
      bodyParser: false,
      abortOnError: false,
    },
  );
  app.setGlobalPrefix(`api/${prefix}`);
  app.useGlobalGuards(new Guard(app.get(Reflector), ground.clock));
  app.useGlobalPipes(new BodyPipe());
  app.useGlobalInterceptors(new ReplayInterceptor());
  app.useGlobalFilters(new ProblemFilter((line) => ground.report({ service: definition.name, ...line })));
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) =>
    readRaw(payload, request.headers['content-type'] ?? ''),
  );
  fastify.addHook('onRequest', async (request) => {
    const token = request.headers[TOKEN_HEADER];
    if (typeof token === 'string') {
      const claims = await verify(token);
      if (claims) (request as LinliRequest).claims = claims;
    }
  });
  await app.init();
  const commands = app.get(CommandBus);
  bus = commands;
  await fastify.ready();
  await engine.start();
  return {
    name: definition.name,
    prefix,
    engine,
    commands,
    app,
    handle: (request, response) => {
      try {
        fastify.routing(request, response);
      } catch {
        sendProblem(response, problem(400, 'malformed-request', 'The request is not well formed.'));
      }
    },
    document: SwaggerModule.createDocument(app, new DocumentBuilder().build()),
    privacy,
    operations: definition.operations ?? {},
    async stop() {
      await app.close();
      await engine.stop();
    },
  };
};

/** Turns the raw body into the request class of the route. */
class BodyPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    // A path id that cannot be one of ours is simply not there.
    if (type === 'param' && !(typeof value === 'string' && ID.test(value))) return notFound('thing');
    if (type !== 'body') return value;
    const body = value instanceof RawBody ? value.json() : {};
    return metatype && rulesOf(metatype as RequestClass).size > 0 ? shape(metatype as RequestClass, body) : shape(Empty, body);
  }
}

const ID = /^[0-9a-zA-Z][0-9a-zA-Z._~-]{0,99}$/;

/** For commands that need no words. */
export class Empty {}

/** An answer given before says so in a header. */
class ReplayInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    if (!http.getRequest<LinliRequest>().envelope) return next.handle();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (answer === null || typeof answer !== 'object' || !('replayed' in answer)) return answer;
        const { replayed, ...rest } = answer as { replayed: unknown };
        if (replayed === true) void http.getResponse<LinliReply>().header('Idempotent-Replayed', 'true');
        return rest;
      }),
    );
  }
}
