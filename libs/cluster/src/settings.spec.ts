import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSettings, SettingsWrong, shownSettings } from './settings.js';

describe('the settings of a service', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'linli-settings-'));
    file = join(folder, 'secret');
    writeFileSync(file, 'in the file\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const given = (more: Record<string, string | undefined> = {}): Record<string, string | undefined> => ({
    LINLI_TOKEN_PUBLIC_KEY_FILE: file,
    LINLI_INTERNAL_SECRET_FILE: file,
    LINLI_MASTER_KEY_FILE: file,
    LINLI_MONGO_URI: 'mongodb://linli:sesame@mongo:27017/?replicaSet=rs0',
    LINLI_KAFKA_BROKERS: 'kafka-1:9092, kafka-2:9092',
    ...more,
  });
  const refusal = (more: Record<string, string | undefined>, service: Parameters<typeof readSettings>[0] = 'intake'): string => {
    try {
      readSettings(service, given(more));
    } catch (error) {
      if (error instanceof SettingsWrong) return error.message;
      throw error;
    }
    throw new Error('The settings were accepted.');
  };

  it('are read once, lists and files too', () => {
    expect(readSettings('intake', given({ LINLI_DISPATCH_URL: 'http://a:9090,http://b:9090' }))).toMatchObject({
      LINLI_INTERNAL_PORT: 9090,
      LINLI_MASTER_KEY_FILE: 'in the file\n',
      LINLI_KAFKA_BROKERS: ['kafka-1:9092', 'kafka-2:9092'],
      LINLI_KAFKA_TLS: false,
      LINLI_DISPATCH_URL: [new URL('http://a:9090'), new URL('http://b:9090')],
    });
  });

  it.each([
    [{ LINLI_MONGO_URI: undefined }, 'LINLI_MONGO_URI is missing: where the databases are.'],
    [{ LINLI_MONGO_URI: 'mongo:27017' }, 'LINLI_MONGO_URI must begin with mongodb:// or mongodb+srv://.'],
    [{ LINLI_KAFKA_BROKERS: 'kafka' }, 'LINLI_KAFKA_BROKERS is a list of host:port, not "kafka".'],
    [{ LINLI_INTERNAL_PORT: '90900' }, 'LINLI_INTERNAL_PORT must be a port from 0 to 65535, not "90900".'],
    [{ LINLI_KAFKA_TLS: 'yes' }, 'LINLI_KAFKA_TLS is true or false, not "yes".'],
    [{ LINLI_KAFKA_SASL: 'digest' }, 'LINLI_KAFKA_SASL is one of plain, scram-sha-256, scram-sha-512, not "digest".'],
    [{ LINLI_KAFKA_SASL: 'plain' }, 'LINLI_KAFKA_SASL and LINLI_KAFKA_USER belong together.'],
    [{ LINLI_DISPATCH_URL: 'dispatch:9090' }, 'LINLI_DISPATCH_URL is a list of http://host:port, not "dispatch:9090".'],
    [{ LINLI_MASTER_KEY_FILE: '/nowhere/key' }, 'LINLI_MASTER_KEY_FILE names /nowhere/key, which cannot be read (ENOENT).'],
    [{ LINLI_MONGO_URL: 'mongodb://here' }, 'There is no setting LINLI_MONGO_URL.'],
  ])('refuse %j in one sentence', (more, sentence) => expect(refusal(more)).toBe(sentence));

  it('let the gateway alone onto the network only behind TLS', () =>
    expect(refusal({ LINLI_HOST: '0.0.0.0', LINLI_TOKEN_PRIVATE_KEY_FILE: file }, 'gateway')).toMatch(/^Other than on loopback/));

  it('are shown without secrets', () => {
    const environment = given({ LINLI_INTERNAL_PORT: '' });
    const shown = JSON.stringify(shownSettings(readSettings('intake', environment), environment));
    expect(shown).toContain('"LINLI_KAFKA_BROKERS":"kafka-1:9092, kafka-2:9092"');
    expect(shown).toContain('"LINLI_INTERNAL_PORT":"9090"');
    expect(shown).toContain('"LINLI_MONGO_URI":"(given)"');
    expect(shown).not.toMatch(/sesame|in the file/);
  });
});
