import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationProblems, readFacts, withDatabase } from '#lib/tasks/database-facts.ts';
import { applyMigrations } from '#lib/tasks/migrations.ts';
import { addCouncil, addPerson } from '#lib/tasks/set-up.ts';
import { loadLocalAuthorities } from '#prisma/seed/load-local-authorities.ts';
import { loadMeasures } from '#prisma/seed/load-measures.ts';
import { ownerUrl, withClient } from './council-factory.ts';

// On a council's own server the owner of the tables is rarely a superuser, so row security applies to it too.

const suffix = `${process.pid}_${process.env.VITEST_POOL_ID ?? '0'}`;
const database = `ordinary_${suffix}`;
const role = `owner_${suffix}`;
const administer = (sql: string) =>
  withClient(ownerUrl().replace(/[^/]+$/, 'postgres'), (client) => client.query(sql));
let url: string;

beforeAll(async () => {
  await administer(`CREATE ROLE ${role} LOGIN PASSWORD 'ordinary' NOSUPERUSER NOBYPASSRLS NOCREATEROLE`);
  await administer(`CREATE DATABASE ${database} OWNER ${role}`);
  const address = new URL(ownerUrl());
  address.username = role;
  address.password = 'ordinary';
  address.pathname = `/${database}`;
  url = address.href;
});

afterAll(async () => {
  await administer(`DROP DATABASE ${database} WITH (FORCE)`);
  await administer(`DROP ROLE ${role}`);
});

describe('an owner of the tables who is not a superuser and may not create roles', () => {
  it('migrates, when the application’s role exists already', async () => {
    expect(await applyMigrations(url)).not.toEqual([]);
    expect(await applyMigrations(url)).toEqual([]);
  });

  it('loads reference data, and adds councils and their people', async () => {
    await loadLocalAuthorities(url);
    await loadMeasures(url);
    await addCouncil(url, { slug: 'first', name: 'First Council', gssCode: 'E06000001' });
    await addCouncil(url, { slug: 'second', name: 'Second Council', gssCode: null });
    await loadMeasures(url);
    const sam = { email: 'sam@first.example', name: 'Sam', role: 'lead' };
    const password = async () => 'seven green heron feathers';
    expect(await addPerson(url, { ...sam, council: 'first' }, password)).toBe('new person');
    expect(await addPerson(url, { ...sam, council: 'second' }, password)).toBe('known person');
    await expect(addPerson(url, { ...sam, council: 'second' }, password)).rejects.toThrow(
      'is already a member of Second Council',
    );
  });

  it('sees no council’s rows without setting the council', async () => {
    const seen = await withClient(url, (client) =>
      client.query('SELECT FROM audit_events UNION ALL SELECT FROM memberships'),
    );
    expect(seen.rowCount).toBe(0);
  });

  it('searches by its indexes, though row security holds for it elsewhere', async () => {
    const council = randomUUID();
    const address = new URL(ownerUrl());
    address.pathname = `/${database}`;
    await withClient(address.href, async (client) => {
      // Entries and pages without what they are from.
      await client.query('SET session_replication_role = replica');
      await client.query(
        `INSERT INTO search_entries (council_id, kind, id, subject, words)
         SELECT $1, kind, gen_random_uuid(), gen_random_uuid(),
                array_to_tsvector(ARRAY[search_mark($1, mark), 'plan', 'w' || n, '~plan'])
           FROM generate_series(1, 1000) n, (VALUES ('item', 'd'), ('content', 'f')) of (kind, mark)`,
        [council],
      );
      await client.query(
        `INSERT INTO file_pages (council_id, file_id, number, body, words)
         SELECT council_id, id, 1, 'Plan', words FROM search_entries
          WHERE council_id = $1 AND kind = 'content'`,
        [council],
      );
      await client.query('ANALYZE search_entries, file_pages');
    });
    const plans: string[] = [];
    // Only a superuser may load what shows the plans inside functions.
    const found = await withClient(address.href, async (client) => {
      client.on('notice', ({ message }) => plans.push(message ?? ''));
      await client.query("LOAD 'auto_explain'");
      await client.query('SET auto_explain.log_min_duration = 0');
      await client.query('SET auto_explain.log_nested_statements = on');
      await client.query('SET client_min_messages = log');
      await client.query(`SET SESSION AUTHORIZATION ${role}`);
      await client.query("SELECT set_config('app.council_id', $1, false)", [council]);
      const searched = await client.query(
        "SELECT FROM find_in_council('{w7,plan w7}', '{item,content}', 1, 20)",
      );
      const alike = await client.query("SELECT FROM find_alike('{plan}', '{item}', 20)");
      return [searched.rowCount, alike.rowCount];
    });
    expect(found).toEqual([0, 20]); // of entries without positions, none has words in a row
    const plan = plans.join('\n');
    for (const query of ['details', 'files', 'others', 'near'])
      expect(plan).toMatch(
        new RegExp(
          String.raw`Bitmap Index Scan on search_entries_words_idx[^\n]*\n\s*Index Cond: \(words @@ \w+\.${query}\)`,
        ),
      );
    expect(plan).toContain('Index Scan using file_pages_pkey on file_pages');
    expect(plan).not.toContain('Seq Scan');
  });

  it('must not run the application', async () => {
    const problems = applicationProblems(await withDatabase(url, 'DATABASE_URL', readFacts));
    expect(problems).toContainEqual(expect.stringContaining('can act as the owner of tables'));
  });
});
