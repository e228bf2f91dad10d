import 'server-only';
import { Client } from 'pg';

/** How the line of a permission begins. */
export const PERMISSION = 'permission of assurance_app to ';

// One line for each object that migrations create and a dump should contain.
const STRUCTURE = `
  WITH spaces AS (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'pgboss')),
       tables AS (SELECT c.* FROM pg_class c JOIN spaces ON spaces.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')),
       views AS (SELECT c.* FROM pg_class c JOIN spaces ON spaces.oid = c.relnamespace WHERE c.relkind IN ('v', 'm'))
  SELECT 'table ' || oid::regclass AS line FROM tables
  UNION ALL
  SELECT 'column ' || attname || ' of table ' || t.oid::regclass || ' ' || format_type(atttypid, atttypmod) ||
         CASE WHEN attcollation <> typcollation THEN ' sorted by ' || attcollation::regcollation ELSE '' END
    FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid JOIN pg_type y ON y.oid = a.atttypid
   WHERE attnum > 0 AND NOT attisdropped
  UNION ALL
  SELECT 'view ' || oid::regclass || ' ' || md5(regexp_replace(pg_get_viewdef(oid), '[()]', '', 'g')) FROM views
  UNION ALL
  SELECT 'option ' || unnest(reloptions) || ' of view ' || oid::regclass FROM views
  UNION ALL
  SELECT 'row security of table ' || oid::regclass || CASE WHEN relforcerowsecurity THEN '' ELSE ', without its owner' END
    FROM tables WHERE relrowsecurity
  UNION ALL
  SELECT 'policy ' || polname || ' of table ' || polrelid::regclass FROM pg_policy WHERE polrelid IN (SELECT oid FROM tables)
  UNION ALL
  SELECT 'trigger ' || tgname || ' of table ' || tgrelid::regclass FROM pg_trigger
   WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM tables)
  UNION ALL
  SELECT 'constraint ' || conname || ' of table ' || conrelid::regclass || ' ' ||
         regexp_replace(pg_get_constraintdef(oid), '[()]', '', 'g') -- a rule that was dumped has more of them
    FROM pg_constraint WHERE contype IN ('c', 'f', 'p', 'u') AND conrelid IN (SELECT oid FROM tables)
  UNION ALL
  SELECT 'index ' || pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid IN (SELECT oid FROM tables)
  UNION ALL
  SELECT 'function ' || oid::regprocedure || ' ' || md5(prosrc) FROM pg_proc WHERE pronamespace IN (SELECT oid FROM spaces)
  UNION ALL
  SELECT 'value ' || enumlabel || ' of type ' || enumtypid::regtype FROM pg_enum
  UNION ALL
  SELECT '${PERMISSION}' || privilege_type || ' on ' || granted.name
    FROM (SELECT oid::regclass::text AS name, relacl AS acl FROM (TABLE tables UNION ALL TABLE views) AS relations
          UNION ALL
          SELECT 'column ' || attname || ' of ' || attrelid::regclass, attacl FROM pg_attribute
           WHERE NOT attisdropped AND attrelid IN (SELECT oid FROM tables UNION ALL SELECT oid FROM views)
          UNION ALL
          SELECT 'schema ' || nspname, nspacl FROM pg_namespace JOIN spaces USING (oid)) AS granted,
         aclexplode(acl)
   WHERE grantee = to_regrole('assurance_app')`;

/**
 * The tables, columns, views, constraints, indexes, policies, triggers, functions and enum values of a database, and
 * what the application's role may do with them, one line each.
 */
export async function databaseStructure(url: string): Promise<ReadonlySet<string>> {
  const client = new Client({ connectionString: url, application_name: 'structure' });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(STRUCTURE);
    return new Set(rows.map(({ line }) => line));
  } finally {
    await client.end();
  }
}
