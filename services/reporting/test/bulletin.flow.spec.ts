import * as XLSX from '@e965/xlsx';
import { anAccount, COMMUNITY, flows } from '@linli/flow';
import { reporting } from '../src/reporting.service.js';

const official = anAccount('o', 'official');

flows('reporting', reporting, (at) => {
  it('the bulletin is a workbook too, with the figures of the sentences and no name', async () => {
    const name = { zh: '榕树里社区', en: 'Banyan Lane Community' };
    await at().hears('intake', `area/${COMMUNITY}`, {
      type: 'linli.intake.area-defined.v1',
      code: COMMUNITY,
      name,
      timeZone: 'Asia/Shanghai',
    } as never);
    const { body } = await at().get(official, '/bulletin?day=2022-11-24');
    expect(body).toMatchObject({ area: COMMUNITY, name, day: '2022-11-24', today: { needsCreated: 0 }, soFar: { needsMet: 0 } });
    const answer = await at().bytes(official, '/bulletin.xlsx?day=2022-11-24');
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      `attachment; filename="bulletin-${COMMUNITY}-2022-11-24.xlsx"`,
    ]);
    const book = XLSX.read(answer.bytes, { type: 'buffer' });
    expect(XLSX.utils.sheet_to_json(book.Sheets['文字 Text']!, { header: 1 })).toEqual([[body.zh], [body.en]]);
  });

  it('is refused like the sentences', async () => {
    const asked = async (who: typeof official | undefined, query = '') => (await at().raw('GET', `/bulletin.xlsx${query}`, {}, who)).status;
    expect(await asked(undefined)).toBe(401);
    expect(await asked(anAccount('c', 'clerk'))).toBe(403);
    expect(await asked(official, '?day=2022-11-25')).toBe(400);
    expect(await asked(official, '?area=990101002001')).toBe(403);
    expect(await asked(official, `?area=${COMMUNITY}-03`)).toBe(400);
  });
});
