import { areaNow } from './session';
import { serviceOf } from './written';

/** Services that work in one community at a time, and whose lists wait, when asked, for what one has just written there. */
const OF_A_COMMUNITY = new Set(['intake', 'dispatch', 'pharmacy-run']);

/** The community one has chosen, for a route that works in one. */
export const areaParam = (path: string): { readonly area?: string } => {
  const area = areaNow();
  return area !== undefined && OF_A_COMMUNITY.has(serviceOf(path)) ? { area } : {};
};
