import { existsSync } from 'node:fs';
import type { Client } from 'pg';
import { formatCount } from '#lib/kernel/format.ts';
import { councilFolder, storageRoot } from '#lib/platform/storage/location.ts';

/**
 * Councils whose files the database knows while there is no folder of theirs, as where a disk is not mounted, in one
 * line. On a connection of the application's role, which sees one council at a time.
 */
export async function missingFiles(client: Client, dataDir: string): Promise<string | null> {
  const { rows: councils } = await client.query<{ id: string; slug: string }>(
    'SELECT id, slug FROM councils ORDER BY slug',
  );
  const missing: string[] = [];
  for (const { id, slug } of councils.filter((council) => !existsSync(councilFolder(council.id, dataDir)))) {
    await client.query("SELECT set_config('app.council_id', $1, false)", [id]);
    const { rows } = await client.query<{ files: number }>('SELECT count(*)::int AS files FROM files');
    const files = rows[0]?.files ?? 0;
    if (files > 0) missing.push(`${slug} (${formatCount(files, 'file')})`);
  }
  if (missing.length === 0) return null;
  return `${storageRoot(dataDir)} holds nothing of ${missing.join(', ')}. Is the right disk mounted?`;
}
