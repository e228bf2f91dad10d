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
    [{ version: 14 }, ['DATABASE_URL: the server is PostgreSQL 14, and 15 or later is needed']],
    [{ hasAppRole: null }, []],
    [
      { hasAppRole: false },
      [
        'DATABASE_URL: it signs in as assurance_web, which lacks the rights of the application. Run: GRANT assurance_app TO assurance_web',
      ],
    ],
    [
      { readOnly: true, superuser: true },
      [
        'DATABASE_URL: the database assurance can only be read, as a standby can',
        "DATABASE_URL: it signs in as assurance_web, a superuser, who sees every council's rows",
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
    [{ version: 14 }, ['MIGRATION_DATABASE_URL: the server is PostgreSQL 14, and 15 or later is needed']],
    [
      { encoding: 'SQL_ASCII' },
      [
        "MIGRATION_DATABASE_URL: the database assurance has the encoding SQL_ASCII. Make one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
      ],
    ],
    [
      { createsRoles: false, createsSchemas: false, createsTables: false },
      [
        'MIGRATION_DATABASE_URL: assurance_owner may not make roles. Have a database administrator run: CREATE ROLE assurance_app NOLOGIN',
        'MIGRATION_DATABASE_URL: assurance_owner may not make a schema. Have a database administrator run: GRANT CREATE ON DATABASE assurance TO assurance_owner',
        'MIGRATION_DATABASE_URL: assurance_owner may not make tables. Have a database administrator run in assurance: GRANT USAGE, CREATE ON SCHEMA public TO assurance_owner',
      ],
    ],
    [
      { otherOwner: 'dba', createsTables: false },
      ['MIGRATION_DATABASE_URL: it signs in as assurance_owner, but dba owns the tables. Sign in as dba'],
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
      'MIGRATION_DATABASE_URL: it signs in as assurance_owner, but dba owns the tables. Sign in as dba',
    ]);
  });
});
