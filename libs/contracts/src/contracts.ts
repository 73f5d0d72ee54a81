import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

/** The first thing that is wrong about the data of a public event, by its contract; it names places, and nothing that stands there. */
export type Check = (data: object) => string | undefined;

interface Document {
  readonly components: { readonly messages: Readonly<Record<string, { readonly name: string }>> };
}

const TEXT = readFileSync(new URL('../asyncapi.json', import.meta.url), 'utf8');

/** A check of each public event by its type, from the document that is made of the types; each is compiled when it is first asked. */
const checksOf = (document: Document): ReadonlyMap<string, Check> => {
  const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema(document, 'asyncapi');
  const checkOf = (message: string): Check => {
    let valid: ValidateFunction | undefined;
    return (data) => {
      valid ??= ajv.compile({ $ref: `asyncapi#/components/messages/${message}/payload` });
      if (valid(data)) return undefined;
      const [{ instancePath, message: says, params }] = valid.errors as [NonNullable<ValidateFunction['errors']>[number]];
      const more = (params as { additionalProperty?: string }).additionalProperty;
      return [instancePath, says, more].filter((part) => part !== undefined && part !== '').join(' ');
    };
  };
  return new Map(Object.entries(document.components.messages).map(([message, { name }]) => [name, checkOf(message)]));
};

/** Of what is heard: what a later version says besides is let through. */
export const CONTRACTS = checksOf(
  JSON.parse(TEXT, (name, value: unknown) => (name === 'additionalProperties' && value === false ? undefined : value)) as Document,
);

/** Of what is made public: nothing may go along that the contract does not say. */
export const EXACT_CONTRACTS = checksOf(JSON.parse(TEXT) as Document);
