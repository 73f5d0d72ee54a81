import { useRead } from '../api/client';

export interface Community {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
}

/** The communities of these areas, for who works in several; undefined until they are known. */
export const useCommunities = (areas: readonly string[]): readonly Community[] | undefined => {
  const { data } = useRead('get', '/api/intake/areas', {}, { enabled: areas.length > 0, staleTime: 300_000 });
  return data?.items.filter(({ code }) => code.length === 12 && areas.some((area) => code.startsWith(area)));
};
