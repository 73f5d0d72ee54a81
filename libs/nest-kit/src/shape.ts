import { Refusal, type FieldProblem } from '@linli/kernel';
import { rulesOf, type FieldRule, type RequestClass } from './fields.js';

/** More of them tell nobody anything. */
const MOST_PROBLEMS = 20;

/** Checks a value against a request class: an unknown field is refused by name, everything else by path. Answers a clean copy. */
export const shape = <Shape extends object>(target: RequestClass<Shape>, value: unknown): Shape => {
  const problems: FieldProblem[] = [];
  const shaped = shapeObject(target, value, '', problems);
  if (problems.length === 0) return shaped as Shape;
  const unknown = problems.find(({ code }) => code === 'unknown-field');
  const code = unknown ? 'unknown-field' : 'invalid-field';
  throw new Refusal('invalid', code, problems[0]!.message, { errors: problems.slice(0, MOST_PROBLEMS) });
};

/** The same for a query string, where everything is text. */
export const shapeQuery = <Shape extends object>(target: RequestClass<Shape>, query: Readonly<Record<string, unknown>>): Shape => {
  const rules = rulesOf(target);
  const value: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, given] of Object.entries(query)) {
    // The area is everywhere a matter of the guard.
    if (key === 'area' && !rules.has('area')) continue;
    const text = Array.isArray(given) ? (given as unknown[])[given.length - 1] : given;
    const read = rules.get(key)?.read;
    value[key] = read && typeof text === 'string' ? read(text) : text;
  }
  return shape(target, value);
};

const invalid = (path: string, problem: string): FieldProblem => ({
  path,
  code: 'invalid-field',
  message: `${path || 'The body'} ${problem}.`,
});

const shapeObject = (target: RequestClass, value: unknown, path: string, problems: FieldProblem[]): object | undefined => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    problems.push(invalid(path, 'must be an object'));
    return undefined;
  }
  const rules = rulesOf(target);
  for (const key of Object.keys(value)) {
    if (rules.has(key)) continue;
    const at = join(path, key.slice(0, 60));
    problems.push({ path: at, code: 'unknown-field', message: `There is no field ${at}.` });
  }
  const shaped = new target() as Record<string, unknown>;
  for (const [key, rule] of rules) {
    const given = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    if (given === undefined || (given === null && rule.optional)) {
      if (!rule.optional) problems.push(invalid(join(path, key), 'is missing'));
      continue;
    }
    shaped[key] = rule.list ? shapeList(rule, given, join(path, key), problems) : shapeOne(rule, given, join(path, key), problems);
  }
  return shaped;
};

const shapeList = (rule: FieldRule, value: unknown, path: string, problems: FieldProblem[]): unknown => {
  const { min, max } = rule.list!;
  if (!Array.isArray(value)) {
    problems.push(invalid(path, 'must be a list'));
    return undefined;
  }
  if (value.length < min || value.length > max) {
    problems.push(invalid(path, `must have from ${min} to ${max} entries`));
    return undefined;
  }
  return value.map((entry, at) => shapeOne(rule, entry, `${path}[${at}]`, problems));
};

const shapeOne = (rule: FieldRule, value: unknown, path: string, problems: FieldProblem[]): unknown => {
  if (rule.nested) return shapeObject(rule.nested(), value, path, problems);
  const problem = rule.check?.(value);
  if (problem !== undefined) problems.push(invalid(path, problem));
  return value;
};

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
