import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import { invalidField } from '@linli/kernel';

export const MAX_JSON_BYTES = 64 * 1024;
export const MAX_MULTIPART_BYTES = 20 * 1024 * 1024;
const MAX_DEPTH = 16;

/** A status that no rule of the domain has: the filter answers with it as it stands. */
export class EdgeProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/**
 * A body as it came. It is looked into only after the guards have spoken, so that who may not ask learns nothing of
 * what was wrong with the asking.
 */
export class RawBody {
  constructor(
    readonly bytes: Buffer,
    readonly contentType: string,
    readonly tooLarge: boolean,
  ) {}

  json(): unknown {
    if (this.tooLarge) throw tooLarge(MAX_JSON_BYTES);
    if (this.bytes.byteLength === 0) return {};
    if (!/^application\/([a-z0-9.+-]+\+)?json\s*(;|$)/i.test(this.contentType))
      throw new EdgeProblem(415, 'unsupported-media-type', 'This route reads application/json.');
    let text: string;
    try {
      text = utf8.decode(this.bytes);
    } catch {
      throw new EdgeProblem(400, 'malformed-json', 'The body is not UTF-8.');
    }
    if (depth(text) > MAX_DEPTH) throw new EdgeProblem(400, 'too-deep', `The body is nested deeper than ${MAX_DEPTH}.`);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new EdgeProblem(400, 'malformed-json', 'The body is not JSON.');
    }
  }

  /** What was said, to tell whether the same is said again. A multipart boundary is made anew for each sending and no part of it. */
  get said(): string {
    const text = this.bytes.toString('latin1');
    const boundary = /^multipart\/.*boundary="?([^";]+)/i.exec(this.contentType)?.[1];
    return boundary === undefined ? text : text.replaceAll(boundary, '');
  }

  /** The one file of the field `file`. */
  async multipart(): Promise<UploadedFile> {
    if (this.tooLarge) throw tooLarge(MAX_MULTIPART_BYTES);
    if (!/^multipart\/form-data/i.test(this.contentType))
      throw new EdgeProblem(415, 'unsupported-media-type', 'This route reads multipart/form-data with a file.');
    const files = (await filesIn(this.bytes, this.contentType)).filter(({ field }) => field === 'file');
    if (files.length !== 1) invalidField('file', files.length === 0 ? 'The upload holds no file.' : 'Send one file at a time.');
    return files[0]!;
  }
}

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const tooLarge = (bytes: number): EdgeProblem => new EdgeProblem(413, 'body-too-large', `The body is over ${bytes / 1024} KB.`);

/** How deep the brackets go, found without parsing: a parser that recurses must not see what is too deep. */
const depth = (text: string): number => {
  let now = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (inText) {
      if (char === 0x5c) at += 1;
      else if (char === 0x22) inText = false;
    } else if (char === 0x22) inText = true;
    else if (char === 0x7b || char === 0x5b) {
      now += 1;
      if (now > deepest) deepest = now;
    } else if (char === 0x7d || char === 0x5d) now -= 1;
  }
  return deepest;
};

/** Reads a body up to what its kind may have; what is above is not kept, only told. */
export const readRaw = (payload: IncomingMessage, contentType: string): Promise<RawBody> => {
  const limit = /^multipart\//i.test(contentType) ? MAX_MULTIPART_BYTES : MAX_JSON_BYTES;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    payload.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes <= limit) chunks.push(chunk);
      else {
        chunks.length = 0;
        // A little more is read so that the answer can be heard; who goes on is cut off.
        if (bytes > limit + MAX_MULTIPART_BYTES) payload.destroy();
      }
    });
    payload.on('end', () => resolve(new RawBody(Buffer.concat(chunks), contentType, bytes > limit)));
    // Whoever goes away in the middle is not answered any more, and nothing of ours has failed.
    payload.on('error', () => reject(new EdgeProblem(400, 'malformed-request', 'The request broke off.')));
    payload.on('close', () => resolve(new RawBody(Buffer.alloc(0), contentType, bytes > limit)));
  });
};

/** More in one form is nobody's upload. */
const MOST_FILES = 10;

/** All files of a form; none for one that is broken, in whatever way. */
const filesIn = (bytes: Buffer, contentType: string): Promise<(UploadedFile & { readonly field: string })[]> =>
  new Promise((resolve) => {
    const broken = (): void => resolve([]);
    try {
      const parser = new Busboy({
        headers: { 'content-type': contentType },
        limits: { files: MOST_FILES, fields: 20, fileSize: MAX_MULTIPART_BYTES },
      });
      const files: (UploadedFile & { readonly field: string })[] = [];
      parser.on('file', (field, stream, name) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => files.push({ field, name: name ?? 'file', bytes: Buffer.concat(chunks) }));
        // A form that breaks off within a file tells this stream too; an error that nobody listens to ends the process.
        stream.on('error', broken);
      });
      parser.on('finish', () => resolve(files));
      parser.on('error', broken);
      parser.end(bytes);
    } catch {
      broken();
    }
  });
