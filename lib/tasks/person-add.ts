import { cleanEmail } from '#lib/kernel/text/email-address.ts';
import { ROLES } from '#lib/platform/access/permissions.ts';
import { exitWithError, openAsOwner, requireMigrations } from './databases.ts';
import { readPassword } from './read-password.ts';
import { addPerson } from './set-up.ts';

// npm run person:add -- COUNCIL EMAIL "NAME" ROLE: adds a person to a council. The password comes from a hidden prompt
// or a pipe, never from the command line, which other users of the machine can read.

const [council, email, name, role] = process.argv.slice(2);
if (council === undefined || email === undefined || name === undefined || role === undefined) {
  console.error(
    `Give a council's slug, an email address, a name and a role (${ROLES.join(', ')}), for example:`,
  );
  console.error('npm run person:add -- west-sampleshire sam.patel@sampleshire.example "Sam Patel" lead');
  process.exit(1);
}
try {
  const database = await openAsOwner();
  try {
    await requireMigrations(database);
    const outcome = await addPerson(database.url, { council, email, name, role }, readPassword);
    const address = cleanEmail(email);
    console.log(
      outcome === 'new person'
        ? `Added ${address} to ${council} as ${role}.`
        : `Added ${address} to ${council} as ${role}. They keep their existing name and password.`,
    );
  } finally {
    await database.stop();
  }
} catch (error) {
  exitWithError(error);
}
