import { isDatabaseUp } from '#lib/platform/db/health.ts';
import { cacheFor } from '#lib/platform/http/cache-for.ts';
import { isScannerUp } from '#lib/platform/scanning/health.ts';
import { checkStorage } from '#lib/platform/storage/health.ts';

export const dynamic = 'force-dynamic';

const SHARED_FOR_MS = 3_000;

/** Tries the database, storage and virus scanner, once for all requests within a few seconds. */
const probe = cacheFor(async () => {
  const [database, storage, scanner] = await Promise.all([
    isDatabaseUp(),
    checkStorage().then(({ ok }) => ok),
    isScannerUp(),
  ]);
  return { database, storage, scanner };
}, SHARED_FOR_MS);

/** Ready when the database answers a query and storage accepts a file. Files wait for the scanner, and nobody else. */
export async function GET(): Promise<Response> {
  const { database, storage, scanner } = await probe();
  const ready = database && storage;
  const word = (works: boolean) => (works ? 'ready' : 'unavailable');
  return Response.json(
    {
      status: word(ready),
      database: word(database),
      storage: word(storage),
      ...(scanner !== null && { scanner: word(scanner) }),
    },
    { status: ready ? 200 : 503 },
  );
}
