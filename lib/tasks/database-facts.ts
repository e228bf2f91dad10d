import 'server-only';
import { Client } from 'pg';
import { withSessionSettings } from '#lib/platform/db/session-settings.ts';

/** The database cannot be used. The message is one plain line for the operator, without any password. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
}

export type DatabaseFacts = {
  readonly role: string;
  readonly database: string;
  /** Major version of the server: 15, 16 … */
  readonly version: number;
  readonly encoding: string;
  readonly readOnly: boolean;
  readonly superuser: boolean;
  /** Exempt from row security, directly or through a role it is a member of. */
  readonly bypass: boolean;
  /** The first five tables that it owns or can act as the owner of. */
  readonly owned: readonly string[];
  /** Whether it has the rights of the application's role. Null: the role does not exist yet. */
  readonly hasAppRole: boolean | null;
  readonly createsRoles: boolean;
  /** Also true when the schema that migrations create exists. */
  readonly createsSchemas: boolean;
  readonly createsTables: boolean;
  /** The owner of the tables, when that is a role it cannot act as. */
  readonly otherOwner: string | null;
};

export type AddressSetting = 'DATABASE_URL' | 'MIGRATION_DATABASE_URL';

export const OLDEST_VERSION = 15;
const PATIENCE_MS = 10_000;

// A member of a role can become it with SET ROLE, so the attributes of its roles count too.
const FACTS = `
  WITH mine AS (SELECT * FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER'))
  SELECT quote_ident(current_user) AS role,
         quote_ident(current_database()) AS database,
         current_setting('server_version_num')::int / 10000 AS version,
         current_setting('server_encoding') AS encoding,
         current_setting('transaction_read_only')::bool AS "readOnly",
         bool_or(rolsuper) AS superuser,
         bool_or(rolbypassrls) AS bypass,
         ARRAY(SELECT relname::text FROM pg_class
                WHERE relkind IN ('r', 'p') AND relowner IN (SELECT oid FROM mine)
                  AND relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_' OR nspname = 'information_schema')
                ORDER BY relname LIMIT 5) AS owned,
         (SELECT pg_has_role(oid, 'USAGE') FROM pg_roles WHERE rolname = 'assurance_app') AS "hasAppRole",
         bool_or(rolname = current_user AND (rolcreaterole OR rolsuper)) AS "createsRoles",
         has_database_privilege(current_database(), 'CREATE') OR to_regnamespace('pgboss') IS NOT NULL AS "createsSchemas",
         coalesce((SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname = 'public'), false) AS "createsTables",
         (SELECT relowner::regrole::text FROM pg_class
           WHERE oid = to_regclass('public._prisma_migrations') AND NOT pg_has_role(relowner, 'USAGE')) AS "otherOwner"
    FROM mine`;

/**
 * Runs work on one connection, with the session settings of the service.
 *
 * @throws DatabaseProblem when it cannot connect, naming the setting that holds the address
 */
export async function withDatabase<T>(
  url: string,
  setting: AddressSetting,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = clientFor(url, setting);
  try {
    await client.connect().catch((cause: unknown) => {
      throw new DatabaseProblem(`${setting}: ${reasonOf(cause, client)}`, { cause });
    });
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function clientFor(url: string, setting: AddressSetting): Client {
  try {
    const client = new Client({
      connectionString: withSessionSettings(url),
      application_name: 'check',
      connectionTimeoutMillis: PATIENCE_MS,
    });
    client.on('error', () => undefined); // the query under way reports the same error
    return client;
  } catch (cause) {
    // For example, the address names a certificate that does not exist.
    throw new DatabaseProblem(`${setting} cannot be used: ${(cause as Error).message}`, { cause });
  }
}

/** Reads facts about a database and the role that signed in. */
export async function readFacts(client: Client): Promise<DatabaseFacts> {
  const [facts] = (await client.query<DatabaseFacts>(FACTS)).rows;
  if (!facts) throw new Error('The server did not say which role signed in');
  // A superuser counts as a member of every role: one problem is enough.
  return facts.superuser ? { ...facts, bypass: false, owned: [] } : facts;
}

function reasonOf(error: unknown, { host, port }: Client): string {
  const { code = '', message } = error as { readonly code?: string; readonly message: string };
  const server = `${host}:${port}`;
  if (/^(ENOTFOUND|EAI_)/.test(code)) return `host ${host} was not found (${code})`;
  if (/^E[A-Z]+$/.test(code) || message === 'timeout expired')
    return `no database answers at ${server} (${code || 'no answer in 10 seconds'})`;
  if (/password must be a string/.test(message))
    return `the database at ${server} requires a password, but the address has none`;
  // PostgreSQL's message, such as: password authentication failed for user "x"; database "x" does not exist.
  return `the database at ${server} refused the connection: ${message}`;
}

/** Why this database cannot run the application, whatever the role. */
function serverProblems({ version, encoding, readOnly, database }: DatabaseFacts): string[] {
  return [
    ...(version < OLDEST_VERSION
      ? [`the server is PostgreSQL ${version}. Version ${OLDEST_VERSION} or later is required`]
      : []),
    ...(encoding === 'UTF8'
      ? []
      : [
          `the database ${database} has encoding ${encoding}, not UTF8. Create one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`,
        ]),
    ...(readOnly ? [`the database ${database} is read-only, for example because it is a standby`] : []),
  ];
}

/**
 * Why the application must not run on these, in plain lines. Row security protects only from an ordinary role that
 * owns nothing.
 */
export function applicationProblems(facts: DatabaseFacts): string[] {
  const { role, superuser, bypass, owned, hasAppRole } = facts;
  const problems = serverProblems(facts);
  if (superuser) problems.push(`${role} is a superuser, so it can see every council's data`);
  if (bypass) problems.push(`${role} can bypass row security`);
  if (owned.length > 0) problems.push(`${role} can act as the owner of tables (${owned.join(', ')})`);
  // The grant would not help the owner of the tables or a role that bypasses row security.
  if (hasAppRole === false && !bypass && owned.length === 0)
    problems.push(`${role} lacks the rights of the application. Run: GRANT assurance_app TO ${role}`);
  return problems.map((problem) => `DATABASE_URL: ${problem}`);
}

/** Why councils and people cannot be added with these, in plain lines. */
export function ownerProblems(facts: DatabaseFacts): string[] {
  const { role, otherOwner } = facts;
  const problems = serverProblems(facts);
  if (otherOwner !== null) problems.push(`${role} does not own the tables. Use ${otherOwner}, which does`);
  return problems.map((problem) => `MIGRATION_DATABASE_URL: ${problem}`);
}

/**
 * Why tables cannot be created or changed with these, in plain lines with the commands a database administrator runs.
 */
export function migrationProblems(facts: DatabaseFacts): string[] {
  const { role, database, hasAppRole, createsRoles, createsSchemas, createsTables, otherOwner } = facts;
  if (otherOwner !== null) return ownerProblems(facts);
  const problems: string[] = [];
  if (hasAppRole === null && !createsRoles)
    problems.push(
      `${role} cannot create roles. Ask a database administrator to run: CREATE ROLE assurance_app NOLOGIN`,
    );
  if (!createsSchemas)
    problems.push(
      `${role} cannot create a schema. Ask a database administrator to run: GRANT CREATE ON DATABASE ${database} TO ${role}`,
    );
  if (!createsTables)
    problems.push(
      `${role} cannot create tables. Ask a database administrator to run this in ${database}: GRANT USAGE, CREATE ON SCHEMA public TO ${role}`,
    );
  return [...ownerProblems(facts), ...problems.map((problem) => `MIGRATION_DATABASE_URL: ${problem}`)];
}
