import type { components } from './schema';

export type ProblemCode = components['schemas']['Problem']['code'] | 'no-network' | 'unexpected';
export type FieldError = NonNullable<components['schemas']['Problem']['errors']>[number];

/** Something that did not work. Screens say it in words of their own, by `code`. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly status: number,
    /** What else the answer says: who is on the way, what has changed. */
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly retryAfterSeconds?: number,
  ) {
    super(code);
  }

  get fields(): readonly FieldError[] {
    return Array.isArray(this.details.errors) ? (this.details.errors as FieldError[]) : [];
  }

  /** The same thing may work in a moment. */
  get passes(): boolean {
    return this.code === 'no-network' || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

/** The problem that an answer tells; an answer that is none of ours (a proxy's page) is `unexpected`. */
export const problemIn = async (response: Response): Promise<Problem> => {
  const { code, ...details } = await response
    .clone()
    .json()
    .then((body: unknown) => (body !== null && typeof body === 'object' ? (body as Record<string, unknown>) : {}))
    .catch((): Record<string, unknown> => ({}));
  const wait = Number(response.headers.get('retry-after'));
  return new Problem(
    typeof code === 'string' ? (code as ProblemCode) : response.status >= 502 ? 'not-ready' : 'unexpected',
    response.status,
    details,
    Number.isFinite(wait) && wait > 0 ? wait : undefined,
  );
};

export const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : new Problem('unexpected', 0));
