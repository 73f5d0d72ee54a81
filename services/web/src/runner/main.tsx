import { begin } from '../begin';
import { fetchWords } from '../words/words';
import { keepForLater } from './kept';

keepForLater();
// What the phone needs to open without a signal. While one works on the screens, every load is to be a fresh one.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/runner-worker.js', { scope: '/runner' });
await begin(async () => {
  const [{ RunnerPages }] = await Promise.all([import('./pages'), fetchWords('runner')]);
  return RunnerPages;
});
