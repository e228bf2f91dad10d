import { pendingMigrations } from '#lib/db/migrations.ts';
import { checkDatabaseRole } from '#lib/db/role.ts';
import { readEnv } from '#lib/env.ts';
import { isBuilt } from './application-build.ts';
import { endWith } from './databases.ts';
import { askedToStop, startServer } from './server-process.ts';

// npm start: production. Refuses with one plain line for each thing that is missing or unsafe.

const read = readEnv(process.env);
if (!read.ok) refuse(read.problems);
const { DATABASE_URL, PORT, NEXTAUTH_URL } = read.env;

try {
  const problems = await checkDatabaseRole(DATABASE_URL);
  const pending = problems.length > 0 ? [] : await pendingMigrations(DATABASE_URL);
  if (pending.length > 0) problems.push(`The database lacks ${pending.join(', ')}. Run: npm run db:migrate`);
  if (!(await isBuilt()))
    problems.push('The application is not built, or its sources changed since. Run: npm run build');
  if (problems.length > 0) refuse(problems);
} catch (error) {
  endWith(error);
}

const server = startServer();
server.load();
if (!(await server.answer({ PORT: String(PORT) }))) process.exit(1);
console.log(`Serving ${NEXTAUTH_URL} on port ${PORT}.`);
const outcome = await Promise.race([server.ended, askedToStop()]);
if (outcome !== undefined) {
  console.error('The server ended unexpectedly.');
  process.exit(outcome || 1);
}
server.stop();
await server.ended;
process.exit(0);

function refuse(problems: readonly string[]): never {
  for (const problem of problems) console.error(problem);
  process.exit(1);
}
