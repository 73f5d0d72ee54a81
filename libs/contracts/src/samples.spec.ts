import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const document = JSON.parse(read('asyncapi.json')) as {
  readonly components: { readonly messages: Readonly<Record<string, { readonly name: string }>> };
};
const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema(document, 'asyncapi');
const samples = readdirSync(new URL('../samples/', import.meta.url)).filter((file) => file !== 'digests.json');
const digests = JSON.parse(read('samples/digests.json')) as Readonly<Record<string, string>>;

describe('the golden samples', () => {
  it('are one for each public event and version', () =>
    expect(samples.sort()).toEqual(
      Object.values(document.components.messages)
        .map(({ name }) => `${name}.json`)
        .sort(),
    ));

  // A sample is what logs and hearers hold for ever. It is added with its digest when its version is published, and neither is touched again.
  it.each(samples)('%s is what it was when it was published', (file) =>
    expect(
      createHash('sha256')
        .update(read(`samples/${file}`))
        .digest('hex'),
    ).toBe(digests[file]),
  );

  it('are all there that ever were', () => expect(samples.sort()).toEqual(Object.keys(digests).sort()));

  it.each(Object.entries(document.components.messages).map(([message, { name }]) => [name, message]))(
    '%s is of its type',
    (name, message) => {
      const { type, data } = JSON.parse(read(`samples/${name}.json`)) as { readonly type: string; readonly data: object };
      const valid = ajv.compile({ $ref: `asyncapi#/components/messages/${message}/payload` });
      valid(data);
      expect({ type, errors: valid.errors }).toEqual({ type: name, errors: null });
    },
  );
});
