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

  it('must not run the application', async () => {
    const problems = applicationProblems(await withDatabase(url, 'DATABASE_URL', readFacts));
    expect(problems).toContainEqual(expect.stringContaining('can act as the owner of tables'));
  });
});
