// node scripts/contracts.mjs [--check]: writes libs/contracts/asyncapi.json, what leaves the services, from the types of the public events.
// --check changes nothing and fails where the types have become others.
import './workshop/node-version.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
import { format, resolveConfig } from 'prettier';
import { createGenerator } from 'ts-json-schema-generator';
import { root } from './workshop/root.mjs';

const DOCUMENT = join(root, 'libs/contracts/asyncapi.json');
const UNIONS = { intake: 'IntakePublic', dispatch: 'DispatchPublic', 'pharmacy-run': 'PharmacyRunPublic' };

const { definitions } = createGenerator({
  path: join(root, 'libs/contracts/src/index.ts'),
  tsconfig: join(root, 'libs/contracts/tsconfig.json'),
  type: 'PublicEvent',
  expose: 'export',
  topRef: true,
  additionalProperties: false,
  skipTypeCheck: true,
}).createSchema('PublicEvent');

const nameOf = ($ref) => decodeURIComponent($ref.slice('#/definitions/'.length));
const eventsOf = (service) => definitions[UNIONS[service]].anyOf.map(({ $ref }) => nameOf($ref));
const typeOf = (event) => definitions[event].properties.type.const;

/** The type travels in a header; the value holds the rest. */
const payloadOf = (event) => {
  const { properties, required, ...schema } = definitions[event];
  const { type: _type, ...rest } = properties;
  return { ...schema, properties: rest, required: required.filter((name) => name !== 'type') };
};

const text = (description, more) => ({ type: 'string', description, ...more });
const attributes = {
  ce_specversion: { const: '1.0' },
  ce_id: text('The event, once in the installation: source, community, position in its log and place in the commit.'),
  ce_source: text('The service that decided it; another name after that service was restored alone.'),
  ce_subject: text('What it is about: kind and id.'),
  ce_time: text('When it was decided, UTC.', { format: 'date-time' }),
  ce_partitionkey: text('The community: twelve digits. Also the key of the record.'),
  ce_sequence: text('The running number of the public events of this source in this community, from 1 without gaps.', {
    pattern: '^[1-9][0-9]*$',
  }),
  ce_correlationid: text('What was asked first.'),
  ce_causationid: text('The command that led to it.'),
  ce_linlihash: text('SHA-256 of the commit it stands in, hex: two histories under one number are told apart.'),
  'content-type': { const: 'application/json' },
};

const messageOf = (event) => ({
  name: typeOf(event),
  title: event,
  ...(definitions[event].description && { description: definitions[event].description }),
  contentType: 'application/json',
  headers: {
    allOf: [
      { $ref: '#/components/schemas/Attributes' },
      { type: 'object', properties: { ce_type: { const: typeOf(event) } }, required: ['ce_type'] },
    ],
  },
  payload: payloadOf(event),
  bindings: { kafka: { key: { type: 'string', description: 'The community.' }, bindingVersion: '0.5.0' } },
});

const events = Object.keys(UNIONS).flatMap(eventsOf);
const words = Object.keys(definitions).filter(
  (name) => name !== 'PublicEvent' && !Object.values(UNIONS).includes(name) && !events.includes(name),
);
const entries = (keys, value) => Object.fromEntries(keys.map((key) => [key, value(key)]));
const refs = (service) => eventsOf(service).map((event) => ({ $ref: `#/channels/${service}/messages/${event}` }));

const document = {
  asyncapi: '3.0.0',
  info: {
    title: 'Linli 邻里: public events',
    version: '1.0.0',
    description:
      'CloudEvents 1.0 in the binary mode of Kafka. The bus is a hint: it may lose, repeat and reorder; whoever hears counts the numbers and pulls what is missing. A published version never changes.',
    license: { name: 'Apache-2.0' },
  },
  defaultContentType: 'application/json',
  channels: entries(Object.keys(UNIONS), (service) => ({
    address: `${service}.events`,
    description: `What ${service} makes public. The key of a record is its community.`,
    messages: entries(eventsOf(service), (event) => ({ $ref: `#/components/messages/${event}` })),
  })),
  operations: entries(Object.keys(UNIONS), (service) => ({
    action: 'send',
    channel: { $ref: `#/channels/${service}` },
    summary: `${service} tells what happened`,
    messages: refs(service),
  })),
  components: {
    messages: entries(events, messageOf),
    schemas: {
      Attributes: { type: 'object', properties: attributes, required: Object.keys(attributes).filter((name) => name !== 'ce_causationid') },
      ...entries(words, (name) => definitions[name]),
    },
  },
};

const json = JSON.stringify(document).replaceAll('"#/definitions/', '"#/components/schemas/');
const written = await format(json, { ...(await resolveConfig(DOCUMENT)), parser: 'json' });

const faults = (await new Parser().validate(written)).filter(({ severity }) => severity === 0);
for (const { message, path } of faults) console.error(`${path.join('.')}: ${message}`);
if (faults.length > 0) process.exitCode = 1;
else if (!process.argv.includes('--check')) writeFileSync(DOCUMENT, written);
else if (readFileSync(DOCUMENT, 'utf8') !== written) {
  console.error(
    '公开事件变了，文档没有跟上：npm run contracts · The public events have changed and their document has not: npm run contracts',
  );
  process.exitCode = 1;
}
