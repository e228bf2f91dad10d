import type { Client } from 'pg';
import { knownFrameworks } from '#lib/frameworks/known.ts';

/**
 * A line for each framework that a cycle is on and that is not known. Uses a connection of the application's role,
 * which sees one council at a time.
 */
export async function unknownFrameworks(client: Client): Promise<readonly string[]> {
  const known = knownFrameworks().map(({ id }) => id);
  const councilsOn = new Map<string, string[]>();
  const { rows: councils } = await client.query<{ id: string; slug: string }>(
    'SELECT id, slug FROM councils ORDER BY slug',
  );
  for (const { id, slug } of councils) {
    await client.query("SELECT set_config('app.council_id', $1, false)", [id]);
    const { rows } = await client.query<{ framework: string }>(
      'SELECT DISTINCT framework FROM assessments WHERE framework <> ALL($1)',
      [known],
    );
    for (const { framework } of rows) councilsOn.set(framework, [...(councilsOn.get(framework) ?? []), slug]);
  }
  return [...councilsOn].map(
    ([framework, slugs]) =>
      `FRAMEWORKS_DIR: no file describes the framework ${framework}, which cycles of ${slugs.join(', ')} are on`,
  );
}
