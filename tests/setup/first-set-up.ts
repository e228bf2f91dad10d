import { readFile } from 'node:fs/promises';
import { Client } from 'pg';

export type FirstSetUp = {
  /** What a database administrator runs, with PASSWORD in the place of each password. */
  readonly sql: string;
  /** The commands after it, in their order, such as npm run db:migrate. */
  readonly commands: readonly string[];
};

/** Stands where the README says to choose a password. */
export const PASSWORD = 'chosen-by-hand';

/** The first set-up as the README has it, so that what is tried is what people are told. */
export async function readFirstSetUp(): Promise<FirstSetUp> {
  const readme = await readFile('README.md', 'utf8');
  const [, section = ''] = /### First set-up\n([\s\S]*?)\n### /.exec(readme) ?? [];
  const [, sql = ''] = /```sql\n([\s\S]*?)```/.exec(section) ?? [];
  const [, script = ''] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
  const commands = script
    .split('\n')
    .map((line) => line.replace(/ #.*/, '').trim())
    .filter(Boolean);
  if (!sql || commands.length === 0) throw new Error('The README has no first set-up');
  return { sql: sql.replaceAll('…', PASSWORD), commands };
}

/** The settings that the README names for a server whose superuser has that address. */
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
