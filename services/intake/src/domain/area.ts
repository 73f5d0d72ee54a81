import { notFound, unreachable, type Decider } from '@linli/kernel';
import type { AreaEvent, Home } from './area.events.js';
import { DEFAULT_DEADLINES, sameDeadlines, type DeadlineSettings } from './deadline.js';

export const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

export interface AreaState {
  readonly name?: { readonly zh: string; readonly en: string };
  readonly timeZone: string;
  readonly deadlines: DeadlineSettings;
  /** `building-unit-room` → grid, empty where there is none. */
  readonly homes: ReadonlyMap<string, string>;
}

export type AreaCommand =
  | {
      readonly type: 'define';
      readonly code: string;
      readonly name: { readonly zh: string; readonly en: string };
      readonly timeZone?: string;
      readonly deadlines?: Partial<DeadlineSettings>;
    }
  | { readonly type: 'add-homes'; readonly homes: readonly Home[] };

export const homeKey = (building: string, unit: string, room: string): string => `${building}-${unit}-${room}`;

/** A community or an area above it, with the tree of homes from which addresses are chosen. */
export const area: Decider<AreaState, AreaCommand, AreaEvent> = {
  stream: 'area',
  initialState: { timeZone: DEFAULT_TIME_ZONE, deadlines: DEFAULT_DEADLINES, homes: new Map() },

  evolve(state, event) {
    switch (event.type) {
      case 'area-defined':
        return { ...state, name: event.name, timeZone: event.timeZone, deadlines: event.deadlines ?? DEFAULT_DEADLINES };
      case 'homes-added': {
        const homes = new Map(state.homes);
        for (const [building, unit, room, grid] of event.homes) homes.set(homeKey(building, unit, room), grid ?? '');
        return { ...state, homes };
      }
      default:
        return unreachable(event);
    }
  },

  decide(command, state) {
    switch (command.type) {
      case 'define': {
        const timeZone = command.timeZone ?? state.timeZone;
        const deadlines = { ...state.deadlines, ...command.deadlines };
        const { name } = state;
        const same = name && name.zh === command.name.zh && name.en === command.name.en && timeZone === state.timeZone;
        if (same && sameDeadlines(deadlines, state.deadlines)) return [];
        const own = !sameDeadlines(deadlines, DEFAULT_DEADLINES) && { deadlines };
        return [{ type: 'area-defined', code: command.code, name: command.name, timeZone, ...own }];
      }
      case 'add-homes': {
        if (!state.name) return notFound('area');
        const added = new Map<string, Home>();
        for (const home of command.homes) {
          const [building, unit, room, grid] = home;
          const key = homeKey(building, unit, room);
          if (!state.homes.has(key) || (grid !== undefined && state.homes.get(key) !== grid)) added.set(key, home);
        }
        return added.size === 0 ? [] : [{ type: 'homes-added', homes: [...added.values()] }];
      }
      default:
        return unreachable(command);
    }
  },
};
