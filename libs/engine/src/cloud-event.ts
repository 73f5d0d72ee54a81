import { MAX_PUBLIC_BYTES, publicText, type HeardRecord, type StoredCommit } from './commit.js';
import { eventId } from './event.js';
import type { BusRecord } from './ports/bus.port.js';

/** CloudEvents 1.0 in Kafka's binary mode, with the extensions partitionkey and sequence; `linlihash` is the hash of the source's commit. */
const HEADER = {
  specversion: 'ce_specversion',
  id: 'ce_id',
  type: 'ce_type',
  source: 'ce_source',
  subject: 'ce_subject',
  time: 'ce_time',
  partitionkey: 'ce_partitionkey',
  sequence: 'ce_sequence',
  correlation: 'ce_correlationid',
  causation: 'ce_causationid',
  hash: 'ce_linlihash',
  contentType: 'content-type',
} as const;

export const topicOf = (service: string): string => `${service}.events`;

/** The public events of a commit as they leave the service, numbered above `after`. */
export const recordsOf = (service: string, source: string, commit: StoredCommit, after = 0): BusRecord[] => {
  const { body } = commit;
  let sequence = (body.sequence ?? 1) - 1;
  return body.events.flatMap((event, index) => {
    if (!event.public) return [];
    sequence += 1;
    if (sequence <= after) return [];
    return [
      {
        topic: topicOf(service),
        key: body.community,
        headers: {
          [HEADER.specversion]: '1.0',
          [HEADER.id]: eventId(source, body, index),
          [HEADER.type]: event.public.type,
          [HEADER.source]: source,
          [HEADER.subject]: event.stream,
          [HEADER.time]: body.at,
          [HEADER.partitionkey]: body.community,
          [HEADER.sequence]: String(sequence),
          [HEADER.correlation]: body.command?.correlation ?? eventId(source, body, index),
          ...(body.command && { [HEADER.causation]: body.command.causation ?? body.command.id }),
          [HEADER.hash]: commit.hash,
          [HEADER.contentType]: 'application/json',
        },
        value: Buffer.from(publicText(event), 'utf8'),
      },
    ];
  });
};

/** A record with what is wrong about it. */
export class BadRecord extends Error {}

/** What a record says, or a `BadRecord` that says what is missing. The value stays the text it is; `data` is what it says. */
export const readRecord = (record: BusRecord): { source: string; community: string; heard: HeardRecord; data: object } => {
  const header = (name: string): string => {
    const value = record.headers[name];
    if (!value) throw new BadRecord(`A record on ${record.topic} has no header ${name}.`);
    return value;
  };
  const sequence = Number(header(HEADER.sequence));
  if (!Number.isSafeInteger(sequence) || sequence < 1)
    throw new BadRecord(`A record on ${record.topic} has no whole number in ${HEADER.sequence}.`);
  if (record.value.byteLength > MAX_PUBLIC_BYTES)
    throw new BadRecord(
      `The value of record ${sequence} on ${record.topic} has ${record.value.byteLength} bytes, more than any public event.`,
    );
  let value = '';
  let data: unknown;
  try {
    value = text.decode(record.value);
    data = JSON.parse(value);
  } catch {
    data = undefined;
  }
  if (data === null || typeof data !== 'object' || Array.isArray(data))
    throw new BadRecord(`The value of record ${sequence} on ${record.topic} is no JSON object.`);
  const causation = record.headers[HEADER.causation];
  return {
    source: header(HEADER.source),
    community: header(HEADER.partitionkey),
    data,
    heard: {
      sequence,
      hash: header(HEADER.hash),
      id: header(HEADER.id),
      type: header(HEADER.type),
      subject: header(HEADER.subject),
      time: header(HEADER.time),
      correlation: header(HEADER.correlation),
      ...(causation && { causation }),
      value,
    },
  };
};

/** What is no UTF-8 is refused: repaired it would be another text, up to three times as long. */
const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
