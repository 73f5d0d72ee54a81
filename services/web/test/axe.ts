import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(resolve('node_modules/axe-core/axe.min.js'), 'utf8');

/** What an accessibility checker finds on the page as it stands, in words that say where. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  await page.locator('h1').first().waitFor();
  await page.evaluate(SOURCE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] }),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} at ${target.join(' ')} ${html.slice(0, 160)}`),
  );
};
