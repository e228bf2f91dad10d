import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { exitWithError, openAsOwner, requireMigrations, restrictSettings } from './databases.ts';
import { issueSignInCode } from './set-up.ts';

// npm run person:code -- EMAIL: issues a one-time code for a new password. For people in several councils, whose
// administrators may not issue one. Needs the application's NEXTAUTH_SECRET, which keys the code.

const [email] = process.argv.slice(2);
if (email === undefined) {
  console.error('Give an email address, for example: npm run person:code -- sam.patel@sampleshire.example');
  process.exit(1);
}
try {
  const database = await openAsOwner();
  try {
    restrictSettings('NEXTAUTH_SECRET');
    await requireMigrations(database);
    const { code, expiresAt } = await issueSignInCode(database.url, email, new Date());
    console.log(`${code} lets ${email} choose a password once, until ${formatDateTime(expiresAt)}.`);
  } finally {
    await database.stop();
  }
} catch (error) {
  exitWithError(error);
}
