/** Why a command does not happen. Each kind has one HTTP status, given at the edge and nowhere else. */
export type RefusalKind = 'invalid' | 'not-allowed' | 'not-found' | 'version-conflict' | 'rule';

/** One field that is wrong: `path` like `lines[0].quantity`. */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface RefusalDetails {
  readonly errors?: readonly FieldProblem[];
  /** More members of the answer. Never a resident's data. */
  readonly [member: string]: unknown;
}

/** A stable code and a sentence a person can act on. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    message: string,
    readonly details: RefusalDetails = {},
  ) {
    super(message);
  }
}

/** A rule says no. */
export const refuse = (code: string, message: string, details?: RefusalDetails): never => {
  throw new Refusal('rule', code, message, details);
};

export const notFound = (what: string): never => {
  throw new Refusal('not-found', 'not-found', `There is no such ${what} here.`);
};

export const notAllowed = (message: string): never => {
  throw new Refusal('not-allowed', 'not-allowed', message);
};

/** A field is wrong for a reason that only the register knows, such as an address outside the area tree. */
export const invalidField = (path: string, message: string, code = 'invalid-field'): never => {
  throw new Refusal('invalid', code, message, { errors: [{ path, code, message }] });
};

/** For the end of an exhaustive switch: the compiler proves that it is never reached. */
export const unreachable = (value: never): never => {
  throw new Error(`Unknown case ${JSON.stringify((value as { type?: unknown })?.type ?? value)}`);
};
