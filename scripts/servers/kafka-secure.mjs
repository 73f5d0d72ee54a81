// A listener of Kafka that speaks TLS and asks for a name and a password.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run, Trouble } from '../workshop/run.mjs';

/** Nothing that is kept behind it is worth a better one. */
const STORE_PASSWORD = 'for-tests-only';

/** The listener's own properties; makes its certificate when the folder has none, and leaves it there as `ca.pem`. */
export const secureListener = async (folder, secure) => {
  const [name, password] = secure.split(':');
  const store = join(folder, 'key.p12');
  const keytool = async (...args) => {
    if ((await run('keytool', [...args, '-keystore', store, '-storepass', STORE_PASSWORD, '-alias', 'broker'])) !== 0)
      throw new Trouble('keytool could not make a certificate; the lines above say why.');
  };
  if (!existsSync(store)) {
    const san = 'SAN=IP:127.0.0.1,DNS:localhost';
    await keytool('-genkeypair', '-keyalg', 'EC', '-dname', 'CN=127.0.0.1', '-ext', san, '-validity', '3650', '-storetype', 'PKCS12');
    await keytool('-exportcert', '-rfc', '-file', join(folder, 'ca.pem'));
  }
  const login = 'org.apache.kafka.common.security.plain.PlainLoginModule';
  return {
    'ssl.keystore.location': store,
    'ssl.keystore.password': STORE_PASSWORD,
    'ssl.keystore.type': 'PKCS12',
    'sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.clients.plain.sasl.jaas.config': `${login} required user_${name}="${password}";`,
  };
};
