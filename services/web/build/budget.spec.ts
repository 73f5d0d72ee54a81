import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { weigh, type Piece } from './budget';

const code = (bytes: number): string => randomBytes(bytes).toString('hex');
const piece = (fileName: string, imports: string[] = [], styles: string[] = []): [string, Piece] => [
  fileName,
  { fileName, code: code(1000), imports, styles },
];
const size = (text: string): number => gzipSync(text).byteLength;

it('weighs everything that is loaded before the screen stands, each piece once', () => {
  const pieces = new Map([
    piece('page.js', ['shell.js', 'react.js'], ['page.css']),
    piece('shell.js', ['react.js']),
    piece('react.js'),
    piece('other.js'),
  ]);
  const styles = new Map([['page.css', 'a { color: red }']]);
  const expected = ['page.js', 'shell.js', 'react.js'].reduce(
    (sum, name) => sum + size(pieces.get(name)!.code),
    size(styles.get('page.css')!),
  );
  expect(weigh(['page.js', 'shell.js'], pieces, styles)).toBe(expected);
});
