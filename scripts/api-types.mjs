// node scripts/api-types.mjs [--check]: writes what the screens know of the API, from the routes of the built services.
// --check changes nothing and fails where the routes have become others.
import './workshop/node-version.mjs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapi, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { root } from './workshop/root.mjs';

const TYPES = join(root, 'services/web/src/api/schema.d.ts');
const HEAD = '// Written by scripts/api-types.mjs from the routes of the services. Change those, then: npm run api-types\n';

const { startSystem } = await import(pathToFileURL(join(root, 'services/all-in-one/dist/system.js')).href);
const { mergeDocuments } = await import(pathToFileURL(join(root, 'services/gateway/dist/index.js')).href);

const folder = mkdtempSync(join(tmpdir(), 'linli-api-'));
const system = await startSystem({ folder, report: () => undefined });
const document = mergeDocuments(Object.values(system.services));
await system.stop();
rmSync(folder, { recursive: true });

const text = HEAD + astToString(await openapi(document));
const types = await format(text, { ...(await resolveConfig(TYPES)), parser: 'typescript' });
if (!process.argv.includes('--check')) writeFileSync(TYPES, types);
else if (readFileSync(TYPES, 'utf8') !== types) {
  console.error('路由变了，界面所知的没有跟上：npm run api-types · The routes have changed and the screens do not know: npm run api-types');
  process.exitCode = 1;
}
