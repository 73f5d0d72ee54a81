import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MaybeOptionalInit } from 'openapi-fetch';
import type { PathsWithMethod } from 'openapi-typescript-helpers';
import { useRef } from 'react';
import { areaParam } from './area-param';
import { api } from './client';
import { CommandKeys } from './command-keys';
import { asProblem, type Problem } from './problem';
import type { components, paths } from './schema';

export type CommandPath = PathsWithMethod<paths, 'post'>;
type Init<Path extends CommandPath> = MaybeOptionalInit<paths[Path], 'post'>;
type BodyOf<Path extends CommandPath> = Init<Path> extends { body?: infer Body } ? Body : never;
type PathOf<Path extends CommandPath> = Init<Path> extends { params: { path: infer Params } } ? Params : undefined;
type QueryOf<Path extends CommandPath> = Init<Path> extends { params: { query?: infer Query } } ? Query : undefined;
type AnswerOf<Path extends CommandPath> = paths[Path]['post'] extends { responses: infer Responses }
  ? Responses extends { 201: { content: { 'application/json': infer Answer } } }
    ? Answer
    : Responses extends { 200: { content: { 'application/json': infer Answer } } }
      ? Answer
      : Responses extends { 202: { content: { 'application/json': infer Answer } } }
        ? Answer
        : components['schemas']['intake_DoneAnswer']
  : never;

export interface Sent<Path extends CommandPath> {
  readonly body?: BodyOf<Path>;
  readonly path?: PathOf<Path>;
  readonly query?: QueryOf<Path>;
  /** The version one has seen: somebody else's change in between is shown, not lost. */
  readonly ifMatch?: number;
  /** For a route that takes a file instead of a body. */
  readonly file?: File;
  /** For what was done some time before it could be sent. */
  readonly occurredAt?: string;
}

/** A command of the API: sent with a key that stays over retries, and followed by fresh lists. */
export const useCommand = <Path extends CommandPath>(
  route: Path,
  after: { onDone?: (answer: AnswerOf<Path>, sent: Sent<Path>) => void } = {},
) => {
  const keys = useRef<CommandKeys>(null);
  keys.current ??= new CommandKeys();
  const client = useQueryClient();
  return useMutation<AnswerOf<Path>, Problem, Sent<Path>>({
    mutationFn: async (sent) => {
      try {
        return await send(route, sent, keys.current!.for(contentOf(sent)));
      } catch (error) {
        throw asProblem(error);
      }
    },
    onSuccess: (answer, sent) => {
      keys.current!.done();
      void client.invalidateQueries();
      after.onDone?.(answer, sent);
    },
  });
};

/** The same thing once more, where it failed for no fault of what was sent; for what has no form to be sent again from. */
export const againOf = <Sending>({
  error,
  variables,
  mutate,
}: {
  readonly error: Problem | null;
  readonly variables: Sending | undefined;
  readonly mutate: (sent: Sending) => void;
}): (() => void) | undefined =>
  error && variables !== undefined && (error.status === 0 || error.status >= 500) ? () => mutate(variables) : undefined;

const contentOf = ({ body, path, query, file }: { body?: unknown; path?: unknown; query?: unknown; file?: File }): string =>
  JSON.stringify([body ?? null, path ?? null, query ?? null, file ? [file.name, file.size, file.lastModified] : null]);

/** Sends one command outside of React, for what is held back and sent later. */
export const send = async <Path extends CommandPath>(
  route: Path,
  { body, path, query, ifMatch, file, occurredAt }: Sent<Path>,
  key: string,
): Promise<AnswerOf<Path>> => {
  const { data } = await api.POST(
    route as '/api/intake/needs',
    {
      params: {
        path,
        query: { ...areaParam(route), ...(query as object | undefined) },
        header: {
          'Idempotency-Key': key,
          ...(ifMatch !== undefined && { 'If-Match': `"${ifMatch}"` }),
          ...(occurredAt !== undefined && { 'Linli-Occurred-At': occurredAt }),
        },
      },
      // What is on its way when the page closes still arrives.
      keepalive: !file,
      ...(file ? { body: file, bodySerializer: formOf } : { body: body ?? {} }),
    } as never,
  );
  return data as unknown as AnswerOf<Path>;
};

const formOf = (file: unknown): FormData => {
  const form = new FormData();
  form.append('file', file as File);
  return form;
};
