import { env } from '#lib/platform/env.ts';
import { mailServerProblem } from '#lib/platform/mail/send.ts';
import { exitWithError, TaskError } from './databases.ts';
import { startServer, stopRequested } from './server-process.ts';
import { checkStart } from './start-checks.ts';

// npm start: production. Refuses to start, with one plain line for each thing missing or unsafe.

try {
  const { problems, warnings } = await checkStart(process.env);
  if (problems.length > 0) throw new TaskError(problems.join('\n'));
  for (const warning of warnings) warn(warning);
} catch (error) {
  exitWithError(error);
}
const { PORT, NEXTAUTH_URL, DATA_DIR, SMTP_URL } = env();

const server = startServer();
server.load();
if (SMTP_URL) void tryMailServer(SMTP_URL);
if (!(await server.answer({ PORT: String(PORT) }))) process.exit(1);
console.log(`Serving ${NEXTAUTH_URL} on port ${PORT}, with files in ${DATA_DIR}.`);
const outcome = await Promise.race([server.ended, stopRequested()]);
if (outcome !== undefined) {
  console.error('The server ended unexpectedly.');
  process.exit(outcome || 1);
}
server.stop();
await server.ended;
process.exit(0);

/** Only warns: a mail server may be away for a while, and email waits for it. */
async function tryMailServer(url: string): Promise<void> {
  const problem = await mailServerProblem(url);
  if (problem) warn(`SMTP_URL: ${problem}. Email will wait and be retried.`);
}

function warn(line: string): void {
  console.error(`Warning: ${line}`);
}
