// Each rule with an example that it rejects, and beside it one that it lets pass.
import { breaches } from './boundaries.mjs';

const DOMAIN = 'services/dispatch/src/domain/task.ts';
const VIEW = 'services/dispatch/src/views/board.view.ts';
const COMMAND = 'services/dispatch/src/commands/claim-task.command.ts';
const SPEC = 'services/dispatch/src/domain/task.spec.ts';
const FLOW = 'services/dispatch/test/dispatch.flow.spec.ts';

const whys = (path, code) => breaches(path, code).map(({ why }) => why);
const rejected = (path, code, because) => expect(whys(path, code)).toEqual([expect.stringContaining(because)]);
const passes = (path, code) => expect(whys(path, code)).toEqual([]);

describe('which project may import which', () => {
  it.each([
    ['libs/kernel/src/time.ts', '@linli/contracts'],
    ['libs/contracts/src/words.ts', '@linli/engine'],
    ['libs/engine/src/event.ts', '@linli/contracts'],
    ['libs/privacy/src/vault.ts', '@linli/sqlite'],
    ['libs/sqlite/src/log.ts', '@linli/contracts'],
    ['libs/nest-kit/src/service.ts', '@linli/sqlite'],
    [COMMAND, '@linli/sqlite'],
    [COMMAND, '@linli/intake'],
    ['services/gateway/src/front/address.ts', '@linli/all-in-one'],
    ['libs/cluster/src/host.ts', '@linli/intake'],
    ['libs/cluster/src/host.ts', '@linli/sqlite'],
    [COMMAND, '@linli/cluster'],
    ['services/dispatch/src/dispatch.service.ts', '@linli/cluster'],
    ['libs/somebody-new/src/index.ts', '@linli/kernel'],
  ])('%s may not know %s', (path, from) => rejected(path, `import { x } from '${from}';`, `may not import ${from}`));

  it.each([
    ['libs/contracts/src/words.ts', '@linli/kernel'],
    ['libs/engine/src/event.ts', '@linli/kernel'],
    ['libs/privacy/src/vault.ts', '@linli/engine'],
    ['libs/sqlite/src/log.ts', '@linli/engine'],
    ['libs/nest-kit/src/service.ts', '@linli/privacy'],
    [COMMAND, '@linli/nest-kit'],
    ['libs/cluster/src/host.ts', '@linli/kafka'],
    ['services/dispatch/src/main.ts', '@linli/cluster'],
    ['services/all-in-one/src/main.ts', '@linli/intake'],
    ['services/all-in-one/src/main.ts', '@linli/sqlite'],
    [FLOW, '@linli/sqlite'],
  ])('%s may know %s', (path, from) => passes(path, `import { x } from '${from}';`));

  it('sees every way to import', () => {
    for (const code of [
      "import '@linli/intake';",
      "import type { Need } from '@linli/intake';",
      "export { need } from '@linli/intake';",
      "export * from '@linli/intake';",
      "const need = await import('@linli/intake');",
      "let need: import('@linli/intake').Need;",
      "const need = require('@linli/intake');",
    ])
      rejected(COMMAND, code, 'may not import @linli/intake');
  });

  it('does not reach past an index.ts or into a neighbour', () => {
    rejected(COMMAND, "import { x } from '@linli/engine/src/run/hear.js';", 'reaches into @linli/engine');
    rejected(COMMAND, "import { x } from '@linli/engine/suites';", 'reaches into @linli/engine');
    rejected(COMMAND, "import { x } from '../../../intake/src/domain/need.js';", 'reaches into services/intake');
    passes('services/all-in-one/src/filling/thread.ts', "const { folds } = await import('@linli/intake/folds');");
    rejected(COMMAND, "import { folds } from '@linli/intake/folds';", 'may not import @linli/intake');
    passes('libs/sqlite/src/sqlite-log.spec.ts', "import { logSuite } from '@linli/engine/suites';");
    passes(COMMAND, "import { x } from '../domain/task.js';");
  });

  it('keeps tests out of the product', () => {
    rejected(COMMAND, "import { aTask } from '../domain/task.spec.js';", 'the product imports from a test');
    passes(FLOW, "import { aTask } from './builders.js';");
  });
});

describe('packages with one home', () => {
  it.each([
    ['services/intake/src/views/needs.query.ts', 'libsql'],
    ['libs/engine/src/ports/log.port.ts', 'libsql'],
    ['services/all-in-one/src/main.ts', 'libsql'],
    ['services/intake/src/views/needs.query.ts', 'mongoose'],
    ['libs/sqlite/src/log.ts', 'mongoose'],
    ['services/intake/src/publishes.ts', 'kafkajs'],
    ['libs/engine/src/embedded-bus.ts', 'kafkajs'],
  ])('%s does not import %s', (path, from) => rejected(path, `import x from '${from}';`, `${from} is imported in libs/`));

  it('are imported there', () => {
    passes('libs/sqlite/src/connection.ts', "import Database from 'libsql';");
    passes('libs/mongo/src/log.ts', "import mongoose from 'mongoose';");
    passes('libs/kafka/src/bus.ts', "import { Kafka } from 'kafkajs';");
  });

  it('Nest is at the edge', () => {
    rejected('libs/engine/src/command.ts', "import { Injectable } from '@nestjs/common';", 'Nest stands at the edge');
    rejected(DOMAIN, "import { Injectable } from '@nestjs/common';", 'domain/ imports from domain/');
    rejected(SPEC, "import { Test } from '@nestjs/testing';", 'Nest stands at the edge');
    passes('libs/nest-kit/src/guard.ts', "import { Injectable } from '@nestjs/common';");
    passes(COMMAND, "import { CommandHandler } from '@nestjs/cqrs';");
  });

  it.each(['EventBus', 'Saga', 'AggregateRoot', 'EventPublisher'])('of @nestjs/cqrs nobody takes %s', (name) => {
    rejected(COMMAND, `import { CommandBus, ${name} } from '@nestjs/cqrs';`, `not ${name}`);
    rejected(COMMAND, `import { ${name} as Other } from '@nestjs/cqrs';`, `not ${name}`);
    rejected(COMMAND, "import * as cqrs from '@nestjs/cqrs';", 'by name');
  });

  it('the kernel imports nothing', () => {
    rejected('libs/kernel/src/time.ts', "import dayjs from 'dayjs';", 'libs/kernel imports nothing');
    rejected('libs/kernel/src/time.ts', "import { randomUUID } from 'node:crypto';", 'libs/kernel imports nothing');
    passes('libs/kernel/src/time.spec.ts', "import fc from 'fast-check';");
  });
});

describe('a domain', () => {
  it.each(['@linli/engine', 'node:crypto', 'class-validator', '../views/board.view.js'])('does not import %s', (from) =>
    rejected(DOMAIN, `import { x } from '${from}';`, 'domain/ imports from domain/'),
  );

  it('imports the kernel and itself', () => {
    passes(DOMAIN, "import { refuse } from '@linli/kernel'; import type { TaskEvent } from './task.events.js';");
    passes(SPEC, "import fc from 'fast-check'; import { given } from '@linli/kernel';");
  });

  it.each([
    ['class Task {}', 'no classes'],
    ['export const decide = async () => [];', 'nothing waits'],
    ['export async function decide() {}', 'nothing waits'],
    ['const at = Date.now();', 'no clock'],
    ['const at = new Date().toISOString();', 'no clock'],
    ['const id = Math.random();', 'no chance'],
    ['const id = crypto.randomUUID();', 'no crypto'],
    ["console.log('decided');", 'no console'],
    ['const zone = process.env.TZ;', 'no process'],
    ['setTimeout(() => undefined, 1);', 'no setTimeout'],
  ])('does not hold %s', (code, because) => rejected(DOMAIN, code, because));

  it('may speak of times and name things as it likes', () =>
    passes(
      DOMAIN,
      'const at = new Date(0); const task = { process: 1 }; const { fetch } = run; const f = (crypto: string) => run.console;',
    ));
});

describe('a view and a reaction', () => {
  it('are folds too: they wait for nothing and know no clock', () => {
    rejected(VIEW, 'const now = Date.now();', 'no clock');
    rejected('services/dispatch/src/reactions/when-need-created.ts', 'const react = async () => [];', 'nothing waits');
    passes('services/dispatch/src/views/board.query.ts', 'const ask = async () => Date.now();');
  });
});

describe('a test', () => {
  it.each([
    "it.only('x', () => {});",
    "describe.skip('x', () => {});",
    "test.todo('x');",
    "it.only.each([1])('x', () => {});",
    "fit('x', () => {});",
    "xdescribe('x', () => {});",
    "it.failing('x', () => {});",
  ])('runs, all of them: %s', (code) => expect(whys(SPEC, code)).toContainEqual(expect.stringContaining('every test runs')));

  it.each(["jest.mock('./x.js');", "jest.unstable_mockModule('./x.js', () => ({}));", "jest.doMock('./x.js');"])(
    'hands in fakes: %s',
    (code) => rejected(SPEC, code, 'no jest.mock'),
  );

  it('may be written by the dozen', () =>
    passes(SPEC, "it.each([1])('x', () => {}); describe.each([1])('x', () => { it('y', () => {}); });"));
});

it('says where', () =>
  expect(breaches(COMMAND, "\n\nimport 'libsql';")).toEqual([
    { path: COMMAND, line: 3, why: 'libsql: libsql is imported in libs/sqlite alone' },
  ]));
