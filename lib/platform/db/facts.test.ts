import { describe, expect, it } from 'vitest';
import {
  applicationProblems,
  type DatabaseFacts,
  migrationProblems,
  ownerProblems,
} from '#lib/tasks/database-facts.ts';

const application: DatabaseFacts = {
  role: 'assurance_web',
  database: 'assurance',
  version: 15,
  encoding: 'UTF8',
  readOnly: false,
  superuser: false,
  bypass: false,
  owned: [],
  hasAppRole: true,
  createsRoles: false,
  createsSchemas: false,
  createsTables: false,
  otherOwner: 'assurance_owner',
};
const owner: DatabaseFacts = {
  ...application,
  role: 'assurance_owner',
  hasAppRole: null,
  createsRoles: true,
  createsSchemas: true,
  createsTables: true,
  otherOwner: null,
};

describe('applicationProblems', () => {
  it.each<[Partial<DatabaseFacts>, string[]]>([
    [{}, []],
    [{ version: 18 }, []],
    [{ version: 14 }, ['DATABASE_URL: the server is PostgreSQL 14. Version 15 or later is required']],
    [{ hasAppRole: null }, []],
    [
      { hasAppRole: false },
      [
        'DATABASE_URL: assurance_web lacks the rights of the application. Run: GRANT assurance_app TO assurance_web',
      ],
    ],
    [
      { readOnly: true, superuser: true },
      [
        'DATABASE_URL: the database assurance is read-only, for example because it is a standby',
        "DATABASE_URL: assurance_web is a superuser, so it can see every council's data",
      ],
    ],
  ])('of %o: %o', (given, problems) => {
    expect(applicationProblems({ ...application, ...given })).toEqual(problems);
  });
});

describe('migrationProblems', () => {
  it.each<[Partial<DatabaseFacts>, string[]]>([
    [{}, []],
    [{ createsRoles: false, hasAppRole: false }, []],
    [
      { version: 14 },
      ['MIGRATION_DATABASE_URL: the server is PostgreSQL 14. Version 15 or later is required'],
    ],
    [
      { encoding: 'SQL_ASCII' },
      [
        "MIGRATION_DATABASE_URL: the database assurance has encoding SQL_ASCII, not UTF8. Create one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
      ],
    ],
    [
      { createsRoles: false, createsSchemas: false, createsTables: false },
      [
        'MIGRATION_DATABASE_URL: assurance_owner cannot create roles. Ask a database administrator to run: CREATE ROLE assurance_app NOLOGIN',
        'MIGRATION_DATABASE_URL: assurance_owner cannot create a schema. Ask a database administrator to run: GRANT CREATE ON DATABASE assurance TO assurance_owner',
        'MIGRATION_DATABASE_URL: assurance_owner cannot create tables. Ask a database administrator to run this in assurance: GRANT USAGE, CREATE ON SCHEMA public TO assurance_owner',
      ],
    ],
    [
      { otherOwner: 'dba', createsTables: false },
      ['MIGRATION_DATABASE_URL: assurance_owner does not own the tables. Use dba, which does'],
    ],
  ])('of %o: %o', (given, problems) => {
    expect(migrationProblems({ ...owner, ...given })).toEqual(problems);
  });
});

describe('ownerProblems', () => {
  it('ask for no right to make anything', () => {
    const facts = { ...owner, createsRoles: false, createsSchemas: false, createsTables: false };
    expect(ownerProblems(facts)).toEqual([]);
    expect(ownerProblems({ ...facts, otherOwner: 'dba' })).toEqual([
      'MIGRATION_DATABASE_URL: assurance_owner does not own the tables. Use dba, which does',
    ]);
  });
});
