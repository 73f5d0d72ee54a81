import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, call, command, eventually, House, runProgram, signIn } from './house.js';

/** Characters of a text as GB18030 has them: there is a decoder for it, so the table is made from that. */
const gb18030 = (text: string): Buffer => {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) if (low !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Buffer.from([...text].flatMap((char) => (char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : bytes.get(char)!)));
};

/** What of a text would stand in base64, wherever it begins. */
const base64 = (text: string): string[] =>
  [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64');
    return encoded.slice(shift === 0 ? 0 : 4, -4).replaceAll('=', '');
  });

const shapesOf = (text: string): Buffer[] => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  gb18030(text),
  Buffer.from(
    JSON.stringify(text)
      .replaceAll(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`)
      .slice(1, -1),
  ),
  ...base64(text).map((encoded) => Buffer.from(encoded)),
];

const secrets = {
  name: '欧阳霁月',
  phone: '19955512345',
  idCard: '990101194911240012',
  note: '钥匙放在邻居阿婆那里',
  medicine: '云岭雪莲舒筋颗粒',
  reason: '儿子今早来电说明',
  requester: '欧阳长河',
};

const found = (folder: string): string[] => {
  const files = readdirSync(folder).filter((name) => /\.(db|db-wal|db-shm)$/.test(name));
  const bytes = files.map((name) => [name, readFileSync(join(folder, name))] as const);
  return Object.entries(secrets).flatMap(([what, text]) =>
    shapesOf(text).flatMap((shape) => bytes.flatMap(([name, content]) => (content.includes(shape) ? [`${what} in ${name}`] : []))),
  );
};

it('keeps nobody in clear on the disk, and nothing of who was forgotten', async () => {
  const folder = aFolder();
  try {
    const house = await House.start(folder.path, '--demo', 'small');
    const { url } = house;
    const [clerk, dispatcher, runner] = await Promise.all(['clerk', 'dispatcher', 'runner'].map((account) => signIn(url, account)));
    const { name, phone, idCard, note, medicine, reason, requester } = secrets;
    const checked = `${idCard.slice(0, 17)}${'10X98765432'[[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, at) => sum + weight * Number(idCard[at]), 0) % 11]}`;
    secrets.idCard = checked;
    const resident = await command(url, clerk!, '/api/intake/residents', {
      name,
      phone,
      idCard: checked,
      address: { building: '12', unit: '3', room: '402' },
      careCategories: ['dialysis'],
      medicationPlan: [{ medicine, dailyDose: 1, unitsLeft: 3, countedOn: '2022-11-24' }],
      notes: note,
    });
    expect(resident.status).toBe(201);
    const { id } = resident.body as { id: string };
    expect(
      (await command(url, clerk!, `/api/intake/residents/${id}/correct`, { careCategories: ['dialysis', 'very-old'], reason })).status,
    ).toBe(200);
    const need = await command(url, clerk!, '/api/intake/needs', {
      residentId: id,
      kind: 'medicine',
      daysLeft: 1,
      lines: [{ item: medicine, quantity: 2, unit: '盒', substitution: 'never' }],
      requester: { name: requester, relation: '儿子' },
      notes: note,
    });
    expect(need.status).toBe(201);
    await eventually('the task', async () =>
      (await call(url, 'GET', '/api/dispatch/board', { token: dispatcher! })).body.items.some(
        (item: { needId: string }) => item.needId === need.body.id,
      ),
    );
    const me = (await call(url, 'GET', '/api/auth/me', { token: runner! })).body.user as { volunteerId: string };
    const run = await command(url, dispatcher!, '/api/dispatch/runs', { runners: [me.volunteerId], tasks: [need.body.id] });
    expect(run.status).toBe(201);
    const list = await eventually('the list', async () => {
      const answer = await call(url, 'GET', `/api/pharmacy-run/runs/${run.body.id}`, { token: runner! });
      return answer.status === 200 && answer.body.shoppingList.length === 1 && answer.body;
    });
    expect(list.stops[0].name).toBe(name);
    expect(found(folder.path)).toEqual([]);

    const forgotten = await runProgram('linli.js', ['forget', id, '--data', folder.path]);
    expect(forgotten.code).toBe(0);
    expect((await call(url, 'GET', `/api/intake/residents/${id}`, { token: clerk! })).status).toBe(404);
    const search = await call(url, 'GET', `/api/intake/households?q=${encodeURIComponent(name)}`, { token: clerk! });
    expect(search.body.items).toEqual([]);
    const dark = await eventually('the stop goes dark', async () => {
      const answer = await call(url, 'GET', `/api/pharmacy-run/runs/${run.body.id}`, { token: dispatcher! });
      return !JSON.stringify(answer.body).includes(name) && answer;
    });
    expect(dark.status).toBe(200);
    expect(found(folder.path)).toEqual([]);
    expect((await runProgram('linli.js', ['verify', '--data', folder.path])).code).toBe(0);
    expect(await house.end('SIGTERM')).toBe(0);
    expect(found(folder.path)).toEqual([]);
  } finally {
    folder.remove();
  }
});
