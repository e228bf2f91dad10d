import { Client } from 'pg';

/**
 * Whether to load the examples: there is no real council and no person who can sign in. Example people get their
 * password last, so an unfinished load counts as missing.
 */
export async function lacksExamples(ownerUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ lacking: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM councils WHERE NOT is_example)
          AND NOT EXISTS (SELECT FROM people WHERE password_hash IS NOT NULL) AS lacking`,
    );
    return rows[0]?.lacking ?? false;
  } finally {
    await client.end();
  }
}
