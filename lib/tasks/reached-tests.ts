import path from 'node:path';
import type { SourceFile } from '#tests/architecture/source-files.ts';

export type ReachedTests = {
  readonly reached: readonly string[];
  readonly leftOut: readonly string[];
  /** The changed file that reaches every test, if there is one. */
  readonly reachesAll?: string;
};

// Folders that every test depends on, or whose files tests run as programs. The root's own files reach all tests too.
const REACHES_ALL = ['prisma/', 'lib/tasks/', 'tests/setup/'];
// Makes the councils of nearly every test with code from all over the service. The nouns it uses have their own tests.
const FACTORY = 'tests/integration/council-factory.ts';
// A test that runs tasks as programs names their folder. No test runs the development tasks.
const RUNS_TASKS = /(?<!#)lib\/tasks\//;
const TASK = /^lib\/tasks\/(?!bench|demo|drills|pictures|test)[^/.]+\.ts$/;
// The suites of every call import what they find of nouns.
const IMPORTS_BY_GLOB = /\bglobSync\('(lib\/[^']+)'\)/g;
// Worker processes load their modules by path: from the root, or beside the source.
const PATH_FROM_ROOT = /'(lib\/[^'*]+\.ts)'/g;
const PATH_BESIDE = /\bnew URL\('(\.[^']+\.ts)', import\.meta\.url\)/g;
const INTEGRATION_TEST = /^tests\/integration\/[^/]+\.test\.ts$/;

/**
 * Divides the integration tests by whether a change reaches them through runtime imports, by glob and by path too, not
 * counting those of the council factory. A file that nothing imports, such as a template, is reached from the sources
 * in its folder and those that name it. A change without any such source reaches all tests.
 */
export function findReachedTests(changed: readonly string[], sources: readonly SourceFile[]): ReachedTests {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const tests = sources.map(({ file }) => file).filter((file) => INTEGRATION_TEST.test(file));
  const touched = new Set<string>();
  for (const file of changed) {
    const users = byFile.has(file) ? [file] : usersOf(file, sources);
    const isUnknown = users.length === 0 && !isHarmless(file);
    if (
      isUnknown ||
      file === FACTORY ||
      isOfRoot(file) ||
      REACHES_ALL.some((start) => file.startsWith(start))
    ) {
      return { reached: tests, leftOut: [], reachesAll: file };
    }
    for (const user of users) touched.add(user);
  }
  const reached = tests.filter((test) => [...importedBy(test, byFile)].some((file) => touched.has(file)));
  return { reached, leftOut: tests.filter((test) => !reached.includes(test)) };
}

function usersOf(file: string, sources: readonly SourceFile[]): string[] {
  const name = path.basename(file);
  return sources
    .filter((source) => path.dirname(source.file) === path.dirname(file) || source.text.includes(name))
    .map((source) => source.file);
}

// Documents and styles that no source names reach no integration test. A removed source is covered by its changed
// importers.
const isHarmless = (file: string) => /\.(?:md|css|svg|png|ico|tsx?)$/.test(file);

const isOfRoot = (file: string) => !file.includes('/') && !file.endsWith('.md');

const pathsOf = ({ file, text }: SourceFile) => [
  ...[...text.matchAll(PATH_FROM_ROOT)].map(([, target = '']) => target),
  ...[...text.matchAll(PATH_BESIDE)].map(([, target = '']) =>
    path.posix.join(path.posix.dirname(file), target),
  ),
];

function importedBy(test: string, byFile: ReadonlyMap<string, SourceFile>): ReadonlySet<string> {
  const found = new Set([test]);
  const tasks = [...byFile.keys()].filter((file) => TASK.test(file));
  for (const file of found) {
    const source = byFile.get(file);
    if (!source) continue;
    for (const { target, typeOnly } of source.imports) {
      if (!typeOnly && target !== FACTORY && byFile.has(target)) found.add(target);
    }
    for (const target of pathsOf(source)) if (byFile.has(target)) found.add(target);
    for (const [, pattern = ''] of source.text.matchAll(IMPORTS_BY_GLOB)) {
      for (const other of byFile.keys()) if (path.matchesGlob(other, pattern)) found.add(other);
    }
    if (file.startsWith('tests/') && RUNS_TASKS.test(source.text)) {
      for (const task of tasks) found.add(task);
    }
  }
  return found;
}
