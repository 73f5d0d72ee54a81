import { readdirSync, readFileSync } from 'node:fs';
import { EXACT_CONTRACTS } from '@linli/contracts';
import type { AnyView, LoggedEvent, ServiceModel } from '@linli/engine';
import type { DomainEvent } from '@linli/kernel';

const CONTRACTS = new URL('../../contracts/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, CONTRACTS), 'utf8');

/** A golden sample: a public event as it was when its version was published, in the JSON format of CloudEvents. */
interface Sample {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly partitionkey: string;
  readonly correlationid: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What is wrong about a public event, by its contract. */
export const contractFaults = ({ type, ...data }: DomainEvent): string[] => {
  const check = EXACT_CONTRACTS.get(type);
  const fault = check ? check(data) : 'is no contract';
  return fault === undefined ? [] : [`${type} ${fault}`];
};

const samples = readdirSync(new URL('samples/', CONTRACTS))
  .filter((file) => /\.v\d+\.json$/.test(file))
  .map((file) => JSON.parse(read(`samples/${file}`)) as Sample);

const asHeard = ({ id, type, source, subject, time, partitionkey, correlationid, data }: Sample): LoggedEvent => ({
  id,
  type,
  data: { ...data, type },
  subject,
  community: partitionkey,
  position: 1,
  version: 0,
  at: time,
  source,
  correlation: correlationid,
});

/**
 * A service against the contracts. `takes` says which of its views and reactions do something with the golden sample of a
 * public event that it hears; with the others nothing is done. Whoever changes that, changes the table.
 */
export const describeContracts = (model: ServiceModel, takes: Readonly<Record<string, readonly string[]>>): void => {
  describe(`${model.name} and the contracts`, () => {
    it('publishes what its contracts say, each under its name', () =>
      expect(
        Object.values(model.publishes)
          .map(({ as }) => as)
          .sort(),
      ).toEqual(
        samples
          .filter(({ source }) => source === model.name)
          .map(({ type }) => type)
          .sort(),
      ));

    const heard = samples.filter(({ source }) => model.hears.includes(source));

    it('takes nothing that it is not told', () =>
      expect(heard.map(({ type }) => type)).toEqual(expect.arrayContaining(Object.keys(takes))));

    it.each(heard.map((sample) => [sample.type, sample] as const))('takes the golden sample of %s', (type, sample) => {
      const event = asHeard(sample);
      const views = model.views.filter((view) => documentsOf(view, event).length > 0).map(({ name }) => name);
      const reactions = model.reactions
        .filter(({ on }) => on.includes(type))
        .map(
          ({ name, react }) =>
            `${name}: ${react(event as never)
              .map(({ command }) => command.name)
              .join(', ')}`,
        );
      expect([...views, ...reactions]).toEqual(takes[type] ?? []);
    });
  });
};

/** The documents that the event makes, from nothing. */
const documentsOf = (view: AnyView, event: LoggedEvent): unknown[] =>
  view.keys(event as never).map((id) => view.project(undefined, event as never, id) as unknown);
