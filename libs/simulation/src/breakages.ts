/**
 * Rules broken on purpose, so that it can be seen that the simulation finds them. Each is a rule of the architecture
 * taken away where the engine meets its ports.
 */
export const BREAKAGES = {
  'heard-not-written': 'a commit that hears does not name the stream of its source: two copies hear the same',
  'command-without-id': 'a command is stored under a new id each time: a retry counts twice',
  'relied-on-not-written': 'a commit names its target alone: two decide over the same resident',
  'answered-before-stored': 'a command is answered and then stored: what dies in between is lost',
  'checkpoint-before-documents': 'a view moves its checkpoint before its documents: what dies in between is never folded',
  'heads-never-compared': 'nobody compares heads: a lost last event stays lost',
  'deaf-copies': 'a copy never learns what another has written: its look-ups stay behind',
  'restored-apart': 'one service is put back to an older moment than the others, under its old name',
} as const;

export type Breakage = keyof typeof BREAKAGES;
