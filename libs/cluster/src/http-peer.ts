import type { BusRecord, Peer, PublicHead, Pulled } from '@linli/engine';
import type { Neighbour } from './neighbour.js';

/** A record as JSON: its value are bytes of any kind. */
type RecordOnTheWire = Omit<BusRecord, 'value'> & { readonly value: string };
export type PulledOnTheWire = { readonly outcome: 'fork' } | { readonly outcome: 'records'; readonly records: readonly RecordOnTheWire[] };

export const toTheWire = (pulled: Pulled): PulledOnTheWire =>
  pulled.outcome === 'fork'
    ? pulled
    : {
        outcome: 'records',
        records: pulled.records.map((record) => ({ ...record, value: Buffer.from(record.value).toString('base64') })),
      };

/** Another service as a source, asked over HTTP: any of its copies answers from the same log. */
export const httpPeer = (neighbour: Neighbour, source: string = neighbour.service): Peer => ({
  source,
  heads: () => neighbour.json<PublicHead[]>('/internal/heads'),
  async pull(community, held, limit): Promise<Pulled> {
    const asked = new URLSearchParams({ community, sequence: String(held.sequence), hash: held.hash, limit: String(limit) });
    const pulled = await neighbour.json<PulledOnTheWire>(`/internal/pull?${asked}`);
    return pulled.outcome === 'fork'
      ? pulled
      : {
          outcome: 'records',
          records: pulled.records.map((record) => ({ ...record, value: Buffer.from(record.value, 'base64') })),
        };
  },
});
