// Every screen: who looks, where, and what is done on it before the picture is taken. `path` and `act` get what the morning made.
const LEDGER = [
  '姓名,联系电话,楼栋,单元,房号,类别,药品,规格,每日用量,剩余数量',
  '周桂兰,19918880101,12,3,402,独居老人,缬沙坦胶囊,80mg,1,6',
  '何建国,19918880102,3,1,101,高龄老人,盐酸二甲双胍片,0.5g,3,20',
  '马晓东,1991888,3,1,102,老人,,,,',
  '罗敏,19918880104,88,1,101,,,,,',
];
const drop = (lines) => async (page) => {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '特保台账.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
  await page.locator('main button').first().click();
  await page.locator('[role=status] .ant-progress-status-success, main table').first().waitFor();
};
/** The dialog of a list's button. */
const dialogOf = (at) => async (page) => {
  await page.locator('tbody button').nth(at).click();
  await page.locator('dialog').waitFor();
};
const opened = async (page) => {
  await page.locator('main button[aria-expanded=false]').first().click();
  await page.locator('main form').first().waitFor();
};

const signIn = {
  'sign-in': { path: '/' },
  'sign-in-wrong': {
    path: '/',
    act: async (page) => {
      await page.locator('input[name=username]').fill('clerk');
      await page.locator('input[name=password]').fill('wrong-password');
      await page.locator('button[type=submit]').click();
      await page.locator('[role=alert]').waitFor();
    },
  },
  'not-allowed': { who: 'clerk', path: '/auditor' },
  'not-found': { who: 'clerk', path: '/clerk/nowhere' },
};

const clerk = {
  'clerk-box': { who: 'clerk', path: '/clerk?q=12-3-402' },
  'clerk-box-several': { who: 'clerk', path: '/clerk?q=12-3' },
  'clerk-box-none': { who: 'clerk', path: '/clerk?q=99-9-999' },
  'clerk-box-empty': { who: 'clerk', path: '/clerk' },
  'clerk-new-need': {
    who: 'clerk',
    path: ({ residentId }) => `/clerk/needs/new?resident=${residentId}`,
    act: async (page) => {
      await page.locator('input[type=radio]').first().focus();
      await page.keyboard.press('Space');
      await page.getByRole('combobox').first().fill('苯磺酸氨氯地平片');
      const foreseen = page.waitForResponse((answer) => /needs\/deadline\?.*daysLeft=2/.test(answer.url()));
      await page.locator('[inputmode=decimal]').nth(1).fill('2');
      await foreseen;
      await page.locator('p strong').waitFor();
    },
  },
  'clerk-new-need-empty': { who: 'clerk', path: ({ residentId }) => `/clerk/needs/new?resident=${residentId}` },
  'clerk-needs': { who: 'clerk', path: '/clerk/needs' },
  'clerk-needs-none': { who: 'newcomer', path: '/clerk/needs' },
  'clerk-need': { who: 'clerk', path: ({ needId }) => `/clerk/needs/${needId}` },
  'clerk-to-confirm': { who: 'clerk', path: '/clerk/to-confirm' },
  'clerk-to-confirm-whom': {
    who: 'clerk',
    path: '/clerk/to-confirm',
    act: async (page) => {
      await page.locator('main li button').first().click();
      await page.locator('main a[href^="tel:"]').first().waitFor();
    },
  },
  'clerk-to-confirm-none': { who: 'newcomer', path: '/clerk/to-confirm' },
  'clerk-register': { who: 'clerk', path: '/clerk/residents/new' },
  'clerk-resident': { who: 'clerk', path: ({ residentId }) => `/clerk/residents/${residentId}` },
  'clerk-import': { who: 'clerk', path: '/clerk/import' },
  'clerk-import-dry-run': { who: 'clerk', path: '/clerk/import', act: drop(LEDGER.slice(0, 3)) },
  'clerk-import-errors': { who: 'clerk', path: '/clerk/import', act: drop(LEDGER) },
};

const dispatcher = {
  'dispatcher-board': { who: 'dispatcher', path: '/dispatcher' },
  'dispatcher-board-none': { who: 'newcomer', path: '/dispatcher' },
  'dispatcher-new-run': {
    who: 'dispatcher',
    path: '/dispatcher',
    act: async (page) => {
      const open = page.locator('li input[type=checkbox]');
      for (let at = 0; at < Math.min(2, await open.count()); at += 1) await open.nth(at).check();
      await page.keyboard.press('a');
      await page.locator('dialog input[type=checkbox]').first().waitFor();
    },
  },
  'dispatcher-incident': {
    who: 'dispatcher',
    path: '/dispatcher',
    act: async (page) => {
      await page.locator('button[aria-expanded=false]:visible', { hasText: /./ }).last().click();
    },
  },
  'dispatcher-suggest': {
    who: 'dispatcher',
    path: '/dispatcher/suggest',
    act: (page) => page.locator('main select').first().waitFor(),
  },
  'dispatcher-suggest-none': { who: 'newcomer', path: '/dispatcher/suggest' },
  'dispatcher-runs': { who: 'dispatcher', path: '/dispatcher/runs' },
  'dispatcher-runs-none': { who: 'newcomer', path: '/dispatcher/runs' },
  'dispatcher-run': { who: 'dispatcher', path: ({ wayId }) => `/dispatcher/runs/${wayId}` },
  'dispatcher-picked': {
    who: 'dispatcher',
    path: '/dispatcher',
    act: async (page) => {
      const open = page.locator('li input[type=checkbox]');
      for (let at = 0; at < Math.min(3, await open.count()); at += 1) await open.nth(at).check();
    },
  },
  'dispatcher-amend': {
    who: 'dispatcher',
    path: ({ wayId }) => `/dispatcher/runs/${wayId}`,
    act: async (page) => {
      await page.locator('main button').nth(1).click();
      await page.locator('dialog input[type=checkbox]').first().waitFor();
    },
  },
  'dispatcher-shops': { who: 'dispatcher', path: '/dispatcher/shops' },
  'dispatcher-shops-none': { who: 'dispatcher', path: '/dispatcher/shops?q=99' },
  'dispatcher-new-shop': { who: 'dispatcher', path: '/dispatcher/shops', act: opened },
  'dispatcher-shop': {
    who: 'dispatcher',
    path: '/dispatcher/shops',
    act: dialogOf(0),
  },
  'dispatcher-volunteers': { who: 'dispatcher', path: '/dispatcher/volunteers' },
  'dispatcher-volunteers-none': { who: 'newcomer', path: '/dispatcher/volunteers' },
  'dispatcher-volunteer': {
    who: 'dispatcher',
    path: '/dispatcher/volunteers',
    act: dialogOf(1),
  },
  'dispatcher-hand-over': { who: 'dispatcher', path: '/dispatcher/hand-over' },
};

const runner = {
  'runner-home': { who: 'runner', path: '/runner/' },
  'runner-home-none': { who: 'runner2', path: '/runner/' },
  'runner-run': { who: 'runner', path: ({ wayId }) => `/runner/runs/${wayId}` },
  'runner-buy': { who: 'runner', path: ({ wayId }) => `/runner/runs/${wayId}/buy` },
  'runner-price': {
    who: 'runner',
    path: ({ wayId }) => `/runner/runs/${wayId}/buy`,
    act: async (page) => {
      await page.locator('main section button').nth(1).click();
      await page.locator('main form input').nth(1).fill('17.80');
    },
  },
  'runner-deliver': { who: 'runner', path: ({ wayId }) => `/runner/runs/${wayId}/deliver` },
  'runner-trouble': {
    who: 'runner',
    path: ({ wayId }) => `/runner/runs/${wayId}/deliver`,
    act: async (page) => {
      await page.locator('main form button').nth(1).click();
      await page.locator('main [role=group]').first().waitFor();
    },
  },
  'runner-settle': { who: 'runner', path: ({ settleId }) => `/runner/runs/${settleId}/settle` },
  'runner-not-allowed': { who: 'clerk', path: '/runner/' },
};

const official = {
  'official-figures': { who: 'official', path: '/official' },
  'official-community': { who: 'official', path: '/official?area=990101001001' },
  'official-past-day': { who: 'official', path: ({ yesterday }) => `/official?day=${yesterday}` },
};

const administrator = {
  'administrator-accounts': { who: 'administrator', path: '/administrator' },
  'administrator-new-account': { who: 'administrator', path: '/administrator', act: opened },
  'administrator-roles': {
    who: 'administrator',
    path: '/administrator',
    act: dialogOf(0),
  },
  'administrator-areas': { who: 'administrator', path: '/administrator/areas' },
  'administrator-new-area': { who: 'administrator', path: '/administrator/areas', act: opened },
  'administrator-medicines': { who: 'administrator', path: '/medicines' },
  'administrator-new-medicine': { who: 'administrator', path: '/medicines', act: opened },
  'auditor-looks': { who: 'auditor', path: '/auditor' },
  'auditor-looks-none': { who: 'auditor', path: '/auditor?from=2020-01-01&to=2020-01-02' },
};

const PLAIN = { ...signIn, ...clerk, ...dispatcher, ...runner, ...official, ...administrator };
const again = (how, names) => Object.fromEntries(names.map((name) => [`${name}-${how}`, { ...PLAIN[name], [how]: true }]));

export const SCREENS = {
  ...PLAIN,
  ...again('large', ['clerk-box', 'clerk-new-need', 'dispatcher-board', 'runner-home', 'runner-deliver', 'official-figures']),
  // What somebody prints and carries along.
  ...again('paper', [
    'clerk-needs',
    'clerk-to-confirm',
    'dispatcher-board',
    'dispatcher-run',
    'dispatcher-runs',
    'dispatcher-shops',
    'dispatcher-volunteers',
    'dispatcher-hand-over',
    'runner-buy',
    'runner-deliver',
    'official-figures',
    'auditor-looks',
  ]),
};
