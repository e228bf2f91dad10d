import { beforeAll, describe, expect, it } from 'vitest';
import { exportPack } from '#lib/exchange/packs/commands.ts';
import { markSeen } from '#lib/history/activity/commands.ts';
import { saveFormState } from '#lib/platform/forms/saved-form-state.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { giveChallenge } from '#lib/record/challenge/commands.ts';
import { attachEvidence } from '#lib/record/evidence/commands.ts';
import { getEvidenceItem, listEvidence } from '#lib/record/evidence/queries.ts';
import { markRead } from '#lib/work/comments/commands.ts';
import { saveDraft } from '#lib/work/drafts/commands.ts';
import {
  ANSWERS,
  asApplication,
  asSuperuser,
  challengeInput,
  draftInput,
  evidenceUseInput,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  ON_QS1,
  signOff,
  startNextCycle,
  type TestCouncil,
  tenantTables,
} from './council-factory.ts';
import { makeTargets } from './every-call.ts';

/**
 * Searched by the owner's functions, which use an index that PostgreSQL does not use under a policy, and name the council
 * themselves: see docs/decisions on searching. Row security holds for everybody else.
 */
const SEARCHED = ['search_entries'];

/** Shared by all councils; only the owner may write. */
const REFERENCE = ['local_authorities', 'published_measures', 'published_results'];

/** Shown to named people alone: see docs/decisions on named people. Their policy is restrictive: it comes on top. */
const NAMED: readonly string[] = [
  ...['accuracy_points', 'case_draws', 'case_logs', 'cases', 'registers', 'report_drafts', 'report_pages'],
];

const BY_HASH = { policyname: 'by_hash', cmd: 'SELECT', qual: '(sha256 = current_pack_hash())' };

let tables: string[];
let own: TestCouncil;
let other: TestCouncil;

beforeAll(async () => {
  tables = await tenantTables();
  own = await filledCouncil();
  other = await filledCouncil();
});

/** A council with a row in every tenant table: those of the nouns' calls, and the remaining ones. */
async function filledCouncil(): Promise<TestCouncil> {
  const council = await makeAssessedCouncil();
  const answers = { ...ANSWERS, assessment: council.assessment, version: 0 };
  await saveStatement(council.as.lead, 'QS1', answers);
  await saveDraft(council.as.lead, 'QS2', draftInput(council.assessment));
  await makeEvidenceLink(council.as.lead);
  await markSeen(council.as.lead, 1);
  const reference = await makeEvidenceFile(council.as.lead);
  await attachEvidence(council.as.lead, [reference], 'QS1', evidenceUseInput(council));
  await makeTargets(council, {
    assessment: council.assessment,
    reference,
    person: council.as.reader.person.id,
  });
  await saveFormState(council.as.lead, { typed: 'words' }, new Date());
  await markRead(council.as.reader, ON_QS1);
  await exportPack(council.as.lead);
  await asSuperuser(
    `INSERT INTO statement_tasks (council_id, assessment_id, statement, person_id, part)
     VALUES ($1, $2, 'QS1', $3, 'owner')`,
    [council.id, council.assessment, council.as.lead.person.id],
  );
  await signOff(council);
  await giveChallenge(council.as.director, 'QS1', challengeInput(council.assessment));
  await asSuperuser(`INSERT INTO digests (council_id, person_id, day) VALUES ($1, $2, '2026-11-23')`, [
    council.id,
    council.as.lead.person.id,
  ]);
  await asSuperuser(
    `INSERT INTO measure_targets (council_id, measure_id, baseline_id, value, due_on, set_by_id, set_at)
     SELECT council_id, measure_id, id, 75, '2027-03-31', saved_by_id, now() FROM measure_values WHERE council_id = $1`,
    [council.id],
  );
  await asSuperuser(
    `INSERT INTO local_authorities (gss_code, name, type, region)
     VALUES ('E06000001', 'Hartlepool Borough Council', 'Unitary authority', 'North East') ON CONFLICT DO NOTHING`,
  );
  await asSuperuser(
    `INSERT INTO result_corrections (council_id, gss_code, is_pilot, published, rating, scores, basis, source, corrected_by_id, corrected_at)
     VALUES ($1, 'E06000001', false, '2026', 'good', '---------', '', 'A source', $2, now())`,
    [council.id, council.as.admin.person.id],
  );
  await asSuperuser(
    `WITH scenario AS (
       INSERT INTO scenarios (council_id, assessment_id, number, name, made_by_id, made_at, changed_by_id, changed_at)
       VALUES ($1, $2, 1, 'Safer discharge', $3, now(), $3, now()) RETURNING council_id, assessment_id, number
     ), score AS (
       INSERT INTO scenario_scores (council_id, assessment_id, scenario, statement, score)
       SELECT council_id, assessment_id, number, 'QS6', 3 FROM scenario
     )
     INSERT INTO statement_targets (council_id, assessment_id, statement, score, set_by_id, set_at)
     VALUES ($1, $2, 'QS6', 3, $3, now())`,
    [council.id, council.assessment, council.as.lead.person.id],
  );
  await asSuperuser(
    `INSERT INTO sharing_agreements (council_id, version, shared, agreed_by_id, agreed_at)
     VALUES ($1, 1, '{signed,statements}', $2, now())`,
    [council.id, council.as.director.person.id],
  );
  await asSuperuser(
    `INSERT INTO evidence_steps (council_id, item_id, number, kind, reason, by_id, at)
     SELECT council_id, id, 1, 'withdrawn', 'A wrong file', created_by_id, now() FROM evidence_items WHERE council_id = $1`,
    [council.id],
  );
  await asSuperuser(
    "INSERT INTO submissions (council_id, id, claimed_at) VALUES ($1, repeat('0', 64), now())",
    [council.id],
  );
  await startNextCycle(council, council.assessment);
  return council;
}

describe('every table with a council_id', () => {
  it('has a row of both councils', async () => {
    expect(tables.length).toBeGreaterThan(30);
    for (const table of tables) {
      const [rows] = await asSuperuser<{ councils: number }>(
        `SELECT count(DISTINCT council_id)::int AS councils FROM ${table} WHERE council_id = ANY($1)`,
        [[own.id, other.id]],
      );
      expect(rows, table).toEqual({ councils: 2 });
    }
  });

  it('has row security, even for its owner where nothing is searched, with a policy on the council for every command', async () => {
    const rows = await asSuperuser<{ name: string; secured: boolean }>(
      `SELECT c.relname AS name,
              c.relrowsecurity AND c.relforcerowsecurity <> (c.relname = ANY($2)) AND EXISTS (
                SELECT FROM pg_policies p
                 WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.cmd = 'ALL' AND p.permissive = 'PERMISSIVE'
                   AND p.qual = '(council_id = current_council_id())' AND p.with_check IS NULL
              ) AS secured
         FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY($1) ORDER BY 1`,
      [tables, SEARCHED],
    );
    expect(rows).toEqual(tables.map((name) => ({ name, secured: true })));
  });

  it('has a policy on top where only named people see rows', async () => {
    const rows = await asSuperuser<{ name: string }>(
      `SELECT tablename AS name FROM pg_policies
        WHERE policyname = 'named_people' AND permissive = 'RESTRICTIVE' AND cmd = 'ALL' AND with_check IS NULL
        ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(NAMED);
  });

  it('has no other policies than those through which people find memberships, notices and the look of their councils, links what they open, codes their invitation and fingerprints their pack', async () => {
    const rows = await asSuperuser(
      "SELECT tablename, policyname, cmd, qual FROM pg_policies WHERE schemaname = 'public' AND policyname NOT IN ('own_council', 'named_people') ORDER BY tablename",
    );
    expect(rows).toEqual([
      {
        tablename: 'council_settings',
        policyname: 'by_member',
        cmd: 'SELECT',
        qual: expect.stringMatching(
          /^\(council_id IN \( SELECT m\.council_id\s+FROM memberships m\s+WHERE \(\(m\.person_id = current_person_id\(\)\) AND \(m\.disabled_at IS NULL\)\)\)\)$/,
        ),
      },
      { tablename: 'exported_packs', ...BY_HASH },
      {
        tablename: 'invitations',
        policyname: 'by_code',
        cmd: 'SELECT',
        qual: '(code_hash = current_invitation_hash())',
      },
      {
        tablename: 'links',
        policyname: 'by_link',
        cmd: 'SELECT',
        qual: '(token_hash = current_link_token_hash())',
      },
      {
        tablename: 'memberships',
        policyname: 'own_memberships',
        cmd: 'SELECT',
        qual: '(person_id = current_person_id())',
      },
      {
        tablename: 'notices',
        policyname: 'own_notices',
        cmd: 'SELECT',
        qual: '(person_id = current_person_id())',
      },
      { tablename: 'pack_files', ...BY_HASH },
    ]);
  });

  it('has the council in every unique key except the primary key of a random id', async () => {
    const rows = await asSuperuser<{ index: string }>(
      `SELECT i.indexrelid::regclass::text AS index
         FROM pg_index i
        WHERE i.indrelid = ANY($1::regclass[]) AND i.indisunique
          AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid
                           AND a.attname = 'council_id' AND a.attnum = ANY(i.indkey))
          AND NOT (i.indisprimary AND i.indnatts = 1)`,
      [tables],
    );
    expect(rows).toEqual([]);
  });

  it('has the council in every foreign key from one tenant table to another', async () => {
    const rows = await asSuperuser<{ name: string }>(
      `SELECT c.conname AS name
         FROM pg_constraint c
        WHERE c.contype = 'f' AND c.conrelid = ANY($1::regclass[]) AND c.confrelid = ANY($1::regclass[])
          AND NOT EXISTS (
            SELECT FROM unnest(c.conkey, c.confkey) AS k(here, there)
              JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here AND a.attname = 'council_id'
              JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.there AND b.attname = 'council_id')`,
      [tables],
    );
    expect(rows).toEqual([]);
  });

  it('shows the application role only the rows of its own council', async () => {
    for (const table of tables) {
      const seen = await asApplication(own.id, async (client) => {
        await client.query("SELECT set_config('app.sees_named', 'all', true)");
        return client.query(`SELECT DISTINCT council_id FROM ${table}`);
      });
      expect(seen.rows, table).toEqual([{ council_id: own.id }]);
      const asked = await asApplication(own.id, (client) =>
        client.query(`SELECT FROM ${table} WHERE council_id = $1`, [other.id]),
      );
      expect(asked.rowCount, table).toBe(0);
    }
  });

  it('shows nothing when no council is set, even after a transaction that set one', async () => {
    for (const table of tables) {
      const seen = await asApplication(own.id, async (client) => {
        await client.query('COMMIT');
        await client.query('BEGIN');
        return client.query(`SELECT FROM ${table}`);
      });
      expect(seen.rowCount, table).toBe(0);
      const never = await asApplication(null, (client) => client.query(`SELECT FROM ${table}`));
      expect(never.rowCount, table).toBe(0);
    }
  });

  it('lets the application role insert no row into another council', async () => {
    for (const table of tables) {
      // An exact copy of the other council's row, so that only the policy or grant refuses it.
      const [row] = await asSuperuser<{ row: object }>(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE council_id = $1 ORDER BY to_jsonb(t) -> 'seq' LIMIT 1`,
        [other.id],
      );
      const insert = asApplication(own.id, (client) =>
        client.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_record(null::${table}, $1)`, [
          JSON.stringify(row?.row),
        ]),
      );
      await expect(insert, table).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('lets the application role change or delete no row of another council, nor move one there', async () => {
    for (const table of tables) {
      for (const sql of [
        `UPDATE ${table} SET council_id = council_id WHERE council_id = $1`,
        `DELETE FROM ${table} WHERE council_id = $1`,
      ]) {
        const touched = await asApplication(own.id, (client) => client.query(sql, [other.id])).then(
          ({ rowCount }) => rowCount,
          ({ code }) => code,
        );
        // Not found, or not permitted at all.
        expect([0, '42501'], sql).toContain(touched);
      }
      const moved = asApplication(own.id, (client) =>
        client.query(`UPDATE ${table} SET council_id = $1`, [other.id]),
      );
      await expect(moved, table).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('cannot be emptied by the application role: TRUNCATE ignores policies', async () => {
    for (const table of tables) {
      await expect(
        asApplication(own.id, (client) => client.query(`TRUNCATE ${table} CASCADE`)),
        table,
      ).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('the application role', () => {
  it('is neither owner nor superuser, has no exemptions and can create nothing', async () => {
    const facts = await asApplication(null, async (client) => {
      const { rows } = await client.query(
        `SELECT bool_or(rolsuper) AS super, bool_or(rolbypassrls) AS bypass, bool_or(rolcreaterole) AS roles,
                bool_or(rolcreatedb) AS databases,
                EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace
                         AND pg_has_role(current_user, relowner, 'MEMBER')) AS owner,
                has_schema_privilege('public', 'CREATE') AS tables
           FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')`,
      );
      return rows[0];
    });
    expect(facts).toEqual({
      super: false,
      bypass: false,
      roles: false,
      databases: false,
      owner: false,
      tables: false,
    });
  });

  it('may not write councils or reference data, and may only add people and memberships', async () => {
    for (const table of ['councils', 'people', 'memberships', ...REFERENCE, '_prisma_migrations']) {
      for (const right of ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) {
        const { rows } = await asApplication(null, (client) =>
          client.query('SELECT has_table_privilege($1, $2) AS allowed', [table, right]),
        );
        const allowed = right === 'INSERT' && (table === 'people' || table === 'memberships');
        expect(rows, `${right} ${table}`).toEqual([{ allowed }]);
      }
    }
  });

  it('may change only password, role, digest, disabling and valid sessions of people and memberships', async () => {
    const { rows } = await asApplication(null, (client) =>
      client.query(
        `SELECT table_name || '.' || column_name AS changeable FROM information_schema.columns
          WHERE table_schema = 'public' AND table_name IN ('people', 'memberships')
            AND has_column_privilege(table_name, column_name, 'UPDATE') ORDER BY 1`,
      ),
    );
    expect(rows.map(({ changeable }) => changeable)).toEqual([
      'memberships.digest',
      'memberships.disabled_at',
      'memberships.role',
      'memberships.sessions_from',
      'people.password_hash',
    ]);
  });

  it('cannot switch off row security or triggers', async () => {
    for (const sql of [
      'SET session_replication_role = replica',
      'ALTER TABLE evidence_items DISABLE ROW LEVEL SECURITY',
      'ALTER TABLE audit_events DISABLE TRIGGER ALL',
      'SET ROLE postgres',
    ]) {
      await expect(
        asApplication(own.id, (client) => client.query(sql)),
        sql,
      ).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is subject to row security in functions too: only erasing, searching and triggers run with their owner’s rights, in one council', async () => {
    const rows = await asSuperuser(
      `SELECT proname AS name, has_function_privilege('assurance_app', oid, 'EXECUTE') AS callable,
              proconfig @> '{"search_path=public, pg_temp"}' AS "ownPath"
         FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1`,
    );
    expect(rows).toEqual([
      { name: 'erase_evidence', callable: true, ownPath: true },
      // Of a trigger, which nobody can put on a table of their own, as those below.
      { name: 'exported_packs_keep', callable: false, ownPath: true },
      { name: 'find_alike', callable: true, ownPath: true },
      { name: 'find_in_council', callable: true, ownPath: true },
      { name: 'search_keep', callable: false, ownPath: true },
      { name: 'search_keep_assessment', callable: false, ownPath: true },
      { name: 'search_keep_contents', callable: false, ownPath: true },
      { name: 'search_keep_read', callable: false, ownPath: true },
      { name: 'search_keep_values', callable: false, ownPath: true },
    ]);
    const [item] = await asSuperuser<{ id: string }>(
      'SELECT item_id AS id FROM erasures WHERE council_id = $1',
      [other.id],
    );
    const erase = asApplication(own.id, (client) =>
      client.query('SELECT erase_evidence($1, $2)', [item?.id, 'Gone']),
    );
    await expect(erase).rejects.toThrow('this evidence cannot be erased');
    const views = await asSuperuser(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
          AND NOT ('security_invoker=true' = ANY (coalesce(reloptions, '{}')))`,
    );
    expect(views).toEqual([]);
  });
});

describe('a council set for one transaction', () => {
  it('never applies to the connection’s next user, with many councils at once on few connections', async () => {
    const alone = await makeAssessedCouncil();
    const rounds = Array.from({ length: 60 }, async (_, index) => {
      const council = [own, other, alone][index % 3] ?? alone;
      const { total } = await listEvidence(council.as.reader, {}, 1, new Date());
      const item = await getEvidenceItem(council.as.reader, 'E2');
      expect([total, item?.reference ?? null]).toEqual(council === alone ? [0, null] : [3, 'E2']);
    });
    await Promise.all(rounds);
  });
});
