import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { budgets } from './build/budget.ts';
import { compressed } from './build/compress.ts';
import { manual } from './build/manual.ts';
import { workerFiles } from './build/worker-files.ts';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const dist = file('dist');
const WORKER = 'runner-worker.js';
const SIGNED_IN = ['src/main.tsx', 'src/shell/shell.tsx', 'zh-CN/common.json', 'zh-CN/problems.json'];

export default defineConfig({
  root: file('.'),
  plugins: [
    react(),
    budgets([
      {
        screen: 'sign-in',
        modules: ['src/main.tsx', 'src/session/sign-in-page.tsx', 'zh-CN/common.json', 'zh-CN/problems.json'],
        kilobytes: 120,
      },
      {
        screen: 'runner',
        modules: ['src/runner/main.tsx', 'src/runner/pages.tsx', 'zh-CN/common.json', 'zh-CN/problems.json', 'zh-CN/runner.json'],
        kilobytes: 210,
      },
      { screen: 'official', modules: [...SIGNED_IN, 'src/official/figures-page.tsx', 'zh-CN/official.json'], kilobytes: 400 },
      { screen: 'dispatcher', modules: [...SIGNED_IN, 'src/dispatcher/board-page.tsx', 'zh-CN/dispatcher.json'], kilobytes: 400 },
      {
        screen: 'administrator',
        modules: [...SIGNED_IN, 'src/administrator/accounts-page.tsx', 'zh-CN/administrator.json'],
        kilobytes: 400,
      },
      { screen: 'clerk', modules: [...SIGNED_IN, 'src/clerk/box-page.tsx', 'zh-CN/clerk.json'], kilobytes: 400 },
    ]),
    workerFiles(WORKER, 'runner', ['/icon.svg', '/icon-192.png', '/runner.webmanifest']),
    manual(file('../../docs/manual'), file('src/ui/fonts.css'), file('build/manual.css')),
    compressed(dist),
  ],
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: {
      input: { index: file('index.html'), runner: file('runner.html'), 'runner-worker': file('src/runner/worker.ts') },
      // A browser finds the next worker under the name of the last.
      output: { entryFileNames: ({ name }) => (name === 'runner-worker' ? WORKER : 'assets/[name]-[hash].js') },
    },
    // A page of ours holds nothing inline: the policy of the gateway forbids it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
  },
  server: {
    // npx vite services/web, beside a running `npm start`: the screens are new at every keystroke, the rest comes from there.
    proxy: { '/api': { target: 'http://127.0.0.1:8080' } },
  },
});
