// Who may know whom. The tables are the rule; docs/adr/0007-boundaries-that-fail.md says why.
import { posix } from 'node:path';
import ts from 'typescript';
import { importsOf, isTest, nodesOf, parse, projectOf } from './sources.mjs';

const SERVICE = ['kernel', 'contracts', 'engine', 'privacy', 'nest-kit'];

/** Which of our own packages a project may import. A project that is not here may import none. */
export const MAY_IMPORT = {
  'libs/kernel': [],
  'libs/contracts': ['kernel'],
  'libs/engine': ['kernel'],
  'libs/privacy': ['kernel', 'engine'],
  'libs/sqlite': ['kernel', 'engine'],
  'libs/mongo': ['kernel', 'engine'],
  'libs/kafka': ['kernel', 'engine'],
  'libs/nest-kit': ['kernel', 'contracts', 'engine', 'privacy'],
  // For flow specs alone: puts a service on every ground.
  'libs/flow': ['kernel', 'contracts', 'engine', 'privacy', 'sqlite', 'mongo', 'kafka', 'nest-kit'],
  // Runs one service alone. Only a service's main.ts enters it.
  'libs/cluster': ['kernel', 'engine', 'privacy', 'nest-kit', 'mongo', 'kafka'],
  // The real services on a ground of chance.
  'libs/simulation': ['kernel', 'engine', 'privacy', 'nest-kit', 'gateway', 'intake', 'dispatch', 'pharmacy-run', 'reporting'],
  'services/intake': SERVICE,
  'services/dispatch': SERVICE,
  'services/pharmacy-run': SERVICE,
  'services/reporting': SERVICE,
  'services/gateway': SERVICE,
  // The browser's side knows the services by the types of their document alone.
  'services/web': [],
  // kafka: its tests put on the bus what no service would.
  'services/all-in-one': [...SERVICE, 'sqlite', 'mongo', 'kafka', 'cluster', 'intake', 'dispatch', 'pharmacy-run', 'reporting', 'gateway'],
};

/** What puts a service on its feet as a process of its own. */
const MAIN_MAY_IMPORT = ['cluster'];

/** A test may put real storage under what it tests. */
const TESTS_MAY_IMPORT = ['kernel', 'engine', 'privacy', 'sqlite', 'flow'];

/** Packages with one home each, so that what wraps them can be replaced in a day. */
const HOME = [
  {
    of: (name) => name === 'libsql' || name.startsWith('@libsql/'),
    is: (project) => project === 'libs/sqlite',
    says: 'libsql is imported in libs/sqlite alone',
  },
  {
    of: (name) => name === 'mongoose' || name === 'mongodb',
    is: (project) => project === 'libs/mongo',
    says: 'mongoose is imported in libs/mongo alone',
  },
  { of: (name) => name === 'kafkajs', is: (project) => project === 'libs/kafka', says: 'kafkajs is imported in libs/kafka alone' },
  {
    of: (name) => name.startsWith('@nestjs/'),
    is: (project) => project === 'libs/nest-kit' || project.startsWith('services/'),
    says: 'Nest stands at the edge: in libs/nest-kit and the services',
  },
];

/** What @nestjs/cqrs offers and does not keep: no order, no waiting, state shared between applications. */
const NOT_FROM_CQRS = new Set([
  'EventBus',
  'Saga',
  'AggregateRoot',
  'EventPublisher',
  'EventsHandler',
  'EventStream',
  'ofType',
  'UnhandledExceptionBus',
]);

/** Where time and chance come from elsewhere, and nothing waits. */
const isPure = (path) => !isTest(path) && (/\/src\/(domain|reactions)\//.test(path) || path.endsWith('.view.ts'));
const inDomain = (path) => path.includes('/src/domain/');
const IMPURE = new Set([
  'console',
  'process',
  'fetch',
  'crypto',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'globalThis',
]);

const FOCUS = new Set(['only', 'skip', 'todo', 'failing']);
const TESTS = new Set(['it', 'test', 'describe']);
const FOCUSED = new Set(['fit', 'xit', 'xtest', 'fdescribe', 'xdescribe']);

const packageOf = (from) =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

/** Why this import may not stand here, or undefined. */
const wrongImport = (path, { from, names }) => {
  const project = projectOf(path);
  const test = isTest(path);
  if (from.startsWith('.')) {
    const target = posix.join(posix.dirname(path), from);
    if (projectOf(target) !== project) return `reaches into ${projectOf(target)}; import its package`;
    if (inDomain(path) && !inDomain(target))
      return 'domain/ imports from domain/, @linli/kernel and the words of @linli/contracts, nothing else';
    if (!test && isTest(target.replace(/\.js$/, '.ts')) && !path.includes('/suites/')) return 'the product imports from a test';
    return undefined;
  }
  if (from.startsWith('@linli/')) {
    const [, name, ...deeper] = from.split('/');
    if (deeper.length > 0 && !(test && from === '@linli/engine/suites') && !/^@linli\/[^/]+\/folds$/.test(from))
      return `reaches into @linli/${name}; import what its index.ts offers`;
    if (inDomain(path) && name !== 'kernel' && name !== 'contracts')
      return 'domain/ imports from domain/, @linli/kernel and the words of @linli/contracts, nothing else';
    const allowed = [
      ...(MAY_IMPORT[project] ?? []),
      ...(test ? TESTS_MAY_IMPORT : []),
      ...(/^services\/[^/]+\/src\/main\.ts$/.test(path) ? MAIN_MAY_IMPORT : []),
    ];
    return allowed.includes(name) ? undefined : `${project} may not import @linli/${name}`;
  }
  const home = HOME.find(({ of }) => of(packageOf(from)));
  if (home && !home.is(project)) return home.says;
  if (inDomain(path) && !test) return 'domain/ imports from domain/, @linli/kernel and the words of @linli/contracts, nothing else';
  if (inDomain(path) && home) return home.says;
  if (project === 'libs/kernel' && !test) return 'libs/kernel imports nothing';
  if (from !== '@nestjs/cqrs') return undefined;
  if (names.length === 0) return 'what is used of @nestjs/cqrs is imported by name';
  const bus = names.find((name) => NOT_FROM_CQRS.has(name));
  return bus && `of @nestjs/cqrs only commands and queries are used, not ${bus}`;
};

/** Why this piece of code may not stand in a domain, a reaction or a view, or undefined. */
const impurity = (path, node) => {
  if (
    ts.isAwaitExpression(node) ||
    (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword))
  )
    return 'nothing waits here: the engine does';
  if (ts.isDecorator(node)) return 'no decorators here: Nest is at the edge';
  if (inDomain(path) && (ts.isClassDeclaration(node) || ts.isClassExpression(node))) return 'no classes here: functions on plain data';
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'no clock here: the time is an argument';
  if (ts.isPropertyAccessExpression(node) && ['Date.now', 'Math.random'].includes(node.getText()))
    return 'no clock and no chance here: they are arguments';
  if (ts.isIdentifier(node) && IMPURE.has(node.text) && isFree(node)) return `no ${node.text} here`;
  return undefined;
};

/** Not the name of a property or of something declared: the global itself. */
const isFree = ({ parent, ...node }) => {
  const used = node.escapedText;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression.escapedText === used && parent.name.escapedText !== used;
  return !(
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isParameter(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isBindingElement(parent)
  );
};

/** Why this call may not stand in a test, or undefined. */
const wrongTest = (node) => {
  if (!ts.isCallExpression(node)) return undefined;
  const words = node.expression.getText().split('.');
  if (words[0] === 'jest' && /^(unstable_)?(do)?mock(Module)?$/i.test(words[1] ?? ''))
    return 'no jest.mock: it is not hoisted in ES modules; hand in a fake';
  if (FOCUSED.has(words[0]) || (TESTS.has(words[0]) && words.some((word) => FOCUS.has(word))))
    return 'every test runs: none alone, none left out';
  return undefined;
};

/** Everything wrong with one file: `{ path, line, why }`. */
export const breaches = (path, text) => {
  const tree = parse(path, text);
  const found = [];
  for (const one of importsOf(tree)) {
    const why = wrongImport(path, one);
    if (why) found.push({ path, line: one.line, why: `${one.from}: ${why}` });
  }
  for (const { node, line } of nodesOf(tree)) {
    const why = wrongTest(node) ?? (isPure(path) ? impurity(path, node) : undefined);
    if (why) found.push({ path, line: line(), why });
  }
  return found.sort((one, other) => one.line - other.line);
};
