import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const WORTH_IT = /\.(js|css|svg|json|webmanifest)$/;
const SMALL = 1024;

/** Lays a .br and a .gz beside every file that gains by it, so that nobody compresses while somebody waits. */
export const compressed = (folder: string): Plugin => ({
  name: 'linli-compressed',
  apply: 'build',
  closeBundle() {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!WORTH_IT.test(name)) continue;
      const path = join(folder, name);
      const bytes = readFileSync(path);
      if (bytes.byteLength < SMALL) continue;
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
    }
  },
});
