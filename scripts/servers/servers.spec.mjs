import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../workshop/root.mjs';
import { javaVersion } from './jdk.mjs';
import { freePorts } from './ports.mjs';

describe('the servers for tests', () => {
  it.each([
    ['javac 17.0.15', 17],
    ['javac 21', 21],
    ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\njavac 17.0.2', 17],
    ['javac 1.8.0_402', 1],
    ['sh: javac: not found', 0],
  ])('know the Java that says %s', (words, version) => expect(javaVersion(words)).toBe(version));

  it('get ports of their own', async () => expect(new Set(await freePorts(50)).size).toBe(50));

  it.each([
    [['start', 'postgres'], 'There is no server postgres: kafka or mongo.'],
    [['start'], 'There is no server without a name: kafka or mongo.'],
    [[], 'node scripts/servers.mjs install'],
  ])('refuse %j with one sentence', (words, sentence) => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/servers.mjs'), ...words], { encoding: 'utf8' });
    expect({ status, lines: stderr.trim().split('\n') }).toEqual({ status: 1, lines: [expect.stringContaining(sentence)] });
  });
});
