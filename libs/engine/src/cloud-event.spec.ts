import type { BusRecord } from './ports/bus.port.js';
import { BadRecord, readRecord } from './cloud-event.js';

const good: BusRecord = {
  topic: 'intake.events',
  key: '990101001001',
  headers: {
    ce_specversion: '1.0',
    ce_id: 'intake/990101001001/7.0',
    ce_type: 'linli.intake.need-created.v1',
    ce_source: 'intake',
    ce_subject: 'need/1',
    ce_time: '2022-11-24T06:03:20.000Z',
    ce_partitionkey: '990101001001',
    ce_sequence: '4',
    ce_correlationid: 'c',
    ce_linlihash: 'ab',
    'content-type': 'application/json',
  },
  value: Buffer.from('{"needId":"1","note":"保温瓶"}'),
};

describe('a record of the bus', () => {
  it('says who, what, when and its number; its value stays the text it is', () =>
    expect(readRecord(good)).toEqual({
      source: 'intake',
      community: '990101001001',
      data: { needId: '1', note: '保温瓶' },
      heard: {
        sequence: 4,
        hash: 'ab',
        id: 'intake/990101001001/7.0',
        type: 'linli.intake.need-created.v1',
        subject: 'need/1',
        time: '2022-11-24T06:03:20.000Z',
        correlation: 'c',
        value: '{"needId":"1","note":"保温瓶"}',
      },
    }));

  it('may be of a type that nobody knows', () =>
    expect(readRecord({ ...good, headers: { ...good.headers, ce_type: 'linli.intake.tomorrow.v9' } }).heard.type).toBe(
      'linli.intake.tomorrow.v9',
    ));

  it.each(['ce_id', 'ce_type', 'ce_source', 'ce_subject', 'ce_time', 'ce_partitionkey', 'ce_sequence', 'ce_correlationid', 'ce_linlihash'])(
    'is not understood without %s',
    (name) => {
      const { [name]: _left, ...headers } = good.headers;
      expect(() => readRecord({ ...good, headers })).toThrow(new BadRecord(`A record on intake.events has no header ${name}.`));
    },
  );

  it.each(['0', '-1', '1.5', 'four'])('is not understood with the number %s', (ce_sequence) =>
    expect(() => readRecord({ ...good, headers: { ...good.headers, ce_sequence } })).toThrow(
      new BadRecord('A record on intake.events has no whole number in ce_sequence.'),
    ),
  );

  it.each(['', 'not JSON', '[]', 'null', '"text"', '12'])('is not understood with the value %j', (value) =>
    expect(() => readRecord({ ...good, value: Buffer.from(value) })).toThrow(
      new BadRecord('The value of record 4 on intake.events is no JSON object.'),
    ),
  );

  it('is not understood with a text that is none: mended it would be another one, and longer than there is room for', () =>
    expect(() =>
      readRecord({ ...good, value: Buffer.concat([Buffer.from('{"text":"'), Buffer.alloc(90_000, 0xff), Buffer.from('"}')]) }),
    ).toThrow(new BadRecord('The value of record 4 on intake.events is no JSON object.')));

  it('is not understood when it is larger than any public event', () =>
    expect(() => readRecord({ ...good, value: Buffer.from(JSON.stringify({ text: 'x'.repeat(2_000_000) })) })).toThrow(
      new BadRecord('The value of record 4 on intake.events has 2000011 bytes, more than any public event.'),
    ));
});
