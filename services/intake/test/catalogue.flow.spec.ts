import { anAccount, flows, OTHER_COMMUNITY, type Answer, type Flow } from '@linli/flow';
import { intake } from '../src/intake.service.js';

const clerk = anAccount('c', 'clerk');
const administrator = anAccount('a', 'administrator');
const elsewhere = anAccount('x', ['clerk', 'administrator'], { area: OTHER_COMMUNITY });
const problem = ({ status, body }: Answer): [number, string] => [status, String(body.code)];

flows(
  'intake',
  ({ privacy }) => intake(privacy),
  (at) => {
    let flow: Flow;
    beforeEach(() => void (flow = at()));
    const find = async (query: string, who = clerk): Promise<string[]> =>
      ((await flow.get(who, `/medicines${query}`)).body.items as { name: string }[]).map(({ name }) => name);
    const upload = (text: string, key: string): Promise<Answer> => {
      const form = new FormData();
      form.append('file', new Blob([text]), '目录.csv');
      return flow.raw('POST', '/medicines/import', { headers: { 'idempotency-key': key }, body: form }, administrator);
    };

    describe('the medicines to pick from', () => {
      it('are there from the first day, and found by name, a piece of it, pinyin and its initials', async () => {
        expect((await flow.get(clerk, '/medicines?q=苯磺酸')).body).toMatchObject({
          items: [
            { id: 'default-1', name: '苯磺酸氨氯地平片', strengths: ['2.5mg', '5mg', '10mg'], form: '片剂', unit: '片', controlled: false },
          ],
          nextCursor: null,
          version: 0,
        });
        for (const q of ['氨氯地平', 'bhsaldpp', 'benhuangsuan', 'BHSA', '苯磺酸 氨氯'])
          expect(await find(`?q=${encodeURIComponent(q)}`)).toContain('苯磺酸氨氯地平片');
        expect(await find('?q=ejsg')).toEqual(expect.arrayContaining(['盐酸二甲双胍片', '盐酸二甲双胍缓释片']));
        expect(await find('?q=没有这个药')).toEqual([]);
      });

      it('are listed page by page', async () => {
        const first = (await flow.get(clerk, '/medicines?limit=60')).body;
        const rest = await find(`?limit=200&cursor=${first.nextCursor}`);
        expect(first.items).toHaveLength(60);
        expect(new Set([...(first.items as { name: string }[]).map(({ name }) => name), ...rest]).size).toBe(60 + rest.length);
        expect(problem(await flow.get(clerk, '/medicines?cursor=x'))).toEqual([400, 'invalid-field']);
      });

      it('are the community’s own to change', async () => {
        const { status, body } = await flow.post(administrator, '/medicines', { name: '麝香保心丸', strengths: ['22.5mg'], unit: '粒' });
        expect(status).toBe(201);
        expect(await find(`?q=sxbxw&atLeast=${body.position}`)).toEqual(['麝香保心丸']);
        expect(problem(await flow.post(administrator, '/medicines', { name: '麝香保心丸' }))).toEqual([409, 'medicine-known']);
        expect((await flow.post(administrator, `/medicines/${body.id}/correct`, { name: '麝香保心丸(大)', reason: '改名' })).body.id).toBe(
          body.id,
        );
        expect((await flow.post(administrator, `/medicines/${body.id}/retire`, { reason: '停产' })).status).toBe(200);
        expect(await find('?q=sxbxw')).toEqual([]);
        expect(await find('?q=sxbxw&retired=true')).toEqual(['麝香保心丸(大)']);
        expect(problem(await flow.post(administrator, `/medicines/${body.id}/correct`, { unit: '瓶' }))).toEqual([409, 'medicine-retired']);
        expect(await find('?q=sxbxw&retired=true', elsewhere)).toEqual([]);
      });

      it('that are controlled are told to be', async () => {
        await flow.post(administrator, '/medicines', { name: '地西泮片' });
        expect((await flow.get(clerk, '/medicines?q=dxpp')).body.items).toMatchObject([{ name: '地西泮片', controlled: true }]);
      });

      it('come from a table, and the same table again changes nothing', async () => {
        const rows = Array.from({ length: 250 }, (_, row) => `试验药${row},${row}mg`).join('\n');
        const key = '0193f6e8-0000-7000-8000-0000000000aa';
        const first = await upload(`药品名称,规格\n叶酸片,0.8mg\n${rows}\n`, key);
        await flow.settled();
        expect([first.status, first.body.rows, first.body.changed]).toEqual([200, 251, 251]);
        expect((await flow.get(clerk, '/medicines?q=叶酸片')).body.items).toMatchObject([{ strengths: ['0.8mg'], unit: '片' }]);
        const replayed = await upload(`药品名称,规格\n叶酸片,0.8mg\n${rows}\n`, key);
        expect([replayed.headers.get('idempotent-replayed'), replayed.body]).toEqual(['true', first.body]);
        const again = await upload(`药品名称,规格\n叶酸片,0.8mg\n${rows}\n`, '0193f6e8-0000-7000-8000-0000000000ab');
        expect([again.status, again.body.changed]).toEqual([200, 0]);
        expect(problem(await upload('规格\n5mg\n', '0193f6e8-0000-7000-8000-0000000000ac'))).toEqual([400, 'columns-missing']);
      });
    });

    it('refusals come in their order', async () => {
      const json = { 'content-type': 'application/json' };
      for (const [path, body] of [
        ['/medicines', { name: '麝香保心丸' }],
        ['/medicines/default-9999/correct', { unit: '瓶' }],
        ['/medicines/default-9999/retire', {}],
      ] as const) {
        expect(problem(await flow.raw('POST', path, { headers: json, body: '{' }))).toEqual([401, 'not-signed-in']);
        expect(problem(await flow.raw('POST', path, { headers: json, body: '{' }, clerk))).toEqual([403, 'not-allowed']);
        expect(problem(await flow.raw('POST', path, { headers: json, body: '{' }, administrator))).toEqual([
          400,
          'idempotency-key-missing',
        ]);
        expect(problem(await flow.post(administrator, path, { ...body, maker: 'x' }))).toEqual([400, 'unknown-field']);
        if (path !== '/medicines') expect(problem(await flow.post(administrator, path, body))).toEqual([404, 'not-found']);
      }
      await flow.post(administrator, '/medicines', { name: '麝香保心丸' });
      expect(problem(await flow.post(administrator, '/medicines', { name: '麝香保心丸' }, { ifMatch: 7 }))).toEqual([
        412,
        'version-conflict',
      ]);
    });
  },
);
