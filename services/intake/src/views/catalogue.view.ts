import { idOf, view } from '@linli/engine';
import { catalogue, type CatalogueEvent, type CatalogueState } from '../domain/catalogue.js';

export interface CatalogueDoc extends CatalogueState {
  readonly version: number;
}

/** A community's list of medicines, once it has changed the one that is shipped. */
export const catalogues = view<CatalogueDoc, CatalogueEvent>({
  name: 'catalogues',
  version: 1,
  fields: {},
  indexes: [],
  live: { roles: ['clerk', 'administrator'] },
  keys: ({ subject }) => (subject.startsWith('catalogue/') ? [idOf(subject)] : []),
  project: (doc, { data, version }) => ({ ...catalogue.evolve(doc ?? catalogue.initialState, data), version }),
});
