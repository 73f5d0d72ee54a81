import { misfits, OWN_FOLDERS } from './shape.mjs';

const SERVICE = [
  'services/dispatch/README.md',
  'services/dispatch/package.json',
  'services/dispatch/tsconfig.json',
  'services/dispatch/src/dispatch.service.ts',
];
const whys = (path, text = '') => misfits([...SERVICE, path], (asked) => (asked === path ? text : '')).map(({ why }) => why);
const rejected = (path, because, text) => expect(whys(path, text)).toEqual([expect.stringContaining(because)]);
const fits = (path, text) => expect(whys(path, text)).toEqual([]);

describe('the top level', () => {
  it('is fixed', () => {
    rejected('utils', 'nothing there is called utils');
    fits('deploy');
    fits('.github');
  });
});

describe('every service', () => {
  it('has a page about itself and its map', () => {
    expect(misfits(['services/patrol/package.json'], () => '')).toEqual([
      { path: 'services/patrol/README.md', why: 'every service has it' },
      { path: 'services/patrol/src/patrol.service.ts', why: 'every service has it' },
    ]);
  });

  it.each(['api', 'commands', 'domain', 'reactions', 'views'])('may have %s/', (folder) =>
    fits(`services/dispatch/src/${folder}/task-board.ts`),
  );

  it('has no other folders', () => {
    rejected('services/dispatch/src/utils/dates.ts', 'no service has a folder utils/');
    rejected('services/dispatch/lib/dates.ts', 'no service has a folder lib/');
    rejected('services/dispatch/src/domain/tasks/task.ts', 'no folders inside');
  });

  it('has a folder of its own where that is agreed, and only there', () => {
    const [[service, [folder]]] = Object.entries(OWN_FOLDERS);
    expect(misfits([`${service}/src/${folder}/reading.ts`], () => '').filter(({ path }) => path.includes(folder))).toEqual([]);
    rejected(`services/dispatch/src/${folder}/reading.ts`, `no service has a folder ${folder}/`);
  });

  it('keeps src/ itself for the map and the way in', () => {
    rejected('services/dispatch/src/helpers.ts', 'belongs into a folder');
    fits('services/dispatch/src/main.ts');
    fits('services/dispatch/src/publishes.ts');
  });
});

describe('a file', () => {
  it.each(['Task.ts', 'planRun.ts', 'plan_run.ts', 'task.view.old.ts'])('is not called %s', (name) =>
    rejected(`services/dispatch/src/domain/${name}`, 'kebab-case'),
  );

  it('has a role of its folder', () => {
    rejected('services/dispatch/src/domain/task.view.ts', 'one of *.events.ts');
    rejected('services/dispatch/src/views/task.service.ts', 'one of *.view.ts *.query.ts');
    fits('services/dispatch/src/domain/task.spec.ts');
    fits('services/dispatch/src/domain/task.events.ts');
    fits('services/dispatch/src/views/board.view.spec.ts');
    fits('services/dispatch/test/dispatch.flow.spec.ts');
    fits('services/dispatch/test/builders.ts');
  });

  it('is called by what it holds', () => {
    rejected('services/dispatch/src/api/task.request.ts', 'a controller lives in', "@Controller('tasks')\nclass Tasks {}");
    rejected('services/dispatch/src/commands/tasks.ts', 'a command handler lives in', '@CommandHandler(ClaimTask)');
    rejected('services/dispatch/src/views/board.view.ts', 'a query handler lives in', '@QueryHandler(Board)');
    rejected('services/dispatch/src/views/board.ts', 'a view lives in', 'export const board = view<Card>({');
    rejected('services/dispatch/src/domain/task.ts', 'a reaction lives in', 'export const whenHeard = reaction<NeedCreated>({');
    fits('services/dispatch/src/views/board.view.ts', 'export const board = view<Card>({');
  });
});

it('lets the host be put together as it needs', () => expect(misfits(['services/all-in-one/src/demo/people.ts'], () => '')).toEqual([]));
