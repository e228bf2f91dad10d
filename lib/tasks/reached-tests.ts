import path from 'node:path';
import type { SourceFile } from '#tests/architecture/source-files.ts';

export type ReachedTests = {
  readonly reached: readonly string[];
  readonly leftOut: readonly string[];
  /** The changed file that reaches every test, where there is one. */
  readonly reachesAll?: string;
};

// What every test stands on, or what tests start as programs of their own.
const REACHES_ALL = ['prisma/', 'lib/tasks/', 'tests/setup/', 'package.json', 'package-lock.json'];
// Makes the councils of nearly every test from all over the service. A noun that it uses has tests of its own.
const FACTORY = 'tests/integration/council-factory.ts';
// A test that runs tasks as programs names their folder. None runs the tasks of development.
const RUNS_TASKS = /(?<!#)lib\/tasks\//;
const TASK = /^lib\/tasks\/(?!bench|demo|drills|test)[^/.]+\.ts$/;
const INTEGRATION_TEST = /^tests\/integration\/[^/]+\.test\.ts$/;

/**
 * Parts the integration tests by whether a change reaches them: through imports that exist at run time, except through
 * the council factory. A file that nothing imports, such as a template, is reached by the sources beside it and by those
 * that name it. A change that no source can be found for reaches all.
 */
export function findReachedTests(changed: readonly string[], sources: readonly SourceFile[]): ReachedTests {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const tests = sources.map(({ file }) => file).filter((file) => INTEGRATION_TEST.test(file));
  const touched = new Set<string>();
  for (const file of changed) {
    const users = byFile.has(file) ? [file] : usersOf(file, sources);
    const isUnknown = users.length === 0 && !isHarmless(file);
    if (isUnknown || file === FACTORY || REACHES_ALL.some((start) => file.startsWith(start))) {
      return { reached: tests, leftOut: [], reachesAll: file };
    }
    for (const user of users) touched.add(user);
  }
  const isReached = (test: string) => [...importedBy(test, byFile)].some((file) => touched.has(file));
  return { reached: tests.filter(isReached), leftOut: tests.filter((test) => !isReached(test)) };
}

function usersOf(file: string, sources: readonly SourceFile[]): string[] {
  const name = path.basename(file);
  return sources
    .filter((source) => path.dirname(source.file) === path.dirname(file) || source.text.includes(name))
    .map((source) => source.file);
}

// Documents and looks that no source names reach no integration test. Whoever imported a removed source changed as well.
const isHarmless = (file: string) => /\.(?:md|css|svg|png|ico|tsx?)$/.test(file);

function importedBy(test: string, byFile: ReadonlyMap<string, SourceFile>): ReadonlySet<string> {
  const found = new Set([test]);
  const tasks = [...byFile.keys()].filter((file) => TASK.test(file));
  for (const file of found) {
    for (const { target, typeOnly } of byFile.get(file)?.imports ?? []) {
      if (!typeOnly && target !== FACTORY && byFile.has(target)) found.add(target);
    }
    if (file.startsWith('tests/') && RUNS_TASKS.test(byFile.get(file)?.text ?? '')) {
      for (const task of tasks) found.add(task);
    }
  }
  return found;
}
