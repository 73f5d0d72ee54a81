import { PassThrough } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { Refusal } from '@linli/kernel';
import { EdgeProblem, MAX_JSON_BYTES, MAX_MULTIPART_BYTES, RawBody, readRaw } from './body.js';

const body = (text: string | Uint8Array, type = 'application/json'): RawBody => new RawBody(Buffer.from(text as string), type, false);
const problemOf = async (work: () => unknown): Promise<[number, string]> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof EdgeProblem) return [error.status, error.code];
    if (error instanceof Refusal) return [400, error.code];
    throw error;
  }
  throw new Error('It was taken.');
};
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a JSON body', () => {
  it('is read', () => {
    expect(body('{"a":[1,"二"]}').json()).toEqual({ a: [1, '二'] });
    expect(body('{"a":1}', 'application/json; charset=utf-8').json()).toEqual({ a: 1 });
    expect(body('{"a":1}', 'application/merge-patch+json').json()).toEqual({ a: 1 });
  });
  it('that is empty says nothing', () => expect(body('', '').json()).toEqual({}));

  it.each([
    ['{', 'malformed-json'],
    ['{"a":}', 'malformed-json'],
    ['{"a":1}x', 'malformed-json'],
    ["{'a':1}", 'malformed-json'],
    ['NaN', 'malformed-json'],
    ['\ufeff{"a":', 'malformed-json'],
    [Uint8Array.of(0x22, 0xc3, 0x28, 0x22), 'malformed-json'],
    [Uint8Array.of(0x22, 0xff, 0x22), 'malformed-json'],
    [nested(17), 'too-deep'],
    ['{"a":'.repeat(17) + '1' + '}'.repeat(17), 'too-deep'],
    [nested(9_000), 'too-deep'],
    ['['.repeat(30_000), 'too-deep'],
  ])('%p is refused: %s', async (text, code) => expect(await problemOf(() => body(text).json())).toEqual([400, code]));

  it('may be sixteen deep, and brackets in texts are no depth', () => {
    expect(body(nested(16)).json()).toBeDefined();
    expect(body(JSON.stringify({ a: '['.repeat(100), b: '\\"[[[[[[[[[[[[[[[[[[', c: '"{{{{{{{{{{{{{{{{{{' })).json()).toBeDefined();
  });

  it('is asked for as such', async () => {
    for (const type of ['', 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'multipart/form-data; boundary=x'])
      expect(await problemOf(() => body('{}', type).json())).toEqual([415, 'unsupported-media-type']);
  });
});

describe('a body on its way in', () => {
  const sent = async (bytes: number, type: string): Promise<RawBody> => {
    const stream = new PassThrough();
    const read = readRaw(stream as unknown as IncomingMessage, type);
    for (let left = bytes; left > 0; left -= 65_536) stream.write(Buffer.alloc(Math.min(left, 65_536), 0x20));
    stream.end();
    return read;
  };

  it('is kept up to its limit and not beyond', async () => {
    expect((await sent(MAX_JSON_BYTES, 'application/json')).tooLarge).toBe(false);
    const large = await sent(MAX_JSON_BYTES + 1, 'application/json');
    expect([large.tooLarge, large.bytes.byteLength]).toEqual([true, 0]);
    expect(await problemOf(() => large.json())).toEqual([413, 'body-too-large']);
    expect((await sent(MAX_JSON_BYTES + 1, 'multipart/form-data; boundary=x')).tooLarge).toBe(false);
    expect(await problemOf(async () => (await sent(MAX_MULTIPART_BYTES + 1, 'multipart/form-data; boundary=x')).multipart())).toEqual([
      413,
      'body-too-large',
    ]);
  });

  it('that goes on and on is cut off', async () => {
    const stream = new PassThrough();
    const read = readRaw(stream as unknown as IncomingMessage, 'application/json');
    const chunk = Buffer.alloc(4 * 1024 * 1024, 0x20);
    for (let at = 0; at < 8 && !stream.destroyed; at += 1) {
      stream.write(chunk);
      await new Promise((turn) => setImmediate(turn));
    }
    expect(stream.destroyed).toBe(true);
    expect((await read).tooLarge).toBe(true);
  });
});

describe('a body whose sender goes away', () => {
  it('is nothing of ours that has failed', async () => {
    const stream = new PassThrough();
    const read = readRaw(stream as unknown as IncomingMessage, 'application/json');
    stream.write('{"a":');
    stream.destroy(new Error('aborted'));
    expect(await problemOf(() => read)).toEqual([400, 'malformed-request']);
  });
});

describe('an upload', () => {
  const upload = (text: string): RawBody => body(text.replaceAll('\n', '\r\n'), 'multipart/form-data; boundary=x');

  it('is the file of its field “file”', async () => {
    const file = await upload(
      '--x\nContent-Disposition: form-data; name="file"; filename="名单.csv"\nContent-Type: text/csv\n\n姓名\n--x--\n',
    ).multipart();
    expect([file.name, file.bytes.toString('utf8')]).toEqual(['名单.csv', '姓名']);
  });

  it('without one is refused, and so is what is none', async () => {
    expect(await problemOf(() => upload('--x\nContent-Disposition: form-data; name="a"\n\n1\n--x--\n').multipart())).toEqual([
      400,
      'invalid-field',
    ]);
    expect(await problemOf(() => upload('rubbish').multipart())).toEqual([400, 'invalid-field']);
    expect(await problemOf(() => body('--x--', 'multipart/form-data').multipart())).toEqual([400, 'invalid-field']);
    expect(await problemOf(() => body('{}').multipart())).toEqual([415, 'unsupported-media-type']);
  });

  it('of another field is none, and of two nobody says which', async () => {
    const part = (field: string): string => `--x\nContent-Disposition: form-data; name="${field}"; filename="${field}.csv"\n\n${field}\n`;
    expect(await problemOf(() => upload(`${part('ledger')}--x--\n`).multipart())).toEqual([400, 'invalid-field']);
    expect(await problemOf(() => upload(`${part('file')}${part('file')}--x--\n`).multipart())).toEqual([400, 'invalid-field']);
    const file = await upload(`${part('ledger')}${part('file')}--x--\n`).multipart();
    expect([file.name, file.bytes.toString()]).toEqual(['file.csv', 'file']);
  });

  it('that breaks off, anywhere, or is garbled in any way, is refused and harms nobody', async () => {
    const whole = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: text/csv\r\n\r\nabc\r\n--x--\r\n';
    const sent = (text: string): Promise<unknown> => problemOf(() => body(text, 'multipart/form-data; boundary=x').multipart());
    for (let length = 0; length < whole.indexOf('\r\n--x--'); length += 1)
      expect(await sent(whole.slice(0, length))).toEqual([400, 'invalid-field']);
    const pieces = [
      '--x',
      '--x--',
      '\r\n',
      '\n',
      '"',
      ':',
      '=?',
      '\0',
      'abc',
      'Content-Disposition: form-data',
      '; name="file"',
      '; filename*=%',
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), fc.nat(whole.length), async (garbage, at) => {
        for (const text of [garbage.join(''), whole.slice(0, at) + garbage.join('') + whole.slice(at)])
          await body(text, 'multipart/form-data; boundary=x')
            .multipart()
            .catch((error: unknown) => expect(error).toBeInstanceOf(Refusal));
      }),
      { numRuns: 300 },
    );
  });

  it('sent again with another boundary says the same', () => {
    const of = (boundary: string): string =>
      body(`--${boundary}\r\n\r\nx\r\n--${boundary}--`, `multipart/form-data; boundary=${boundary}`).said;
    expect(of('a1b2c3')).toBe(of('d4e5f6'));
  });
});
