import { useReadPages } from '../api/client';
import { PAGES } from '../api/pages';

/** Needs, page by page; the filters are those of the route. */
export const useNeeds = (filters: { readonly status?: string; readonly kind?: string; readonly building?: string }) =>
  useReadPages('get', '/api/intake/needs', { params: { query: { ...filters, limit: 50 } } }, PAGES);
