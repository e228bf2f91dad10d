import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { closeDatabase } from '#lib/db/client.ts';
import { pendingMigrations } from '#lib/db/migrations.ts';
import { readEnv } from '#lib/env.ts';
import { formatCount } from '#lib/format.ts';
import { readAnchors } from './anchors.ts';
import { dataDir, endWith, openDatabases, TaskError } from './databases.ts';
import { verifyDatabase } from './verify.ts';

// npm run audit:verify -- [COUNCIL NUMBER HASH …]: works out every seal of every council's chain again, and compares rows
// and files with what it tells. With number and hash of a pack or paper: whether the chain still holds that event.

try {
  const anchors = readAnchors(process.argv.slice(2));
  if (!process.env.DATABASE_URL && !existsSync(path.join(dataDir, 'postgres')))
    throw new TaskError(
      `There is nothing to verify: DATABASE_URL is not set, and ${dataDir} holds no database.`,
    );
  const databases = process.env.DATABASE_URL ? undefined : await openDatabases();
  if (databases) process.env.DATABASE_URL = databases.appUrl;
  // What serving needs and verifying does not.
  process.env.NEXTAUTH_URL ||= 'http://localhost:3000';
  process.env.NEXTAUTH_SECRET ||= randomBytes(32).toString('hex');
  const settings = readEnv(process.env);
  if (!settings.ok) throw new TaskError(settings.problems.join('\n'));
  const verifying = async () => {
    const lacks = await pendingMigrations(settings.env.DATABASE_URL);
    if (lacks.length > 0)
      throw new TaskError(`This database lacks migrations (${lacks.length}). Run: npm run db:migrate`);
    return verifyDatabase({ anchors, files: true });
  };
  const { problems, councils } = await verifying().finally(async () => {
    await closeDatabase();
    await databases?.stop();
  });
  if (councils.length === 0) throw new TaskError('There is no council in this database.');
  console.log(
    problems === 0
      ? `Verified: ${formatCount(councils.length, 'council')}. Rows and files match the history.`
      : `Not verified: ${formatCount(problems, 'problem')}.`,
  );
  process.exitCode = problems === 0 ? 0 : 1;
} catch (error) {
  endWith(error);
}
