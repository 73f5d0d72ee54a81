import { randomUUID } from 'node:crypto';
import { request } from './load.mjs';

/** A resident may have one open need of each kind. */
export const KINDS = ['medicine', 'groceries', 'escort', 'test-kits', 'visit', 'repair', 'counselling', 'information', 'other'];

/** Bodies as clerks send them, some 370 bytes: each for another resident or of another kind. */
export function* needBodies(residents) {
  for (const kind of KINDS)
    for (const residentId of residents)
      yield {
        residentId,
        kind,
        lines: [{ item: '苯磺酸氨氯地平片', strength: '5mg', quantity: 28, unit: '片', substitution: 'ask-first' }],
        daysLeft: 3,
        notes: '敲门声音要大一点，老人听力不好；中午十二点半到两点半午睡，请不要打扰。',
      };
}

export const needRequests = (bodies, count, who) =>
  Array.from({ length: count }, () => {
    const { value, done } = bodies.next();
    if (done) throw new Error('There are no residents left who may have a need.');
    return request('POST', '/api/intake/needs', { ...who, key: randomUUID(), body: value });
  });
