import { isDatabaseUp } from '#lib/platform/db/health.ts';
import { cacheFor } from '#lib/platform/http/cache-for.ts';
import { checkStorage } from '#lib/platform/storage/health.ts';

export const dynamic = 'force-dynamic';

const SHARED_FOR_MS = 3_000;

/** Tries the database and storage, once for all requests within a few seconds. */
const probe = cacheFor(async () => {
  const [database, storage] = await Promise.all([isDatabaseUp(), checkStorage().then(({ ok }) => ok)]);
  return { database, storage };
}, SHARED_FOR_MS);

/** Ready when the database answers a query and storage accepts a file. */
export async function GET(): Promise<Response> {
  const { database, storage } = await probe();
  const ready = database && storage;
  const word = (works: boolean) => (works ? 'ready' : 'unavailable');
  return Response.json(
    { status: word(ready), database: word(database), storage: word(storage) },
    { status: ready ? 200 : 503 },
  );
}
