import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { TIME_ZONE } from './environment.ts';

const root = path.resolve(import.meta.dirname, '../..');
// Before the workers start, because a running Node does not apply a new time zone everywhere.
process.env.TZ = TIME_ZONE;
// Processes that tests start compile each module once. Node reads it when it starts, so it is for them alone.
process.env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules/.cache/compiled');

// `server-only` throws outside Next's server. Next replaces it with this empty file, and so do tests.
const alias = { 'server-only': path.join(root, 'node_modules/server-only/empty.js') };
const shared = {
  root,
  resolve: { alias },
  oxc: { jsx: { runtime: 'automatic' as const } },
};
const setupFiles = [path.join(root, 'tests/setup/console.ts')];
// Times end what hangs, and say nothing of speed: `npm run bench` does. Under CI a test that fails is tried once more, as
// browser tests are, and marked "retry" in the list.
const common = {
  setupFiles,
  testTimeout: 30_000,
  retry: process.env.CI === 'true' ? 1 : 0,
  expect: { poll: { timeout: 10_000 } },
};

// These change settings of their process, or leave state that the next file would find.
const ALONE = ['backup', 'digests', 'embedded', 'scans', 'seed', 'texts', 'unavailable'].map(
  (name) => `tests/integration/${name}.test.ts`,
);
const integration = {
  ...common,
  globalSetup: [path.join(root, 'tests/setup/cluster.ts')],
  setupFiles: [...setupFiles, path.join(root, 'tests/setup/database.ts')],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  ...shared,
  test: {
    // One more than the number of processors, because some files wait for clocks and other processes.
    maxWorkers: availableParallelism() + 1,
    // Only files with their own settings and connections get a process each: starting one takes longer than most files
    // run.
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['{lib,components,prisma,app}/**/*.test.{ts,tsx}'],
          ...common,
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          ...common,
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          exclude: ALONE,
          isolate: false,
          ...integration,
        },
      },
      {
        ...shared,
        test: { name: 'integration, alone', include: ALONE, ...integration },
      },
    ],
  },
});
