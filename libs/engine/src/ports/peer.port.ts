import type { BusRecord } from './bus.port.js';

export interface PublicHead {
  readonly community: string;
  /** Number of the last public event. */
  readonly sequence: number;
  /** Hash of the commit that holds it. */
  readonly hash: string;
}

export type Pulled =
  | { readonly outcome: 'records'; readonly records: readonly BusRecord[] }
  /** The source does not know what its hearer holds: their histories have parted. */
  | { readonly outcome: 'fork' };

/** Another service as a source of public events: a call when embedded, an internal route on a cluster. */
export interface Peer {
  /** Name that stands in `ce_source`; a service restored alone gets a new one. */
  readonly source: string;
  heads(): Promise<PublicHead[]>;
  /** The records after what the hearer holds, in order, at most `limit` commits' worth. */
  pull(community: string, held: { readonly sequence: number; readonly hash: string }, limit: number): Promise<Pulled>;
}
