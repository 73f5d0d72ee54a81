import type { Privacy } from '@linli/privacy';

/** Who is on the way, by name, for who may know; undefined when nobody is. A forgotten volunteer is a dash. */
export const runnerNames = async (
  privacy: Privacy,
  runners: readonly { readonly volunteerId: string; readonly name: string }[],
): Promise<string | undefined> => {
  if (runners.length === 0) return undefined;
  const names = (await privacy.openMany(runners.map(({ volunteerId, name }) => ({ person: volunteerId, sealed: name })))) as (
    string | undefined
  )[];
  return names.map((name) => name ?? '—').join('、');
};
