import { describe, expect, test } from 'vitest';
import { importsOf, sourceFiles } from '#tests/architecture/source-files.ts';
import { findReachedTests } from './reached-tests.ts';

const COMMENTS = 'tests/integration/comments.test.ts';
const PAPERS = 'tests/integration/papers.test.ts';
const ROLES = 'tests/integration/roles.test.ts';
const SET_UP = 'tests/integration/set-up.test.ts';
const sources = Object.entries({
  'lib/pdf/render.ts': "import { title } from '#lib/words.ts';\nconst module = 'lib/pdf/compile.ts';\n",
  'lib/pdf/compile.ts': "import '#lib/fonts.ts';\nnew Worker(new URL('./thread.ts', import.meta.url));\n",
  'lib/pdf/thread.ts': '',
  'lib/fonts.ts': '',
  'lib/words.ts': '',
  'lib/comments/commands.ts': "import type { Title } from '#lib/titles.ts';\n",
  'lib/titles.ts': '',
  'lib/councils.ts': '',
  'lib/notices/testing/calls.ts': "import '#lib/notices/commands.ts';\n",
  'lib/notices/commands.ts': '',
  'lib/passwords.ts': '',
  'lib/tasks/person-add.ts': "import { hash } from '#lib/passwords.ts';\n",
  'tests/setup/operations.ts': "const OPERATIONS = 'docs/operations.md';\n",
  'tests/integration/council-factory.ts': "import { add } from '#lib/councils.ts';\n",
  [COMMENTS]: "import { makeCouncil } from './council-factory.ts';\nimport '#lib/comments/commands.ts';\n",
  [PAPERS]: "import '#tests/setup/operations.ts';\nconst { render } = await import('#lib/pdf/render.ts');\n",
  'tests/integration/every-call.ts': "const files = globSync('lib/*/testing/calls.ts');\n",
  [ROLES]: "import './every-call.ts';\n",
  [SET_UP]: "const TASKS = 'lib/tasks/';\n",
}).map(([file, text]) => ({ file, text, imports: importsOf(file, text) }));

describe('a change', () => {
  test.each([
    ['the test itself', COMMENTS, [COMMENTS]],
    ['what a test imports', 'lib/comments/commands.ts', [COMMENTS]],
    ['what is imported by what a test imports while it runs', 'lib/words.ts', [PAPERS]],
    ['what a suite of every call finds beside nouns', 'lib/notices/commands.ts', [ROLES]],
    ['only types', 'lib/titles.ts', []],
    ['what only the council factory imports', 'lib/councils.ts', []],
    ['a template beside a source', 'lib/pdf/pack.typ', [PAPERS]],
    ['what a task imports that a test runs', 'lib/passwords.ts', [SET_UP]],
    ['a document that a source names', 'docs/operations.md', [PAPERS]],
    ['a document that no source names', 'docs/domain.md', []],
    ['a source that was removed', 'lib/gone/gone.ts', []],
    ['a removed source that suites of every call found', 'lib/gone/testing/calls.ts', [ROLES]],
    ['the module of a worker process', 'lib/pdf/compile.ts', [PAPERS]],
    ['what the module of a worker process imports', 'lib/fonts.ts', [PAPERS]],
    ['a thread of a worker process', 'lib/pdf/thread.ts', [PAPERS]],
  ])('of %s reaches its tests', (_, file, reached) => {
    const found = findReachedTests([file], sources);
    expect(found.reached).toEqual(reached);
    expect([...found.leftOut, ...reached].toSorted()).toEqual([COMMENTS, PAPERS, ROLES, SET_UP]);
  });

  test.each([
    'prisma/migrations/1_first/migration.sql',
    'lib/tasks/demo.ts',
    'tests/integration/council-factory.ts',
    'package-lock.json',
    '.npmrc',
    'next.config.ts',
    'proxy.ts',
  ])('of %s reaches every test', (file) => {
    expect(findReachedTests(['lib/words.ts', file], sources)).toEqual({
      reached: [COMMENTS, PAPERS, ROLES, SET_UP],
      leftOut: [],
      reachesAll: file,
    });
  });

  test('to no file reaches none', () => {
    expect(findReachedTests([], sources).reached).toEqual([]);
  });

  describe('in this repository', () => {
    const real = sourceFiles();

    test.each([
      ['lib/platform/storage/checks/content.ts', 'uploads'],
      ['lib/platform/storage/checks/pdf.ts', 'uploads'],
      ['lib/platform/workers/child.ts', 'uploads'],
      ['lib/platform/workers/watchdog.ts', 'uploads'],
      ['lib/exchange/pdf/typst.ts', 'packs'],
      ['lib/exchange/pdf/fonts.ts', 'packs'],
      ['lib/gone/testing/calls.ts', 'roles'],
    ])('of %s reaches the test %s', (file, name) => {
      expect(findReachedTests([file], real).reached).toContain(`tests/integration/${name}.test.ts`);
    });

    test.each(['.npmrc', 'instrumentation.ts', 'next.config.ts', 'package.json', 'proxy.ts'])(
      'of %s reaches every test',
      (file) => {
        expect(findReachedTests([file], real)).toMatchObject({ leftOut: [], reachesAll: file });
      },
    );
  });
});
