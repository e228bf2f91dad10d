import { formatCount } from '#lib/kernel/format.ts';
import { closeDatabase } from '#lib/platform/db/client.ts';
import { readAnchors } from './anchors.ts';
import {
  exitWithError,
  openAsApplication,
  requireMigrations,
  restrictSettings,
  TaskError,
} from './databases.ts';
import { verifyDatabase } from './verify.ts';

// npm run audit:verify -- [COUNCIL NUMBER HASH …]: works out every seal of every council's chain again, and compares rows
// and files with what it tells. With number and hash of a pack or paper: whether the chain still holds that event.

try {
  const anchors = readAnchors(process.argv.slice(2));
  const database = await openAsApplication();
  process.env.DATABASE_URL = database.url;
  const verifying = async () => {
    restrictSettings('DATABASE_URL', 'DATA_DIR');
    await requireMigrations(database);
    return verifyDatabase({ anchors, files: true });
  };
  const { problems, councils } = await verifying().finally(async () => {
    await closeDatabase();
    await database.stop();
  });
  if (councils.length === 0) throw new TaskError('There is no council in this database.');
  console.log(
    problems === 0
      ? `Verified: ${formatCount(councils.length, 'council')}. Rows and files match the history.`
      : `Not verified: ${formatCount(problems, 'problem')}.`,
  );
  process.exitCode = problems === 0 ? 0 : 1;
} catch (error) {
  exitWithError(error);
}
