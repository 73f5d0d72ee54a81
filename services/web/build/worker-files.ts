import type { Plugin } from 'vite';

/** Tells the worker which files the phone's page is made of: all that it loads at once or later, and what lies beside. */
export const workerFiles = (worker: string, entry: string, beside: readonly string[]): Plugin => ({
  name: 'linli-worker-files',
  generateBundle(_, bundle) {
    const files = new Set(beside);
    const open = Object.values(bundle).flatMap((output) =>
      output.type === 'chunk' && output.isEntry && output.name === entry ? [output.fileName] : [],
    );
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const output = bundle[name];
      if (output?.type !== 'chunk' || files.has(`/${name}`)) continue;
      files.add(`/${name}`);
      for (const style of output.viteMetadata?.importedCss ?? []) files.add(`/${style}`);
      open.push(...output.imports, ...output.dynamicImports);
    }
    const home = bundle[worker];
    if (home?.type !== 'chunk') return this.error(`There is no ${worker}.`);
    home.code = home.code.replaceAll(/\bFILES\b/g, JSON.stringify([...files].sort()));
  },
});
