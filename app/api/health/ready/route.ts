import { databaseAnswers } from '#lib/db/health.ts';
import { checkStorage } from '#lib/storage/health.ts';

export const dynamic = 'force-dynamic';

/** Ready when the database answers a query and storage keeps a file: both are really tried. */
export async function GET(): Promise<Response> {
  const [database, storage] = await Promise.all([databaseAnswers(), checkStorage().then(({ ok }) => ok)]);
  const ready = database && storage;
  const word = (works: boolean) => (works ? 'ready' : 'unavailable');
  return Response.json(
    { status: word(ready), database: word(database), storage: word(storage) },
    { status: ready ? 200 : 503 },
  );
}
