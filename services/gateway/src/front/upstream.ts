import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ViewChange } from '@linli/engine';
import type { RunningService } from '@linli/nest-kit';

/** A service as the front hands requests to it: in this process, or behind the ports of its copies. */
export interface Upstream {
  /** It answers what stands under `/api/<prefix>`. */
  readonly prefix: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Its part of the OpenAPI document. */
  readonly document: () => Promise<RunningService['document']>;
  /** Tells what changes in its views, and when changes were missed. The answer ends it. */
  readonly follow: (hears: { readonly changes: (changes: readonly ViewChange[]) => void; readonly gap: () => void }) => () => void;
}

/** No second hop and no second parsing: the service's own router is called. */
export const inThisProcess = ({ prefix, handle, document, engine }: RunningService): Upstream => ({
  prefix,
  handle,
  document: async () => document,
  follow: ({ changes }) => engine.onChange(changes),
});
