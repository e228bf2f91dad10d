import { formatBytes, formatCount } from '#lib/kernel/format.ts';
import { MAX_LINES } from '#lib/platform/audit/verify.ts';
import { env } from '#lib/platform/env.ts';
import { storeAt } from '#lib/platform/storage/file-store.ts';
import { exitWithError, TaskError } from './databases.ts';
import { copyFiles } from './stored-files.ts';
import { withFiles } from './with-files.ts';

// npm run storage:move: copies the files of STORAGE_FROM to STORAGE_URL, while the service runs with both settings.

const LINE_EVERY_MS = 5_000;

try {
  await withFiles(move);
} catch (error) {
  exitWithError(error);
}

async function move(): Promise<void> {
  const { STORAGE_FROM, STORAGE_URL, DATA_DIR } = env();
  if (!STORAGE_FROM)
    throw new TaskError(
      'STORAGE_FROM is missing: the store that files move from. Set it and STORAGE_URL, restart the service, then run this again',
    );
  const [from, to] = [storeAt(STORAGE_FROM, DATA_DIR), storeAt(STORAGE_URL, DATA_DIR)];
  console.log(`From ${from.place} to ${to.place}.`);
  let next = performance.now() + LINE_EVERY_MS;
  const { copied, there, bytes, failed } = await copyFiles(from, to, (moved) => {
    if (performance.now() < next) return;
    next = performance.now() + LINE_EVERY_MS;
    console.log(`${formatCount(moved.copied, 'file')} copied, ${formatBytes(moved.bytes)} …`);
  });
  console.log(
    `${formatCount(copied, 'file')} copied (${formatBytes(bytes)}), ${formatCount(there, 'file')} there already.`,
  );
  for (const { path, cause } of failed.slice(0, MAX_LINES))
    console.error(`${path}: not copied: ${cause instanceof Error ? cause.message : cause}`);
  if (failed.length > 0)
    throw new TaskError(
      `${formatCount(failed.length, 'file')} could not be copied. Keep STORAGE_FROM, and run this again: npm run storage:move`,
    );
  console.log(
    'Now remove STORAGE_FROM, restart the service and run: npm run storage:check. Nothing was removed from the first store.',
  );
}
