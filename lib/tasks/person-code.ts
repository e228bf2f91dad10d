import { formatDateTime } from '#lib/format.ts';
import { endWith, openDatabases } from './databases.ts';
import { issueSignInCode } from './set-up.ts';

// npm run person:code -- EMAIL: a one-time code for a new password, for people whom no administrator may give one
// because they belong to several councils. Needs the settings of the application, whose secret keys the code.

const [email] = process.argv.slice(2);
if (email === undefined) {
  console.error('Give an email address, for example: npm run person:code -- sam.patel@sampleshire.example');
  process.exit(1);
}
try {
  const databases = await openDatabases();
  try {
    const { code, expiresAt } = await issueSignInCode(databases.ownerUrl, email, new Date());
    console.log(`${code} lets ${email} choose a password once, until ${formatDateTime(expiresAt)}.`);
  } finally {
    await databases.stop();
  }
} catch (error) {
  endWith(error);
}
