import { idOf, view } from '@linli/engine';
import type { AreaDefinedV1, ResidentCountedV1, VolunteerWentOffV1, VolunteerWentOnV1 } from '@linli/contracts';

/** When each volunteer was on duty. */
export interface DutyDoc {
  readonly spans: readonly (readonly [from: string, to?: string])[];
}
export const duty = view<DutyDoc, VolunteerWentOnV1 | VolunteerWentOffV1>({
  name: 'duty',
  version: 1,
  fields: {},
  indexes: [],
  keys: (event) =>
    event.type === 'linli.dispatch.volunteer-went-on.v1' || event.type === 'linli.dispatch.volunteer-went-off.v1'
      ? [event.data.volunteerId]
      : [],
  project(doc = { spans: [] }, event) {
    const last = doc.spans.at(-1);
    const on = last !== undefined && last[1] === undefined;
    if (event.type === 'linli.dispatch.volunteer-went-on.v1') return on ? doc : { spans: [...doc.spans, [event.at]] };
    return on ? { spans: [...doc.spans.slice(0, -1), [last[0], event.at]] } : doc;
  },
});

/** How many people each grid has. */
export interface RegisterDoc {
  readonly grid: string;
  readonly households: number;
  readonly residents: number;
  readonly specialCare: number;
}
export const register = view<RegisterDoc, ResidentCountedV1>({
  name: 'register',
  version: 1,
  fields: {},
  indexes: [],
  keys: (event) => (event.type === 'linli.intake.resident-counted.v1' ? [event.data.grid || 'all'] : []),
  project: (_doc, { data: { grid, households, residents, specialCare } }) => ({ grid, households, residents, specialCare }),
});

/** Where no community is defined that could have one of its own. */
export const DEFAULT_ZONE = 'Asia/Shanghai';

export interface AreaDoc {
  readonly name: { readonly zh: string; readonly en: string };
  readonly timeZone: string;
}
export const areas = view<AreaDoc, AreaDefinedV1>({
  name: 'areas',
  version: 1,
  fields: {},
  indexes: [],
  keys: (event) => (event.type === 'linli.intake.area-defined.v1' ? [idOf(event.subject)] : []),
  project: (_doc, { data: { name, timeZone } }) => ({ name, timeZone }),
});
