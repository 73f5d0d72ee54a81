import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { masterKeyFrom, MasterKeyUnusable } from './master-key.js';

describe('the master key', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'linli-key-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once, for its owner only, and is the same afterwards', () => {
    const file = join(folder, 'data', 'master.key');
    const first = masterKeyFrom(file, {});
    expect(first.byteLength).toBe(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(masterKeyFrom(file, {})).toEqual(first);
  });

  it('comes from the variable when there is one, in hexadecimal or base64', () => {
    const key = Buffer.alloc(32, 200);
    const file = join(folder, 'never-made');
    expect(masterKeyFrom(file, { LINLI_MASTER_KEY: key.toString('hex') })).toEqual(key);
    expect(masterKeyFrom(file, { LINLI_MASTER_KEY: `${key.toString('base64')}\n` })).toEqual(key);
    expect(() => readFileSync(file)).toThrow();
  });

  it('is refused in one sentence when it is no key, when others can read it, or when there is no way to it', () => {
    for (const wrong of ['', 'short', `!${Buffer.alloc(32, 1).toString('base64')}`, Buffer.alloc(33).toString('base64')]) {
      const file = join(folder, 'wrong.key');
      writeFileSync(file, wrong, { mode: 0o600 });
      expect(() => masterKeyFrom(file, {})).toThrow(MasterKeyUnusable);
    }
    const open = join(folder, 'open.key');
    masterKeyFrom(open, {});
    chmodSync(open, 0o640);
    expect(() => masterKeyFrom(open, {})).toThrow(/chmod 600/);
    // There every file says of itself that all may read it.
    expect(masterKeyFrom(open, {}, 'win32').byteLength).toBe(32);
    writeFileSync(join(folder, 'file'), '');
    expect(() => masterKeyFrom(join(folder, 'file', 'master.key'), {})).toThrow(/cannot be read or made/);
  });
});
