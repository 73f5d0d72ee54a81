import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { budgets } from './build/budget.ts';
import { compressed } from './build/compress.ts';

const dist = fileURLToPath(new URL('dist', import.meta.url));
const SIGNED_IN = ['src/main.tsx', 'src/shell/shell.tsx', 'zh-CN/common.json', 'zh-CN/problems.json'];

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    react(),
    budgets([
      {
        screen: 'sign-in',
        modules: ['src/main.tsx', 'src/session/sign-in-page.tsx', 'zh-CN/common.json', 'zh-CN/problems.json'],
        kilobytes: 120,
      },
      { screen: 'clerk', modules: [...SIGNED_IN, 'src/clerk/box-page.tsx', 'zh-CN/clerk.json'], kilobytes: 400 },
    ]),
    compressed(dist),
  ],
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: 'es2022',
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
