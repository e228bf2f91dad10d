import { readFile } from 'node:fs/promises';
import { Client } from 'pg';

const OPERATIONS = 'docs/operations.md';

export type FirstSetUp = {
  /** What a database administrator runs, with PASSWORD in the place of each password. */
  readonly sql: string;
  /** The commands after it, in their order, such as npm run db:migrate. */
  readonly commands: readonly string[];
};

/** Takes the place of each password that docs/operations.md leaves open. */
export const PASSWORD = 'chosen-by-hand';

/** The set-up as docs/operations.md has it, so that tests try what people are told to do. */
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
  return { sql: sql.replaceAll('…', PASSWORD), commands };
}

/** The SQL that makes the role for backups, as docs/operations.md has it. */
export async function readBackupRole(): Promise<string> {
  const operations = await readFile(OPERATIONS, 'utf8');
  const [, sql] = /```sql\n(CREATE ROLE assurance_backup .*\n)```/.exec(operations) ?? [];
  if (!sql) throw new Error(`${OPERATIONS} has no backup role`);
  return sql.replaceAll('…', PASSWORD);
}

/** The settings that the set-up needs for a server whose superuser has that address. */
export function productionSettings(
  superuserUrl: string,
  { dataDir, port }: { readonly dataDir: string; readonly port: number },
) {
  const as = (role: string) => {
    const url = new URL(superuserUrl);
    return Object.assign(url, { username: role, password: PASSWORD, pathname: '/assurance' }).href;
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

/** Runs that as an administrator does, statement by statement: a database is not made within a transaction. */
export async function administer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of sql.split(';').filter((one) => one.trim())) await client.query(statement);
  } finally {
    await client.end();
  }
}
