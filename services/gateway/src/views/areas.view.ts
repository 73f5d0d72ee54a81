import { view } from '@linli/engine';
import type { AreaDefinedV1 } from '@linli/contracts';

/** What the gateway must know of a community: by which clock its days are counted. */
export interface AreaDoc {
  readonly timeZone: string;
}

export const areas = view<AreaDoc, AreaDefinedV1>({
  name: 'areas',
  version: 1,
  fields: {},
  indexes: [],
  keys: ({ type, data }) => (type === 'linli.intake.area-defined.v1' ? [data.code] : []),
  project: (_, { data }) => ({ timeZone: data.timeZone }),
});
