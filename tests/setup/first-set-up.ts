import { readFile } from 'node:fs/promises';
import { Client } from 'pg';

const OPERATIONS = 'docs/operations.md';

export type FirstSetUp = {
  /** SQL for a database administrator, with PASSWORD for each password. */
  readonly sql: string;
  /** The commands after it, in order, such as npm run db:migrate. */
  readonly commands: readonly string[];
};

/** Replaces each password placeholder of docs/operations.md. */
export const ADMIN_PASSWORD = 'chosen-by-hand';

/** Reads the set-up from docs/operations.md, so that tests run what the documentation says. */
export async function readFirstSetUp(): Promise<FirstSetUp> {
  const operations = await readFile(OPERATIONS, 'utf8');
  const [, section = ''] = /\n## Set up\n([\s\S]*?)\n## /.exec(operations) ?? [];
  const [, sql = ''] = /```sql\n([\s\S]*?)```/.exec(section) ?? [];
  const [, script = ''] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
  const commands = script
    .split('\n')
    .map((line) => line.replace(/ #.*/, '').trim())
    .filter(Boolean);
  if (!sql || commands.length === 0) throw new Error(`${OPERATIONS} has no set-up`);
  return { sql: sql.replaceAll('…', ADMIN_PASSWORD), commands };
}

/** Reads the SQL for the backup role from docs/operations.md. */
export async function readBackupRole(): Promise<string> {
  const operations = await readFile(OPERATIONS, 'utf8');
  const [, sql] = /```sql\n(CREATE ROLE assurance_backup .*\n)```/.exec(operations) ?? [];
  if (!sql) throw new Error(`${OPERATIONS} has no backup role`);
  return sql.replaceAll('…', ADMIN_PASSWORD);
}

/** Settings of the set-up, for a server with this superuser address. */
export function productionSettings(
  superuserUrl: string,
  { dataDir, port }: { readonly dataDir: string; readonly port: number },
) {
  const as = (role: string) => {
    const url = new URL(superuserUrl);
    return Object.assign(url, { username: role, password: ADMIN_PASSWORD, pathname: '/assurance' }).href;
  };
  return {
    DATABASE_URL: as('assurance_web'),
    MIGRATION_DATABASE_URL: as('assurance_owner'),
    NEXTAUTH_URL: `http://localhost:${port}`,
    NEXTAUTH_SECRET: 'a secret of this set-up, 32 characters or more',
    DATA_DIR: dataDir,
    PORT: String(port),
  };
}

/** Runs SQL statement by statement, because a database cannot be created in a transaction. */
export async function administer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of sql.split(';').filter((one) => one.trim())) await client.query(statement);
  } finally {
    await client.end();
  }
}
