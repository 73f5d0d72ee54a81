import { mkdtempSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint } from './build.mjs';
import { isInstalled } from './install.mjs';
import { isTooOld, sentence } from './node-version.mjs';

describe('the version of Node', () => {
  it.each(['v8.17.0', 'v18.20.8', 'v20.0.0', 'v20.18.9'])('%s is too old', (version) => expect(isTooOld(version)).toBe(true));
  it.each(['v20.19.0', 'v20.20.2', 'v22.0.0', 'v24.1.0', 'v100.0.0'])('%s will do', (version) => expect(isTooOld(version)).toBe(false));
  it('is told in one line', () => expect(sentence('v18.20.8')).toMatch(/^[^\n]*20\.19[^\n]*v18\.20\.8[^\n]*$/));
});

describe('what is installed', () => {
  const packages = { '': {}, 'libs/kernel': {}, 'node_modules/@linli/kernel': { link: true }, 'node_modules/a': { version: '1.0.0' } };
  const wanted = { packages: { ...packages, 'node_modules/a-for-another-machine': { version: '1.0.0', optional: true } } };

  it('is what the lock file names; packages for other machines may be absent', () => expect(isInstalled(wanted, { packages })).toBe(true));
  it('is nothing when npm left no note', () => expect(isInstalled(wanted, undefined)).toBe(false));
  it('is out of date when a version changed or a package came in', () => {
    expect(isInstalled(wanted, { packages: { ...packages, 'node_modules/a': { version: '0.9.0' } } })).toBe(false);
    expect(isInstalled(wanted, { packages: { 'node_modules/@linli/kernel': { link: true } } })).toBe(false);
    expect(isInstalled(wanted, { packages: { ...packages, 'node_modules/@linli/kernel': { version: '0.1.0' } } })).toBe(false);
  });
});

describe('what the build is made from', () => {
  let top;
  const source = () => join(top, 'libs/kernel/src/time.ts');
  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), 'linli-build-'));
    for (const folder of ['libs/kernel/src', 'libs/kernel/dist', 'services']) mkdirSync(join(top, folder), { recursive: true });
    for (const path of ['tsconfig.base.json', 'package-lock.json', 'libs/kernel/src/time.ts', 'libs/kernel/src/old.ts'])
      writeFileSync(join(top, path), path);
  });
  afterEach(() => rmSync(top, { recursive: true }));

  it('stays the same while nothing changes but tests and what was built', () => {
    const before = fingerprint(top);
    writeFileSync(join(top, 'libs/kernel/src/time.spec.ts'), 'a test');
    writeFileSync(join(top, 'libs/kernel/dist/time.js'), 'built');
    expect(fingerprint(top)).toBe(before);
  });

  it.each([
    ['a source is written', () => writeFileSync(source(), 'something longer than before')],
    ['a source is older than before', () => utimesSync(source(), 1, 1)],
    ['a source is gone', () => rmSync(join(top, 'libs/kernel/src/old.ts'))],
    ['the lock file changes', () => writeFileSync(join(top, 'package-lock.json'), 'another lock file')],
  ])('is another when %s', (_, change) => {
    const before = fingerprint(top);
    change();
    expect(fingerprint(top)).not.toBe(before);
  });
});
