import type { PublicRunner } from '@linli/contracts';
import type { Privacy } from '@linli/privacy';

/** Who is on the way, by name; undefined when nobody is. */
export const runnerNames = async (privacy: Privacy, runners: readonly PublicRunner[]): Promise<string | undefined> => {
  if (runners.length === 0) return undefined;
  const names = (await privacy.openMany(runners.map(({ volunteerId, name }) => ({ person: volunteerId, sealed: name })))) as (string | undefined)[];
  return names.map((name) => name ?? '—').join('、');
};
