import 'reflect-metadata';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';
import { isDay } from '@linli/kernel';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a request class has no constructor arguments
export type RequestClass<Shape extends object = any> = new () => Shape;

/** What one field of a request must be. A check answers what is wrong, as the end of the sentence "<field> …". */
export interface FieldRule {
  optional: boolean;
  readonly check?: (value: unknown) => string | undefined;
  readonly nested?: () => RequestClass;
  readonly list?: { readonly min: number; readonly max: number };
  /** In a query string everything is text. */
  readonly read?: (text: string) => unknown;
}

const RULES = Symbol('linli field rules');

/** The rules of a class and of those it extends. */
export const rulesOf = (target: RequestClass): ReadonlyMap<string, FieldRule> =>
  (Reflect.getMetadata(RULES, target) as Map<string, FieldRule> | undefined) ?? new Map();

const ownRules = (prototype: object): Map<string, FieldRule> => {
  const target = prototype.constructor;
  if (!Reflect.hasOwnMetadata(RULES, target)) Reflect.defineMetadata(RULES, new Map(rulesOf(target as RequestClass)), target);
  return Reflect.getOwnMetadata(RULES, target) as Map<string, FieldRule>;
};

/** One decorator for a field: its rule (as class-validator's metadata and for the quick check) and its place in the OpenAPI document. */
const field =
  (rule: Omit<FieldRule, 'optional'>, api: ApiPropertyOptions): PropertyDecorator =>
  (prototype, key) => {
    ownRules(prototype).set(String(key), { optional: false, ...rule });
    ApiProperty(api)(prototype, key);
    if (!rule.check) return;
    const { check } = rule;
    ValidateBy({
      name: 'linliField',
      validator: { validate: (value) => check(value) === undefined, defaultMessage: (at) => `${at?.property} ${check(at?.value)}` },
    })(prototype, key);
  };

/** The field may be left out. Stands before the decorator that says what it is. */
export const Optional = (): PropertyDecorator => (prototype, key) => {
  const rules = ownRules(prototype);
  rules.set(String(key), { ...rules.get(String(key))!, optional: true });
  ApiProperty({ required: false })(prototype, key);
  IsOptional()(prototype, key);
};

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const textProblem = (value: unknown, min: number, max: number, pattern?: RegExp): string | undefined => {
  if (typeof value !== 'string') return 'must be text';
  if (!value.isWellFormed()) return 'holds half a character';
  if (CONTROL.test(value)) return 'holds a control character';
  if (min > 0 && value.trim() === '') return 'must not be empty';
  if (value.length < min) return `must have at least ${min} characters`;
  if (value.length > max) return `must have at most ${max} characters`;
  if (pattern && !pattern.test(value)) return 'is not written as it should be';
  return undefined;
};

/** Text of min to max characters (UTF-16 units); with a minimum, more than blanks. */
export const Text = ({
  min = 1,
  max,
  pattern,
  example,
}: {
  min?: number;
  max: number;
  pattern?: RegExp;
  example?: string;
}): PropertyDecorator =>
  field(
    { check: (value) => textProblem(value, min, max, pattern) },
    { type: String, minLength: min, maxLength: max, ...(pattern && { pattern: pattern.source }), ...(example && { example }) },
  );

const ID = /^[0-9a-zA-Z][0-9a-zA-Z._~-]{0,99}$/;
/** The id of a thing, as some answer gave it. */
export const IdField = (): PropertyDecorator =>
  field({ check: (value) => textProblem(value, 1, 100, ID) }, { type: String, maxLength: 100 });

const numberProblem = (value: unknown, min: number, max: number, whole: boolean): string | undefined => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
  if (whole && !Number.isSafeInteger(value)) return 'must be a whole number';
  return value < min || value > max ? `must be from ${min} to ${max}` : undefined;
};
const readNumber = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);

export const Whole = ({ min = 0, max = 1_000_000_000 }: { min?: number; max?: number } = {}): PropertyDecorator =>
  field({ check: (value) => numberProblem(value, min, max, true), read: readNumber }, { type: 'integer', minimum: min, maximum: max });

export const Decimal = ({ min = 0, max }: { min?: number; max: number }): PropertyDecorator =>
  field({ check: (value) => numberProblem(value, min, max, false), read: readNumber }, { type: Number, minimum: min, maximum: max });

export const Flag = (): PropertyDecorator =>
  field(
    {
      check: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
      read: (text) => (text === 'true' ? true : text === 'false' ? false : text),
    },
    { type: Boolean },
  );

export const OneOf = (values: readonly string[]): PropertyDecorator =>
  field(
    { check: (value) => (values.includes(value as string) ? undefined : `must be one of: ${values.join(', ')}`) },
    { type: String, enum: [...values] },
  );

/** A day of the community, `YYYY-MM-DD`. */
export const DayField = (): PropertyDecorator =>
  field(
    { check: (value) => (typeof value === 'string' && isDay(value) ? undefined : 'must be a day written YYYY-MM-DD') },
    { type: String, format: 'date' },
  );

/** Digits of an area's code, of one of these lengths. */
export const AreaCode = (lengths: readonly number[]): PropertyDecorator =>
  field(
    {
      check: (value) =>
        typeof value === 'string' && /^\d+$/.test(value) && lengths.includes(value.length)
          ? undefined
          : `must be an area code of ${lengths.join(', ')} digits`,
    },
    { type: String, pattern: '^[0-9]+$' },
  );

// The document takes a function called `type` for one that answers the class, and no other.
export const Nested = (of: () => RequestClass): PropertyDecorator => field({ nested: of }, { type: () => of() });

export const ListOf = (of: () => RequestClass, { min = 0, max }: { min?: number; max: number }): PropertyDecorator =>
  field({ nested: of, list: { min, max } }, { type: () => of(), isArray: true, minItems: min, maxItems: max });

/** A list of texts, of words to choose from, or of ids. */
export const ListOfText = ({
  min = 0,
  max,
  values,
  length = 100,
}: {
  min?: number;
  max: number;
  values?: readonly string[];
  length?: number;
}): PropertyDecorator =>
  field(
    {
      list: { min, max },
      check: (value) =>
        values ? (values.includes(value as string) ? undefined : `must be one of: ${values.join(', ')}`) : textProblem(value, 1, length),
      read: (text) => text.split(','),
    },
    { type: String, isArray: true, minItems: min, maxItems: max, ...(values && { enum: [...values] }) },
  );

/** For answers: a member with its type, in the OpenAPI document only. */
export const Shown = (options: ApiPropertyOptions = {}): PropertyDecorator => ApiProperty(options);
