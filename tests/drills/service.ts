import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closeDatabase } from '#lib/platform/db/client.ts';
import { isBuilt } from '#lib/tasks/application-build.ts';
import { startEmbedded } from '#lib/tasks/embedded.ts';
import { freePort } from '#lib/tasks/free-port.ts';
import { applyMigrations } from '#lib/tasks/migrations.ts';
import { startServer } from '#lib/tasks/server-process.ts';

export type DrillService = {
  readonly origin: string;
  readonly port: number;
  readonly pid: number;
  /** Of Node's inspector, on this machine only. */
  readonly inspectorPort: number;
};

/** Starts the built service in its own folder, listening on this machine only. Adds clean-ups as it goes. */
export async function startService(cleanUps: (() => unknown)[]): Promise<DrillService> {
  if (!(await isBuilt())) throw new Error('The application has not been built. Run: npm run build');
  const dataDir = await mkdtemp(path.join(tmpdir(), 'assurance-drills-'));
  cleanUps.push(() => rm(dataDir, { recursive: true, force: true }));
  const database = await startEmbedded(dataDir);
  cleanUps.push(() => database.stop());
  await applyMigrations(database.ownerUrl);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const settings = {
    DATABASE_URL: database.appUrl,
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: 'a secret for the drills only, 32 characters or more',
    LOG_LEVEL: 'silent',
  };
  Object.assign(process.env, settings, { MIGRATION_DATABASE_URL: database.ownerUrl });
  cleanUps.push(closeDatabase);
  const inspectorPort = await freePort();
  const server = startServer([`--inspect=127.0.0.1:${inspectorPort}`, '--inspect-publish-uid=http']);
  cleanUps.push(async () => {
    server.stop();
    await server.ended;
  });
  server.load();
  if (!(await server.answer(settings))) throw new Error('The server did not start.');
  return { origin, port, pid: server.pid, inspectorPort };
}
