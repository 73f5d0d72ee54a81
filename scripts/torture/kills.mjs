// kill -9 at random moments, also while it starts, under load.
import { chance } from './chance.mjs';
import { expect, expectWhole, House, signIn } from './house.mjs';
import { Promises } from './promises.mjs';

const HANDS = 8;
const LOOKED_AT = 20;

export default async ({ check, say, folder, cycles, seed }) =>
  check(`kill -9, ${cycles} times: nothing acknowledged lost, nothing doubled, views as folded afresh, hash chain whole`, async () => {
    const luck = chance(seed);
    const promises = new Promises();
    let whileStarting = 0;
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      if (luck.next() < 0.1 && cycle > 1) {
        const house = await House.begin(folder);
        await Promise.race([new Promise((wake) => setTimeout(wake, luck.whole(50, 1_500))), house.ready]);
        await house.end('SIGKILL');
        whileStarting += 1;
        continue;
      }
      const house = await House.start(folder);
      const token = await signIn(house.url);
      await promises.sendAgain(house.url, token);
      await promises.look(house.url, token, LOOKED_AT);
      const load = promises.load(house.url, token, luck.whole(1, HANDS));
      await new Promise((wake) => setTimeout(wake, luck.whole(20, 700)));
      await house.end('SIGKILL');
      await load.stop();
      if (cycle % 20 === 0) say(`${cycle} kills (${whileStarting} of them while starting), ${promises.needs.size} needs acknowledged`);
    }
    const house = await House.start(folder);
    const token = await signIn(house.url);
    await promises.sendAgain(house.url, token);
    await promises.count(house.url, token);
    expect((await house.end('SIGTERM')) === 0, 'it did not end with 0');
    await expectWhole(folder);
    say(`${promises.needs.size} acknowledged, each there once; everything verified`);
  });
