import { strays, unseen } from './documents.mjs';

const exists = (path) => ['docs/adr/0001-log.md', 'libs/engine/src/event.ts', 'README.md'].includes(path);
const whys = (text, path = 'docs/adr/0002-ways.md') => strays(path, text, exists).map(({ line, why }) => `${line}: ${why}`);

it('follows links from where the paper lies', () => {
  expect(whys('[one](0001-log.md#why), [top](../../README.md), [out](https://example.org/x)')).toEqual([]);
  expect(whys('fine\n[gone](0009-gone.md)')).toEqual(['2: there is no docs/adr/0009-gone.md']);
});

it('looks for the files that are named', () => {
  expect(whys('see `libs/engine/src/event.ts` and `npm test` and `libs/<name>/src` and `services/*/src`')).toEqual([]);
  expect(whys('see `libs/engine/src/gone.ts`')).toEqual(['1: there is no libs/engine/src/gone.ts']);
});

it('wants every picture to be there that is shown, and shown that is there', () => {
  expect(whys('![a page](pictures/gone.webp)')).toEqual(['1: there is no docs/adr/pictures/gone.webp']);
  const papers = new Map([['docs/manual/zh/clerk.md', '![a page](../pictures/zh/a.webp)']]);
  expect(unseen(['docs/manual/zh/clerk.md', 'docs/manual/pictures/zh/a.webp', 'docs/manual/pictures/zh/b.webp'], papers)).toEqual([
    { path: 'docs/manual/pictures/zh/b.webp', why: 'no paper shows this picture' },
  ]);
});
