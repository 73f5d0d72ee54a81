// The files the house rules look at, and what stands in them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const SKIPPED = new Set(['dist', 'node_modules', 'coverage']);

/** Paths below a folder, from the top of the house, with `/` on every machine. */
export function* filesUnder(top, folder) {
  if (!existsSync(join(top, folder))) return;
  for (const entry of readdirSync(join(top, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* filesUnder(top, path);
    } else yield path;
  }
}

/** libs/engine for libs/engine/src/event.ts. */
export const projectOf = (path) => path.split('/').slice(0, 2).join('/');

/** Code that only tests run: it may use what the product may not. */
export const isTest = (path) => /\.(spec|suite)\.ts$/.test(path) || /^[^/]+\/[^/]+\/test\//.test(path) || path.includes('/src/suites/');

export const read = (top, path) => readFileSync(join(top, path), 'utf8');

export const parse = (path, text) =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

const lineOf = (tree, node) => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;

export function* nodesOf(tree) {
  const open = [tree];
  while (open.length > 0) {
    const node = open.pop();
    yield { node, line: () => lineOf(tree, node) };
    ts.forEachChild(node, (child) => void open.push(child));
  }
}

const named = (clause) => {
  const elements = clause?.namedBindings?.elements ?? clause?.elements ?? [];
  return [...elements].map((element) => (element.propertyName ?? element.name).text);
};

/** Every way in which a file names another: import, export from, import(), import('…') as a type, require. */
export function* importsOf(tree) {
  for (const { node, line } of nodesOf(tree)) {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      yield { from: node.moduleSpecifier.text, names: named(node.importClause ?? node.exportClause), line: line() };
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      yield { from: node.argument.literal.text, names: node.qualifier ? [node.qualifier.getText(tree).split('.')[0]] : [], line: line() };
    else if (ts.isCallExpression(node) && ts.isStringLiteralLike(node.arguments[0] ?? node)) {
      const called = node.expression;
      if (called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require'))
        yield { from: node.arguments[0].text, names: [], line: line() };
    }
  }
}
