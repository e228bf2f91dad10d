import { Client } from 'pg';

/** Lets a server not wait for the disk, for data that does not outlive the run. */
export async function withoutDisk(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl.replace(/\/assurance$/, '/postgres') });
  await owner.connect();
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await owner.query(`ALTER SYSTEM SET ${setting} = off`);
  await owner.query('SELECT pg_reload_conf()');
  await owner.end();
}
