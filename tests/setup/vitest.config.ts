import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { TIME_ZONE } from './environment.ts';

const root = path.resolve(import.meta.dirname, '../..');
// Before the workers start: a running Node does not take a new time zone everywhere.
process.env.TZ = TIME_ZONE;

// `server-only` throws outside Next's server; its other half is the empty file Next takes in its place.
const alias = { 'server-only': path.join(root, 'node_modules/server-only/empty.js') };
const shared = {
  root,
  resolve: { alias },
  oxc: { jsx: { runtime: 'automatic' as const } },
};
const setupFiles = [path.join(root, 'tests/setup/console.ts')];

// These change the settings of their process, or keep what the next file would find.
const ALONE = ['backup', 'digests', 'embedded', 'seed', 'unavailable'].map(
  (name) => `tests/integration/${name}.test.ts`,
);
const integration = {
  globalSetup: [path.join(root, 'tests/setup/cluster.ts')],
  setupFiles: [...setupFiles, path.join(root, 'tests/setup/database.ts')],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  ...shared,
  test: {
    // One more than there are processors: some files wait for clocks and other processes.
    maxWorkers: availableParallelism() + 1,
    // Only what has settings and connections of its own needs a process for each file: starting one takes longer than
    // most files do.
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['{lib,components,prisma,app}/**/*.test.{ts,tsx}'],
          setupFiles,
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          setupFiles,
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
