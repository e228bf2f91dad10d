import type { Client } from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite } from '#lib/platform/audit/write.ts';
import { replaceFile } from '#lib/record/evidence/commands.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';
import {
  asApplication,
  asSuperuser,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  ownerUrl,
  receivedFile,
  signOff,
  type TestCouncil,
  withClient,
} from './council-factory.ts';
import { askToErase, eraseEvidence, rowFaults } from './erasing.ts';

// What someone with a password of the database can do to evidence without the service.

let council: TestCouncil & { readonly assessment: string };
let reference: string;
let item: string;

beforeEach(async () => {
  council = await makeAssessedCouncil();
  reference = await makeEvidenceFile(council.as.lead, { statement: 'QS1', shows: 'What it shows' });
  const [row] = await asSuperuser<{ id: string }>('SELECT id FROM evidence_items WHERE council_id = $1', [
    council.id,
  ]);
  item = row?.id ?? '';
});

const asRole = (...statements: string[]) =>
  asApplication(council.id, async (client) => {
    for (const sql of statements) await client.query(sql);
  });
const call = () => `SELECT erase_evidence('${item}', 'Erased on 1 January 2026')`;
const SAYING_SO = "SELECT set_config('app.erasing', 'yes', true)";
const CONFIRM = () =>
  `UPDATE erasures SET outcome = 'confirmed', decided_by_id = '${council.as.director.person.id}', decided_at = now()`;
/** A request of the lead, confirmed already if `by` says by whom. */
const request = (by?: CouncilContext) =>
  `INSERT INTO erasures (council_id, item_id, number, reason, asked_by_id, asked_at, outcome, decided_by_id, decided_at)
   VALUES ('${council.id}', '${item}', 1, 'Wrong', '${council.as.lead.person.id}', now(),
           ${by ? `'confirmed', '${by.person.id}', now()` : 'NULL, NULL, NULL'})`;

describe('the application’s role', () => {
  it('erases nothing that nobody has confirmed', async () => {
    await expect(asRole(call())).rejects.toThrow('nobody has confirmed');
    await askToErase(council.as.lead, reference);
    await expect(asRole(call())).rejects.toThrow('nobody has confirmed');
  });

  it('makes no request that is confirmed already', async () => {
    await expect(asRole(request(council.as.director), call())).rejects.toThrow('waits for an answer');
  });

  it('asks and confirms in two transactions, and as two people', async () => {
    await expect(asRole(request(), CONFIRM(), call())).rejects.toThrow('in a later transaction');
    const inSavepoint = ['SAVEPOINT s', request(), 'RELEASE s', CONFIRM(), call()];
    await expect(asRole(...inSavepoint)).rejects.toThrow('in a later transaction');
    await asRole(request());
    const own =
      'UPDATE erasures SET outcome = $$confirmed$$, decided_by_id = asked_by_id, decided_at = now()';
    await expect(asRole(own, call())).rejects.toThrow('erasures_two_people');
    const asOther = `UPDATE erasures SET asked_by_id = '${council.as.director.person.id}'`;
    await expect(asRole(asOther)).rejects.toThrow('permission denied');
  });

  it('erases no version that was added after the request', async () => {
    const { lead } = council.as;
    await askToErase(lead, reference);
    const file = await receivedFile(lead, 'new.txt', 'Version 2\n');
    await replaceFile(lead, reference, { based: 1, reason: 'Newer', datedOn: null }, file);
    await expect(asRole(CONFIRM(), call())).rejects.toThrow('as it is now');
    await expect(asRole('UPDATE erasures SET file_version = 2')).rejects.toThrow('permission denied');
  });

  it('may not change what is only ever added, even while it says that it erases', async () => {
    for (const sql of [
      "UPDATE event_words SET words = '{}'",
      "UPDATE assessment_snapshots SET content = '{}'",
      "UPDATE assessment_snapshots SET item_hashes = '{}'",
      "UPDATE evidence_steps SET reason = ''",
      'UPDATE files SET erased_at = now()',
      'UPDATE erasures SET asked_in = 1',
      'DELETE FROM erasures',
    ])
      await expect(asRole(SAYING_SO, sql), sql).rejects.toThrow('permission denied');
  });

  it('may not say by itself that something is erased', async () => {
    await signOff(council);
    for (const sql of [
      "UPDATE evidence_items SET state = 'erased'",
      `INSERT INTO evidence_items (id, council_id, number, title, category, url, submission, created_by_id, state)
     SELECT gen_random_uuid(), council_id, 99, 'Gone', category, 'https://example.org/', 'x', created_by_id, 'erased'
       FROM evidence_items`,
      `INSERT INTO files (id, council_id, name, media_type, bytes, sha256, erased_at)
     SELECT gen_random_uuid(), council_id, name, media_type, bytes, sha256, now() FROM files`,
      `INSERT INTO assessment_snapshots (council_id, assessment_id, kind, version, content, content_hash, redacted_hash, made_by_id, made_at)
     SELECT council_id, assessment_id, kind, version + 1, content, repeat('0', 64), content_hash, made_by_id, made_at
       FROM assessment_snapshots`,
    ])
      await expect(asRole(SAYING_SO, sql), sql).rejects.toThrow('only the function erase_evidence erases');
  });
});

describe('a temporary table of the application’s role', () => {
  it('stands in for none that the rules read', async () => {
    await expect(
      asRole(
        SAYING_SO,
        'CREATE TEMPORARY TABLE pg_class (oid oid, relowner oid)',
        `INSERT INTO pg_class SELECT 'public.erasures'::regclass, oid FROM pg_roles WHERE rolname = current_user`,
        "UPDATE evidence_items SET state = 'erased'",
      ),
    ).rejects.toThrow('only the function erase_evidence erases');
    const open = `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                     AND prorettype = 'trigger'::regtype AND proconfig IS NULL`;
    expect(await asSuperuser(open)).toEqual([]);
  });
});

describe('the owner of the database', () => {
  /** With every trigger off. */
  const asOwner = (...statements: string[]) =>
    withClient(ownerUrl(), async (client: Client) => {
      await client.query('BEGIN');
      await client.query('SET LOCAL session_replication_role = replica');
      await client.query(`SELECT set_config('app.council_id', '${council.id}', true)`);
      for (const sql of statements) await client.query(sql);
      await client.query('COMMIT');
    });
  const forge = () => asOwner(request(council.as.director), 'UPDATE erasures SET file_version = 1', call());

  it('is found out who erases without a word in the history', async () => {
    await forge();
    const faults = (await rowFaults(council)).join('\n');
    expect(faults).toContain('its words are missing from the database');
    expect(faults).toContain(`${reference}: title is "Erased on 1 January 2026"`);
    expect(faults).toContain('state is "erased", but the history says "current"');
    expect(faults).toContain(`request 1 to erase ${reference}: no event in the history`);
  });

  it('is found out who writes an erasure that nobody asked for into the history too', async () => {
    await forge();
    await auditedWrite(council.as.director, 'evidence:erase', async () => ({
      result: undefined,
      event: {
        type: 'evidence.erased',
        subject: reference,
        data: { number: 1, at: new Date(Date.UTC(2026, 0, 1)).toISOString(), redacted: [] },
      },
    }));
    expect((await rowFaults(council)).join('\n')).toContain(
      `outcome is "confirmed", but the history says "not agreed"`,
    );
  });

  it('keeps what is erased as it is', async () => {
    const link = await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await eraseEvidence(council, link);
    const trying = asSuperuser(`UPDATE evidence_items SET title = 'Back' WHERE council_id = '${council.id}'`);
    await expect(trying).rejects.toThrow('only the function erase_evidence erases');
    const undoing = asSuperuser(
      `UPDATE evidence_items SET state = 'current' WHERE council_id = '${council.id}' AND state = 'erased'`,
    );
    await expect(undoing).rejects.toThrow('stays erased');
    await asSuperuser(`UPDATE evidence_links SET shows = 'Back' WHERE council_id = '${council.id}'`);
    expect((await getEvidenceItem(council.as.lead, link))?.uses).toMatchObject([{ shows: '' }]);
  });

  it('is found out who brings words back', async () => {
    const kept = await asSuperuser<{ seq: number; salt: string; words: object }>(
      `SELECT seq, salt, words FROM event_words WHERE council_id = '${council.id}' ORDER BY seq`,
    );
    await eraseEvidence(council, reference);
    for (const { seq, salt, words } of kept)
      await asSuperuser('INSERT INTO event_words (council_id, seq, salt, words) VALUES ($1, $2, $3, $4)', [
        council.id,
        seq,
        salt,
        words,
      ]);
    expect(await rowFaults(council)).toEqual(
      kept.map(({ seq }) => `event ${seq}: its words should have been erased`),
    );
  });
});
