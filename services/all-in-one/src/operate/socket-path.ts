import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';

/** A file in the folder; on Windows a pipe named after it, for sockets are no files there. */
export const socketOf = (folder: string, platform: NodeJS.Platform = process.platform): string =>
  platform === 'win32'
    ? `\\\\.\\pipe\\linli-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32)}`
    : join(folder, 'linli.sock');
