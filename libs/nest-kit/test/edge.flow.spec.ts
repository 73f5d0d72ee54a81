import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { change, type Engine, type Envelope } from '@linli/engine';
import { anAccount, COMMUNITY, flows, type Flow } from '@linli/flow';
import type { Decider, DomainEvent } from '@linli/kernel';
import {
  Asked,
  Changes,
  Creates,
  defineService,
  For,
  InjectEngine,
  ListOf,
  ListQuery,
  Optional,
  Sent,
  Text,
  TOKEN_HEADER,
  Upload,
  Uploads,
  Whole,
  type UploadedFile,
} from '../src/index.js';

class Page {
  @Text({ max: 60_000 }) text!: string;
}
class NoteRequest {
  @Text({ max: 60_000 }) text!: string;
  @Optional() @Whole() times?: number;
  @Optional() @ListOf(() => Page, { max: 3 }) pages?: Page[];
}

interface NoteTaken extends DomainEvent {
  readonly type: 'note-taken';
  readonly text: string;
}
const note: Decider<number, string, NoteTaken> = {
  stream: 'note',
  initialState: 0,
  evolve: (count) => count + 1,
  decide: (text) => [{ type: 'note-taken', text }],
};

@Controller('notes')
class NotesController {
  constructor(@InjectEngine() private readonly engine: Engine) {}

  @Get()
  @For('clerk')
  list(@Asked(ListQuery) asked: ListQuery) {
    return { asked };
  }

  @Post()
  @For('clerk')
  @Creates()
  take(@Body() { text }: NoteRequest, @Sent() envelope: Envelope) {
    return this.#take(envelope.commandId, text, envelope);
  }

  @Post('broken')
  @For('clerk')
  @Changes()
  broken(): never {
    throw new Error('The name of somebody, /home/somebody/secret.ts');
  }

  @Post('files')
  @For('clerk')
  @Creates()
  @Uploads()
  file(@Upload() { name, bytes }: UploadedFile) {
    return { name, bytes: bytes.byteLength };
  }

  @Post(':id')
  @For('clerk')
  @Changes()
  again(@Param('id') id: string, @Body() { text }: NoteRequest, @Sent() envelope: Envelope) {
    return this.#take(id, text, envelope);
  }

  @Get('unguarded')
  unguarded() {
    return {};
  }

  #take(id: string, text: string, envelope: Envelope) {
    return this.engine.run(envelope, async (streams) => {
      const found = await streams.load(note, id);
      const target = found.exists ? await streams.target(note, id, 'note') : found;
      return { changes: [change(target, note.decide(text, target.state))] };
    });
  }
}

const notes = () =>
  defineService({
    name: 'notes',
    prefix: 'desk',
    controllers: [NotesController],
    handlers: [],
    publishes: {},
    hears: [],
    views: [],
    reactions: [],
    due: [],
    lookUps: [],
    upcasters: {},
  });

const clerk = anAccount('c', 'clerk');

flows('notes', notes, (at) => {
  let flow: Flow;
  beforeEach(() => void (flow = at()));
  const json = (): Record<string, string> => ({ 'content-type': 'application/json', 'idempotency-key': randomUUID() });
  const post = (body: string | Uint8Array | FormData, headers: Record<string, string> = json(), path = '/notes') =>
    flow.raw('POST', path, { headers, body }, clerk);
  const isProblem = (answer: Awaited<ReturnType<typeof post>>, status: number, code: string): void => {
    expect([answer.status, answer.body.code, answer.body.status]).toEqual([status, code, status]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body.type).toBe('about:blank');
    expect(answer.body.title).toMatch(/\.$/);
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*:\d+:\d+|node_modules|\.ts|\.js/);
  };

  describe('a body', () => {
    it.each<[what: string, status: number, code: string, body: string | Uint8Array, type?: string]>([
      ['broken JSON', 400, 'malformed-json', '{"text":'],
      ['nothing of what must be there', 400, 'invalid-field', ''],
      ['null', 400, 'invalid-field', 'null'],
      ['a list', 400, 'invalid-field', '[]'],
      ['a text', 400, 'invalid-field', '"text"'],
      ['a wrong type', 400, 'invalid-field', '{"text":7}'],
      ['an unknown field', 400, 'unknown-field', '{"text":"a","colour":"red"}'],
      ['a field of every object', 400, 'unknown-field', '{"text":"a","__proto__":{"admin":true}}'],
      ['half a character', 400, 'invalid-field', '{"text":"\\ud83d"}'],
      ['a control character', 400, 'invalid-field', '{"text":"a\\u0000"}'],
      ['broken UTF-8', 400, 'malformed-json', Buffer.from([0x7b, 0x22, 0x74, 0xc3, 0x28, 0x22, 0x7d])],
      ['an overlong character', 400, 'malformed-json', Buffer.from([0x22, 0xc0, 0x80, 0x22])],
      ['too deep', 400, 'too-deep', `{"text":"a","pages":${'['.repeat(20)}${']'.repeat(20)}}`],
      ['thousands deep', 400, 'too-deep', `{"text":${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}}`],
      ['over 64 KB', 413, 'body-too-large', JSON.stringify({ text: 'a'.repeat(65_536) })],
      ['of 3 MB', 413, 'body-too-large', JSON.stringify({ text: 'a'.repeat(3 * 1024 * 1024) })],
      ['no JSON', 415, 'unsupported-media-type', 'text=a', 'application/x-www-form-urlencoded'],
      ['plain text', 415, 'unsupported-media-type', '{"text":"a"}', 'text/plain'],
      ['of no such type', 415, 'unsupported-media-type', '{"text":"a"}', 'rubbish'],
      ['zipped', 400, 'malformed-json', Buffer.from([0x1f, 0x8b, 0x08, 0x00])],
    ])('%s: %i %s', async (_what, status, code, body, ...[type]) =>
      isProblem(await post(body, { ...json(), ...(type !== undefined && { 'content-type': type }) }), status, code),
    );

    it('of 64 KB is taken', async () => expect((await post(JSON.stringify({ text: 'a'.repeat(59_000) }))).status).toBe(201));

    it('that is too large for one commit is told so', async () => {
      // 60,000 characters that take six bytes each where the log keeps them.
      const text = '"'.repeat(30_000);
      expect((await post(JSON.stringify({ text }))).status).toBe(201);
    });

    it('with several wrong fields tells them all by path', async () => {
      const { body } = await post(JSON.stringify({ times: 1.5, pages: [{ text: 'a' }, { text: 7 }, { colour: 1 }] }));
      expect((body.errors as { path: string; code: string }[]).map(({ path, code }) => [path, code])).toEqual([
        ['text', 'invalid-field'],
        ['times', 'invalid-field'],
        ['pages[1].text', 'invalid-field'],
        ['pages[2].colour', 'unknown-field'],
        ['pages[2].text', 'invalid-field'],
      ]);
    });
  });

  describe('an upload', () => {
    it('is taken with its name', async () => {
      const form = new FormData();
      form.append('file', new Blob(['姓名\n']), '名单.csv');
      const { status, body } = await post(form, { 'idempotency-key': randomUUID() }, '/notes/files');
      expect([status, body]).toEqual([201, { name: '名单.csv', bytes: 7 }]);
    });

    it('without a file, or as something else, is refused', async () => {
      const form = new FormData();
      form.append('a', 'b');
      isProblem(await post(form, { 'idempotency-key': randomUUID() }, '/notes/files'), 400, 'invalid-field');
      isProblem(await post('{}', json(), '/notes/files'), 415, 'unsupported-media-type');
      isProblem(await post('', { 'idempotency-key': randomUUID() }, '/notes/files'), 415, 'unsupported-media-type');
    });
  });

  describe('the key of a command', () => {
    it('must be there and be a UUID', async () => {
      isProblem(await post('{"text":"a"}', { 'content-type': 'application/json' }), 400, 'idempotency-key-missing');
      isProblem(await post('{"text":"a"}', { ...json(), 'idempotency-key': '7' }), 400, 'invalid-field');
    });

    it('is the same in capitals', async () => {
      const key = randomUUID();
      await post('{"text":"a"}', { ...json(), 'idempotency-key': key });
      const again = await post('{"text":"a"}', { ...json(), 'idempotency-key': key.toUpperCase() });
      expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    });

    it('belongs to its account', async () => {
      const key = randomUUID();
      const send = (who: typeof clerk) =>
        flow.raw('POST', '/notes/n1', { headers: { ...json(), 'idempotency-key': key }, body: '{"text":"a"}' }, who);
      await send(clerk);
      const other = await send(anAccount('c2', 'clerk'));
      expect([other.status, other.body.version]).toEqual([200, 2]);
    });
  });

  describe('headers', () => {
    it('that say what was seen or when it happened must say it rightly', async () => {
      for (const [name, value] of [
        ['if-match', 'abc'],
        ['if-match', '"-1"'],
        ['linli-occurred-at', 'yesterday'],
        ['linli-occurred-at', '2022-11-24T14:03:20+08:00'],
        ['linli-occurred-at', '2022-11-24T07:03:20.000Z'],
        ['linli-occurred-at', '2022-02-30T07:03:20.000Z'],
      ] as const)
        isProblem(await post('{"text":"a"}', { ...json(), [name]: value }), 400, 'invalid-field');
    });

    it('keep when it happened on a device that was offline, beside the time of the server', async () => {
      await post('{"text":"a"}', { ...json(), 'linli-occurred-at': '2022-11-24T01:00:00.000Z' });
      const [commit] = await flow.service.engine.ground.log.read(COMMUNITY, 0, 1);
      expect(commit!.body).toMatchObject({ at: '2022-11-24T06:03:20.000Z', command: { occurredAt: '2022-11-24T01:00:00.000Z' } });
    });

    it('of another version answer 412 with what has changed', async () => {
      await flow.post(clerk, '/notes/n1', { text: 'a' });
      const stale = await flow.post(clerk, '/notes/n1', { text: 'b' }, { ifMatch: 7 });
      isProblem(stale, 412, 'version-conflict');
      expect(stale.body).toMatchObject({ version: 1, changes: [] });
      expect((await flow.post(clerk, '/notes/n1', { text: 'b' }, { ifMatch: 1 })).body.version).toBe(2);
    });

    it('of 20 KB are 431, in the same words as everything else', async () => {
      isProblem(await flow.raw('GET', '/notes', { headers: { 'x-large': 'a'.repeat(20_000) } }, clerk), 431, 'headers-too-large');
    });

    it('with another’s token, or none, say nobody', async () => {
      isProblem(await flow.raw('GET', '/notes', {}), 401, 'not-signed-in');
      isProblem(await flow.raw('GET', '/notes', { headers: { [TOKEN_HEADER]: 'a.b.c' } }), 401, 'not-signed-in');
    });
  });

  describe('a path', () => {
    it('that leads nowhere is 404, whatever it looks like', async () => {
      for (const path of [
        '/nothing',
        '/notes/a/b/c',
        '/notes/..%2f..%2fetc',
        '/notes/%00',
        `/notes/${'a'.repeat(150)}`,
        `/notes/${'a'.repeat(2_000)}`,
      ])
        isProblem(await flow.raw('POST', path, { headers: json(), body: '{"text":"a"}' }, clerk), 404, 'not-found');
      isProblem(await flow.raw('DELETE', '/notes', {}, clerk), 404, 'not-found');
    });

    it('that is not well formed is refused in the same words', async () => {
      isProblem(await flow.raw('GET', '/notes/%E0%A4%A', {}, clerk), 400, 'malformed-request');
    });

    it('that nobody says who may have answers nobody', async () => {
      isProblem(await flow.raw('GET', '/notes/unguarded', {}), 403, 'not-allowed');
      isProblem(await flow.raw('GET', '/notes/unguarded', {}, clerk), 403, 'not-allowed');
    });
  });

  describe('a query', () => {
    it('is refused for an unknown name and a wrong value', async () => {
      isProblem(await flow.get(clerk, '/notes?colour=red'), 400, 'unknown-field');
      isProblem(await flow.get(clerk, '/notes?limit=201'), 400, 'invalid-field');
      isProblem(await flow.get(clerk, '/notes?limit=abc'), 400, 'invalid-field');
      isProblem(await flow.get(clerk, '/notes?__proto__=1'), 400, 'unknown-field');
      expect((await flow.get(clerk, '/notes?limit=7&area=990101001001')).body).toEqual({ asked: { limit: 7 } });
    });

    it('that is no text is refused, after who asks', async () => {
      for (const broken of ['%', '%ff%fe', '%E0%A4%A']) {
        isProblem(await flow.get(clerk, `/notes?cursor=${broken}`), 400, 'malformed-request');
        isProblem(await flow.get(anAccount('r', 'runner'), `/notes?cursor=${broken}`), 403, 'not-allowed');
      }
    });

    it('names the area once: the last counts', async () => {
      isProblem(await flow.get(clerk, '/notes?area=990101001001&area=990101002001'), 403, 'not-allowed');
    });
  });

  it('a fault of ours says that something went wrong, and nothing of what', async () => {
    const answer = await post('', json(), '/notes/broken');
    isProblem(answer, 500, 'internal');
    expect(JSON.stringify(answer.body)).not.toContain('somebody');
    expect(flow.forgives((line) => line.message === 'a request failed')).toBe(1);
  });

  it('what is no HTTP at all is answered in the same words', async () => {
    const said = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(flow.url).port), '127.0.0.1', () => socket.write('HELLO\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
    });
    expect(said).toContain('HTTP/1.1 400');
    expect(said).toContain('application/problem+json');
    expect(JSON.parse(said.slice(said.indexOf('\r\n\r\n') + 4))).toMatchObject({ status: 400, code: 'malformed-request' });
  });
});
