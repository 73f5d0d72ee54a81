import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What one finds in a built chunk, as far as weighing goes. */
export interface Piece {
  readonly fileName: string;
  readonly code: string;
  readonly imports: readonly string[];
  readonly styles: readonly string[];
}

/** A screen as a browser loads it: every piece that is fetched before somebody sees it whole. */
export interface Budget {
  readonly screen: string;
  readonly modules: readonly string[];
  readonly kilobytes: number;
}

/** Bytes over the wire of these pieces and all they import, each counted once. */
export const weigh = (from: readonly string[], pieces: ReadonlyMap<string, Piece>, styles: ReadonlyMap<string, string>): number => {
  const seen = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const piece = pieces.get(name);
    if (!piece || seen.has(name)) continue;
    seen.add(name);
    open.push(...piece.imports);
    for (const style of piece.styles) seen.add(style);
  }
  return [...seen].reduce((sum, name) => sum + gzipSync(pieces.get(name)?.code ?? styles.get(name) ?? '').byteLength, 0);
};

/** Fails the build for a screen that is heavier than it may be. `modules` are sources, the ends of their paths. */
export const budgets = (wanted: readonly Budget[]): Plugin => ({
  name: 'linli-budgets',
  generateBundle(_, bundle) {
    const pieces = new Map<string, Piece>();
    const styles = new Map<string, string>();
    const homes = new Map<string, string>();
    for (const output of Object.values(bundle)) {
      if (output.type === 'asset') {
        if (output.fileName.endsWith('.css')) styles.set(output.fileName, String(output.source));
        continue;
      }
      const { fileName, code, imports, viteMetadata } = output;
      pieces.set(fileName, { fileName, code, imports, styles: [...(viteMetadata?.importedCss ?? [])] });
      for (const module of output.moduleIds) homes.set(module.replaceAll('\\', '/'), fileName);
    }
    for (const { screen, modules, kilobytes } of wanted) {
      const from = modules.map((module) => {
        const home = [...homes].find(([path]) => path.endsWith(module))?.[1];
        if (home === undefined) this.error(`${screen}: no piece holds ${module}`);
        return home;
      });
      const size = weigh(from, pieces, styles) / 1024;
      const line = `${screen}: ${size.toFixed(1)} of ${kilobytes} KB gzipped`;
      if (size > kilobytes) this.error(`Too heavy. ${line}`);
      if (process.env.LINLI_SIZES) this.info(line);
    }
  },
});
