import type { Client } from 'pg';
import { formatCount } from '#lib/kernel/format.ts';
import type { FileStore } from '#lib/platform/storage/store.ts';

/**
 * Councils that have files in the database but none in the store, on one line: a sign of an unmounted disk. Uses a connection
 * of the application's role, which sees one council at a time.
 */
export async function missingFiles(client: Client, store: FileStore): Promise<string | null> {
  const { rows: councils } = await client.query<{ id: string; slug: string }>(
    'SELECT id, slug FROM councils ORDER BY slug',
  );
  const missing: string[] = [];
  for (const { id, slug } of councils) {
    if (await store.holds(id)) continue;
    await client.query("SELECT set_config('app.council_id', $1, false)", [id]);
    const { rows } = await client.query<{ files: number }>(
      `SELECT (SELECT count(*) FROM files WHERE erased_at IS NULL)::int
            + (SELECT count(*) FROM pack_files WHERE removed_at IS NULL)::int
            + (SELECT count(*) FROM report_files WHERE removed_at IS NULL)::int AS files`,
    );
    const files = rows[0]?.files ?? 0;
    if (files > 0) missing.push(`${slug} (${formatCount(files, 'file')})`);
  }
  if (missing.length === 0) return null;
  return `${store.place} has no files of ${missing.join(', ')}. Check that the right disk is mounted, or STORAGE_URL.`;
}
