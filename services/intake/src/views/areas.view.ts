import { idOf, view } from '@linli/engine';
import type { AreaEvent } from '../domain/area.events.js';
import { DEFAULT_DEADLINES, type DeadlineSettings } from '../domain/deadline.js';

/** An area with its tree: unit → rooms by building. */
export interface AreaDoc {
  readonly name: { readonly zh: string; readonly en: string };
  readonly timeZone: string;
  readonly deadlines: DeadlineSettings;
  readonly homes: number;
  readonly buildings: Readonly<Record<string, { readonly grid?: string; readonly units: Readonly<Record<string, readonly string[]>> }>>;
}

export const areas = view<AreaDoc, AreaEvent>({
  name: 'areas',
  version: 1,
  fields: {},
  indexes: [],
  keys: (event) => (event.subject.startsWith('area/') ? [idOf(event.subject)] : []),
  project(doc, event) {
    switch (event.type) {
      case 'area-defined': {
        const { name, timeZone, deadlines = DEFAULT_DEADLINES } = event.data;
        return { homes: 0, buildings: {}, ...doc, name, timeZone, deadlines };
      }
      case 'homes-added': {
        if (!doc) return doc;
        const buildings = structuredClone(doc.buildings) as Record<string, { grid?: string; units: Record<string, string[]> }>;
        let added = 0;
        for (const [building, unit, room, grid] of event.data.homes) {
          const at = (buildings[building] ??= { units: {} });
          if (grid !== undefined) at.grid = grid;
          const rooms = (at.units[unit] ??= []);
          if (rooms.includes(room)) continue;
          rooms.push(room);
          added += 1;
        }
        return { ...doc, homes: doc.homes + added, buildings };
      }
      default:
        return doc;
    }
  },
});
