import type { Envelope } from '@linli/engine';
import { notFound } from '@linli/kernel';
import type { PublicRunner, Sealed } from '@linli/contracts';
import type { Privacy } from '@linli/privacy';

const isAmong = (runners: readonly PublicRunner[], volunteerId: string | undefined): boolean =>
  volunteerId !== undefined && runners.some((runner) => runner.volunteerId === volunteerId);

/** A runner has a say in what he is on only, and does not learn that there is anything else. Reactions have no caller. */
export const mustConcern = (runners: readonly PublicRunner[], { caller }: Envelope, what: string): void => {
  if (caller && !caller.roles.includes('dispatcher') && !isAmong(runners, caller.volunteerId)) notFound(what);
};

/** Why a dispatcher does it for the runner, sealed with the dispatcher's own key; nothing when nobody said. */
export const sealReason = async (privacy: Privacy, { sender }: Envelope, reason: string | undefined): Promise<{ reason?: Sealed }> =>
  reason === undefined ? {} : { reason: await privacy.seal(sender, reason) };
