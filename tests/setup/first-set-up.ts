import { readFile } from 'node:fs/promises';

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
): Record<string, string> {
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
