import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { formatCount } from '#lib/format.ts';
import { councilFolder, storageRoot } from '#lib/storage/location.ts';

/**
 * Councils whose files the database knows while DATA_DIR has no folder of theirs, as where a disk is not mounted, in one
 * line. Without Prisma, which npm start would keep in memory for this alone.
 */
export async function missingFiles(databaseUrl: string): Promise<string | null> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'check' });
  client.on('error', () => undefined); // the query under way reports the same loss
  await client.connect();
  try {
    const { rows: councils } = await client.query<{ id: string; slug: string }>(
      'SELECT id, slug FROM councils ORDER BY slug',
    );
    const missing: string[] = [];
    for (const { id, slug } of councils.filter((council) => !existsSync(councilFolder(council.id)))) {
      await client.query("SELECT set_config('app.council_id', $1, false)", [id]);
      const { rows } = await client.query<{ files: number }>('SELECT count(*)::int AS files FROM files');
      const [found] = rows;
      if (found && found.files > 0) missing.push(`${slug} (${formatCount(found.files, 'file')})`);
    }
    if (missing.length === 0) return null;
    return `${storageRoot()} holds nothing of ${missing.join(', ')}. Is the right disk mounted?`;
  } finally {
    await client.end();
  }
}
