import { closeDatabase } from '#lib/platform/db/client.ts';
import { openAsApplication, requireMigrations, restrictSettings } from './databases.ts';

/** Runs a task that reads the database as the application, and the files that the settings name. */
export async function withFiles<T>(work: () => Promise<T>): Promise<T> {
  const database = await openAsApplication();
  process.env.DATABASE_URL = database.url;
  try {
    restrictSettings('DATABASE_URL', 'DATA_DIR', 'STORAGE_URL', 'STORAGE_FROM', 'FRAMEWORKS_DIR');
    await requireMigrations(database);
    return await work();
  } finally {
    await closeDatabase();
    await database.stop();
  }
}
