import { mistakes } from './packages.mjs';

const root = { devDependencies: { 'fast-check': '4.10.2' } };
const project = (change) => ({
  path: 'services/intake',
  manifest: { dependencies: { '@linli/kernel': '0.1.0', 'csv-parse': '7.0.3' } },
  references: ['../../libs/kernel'],
  imports: [{ path: 'services/intake/src/ledger/csv.ts', from: 'csv-parse/sync' }],
  ...change,
});
const whys = (...projects) => mistakes(projects, root).map(({ why }) => why);
const uses = (from, path = 'services/intake/src/ledger/csv.ts') => [...project().imports, { path, from }];

it('lets a package pass that says what it needs', () =>
  expect(whys(project({ imports: [...uses('node:fs'), ...uses('./rows.js'), ...uses('@linli/kernel')] }))).toEqual([]));

it('wants exact versions', () =>
  expect(whys(project({ manifest: { dependencies: { '@linli/kernel': '0.1.0', 'csv-parse': '^7.0.3' } } }))).toEqual([
    'csv-parse: versions are exact, not ^7.0.3',
  ]));

it('wants one version in the whole house', () => {
  const other = {
    path: 'libs/sheets',
    manifest: { dependencies: { 'csv-parse': '6.0.0' } },
    references: [],
    imports: [{ path: 'libs/sheets/src/a.ts', from: 'csv-parse' }],
  };
  expect(whys(project(), other)).toEqual(['csv-parse is 6.0.0 here and 7.0.3 in services/intake/package.json']);
});

it('sees what is used and not declared', () => {
  expect(whys(project({ imports: uses('pinyin-pro') }))).toEqual([
    'pinyin-pro is not among the dependencies in services/intake/package.json',
  ]);
  expect(whys(project({ imports: uses('fast-check') }))).toEqual([
    'fast-check is not among the dependencies in services/intake/package.json',
  ]);
  expect(whys(project({ imports: uses('fast-check', 'services/intake/src/domain/need.spec.ts') }))).toEqual([]);
});

it('sees what is declared and not used', () => expect(whys(project({ imports: [] }))).toEqual(['csv-parse is declared and not used']));

it('wants the references of the compiler to say the same', () => {
  expect(whys(project({ references: [] }))).toEqual(['no reference to kernel, which package.json names']);
  expect(whys(project({ references: ['../../libs/kernel', '../../libs/engine'] }))).toEqual([
    '@linli/engine is referred to in tsconfig.json and not declared',
  ]);
});
