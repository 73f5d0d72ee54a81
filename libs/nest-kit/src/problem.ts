import type { ServerResponse } from 'node:http';
import type { Server } from 'node:http';
import { HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Refusal, type RefusalKind } from '@linli/kernel';
import { CommandIdReused, CommitTooLarge, LogBusy, LogUnavailable, NotReachedYet, type Report } from '@linli/engine';
import { EdgeProblem } from './body.js';
import type { LinliReply } from './routes.js';

const STATUS: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  'not-allowed': 403,
  'not-found': 404,
  'version-conflict': 412,
  rule: 409,
};
const RETRY_AFTER_SECONDS = '2';

/** RFC 9457. `title` is the sentence, `code` is what programs and screens go by. */
export interface Problem {
  readonly type: 'about:blank';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly [member: string]: unknown;
}

export const problem = (status: number, code: string, title: string, members: object = {}): Problem => ({
  ...members,
  type: 'about:blank',
  status,
  code,
  title,
});

/** What an error says to the outside: known ones in their words, all others nothing but that something went wrong. */
export const problemOf = (error: unknown): { problem: Problem; headers?: Readonly<Record<string, string>>; unexpected?: boolean } => {
  if (error instanceof Refusal) return { problem: problem(STATUS[error.kind], error.code, error.message, error.details) };
  if (error instanceof EdgeProblem) return { problem: problem(error.status, error.code, error.message), headers: error.headers };
  if (error instanceof CommandIdReused) return { problem: problem(409, 'idempotency-key-reused', error.message) };
  if (error instanceof CommitTooLarge) return { problem: problem(413, 'body-too-large', 'This is too much for one command.') };
  if (error instanceof LogBusy || error instanceof LogUnavailable || error instanceof NotReachedYet) {
    return {
      problem: problem(503, 'not-ready', 'This cannot be answered just now. Try again in a moment.'),
      headers: { 'retry-after': RETRY_AFTER_SECONDS },
    };
  }
  const status =
    error instanceof HttpException ? error.getStatus() : ((error as { statusCode?: unknown }).statusCode as number | undefined);
  if (status === 404) return { problem: problem(404, 'not-found', 'There is nothing here.') };
  if (status === 405) return { problem: problem(405, 'method-not-allowed', 'This route does not know that method.') };
  if (status === 413) return { problem: problem(413, 'body-too-large', 'The body is too large.') };
  if (status === 415) return { problem: problem(415, 'unsupported-media-type', 'This route does not read that kind of body.') };
  if (status !== undefined && status >= 400 && status < 500)
    return { problem: problem(status, 'malformed-request', 'The request is not well formed.') };
  return { problem: problem(500, 'internal', 'Something went wrong on our side.'), unexpected: true };
};

export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly report: (line: Report) => void) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<LinliReply>();
    const answer = problemOf(error);
    // The stack names files and lines of ours, never what somebody sent.
    if (answer.unexpected)
      this.report({
        level: 'error',
        message: 'a request failed',
        error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
        stack: error instanceof Error ? error.stack : undefined,
      });
    void replyProblem(reply, answer.problem, answer.headers);
  }
}

export const replyProblem = (
  reply: Pick<LinliReply, 'status'>,
  answer: Problem,
  headers: Readonly<Record<string, string>> = {},
): LinliReply =>
  reply
    .status(answer.status)
    .headers({ ...headers, 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' })
    .send(JSON.stringify(answer));

export const sendProblem = (response: ServerResponse, answer: Problem, headers: Readonly<Record<string, string>> = {}): void => {
  const text = JSON.stringify(answer);
  // With its length it goes out in one piece.
  response.writeHead(answer.status, {
    ...headers,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
};

/** Node answers oversized headers and broken requests before any framework sees them: here in the same words as everything else. */
export const answerClientErrors = (server: Server): void => {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const answer =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? problem(431, 'headers-too-large', 'The headers of the request are too large.')
        : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? problem(408, 'request-timeout', 'The request took too long to arrive.')
          : problem(400, 'malformed-request', 'The request is not well formed.');
    const body = JSON.stringify(answer);
    socket.end(
      `HTTP/1.1 ${answer.status} Error\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n${body}`,
    );
  });
};
