import type { Client } from 'pg';
import { formatCount } from '#lib/kernel/format.ts';
import { DiskStore } from '#lib/platform/storage/disk.ts';

/**
 * Councils that have files in the database but no folder, on one line: a sign of an unmounted disk. Uses a connection
 * of the application's role, which sees one council at a time.
 */
export async function missingFiles(client: Client, dataDir: string): Promise<string | null> {
  const { rows: councils } = await client.query<{ id: string; slug: string }>(
    'SELECT id, slug FROM councils ORDER BY slug',
  );
  const store = new DiskStore(dataDir);
  const missing: string[] = [];
  for (const { id, slug } of councils) {
    if (await store.holds(id)) continue;
    await client.query("SELECT set_config('app.council_id', $1, false)", [id]);
    const { rows } = await client.query<{ files: number }>('SELECT count(*)::int AS files FROM files');
    const files = rows[0]?.files ?? 0;
    if (files > 0) missing.push(`${slug} (${formatCount(files, 'file')})`);
  }
  if (missing.length === 0) return null;
  return `${store.place} has no files of ${missing.join(', ')}. Check that the right disk is mounted.`;
}
