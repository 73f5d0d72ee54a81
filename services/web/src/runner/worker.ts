// Opens the phone's page without a signal. It holds our own files alone: what the services answer is kept by the page, as long as a run lasts.

interface Lasting extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** What of a service worker's world is used here: TypeScript has it only instead of a page's. */
interface Worker {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
}
/** The build writes them here, named by their content. */
declare const FILES: readonly string[];

const worker = self as unknown as Worker;
const PAGE = '/runner/';
const KEPT_IN = `linli-runner ${FILES.join(' ')}`;

const install = async (): Promise<void> => {
  const files = await caches.open(KEPT_IN);
  await files.addAll([PAGE, ...FILES]);
  await worker.skipWaiting();
};
const dropOlder = async (): Promise<void> => {
  for (const name of await caches.keys()) if (name !== KEPT_IN) await caches.delete(name);
  await worker.clients.claim();
};
const kept = async (request: Request, as: Request | string): Promise<Response> => (await caches.match(as)) ?? fetch(request);

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOlder()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.mode === 'navigate') event.respondWith(kept(request, PAGE));
  else if (FILES.includes(pathname)) event.respondWith(kept(request, request));
});
