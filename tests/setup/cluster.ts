import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '#lib/tasks/embedded.ts';
import { applyMigrations } from '#lib/tasks/migrations.ts';
import { withoutDisk } from './without-disk.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of a migrated database without connections, the template for each test file's own. */
    template: { ownerUrl: string; appUrl: string };
  }
}

type Cluster = { readonly ownerUrl: string; readonly appUrl: string; stop(): Promise<void> };

// Two projects load this file separately: the first starts the cluster, the last stops it.
const run = globalThis as { testCluster?: { readonly started: Promise<Cluster>; users: number } };

/** One real PostgreSQL for the run, in its own folder. */
export default async function setup(project: TestProject) {
  run.testCluster ??= { started: start(), users: 0 };
  const { testCluster } = run;
  testCluster.users += 1;
  const { ownerUrl, appUrl, stop } = await testCluster.started;
  project.provide('template', { ownerUrl, appUrl });
  return async () => {
    testCluster.users -= 1;
    if (testCluster.users > 0) return;
    delete run.testCluster;
    await stop();
  };
}

async function start(): Promise<Cluster> {
  const folder = await mkdtemp(path.join(tmpdir(), 'assurance-tests-'));
  const server = await startEmbedded(folder);
  await applyMigrations(server.ownerUrl);
  // A database with connections cannot be copied.
  const owner = new Client({ connectionString: server.ownerUrl.replace(/\/assurance$/, '/postgres') });
  await owner.connect();
  await owner.query('ALTER DATABASE assurance WITH ALLOW_CONNECTIONS false');
  await owner.end();
  await withoutDisk(server.ownerUrl);
  return {
    ownerUrl: server.ownerUrl,
    appUrl: server.appUrl,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
