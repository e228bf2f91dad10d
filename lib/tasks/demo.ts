import { mkdir } from 'node:fs/promises';
import { Client } from 'pg';
import { DEMO_PASSWORD } from '#lib/platform/access/rules.ts';
import { addFrameworksFrom } from '#lib/tasks/add-frameworks.ts';
import { withDatabase } from '#lib/tasks/database-facts.ts';
import { applyMigrations } from '#lib/tasks/migrations.ts';
import { loadOrCreateSecret } from '#lib/tasks/secret-file.ts';
import { lacksExamples } from '#prisma/seed/lacks-examples.ts';
import { build, isBuilt } from './application-build.ts';
import { type Databases, dataDir, openDatabases, printError, TaskError } from './databases.ts';
import { frameworkProblems } from './framework-problems.ts';
import { portProblem, type ServerProcess, startServer, stopRequested } from './server-process.ts';

// npm run demo: everything from an empty folder to a service people can sign in to.

const port = Number(process.env.PORT || 3000);
const stopAsked = stopRequested();

if (!Number.isInteger(port) || port < 1 || port > 65_535) refuse('PORT must be a number from 1 to 65535.');
const taken = await portProblem(port);
if (taken) refuse(taken);

let databases: Databases | undefined;
let server: ServerProcess | undefined;
const stopping = new AbortController();
try {
  const ready = prepare();
  ready.catch(() => undefined); // its error does not matter after a request to stop
  const address = await Promise.race([ready, stopAsked]);
  if (address && databases && server) {
    await printSignIns(databases.ownerUrl, address);
    const code = await Promise.race([server.ended, stopAsked]);
    if (code !== undefined) {
      console.error('The server ended unexpectedly.');
      process.exitCode = 1;
    }
  }
  if (!process.exitCode) console.log('Stopping …');
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
stopping.abort();
server?.stop();
await server?.ended;
await databases?.stop();
process.exit();

/** Prepares everything up to a server that answers. Returns its address. */
async function prepare(): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  console.log(`Data folder: ${dataDir}`);
  addFrameworksFrom(process.env.FRAMEWORKS_DIR);
  // Starts first: it reads every source while PostgreSQL starts.
  const built = isBuilt();
  built.catch(() => undefined); // awaited below
  server = startServer();
  const loading = server;
  void built.then((isThere) => isThere && loading.load());
  databases = await openDatabases();
  const { ownerUrl, appUrl, embedded } = databases;
  console.log(embedded ? 'PostgreSQL is running.' : 'Using the database in DATABASE_URL.');
  const applied = await applyMigrations(ownerUrl);
  if (applied.length > 0) {
    console.log(`Migrations applied: ${applied.length}.`);
    const { loadReferenceData } = await import('#prisma/seed/load-reference-data.ts');
    await loadReferenceData(ownerUrl);
  }
  const [unknown] = await withDatabase(appUrl, 'DATABASE_URL', frameworkProblems);
  if (unknown) throw new TaskError(unknown);

  const settings = {
    DATABASE_URL: appUrl,
    DATA_DIR: dataDir,
    PORT: String(port),
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || `http://localhost:${port}`,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || (await loadOrCreateSecret(dataDir, 'session')),
    DEMO: '1',
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    // A demo's passwords are public, so it listens on this machine only, unless HOST is set.
    HOST: process.env.HOST || '127.0.0.1,::1',
  };

  if (await lacksExamples(ownerUrl)) {
    console.log('Loading the example councils …');
    Object.assign(process.env, settings);
    const { seedExamples } = await import('#prisma/seed/seed.ts');
    await seedExamples({ ownerUrl, appUrl, dataDir });
  }
  if (!(await built)) {
    console.log('Building the application (a minute or two, the first time only) …');
    if (!(await build(stopping.signal))) throw new TaskError('The build failed.');
    server.load();
  }
  if (!(await server.answer(settings))) throw new TaskError('The server did not start.');
  return settings.NEXTAUTH_URL;
}

async function printSignIns(url: string, address: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows: people } = await client
    .query<{ email: string; role: string; council: string }>(
      `SELECT p.email, m.role::text AS role, c.name AS council
         FROM memberships m JOIN people p ON p.id = m.person_id JOIN councils c ON c.id = m.council_id
        WHERE c.is_example AND m.disabled_at IS NULL
          -- People added by hand since have passwords of their own.
          AND EXISTS (SELECT FROM audit_events e
                       WHERE e.council_id = c.id AND e.type = 'member.added' AND e.subject = p.id::text)
        ORDER BY c.name, m.role, p.email`,
    )
    .finally(() => client.end());
  const width = Math.max(0, ...people.map(({ email }) => email.length));
  console.log(`\nReady: ${address}\n\nSign in with the password ${DEMO_PASSWORD} as`);
  for (const { email, role, council } of people) console.log(`  ${email.padEnd(width)}  ${role}, ${council}`);
  console.log('\nPress Ctrl-C to stop. The data is kept for the next start.');
}

function refuse(line: string): never {
  console.error(line);
  process.exit(1);
}
