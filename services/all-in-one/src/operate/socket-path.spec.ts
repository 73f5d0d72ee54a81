import { describe, expect, it } from '@jest/globals';
import { socketOf } from './socket-path.js';

describe('where a running system is asked', () => {
  it('is a file in its folder', () => expect(socketOf('data', 'linux')).toBe('data/linli.sock'));
  it('is a pipe of its own on Windows', () => {
    expect(socketOf('data', 'win32')).toMatch(/^\\\\\.\\pipe\\linli-[0-9a-f]{32}$/);
    expect(socketOf('data', 'win32')).toBe(socketOf('./data', 'win32'));
    expect(socketOf('data', 'win32')).not.toBe(socketOf('other', 'win32'));
  });
});
