import { utils, write } from '@e965/xlsx';
import { flows } from '@linli/flow';
import { intake } from '../src/intake.service.js';
import { ask, clerk, clerkElsewhere, colleague, enter, settle, until, upload } from './neighbourhood.js';

const HEADING = '姓名,联系电话,身份证号,楼栋,单元,房号,类别,药品,规格,每日用量,剩余数量,清点日期';
const LEDGER = [
  HEADING,
  '王小明,13800138000,11010519491231002X,12栋,3单元,402室,独居老人、慢性病,氨氯地平片,5mg,1,20,2022-11-20',
  ',,,,,,,二甲双胍片,0.5g,2,60,',
  '李芳,13800138001,,3,1,101,,,,,,',
].join('\n');

interface Import {
  readonly status: string;
  readonly errors: { row: number; column: string; code: string; message: string }[];
  readonly [member: string]: unknown;
}

flows(
  'intake',
  ({ privacy }) => intake(privacy),
  (at) => {
    beforeEach(() => settle(at()));
    const start = (file: string | Uint8Array, query = '', more: object = {}) => upload(at(), clerk, `/imports${query}`, file, more);
    const over = (id: string): Promise<Import> =>
      until(async () => {
        const { body } = await at().get(clerk, `/imports/${id}`);
        return body.status !== 'running' && (body as Import);
      });
    const bringIn = async (file: string | Uint8Array, query = ''): Promise<Import & { id: string }> => {
      const answer = await start(file, query);
      expect(answer).toMatchObject({ status: 202, body: { id: expect.any(String), position: expect.any(Number) } });
      const ended = await over(answer.body.id);
      await at().settled();
      return { ...ended, id: answer.body.id };
    };
    const found = async (q: string) =>
      (
        (await at().get(clerk, `/households?q=${encodeURIComponent(q)}`)).body.items as { residents: { id: string; name: string }[] }[]
      ).flatMap(({ residents }) => residents);
    const read = async (id: string) => (await at().get(clerk, `/residents/${id}`)).body;
    const facts = async () => (await at().log()).filter(({ type }) => type.startsWith('resident-') || type === 'homes-added').length;

    describe('a ledger comes in', () => {
      it('person by person, through the same door as a clerk’s own entries', async () => {
        expect(await bringIn(LEDGER)).toMatchObject({
          status: 'done',
          dryRun: false,
          rows: 3,
          done: 3,
          created: 2,
          updated: 0,
          unchanged: 0,
          failed: 0,
          errors: [],
        });
        const [wang] = await found('13800138000');
        expect(await read(wang!.id)).toMatchObject({
          name: '王小明',
          idCard: '11010519491231002X',
          address: { building: '12', unit: '3', room: '402' },
          careCategories: ['lone-elder', 'chronic-illness'],
          medicationPlan: [
            { medicine: '氨氯地平片', strength: '5mg', dailyDose: 1, unitsLeft: 20, countedOn: '2022-11-20' },
            { medicine: '二甲双胍片', strength: '0.5g', dailyDose: 2, unitsLeft: 60, countedOn: '2022-11-24' },
          ],
        });
        expect(await found('lf')).toMatchObject([{ name: '李芳' }]);
      });
      it('from a workbook with merged cells', async () => {
        const book = utils.book_new();
        const sheet = utils.aoa_to_sheet([
          ['榕树里社区居民台账'],
          HEADING.split(','),
          ['王小明', 13800138000, '11010519491231002X', '12栋', 3, 402, '独居老人', '氨氯地平片', '5mg', 1, 20, 44885],
          [null, null, null, null, null, null, null, '二甲双胍片', '0.5g', 2, 60, null],
        ]);
        sheet['!merges'] = [0, 1, 2, 3, 4, 5, 6].map((c) => ({ s: { r: 2, c }, e: { r: 3, c } }));
        utils.book_append_sheet(book, sheet);
        const file = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
        expect(await bringIn(file)).toMatchObject({ status: 'done', created: 1, errors: [] });
        const [wang] = await found('王小明');
        expect(await read(wang!.id)).toMatchObject({
          phone: '13800138000',
          medicationPlan: [{ countedOn: '2022-11-20' }, { medicine: '二甲双胍片', unitsLeft: 60 }],
        });
      });
      it('in GB18030', async () => {
        const gb = Uint8Array.from([
          ...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xd8, 0xd6, 0xb7, 0x0a],
          ...[0xcd, 0xf5, 0xb7, 0xbc, 0x2c, 0x31, 0x32, 0x2d, 0x33, 0x2d, 0x34, 0x30, 0x32, 0x0a],
        ]);
        expect(await bringIn(gb)).toMatchObject({ status: 'done', created: 1 });
        expect(await found('王芳')).toHaveLength(1);
      });
      it('though other rows are bad: each is told by row, column and sentence, in the order of the rows', async () => {
        const ended = await bringIn(
          [
            HEADING,
            '王小明,13800138000,,99,1,1',
            '李芳,13800138001,1.2E+17,3,1,101',
            '张伟,12345,,3,1,101,外星人',
            '赵敏,13800138003,,3,1,101',
          ].join('\n'),
        );
        expect(ended).toMatchObject({ status: 'done', rows: 4, done: 4, created: 1, failed: 4 });
        expect(ended.errors).toEqual([
          { row: 2, column: 'address', code: 'address-unknown', message: expect.stringMatching(/not in the area tree/) },
          { row: 3, column: 'idCard', code: 'id-card-damaged', message: expect.stringMatching(/format the column as text/) },
          { row: 4, column: 'phone', code: 'invalid-phone', message: expect.stringMatching(/not a telephone number/) },
          { row: 4, column: 'categories', code: 'unknown-category', message: expect.stringMatching(/none of the care categories/) },
        ]);
        expect(await found('赵敏')).toHaveLength(1);
        expect(await found('李芳')).toEqual([]);
      });
      it('with addresses that are new, when asked to', async () => {
        expect(await bringIn(`${HEADING}\n王小明,13800138000,,99栋,1,1`, '?newAddresses=true')).toMatchObject({ created: 1, errors: [] });
        expect(await found('99-1-1')).toHaveLength(1);
      });
      it('and what is known of somebody is updated, not doubled, whatever the ledger does not speak of', async () => {
        const id = await enter(at());
        const ended = await bringIn(`${HEADING}\n王小明,13900139000,11010519491231002x,12,3,403,高龄,苯磺酸氨氯地平片,5mg,1,8,`);
        expect(ended).toMatchObject({ created: 0, updated: 1, unchanged: 0 });
        expect(ended.changes).toEqual([{ row: 2, change: 'update', columns: ['phone', 'address', 'categories', 'medicine'] }]);
        expect(await read(id)).toMatchObject({
          phone: '13900139000',
          address: { building: '12', unit: '3', room: '403' },
          careCategories: ['very-old'],
          medicationPlan: [{ medicine: '苯磺酸氨氯地平片', unitsLeft: 8, countedOn: '2022-11-24' }],
          notes: '耳背，请大声敲门',
        });
      });
    });

    it('the same file again changes nothing, the next day neither', async () => {
      await bringIn(LEDGER);
      const before = await facts();
      expect(await bringIn(LEDGER)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
      at().clock.advance(86_400_000);
      expect(await bringIn(LEDGER)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
      expect(await facts()).toBe(before);
    });
    it('a dry run says what would be, and changes nothing', async () => {
      const id = await enter(at());
      const before = await facts();
      const ended = await bringIn(`${LEDGER}\n张伟,12345,,3,1,101\n赵敏,,,99,9,9`, '?dryRun=true&newAddresses=true');
      expect(ended.matchedColumns).toContainEqual({ heading: '楼栋', column: 'building' });
      expect(ended).toMatchObject({ status: 'done', dryRun: true, rows: 5, done: 5, created: 2, updated: 1, unchanged: 0, failed: 1 });
      expect(ended.changes).toEqual([
        { row: 2, change: 'update', columns: expect.arrayContaining(['medicine']) },
        { row: 4, change: 'create', columns: [] },
        { row: 6, change: 'create', columns: [] },
      ]);
      expect(await facts()).toBe(before);
      expect(await found('李芳')).toEqual([]);
      expect((await read(id)).version).toBe(1);
    });
    it('all errors come as a table, the first two hundred in the answer', async () => {
      const rows = Array.from({ length: 900 }, (_, at) => `王${at},12345,,3,1,101`);
      const ended = await bringIn([HEADING, ...rows].join('\n'));
      expect(ended).toMatchObject({ failed: 900, created: 0 });
      expect(ended.errors).toHaveLength(200);
      const table = await at().get(clerk, `/imports/${ended.id}/errors.csv`);
      expect(table.status).toBe(200);
      expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(table.headers.get('content-disposition')).toContain('errors.csv');
      const lines = String(table.body).split('\r\n');
      expect(lines[0]!.replace('\ufeff', '')).toBe('row,column,code,message');
      expect(lines).toHaveLength(902);
      expect(lines[900]).toBe('901,phone,invalid-phone,This is not a telephone number.');
      expect((await at().get(clerkElsewhere, `/imports/${ended.id}/errors.csv`)).status).toBe(404);
    });
    it('an import is found again after a restart', async () => {
      const { id, ...before } = await bringIn(`${LEDGER}\n张伟,12345,,3,1,101`);
      await at().restart();
      expect((await at().get(clerk, `/imports/${id}`)).body).toEqual({ id, ...before });
    });

    it('an import that the system’s own end breaks off says so, and the same file brings in the rest', async () => {
      const long = [HEADING, ...Array.from({ length: 3_000 }, (_, number) => `王${number},,,3,1,101`)].join('\n');
      const form = new FormData();
      form.set('file', new Blob([long]), 'ledger.csv');
      const { body } = await at().raw('POST', '/imports', { headers: { 'idempotency-key': crypto.randomUUID() }, body: form }, clerk);
      await until(async () => (await at().get(clerk, `/imports/${body.id}`)).body.created > 0);
      await at().restart();
      const broken = (await at().get(clerk, `/imports/${body.id}`)).body;
      expect(broken).toMatchObject({ status: 'failed', failure: { code: 'interrupted' } });
      const again = await bringIn(long.split('\n', 1 + 200).join('\n'));
      expect(again).toMatchObject({ status: 'done', updated: 0, failed: 0 });
      expect(again.unchanged).toBeGreaterThan(0);
      expect(Number(again.unchanged) + Number(again.created)).toBe(200);
    });

    it('the same upload sent again is one import, though every sending has another boundary', async () => {
      const key = crypto.randomUUID();
      const first = await start(LEDGER, '', { key });
      await over(first.body.id);
      const again = await start(LEDGER, '', { key });
      expect(again).toMatchObject({ status: 202, body: { id: first.body.id } });
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      expect(await start(`${LEDGER}\n`, '', { key })).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
      expect(await start(LEDGER, '?dryRun=true', { key })).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
    });
    it('one ledger at a time, and other requests go on', async () => {
      const long = [HEADING, ...Array.from({ length: 1_000 }, (_, number) => `王${number},,,3,1,101`)].join('\n');
      const key = crypto.randomUUID();
      const form = new FormData();
      form.set('file', new Blob([long]), 'ledger.csv');
      const first = await at().raw('POST', '/imports', { headers: { 'idempotency-key': key }, body: form }, clerk);
      const running = await at().get(clerk, `/imports/${first.body.id}`);
      expect(running.body).toMatchObject({ status: 'running', errors: [] });
      const second = new FormData();
      second.set('file', new Blob([LEDGER]), 'ledger.csv');
      expect(
        await at().raw('POST', '/imports', { headers: { 'idempotency-key': crypto.randomUUID() }, body: second }, colleague),
      ).toMatchObject({
        status: 409,
        body: { code: 'import-running', importId: first.body.id },
      });
      expect((await at().get(clerk, '/households?q=12-3-402')).status).toBe(200);
      expect(await over(first.body.id)).toMatchObject({ status: 'done', created: 1_000 });
      expect(await bringIn(LEDGER)).toMatchObject({ status: 'done' });
    });
    it('what a clerk changes while a ledger comes in stays: only what the ledger says otherwise is touched', async () => {
      const id = await enter(at());
      const needId = await ask(at(), id);
      await bringIn(`${HEADING}\n王小明,13900139000,11010519491231002X,12,3,402`);
      const [corrected] = (await at().log()).filter(({ type }) => type === 'resident-corrected');
      expect(corrected?.data).toMatchObject({ fields: ['phone'] });
      expect((await at().get(clerk, `/needs/${needId}`)).body.version).toBe(2);
    });

    describe('what cannot be read fails as a whole, with a sentence', () => {
      it.each([
        ['nothing', '', 'empty-file'],
        ['no names', '楼栋,单元,房号\n12,3,402', 'columns-missing'],
        ['two columns of one meaning', '姓名,地址,电话,手机\n王芳,12-3-402,1,2', 'columns-twice'],
        ['a broken workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), 'broken-file'],
        ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'unsupported-file'],
      ])('%s', async (_, file, code) => {
        expect(await bringIn(file)).toMatchObject({ status: 'failed', created: 0, failure: { code, message: expect.any(String) } });
      });
    });
    it('an upload without a file, of another kind, or far too large is refused at once', async () => {
      const send = (body: FormData | string, headers: Record<string, string> = {}) =>
        at().raw('POST', '/imports', { headers: { 'idempotency-key': crypto.randomUUID(), ...headers }, body }, clerk);
      const empty = new FormData();
      empty.set('note', 'no file');
      expect(await send(empty)).toMatchObject({ status: 400, body: { code: 'invalid-field', errors: [{ path: 'file' }] } });
      expect(await send('{}', { 'content-type': 'application/json' })).toMatchObject({
        status: 415,
        body: { code: 'unsupported-media-type' },
      });
      const huge = new FormData();
      huge.set('file', new Blob([new Uint8Array(20 * 1024 * 1024 + 1)]), 'huge.csv');
      expect(await send(huge)).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
    });
    it('nobody else’s import can be seen', async () => {
      const { id } = await bringIn(LEDGER);
      expect((await at().get(clerkElsewhere, `/imports/${id}`)).status).toBe(404);
      expect((await at().get(clerk, '/imports/unknown')).status).toBe(404);
    });
  },
);
