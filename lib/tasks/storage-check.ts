import { formatCount } from '#lib/kernel/format.ts';
import { MAX_LINES } from '#lib/platform/audit/verify.ts';
import { database } from '#lib/platform/db/client.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { exitWithError } from './databases.ts';
import { listStore, verifyFiles } from './stored-files.ts';
import { withFiles } from './with-files.ts';

// npm run storage:check: compares each file of a row with its fingerprint, and looks for files without a row.

try {
  process.exitCode = (await withFiles(check)) === 0 ? 0 : 1;
} catch (error) {
  exitWithError(error);
}

/** Prints what it finds, and returns the number of problems. */
async function check(): Promise<number> {
  let problems = 0;
  const wrong = (line: string) => {
    console.error(line);
    problems += 1;
  };
  let compared = 0;
  const councils = await database().council.findMany({
    orderBy: { slug: 'asc' },
    select: { id: true, slug: true },
  });
  for (const council of councils) compared += await verifyFiles(council, wrong);
  const { files, unfinished, withoutRow, unknown } = await listStore(new Date());
  for (const path of withoutRow.slice(0, MAX_LINES)) wrong(`${path}: no row names this file.`);
  for (const path of unknown.slice(0, MAX_LINES)) wrong(`${path}: this was not put there by the service.`);
  const more = Math.max(0, withoutRow.length - MAX_LINES) + Math.max(0, unknown.length - MAX_LINES);
  if (more > 0) wrong(`and ${more} more.`);
  console.log(
    `${fileStore().place}: ${formatCount(compared, 'file')} compared with the database, ${formatCount(files, 'file')} in the store, ${unfinished} unfinished.`,
  );
  console.log(
    problems === 0
      ? 'Each row has its file, and each file its row.'
      : `Not good: ${formatCount(problems, 'problem')}.`,
  );
  return problems;
}
