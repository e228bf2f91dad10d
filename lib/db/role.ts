import 'server-only';
import { Client } from 'pg';

type RoleFacts = { role: string; superuser: boolean; bypass: boolean; owned: string[] };

/**
 * Row security holds only for a role that is neither superuser, nor exempt, nor owner of a table.
 * Returns one plain line for each reason why the role of this address may not run the application.
 */
export async function checkDatabaseRole(url: string): Promise<string[]> {
  const facts = await readRole(url);
  const problems: string[] = [];
  if (facts.superuser)
    problems.push(`DATABASE_URL signs in as ${facts.role}, a superuser, who sees every council's rows`);
  if (facts.bypass) problems.push(`DATABASE_URL signs in as ${facts.role}, which may bypass row security`);
  if (facts.owned.length > 0) {
    problems.push(
      `DATABASE_URL signs in as ${facts.role}, which can act as the owner of tables (${facts.owned.join(', ')})`,
    );
  }
  return problems;
}

async function readRole(url: string): Promise<RoleFacts> {
  const client = new Client({
    connectionString: url,
    application_name: 'role check',
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    // A member of a role can become it with SET ROLE, so what its roles are counts as well.
    const { rows } = await client.query<RoleFacts>(`
      WITH mine AS (SELECT * FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER'))
      SELECT current_user AS role,
             bool_or(rolsuper) AS superuser,
             bool_or(rolbypassrls) AS bypass,
             ARRAY(SELECT relname::text FROM pg_class
                    WHERE relkind IN ('r', 'p') AND relowner IN (SELECT oid FROM mine)
                      AND relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_' OR nspname = 'information_schema')
                    ORDER BY relname LIMIT 5) AS owned
        FROM mine`);
    const facts = rows[0];
    if (!facts) throw new Error('The server did not say which role it signed in');
    // Every role counts as a member of everything for a superuser: one reason is enough.
    return facts.superuser ? { ...facts, bypass: false, owned: [] } : facts;
  } finally {
    await client.end();
  }
}
