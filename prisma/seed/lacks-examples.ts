import { Client } from 'pg';

/**
 * Whether the examples are to be loaded: there is no council but examples, and nobody who could sign in. Their people
 * get their password when all of it is there, so half of it counts as lacking.
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
