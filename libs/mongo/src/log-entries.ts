import type { CommitBody, IndexedCommit } from '@linli/engine';

/** Numbers as text of one length, so that they sort as numbers. */
const DIGITS = 12;
const padded = (number: number): string => String(number).padStart(DIGITS, '0');

/** The key of a commit: those of a community stand together, in order. Codes of communities hold no slash. */
export const commitId = (community: string, position: number): string => `${community}/${padded(position)}`;
export const positionOf = (id: string): number => Number(id.slice(-DIGITS));

/** All commits of a community after a position: 0 is the character behind the slash. */
export const commitsAfter = (community: string, position: number) => ({ $gt: commitId(community, position), $lt: `${community}0` });

/**
 * What a commit touches, as entries of one array with one unique index over all of them: each version of a stream, and
 * the command. Only entries of streams hold an @.
 */
export const entriesOf = (community: string, { writes, command }: Pick<CommitBody, 'writes' | 'command'>): string[] => [
  ...writes.map(([stream, version]) => streamEntry(community, stream, version)),
  ...(command ? [commandEntry(community, command.sender, command.id)] : []),
];

export const streamEntry = (community: string, stream: string, version: number): string => `${community}/${stream}@${padded(version)}`;
export const commandEntry = (community: string, sender: string, id: string): string =>
  `${community}/command/${escaped(sender)}/${escaped(id)}`;

/** Commits that touched a stream after a version: both bounds must hold for the same entry. Streams whose names go on with an @ are in there too. */
export const touching = (community: string, stream: string, after: number) => ({
  $elemMatch: { $gt: streamEntry(community, stream, after), $lt: `${community}/${stream}A` },
});

export const touches = (entries: readonly string[], community: string, stream: string, after: number): boolean =>
  writesIn(community, entries).some(([touched, version]) => touched === stream && version > after);

/** Entries read back. */
export const writesIn = (community: string, entries: readonly string[]): IndexedCommit['writes'] =>
  entries
    .filter((entry) => entry.includes('@'))
    .map((entry) => [entry.slice(community.length + 1, -DIGITS - 1), Number(entry.slice(-DIGITS))] as const);

export const commandIn = (community: string, entries: readonly string[]): IndexedCommit['command'] => {
  const entry = entries.find((one) => !one.includes('@'));
  if (entry === undefined) return undefined;
  const [sender, id] = entry.slice(`${community}/command/`.length).split('/');
  return { sender: decodeURIComponent(sender!), id: decodeURIComponent(id!) };
};

/** Whatever an id holds, it ends where it ends: without %, / and @. */
const escaped = (text: string): string => text.replace(/[%/@]/g, encodeURIComponent);
