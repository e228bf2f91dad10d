import { formatCount } from '#lib/kernel/format.ts';
import { closeDatabase } from '#lib/platform/db/client.ts';
import { addFrameworksFrom } from '#lib/tasks/add-frameworks.ts';
import { readAnchors } from './anchors.ts';
import {
  exitWithError,
  openAsApplication,
  requireMigrations,
  restrictSettings,
  TaskError,
} from './databases.ts';
import { verifyDatabase } from './verify.ts';

// npm run audit:verify -- [COUNCIL NUMBER HASH …]: recomputes every hash of each council's audit chain and compares
// rows and files with it. Given the number and hash on a pack or paper, checks that the chain still holds that event.

try {
  const anchors = readAnchors(process.argv.slice(2));
  const database = await openAsApplication();
  process.env.DATABASE_URL = database.url;
  const verifying = async () => {
    restrictSettings('DATABASE_URL', 'DATA_DIR', 'STORAGE_URL', 'STORAGE_FROM', 'FRAMEWORKS_DIR');
    addFrameworksFrom(process.env.FRAMEWORKS_DIR);
    await requireMigrations(database);
    return verifyDatabase({ anchors, files: true });
  };
  const { problems, councils } = await verifying().finally(async () => {
    await closeDatabase();
    await database.stop();
  });
  if (councils.length === 0) throw new TaskError('This database has no councils.');
  console.log(
    problems === 0
      ? `Verified: ${formatCount(councils.length, 'council')}. Rows and files match the history.`
      : `Not verified: ${formatCount(problems, 'problem')}.`,
  );
  process.exitCode = problems === 0 ? 0 : 1;
} catch (error) {
  exitWithError(error);
}
