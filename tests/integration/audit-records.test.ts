import { appendFile, rename, writeFile } from 'node:fs/promises';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { importResults } from '#lib/exchange/imports/commands.ts';
import { previewResults } from '#lib/exchange/imports/queries.ts';
import { saveScenario, setTargets } from '#lib/insight/scenarios/commands.ts';
import { agreeToShare } from '#lib/insight/sharing/commands.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { filePath } from '#lib/platform/storage/location.ts';
import { confirmCarried, saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { giveChallenge } from '#lib/record/challenge/commands.ts';
import { setTarget } from '#lib/record/measures/commands.ts';
import { inviteMember } from '#lib/record/members/commands.ts';
import { ALL_RECORDS, UNRECORDED_TABLES } from '#lib/tasks/audit-records.ts';
import { verifyDatabase } from '#lib/tasks/verify.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { loadLocalAuthorities } from '#prisma/seed/load-local-authorities.ts';
import {
  ANSWERS,
  asSuperuser,
  challengeInput,
  makeAssessedCouncil,
  makeComment,
  makeEvidenceFile,
  makeEvidenceLink,
  makeMeasure,
  makePaperLink,
  ownerUrl,
  resultFile,
  resultRow,
  signOff,
  startNextCycle,
  type TestCouncil,
  tenantTables,
  withClient,
} from './council-factory.ts';

type Assessed = TestCouncil & { readonly assessment: string };

beforeAll(() => loadLocalAuthorities(ownerUrl()));

/** Changes rows with the triggers off, as the owner of the database can. */
function tamper(council: TestCouncil, ...statements: string[]): Promise<void> {
  return withClient(ownerUrl(), async (client) => {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    for (const sql of statements) {
      const { rowCount } = await client.query(sql.replaceAll('$council', `'${council.id}'`));
      if (!rowCount) throw new Error(`Nothing was changed by ${sql}`);
    }
    await client.query('COMMIT');
  });
}

const rowsOf = async (council: TestCouncil) => (await verifyCouncil(council, ALL_RECORDS)).rows;

/** A council in its second cycle that has had every event that leaves rows. */
async function fullCouncil(): Promise<Assessed> {
  const first = await makeAssessedCouncil();
  const { lead, director, reader, contributor, admin } = first.as;
  const owner = contributor.person.id;
  await makeEvidenceLink(lead, { statement: 'QS1', shows: 'Waits', location: 'Page 2' });
  await saveStatement(lead, 'QS1', { ...ANSWERS, assessment: first.assessment, version: 0 });
  await assignStatement(lead, 'QS1', {
    assessment: first.assessment,
    owner,
    helpers: [],
    dueOn: '2099-01-31',
  });
  await signOff(first);
  await startNextCycle(first, first.assessment);
  const assessment = (await getAssessment(lead))?.id ?? '';
  const council = { ...first, assessment };
  await confirmCarried(lead, 'QS1', { assessment, version: 1 });
  await saveStatement(lead, 'QS2', { ...ANSWERS, strengths: 'Emoji 👩🏽‍🦽 count', assessment, version: 0 });
  const lower = { score: 2, scoreReason: 'Waits are longer.' } as const;
  await saveStatement(lead, 'QS4', { ...ANSWERS, assessment, version: 0 });
  await saveStatement(lead, 'QS4', { ...ANSWERS, ...lower, assessment, version: 1 });
  await makeEvidenceFile(
    contributor,
    { statement: 'QS2', shows: 'Notes' },
    'notes.txt',
    'Notes of a meeting.\n',
  );
  await makeComment(reader, { body: 'Is that so?', mention: [lead.person.id] });
  await giveChallenge(director, 'QS2', challengeInput(assessment));
  await saveScenario(lead, { assessment, name: 'Better', scores: { QS1: 4, QS2: 4 } });
  const targets = [{ statement: 'QS1', score: 4, dueOn: '2027-12-31', version: 0 } as const];
  await setTargets(lead, { assessment, targets });
  const { measure, value } = await makeMeasure(lead);
  const aim = { kind: 'change', amount: 100_000n } as const;
  await setTarget(lead, measure, { version: 0, baseline: value, ...aim, dueOn: '2028-03-31' });
  const file = resultFile(resultRow());
  const tried = await previewResults(admin, file);
  await importResults(admin, file, tried.ok ? tried.fingerprint : '');
  await agreeToShare(director, { shared: ['live'], reason: 'The region asked', version: 0 });
  await makePaperLink(lead);
  await inviteMember(admin, { email: `sam@${first.slug}.example`, name: 'Sam Patel', role: 'reader' });
  return council;
}

describe('the replayed chain', () => {
  it('accounts for every table with a council’s rows, or gives the reason why not', async () => {
    const told = ALL_RECORDS.flatMap(({ tables }) => tables);
    expect([...told, ...Object.keys(UNRECORDED_TABLES)].toSorted()).toEqual(await tenantTables());
  });

  it('matches the rows that commands left, including carried-forward ones', async () => {
    const council = await fullCouncil();
    expect(await verifyCouncil(council, ALL_RECORDS)).toMatchObject({
      firstBroken: null,
      rows: [],
      textsWithoutHash: 0,
    });
  });

  it('names every row that the owner of the database changed, deleted or inserted', async () => {
    const council = await fullCouncil();
    const { lead, director, reader, contributor } = council.as;
    const name = (of: typeof lead) => of.person.name;
    const [comment] = await asSuperuser<{ id: string }>('SELECT id FROM comments WHERE council_id = $1', [
      council.id,
    ]);
    const [link] = await asSuperuser<{ id: string }>('SELECT id FROM links WHERE council_id = $1', [
      council.id,
    ]);
    const [invitation] = await asSuperuser<{ id: string }>(
      'SELECT id FROM invitations WHERE council_id = $1',
      [council.id],
    );
    const now = `assessment_id = '${council.assessment}'`;
    const changes: readonly (readonly [string, string])[] = [
      [
        "UPDATE assessments SET review_state = 'preparing', threshold_set = 'cqc' WHERE council_id = $council AND number = 1",
        'cycle 1: thresholds is "cqc", but the history says "62-80"; review is "preparing", but the history says "signed"',
      ],
      [
        `UPDATE memberships SET role = 'admin' WHERE council_id = $council AND person_id = '${reader.person.id}'`,
        `member ${name(reader)}: role is "admin", but the history says "reader"`,
      ],
      [
        `UPDATE statement_assessments SET score = 4 WHERE council_id = $council AND ${now} AND statement = 'QS2'`,
        'QS2, cycle 2: score is 4, but the history says 3',
      ],
      [
        `UPDATE statement_assessments SET strengths = reverse(strengths), saved_by_id = '${contributor.person.id}'
         WHERE council_id = $council AND ${now} AND statement = 'QS1'`,
        `QS1, cycle 2: savedBy is "${name(contributor)}", but the history says "${name(lead)}"; the text has changed since it was saved`,
      ],
      [
        `UPDATE statement_assessments SET due_on = '2099-02-01' WHERE council_id = $council AND statement = 'QS3' AND ${now}`,
        'people of QS3, cycle 2: dueOn is "2099-02-01", but the history says null',
      ],
      [
        `UPDATE statement_revisions SET score_reason = 'Waits are shorter' WHERE council_id = $council AND score_reason <> ''`,
        'reason of version 2 of QS4, cycle 2: the text has changed since it was saved',
      ],
      [
        `UPDATE closing_steps SET person_id = '${contributor.person.id}' WHERE council_id = $council`,
        `step 1 of the closing, cycle 1: personId is "${name(contributor)}", but the history says "${name(lead)}"`,
      ],
      [
        `DELETE FROM statement_revisions WHERE council_id = $council AND ${now} AND statement = 'QS2'`,
        'version 1 of QS2, cycle 2: missing from the database',
      ],
      [
        `INSERT INTO statement_revisions SELECT council_id, assessment_id, statement, 2, 4, strengths, improvements, impact,
               completed, saved_by_id, saved_at FROM statement_revisions WHERE council_id = $council AND ${now} AND statement = 'QS1'`,
        'version 2 of QS1, cycle 2: no event in the history',
      ],
      [
        `DELETE FROM statement_tasks WHERE council_id = $council AND ${now}`,
        `people of QS1, cycle 2: owner is null, but the history says "${name(contributor)}"`,
      ],
      [
        "UPDATE evidence_items SET title = 'Another', marking = 'OFFICIAL-SENSITIVE', state = 'withdrawn' WHERE council_id = $council AND number = 1",
        'E1: title is "Another", but the history says "Annual report"; marking is "OFFICIAL-SENSITIVE", but the history says "OFFICIAL"; state is "withdrawn", but the history says "current"',
      ],
      [
        "UPDATE files SET sha256 = repeat('a', 64) WHERE council_id = $council",
        `E2: sha256 is "${'a'.repeat(64)}", but the history says "`,
      ],
      [
        `INSERT INTO evidence_versions SELECT council_id, id, 2, gen_random_uuid(), created_by_id,
               created_at FROM evidence_items WHERE council_id = $council AND number = 1`,
        'version 2 of the file of E1: no event in the history',
      ],
      [
        "INSERT INTO evidence_steps SELECT council_id, id, 1, 'held', 'A claim', created_by_id, created_at FROM evidence_items WHERE council_id = $council AND number = 1",
        'step 1 of E1: no event in the history',
      ],
      [
        `INSERT INTO evidence_links SELECT gen_random_uuid(), council_id, assessment_id, 'QS9', evidence_item_id, shows, location,
               created_at, false FROM evidence_links WHERE council_id = $council AND ${now} AND statement = 'QS2'`,
        'E2 under QS9, cycle 2: no event in the history',
      ],
      [
        `UPDATE evidence_links SET shows = 'Waits and more', file_version = 2 WHERE council_id = $council AND ${now} AND statement = 'QS1'`,
        'E1 under QS1, cycle 2: fileVersion is 2, but the history says null; the text has changed since it was saved',
      ],
      [
        "UPDATE comments SET body = 'Is this so?' WHERE council_id = $council",
        `comment ${comment?.id}: the text has changed since it was saved`,
      ],
      [
        'UPDATE challenge_scores SET score = 3 WHERE council_id = $council',
        `challenge score 1 of ${name(director)} for QS2, cycle 2: score is 3, but the history says 2`,
      ],
      [
        "UPDATE review_steps SET role = 'lead' WHERE council_id = $council AND kind = 'signed'",
        'step 2 of the review, cycle 1: role is "lead", but the history says "director"',
      ],
      [
        "UPDATE assessment_snapshots SET content = '{}', content_hash = encode(sha256('{}'), 'hex') WHERE council_id = $council AND kind = 'signed'",
        'signed version 1, cycle 1: contentHash is ',
      ],
      [
        "DELETE FROM assessment_snapshots WHERE council_id = $council AND kind = 'closed'",
        'content at its closing, cycle 1: missing from the database',
      ],
      [
        "UPDATE scenario_scores SET needs = 'More people' WHERE council_id = $council AND statement = 'QS1'",
        'scenario-1, cycle 2: QS1 is "from 3 to 4, 11 characters", but the history says "from 3 to 4, 0 characters"',
      ],
      [
        'UPDATE statement_targets SET score = 3 WHERE council_id = $council',
        'target of QS1, cycle 2: score is 3, but the history says 4',
      ],
      [
        "UPDATE measures SET better = 'lower' WHERE council_id = $council AND key = 'own-1'",
        'measure own-1: better is "lower", but the history says "higher"',
      ],
      [
        "UPDATE invitations SET role = 'admin' WHERE council_id = $council",
        `invitation ${invitation?.id}: role is "admin", but the history says "reader"`,
      ],
      [
        "UPDATE measures SET better = 'lower' WHERE council_id = $council AND key = 'direct-payments'",
        'shipped measure direct-payments: better is "lower", but the history says "higher"',
      ],
      [
        'UPDATE measure_values SET value = 61.6 WHERE council_id = $council',
        'value of own-1 for 2025-04-01 to 2026-03-31: value is "61.6", but the history says "61.5"',
      ],
      [
        "UPDATE measure_targets SET due_on = '2029-03-31' WHERE council_id = $council",
        'target of own-1: dueOn is "2029-03-31", but the history says "2028-03-31"',
      ],
      [
        "UPDATE result_corrections SET rating = 'outstanding' WHERE council_id = $council",
        'published result of E06000001: rating is ',
      ],
      [
        "UPDATE sharing_agreements SET shared = '{signed,live}' WHERE council_id = $council",
        'sharing agreement 1: shared is "signed, live", but the history says "live"',
      ],
      [
        "UPDATE links SET for_whom = 'Everybody' WHERE council_id = $council",
        `board paper of link ${link?.id}: forWhom is "Everybody", but the history says "Health scrutiny committee"`,
      ],
    ];
    await tamper(council, ...changes.map(([sql]) => sql));
    const found = await rowsOf(council);
    for (const [sql, line] of changes) {
      expect(
        found.filter((row) => row.startsWith(line)),
        sql,
      ).toHaveLength(1);
    }
    // One line for each change, with none repeated for related rows.
    expect(found).toHaveLength(changes.length);
  });

  it('counts the rest when a table has been emptied', async () => {
    const council = await makeAssessedCouncil();
    for (let index = 0; index < 23; index += 1) await makeEvidenceLink(council.as.lead);
    await tamper(council, 'DELETE FROM evidence_items WHERE council_id = $council');
    const rows = await rowsOf(council);
    expect(rows).toHaveLength(21);
    expect(rows.at(-1)).toBe('and 3 more in evidence_items and files');
  });

  it('compares only the length of text older than text hashes', async () => {
    const council = await makeAssessedCouncil();
    const save = { ...ANSWERS, assessment: council.assessment, version: 0 };
    await saveStatement(council.as.lead, 'QS1', save);
    const older = ALL_RECORDS.map((kind) => ({
      ...kind,
      replay: () => {
        const replay = kind.replay();
        return {
          ...replay,
          apply: (event: Parameters<typeof replay.apply>[0]) => {
            const { words, salt, ...data } = event.data as Record<string, unknown>;
            replay.apply({ ...event, data } as typeof event);
          },
        };
      },
    }));
    await tamper(
      council,
      "UPDATE statement_assessments SET impact = reverse(impact) WHERE council_id = $council AND statement = 'QS1'",
    );
    await tamper(council, 'DELETE FROM statement_revisions WHERE council_id = $council');
    expect(await verifyCouncil(council, older)).toMatchObject({ rows: [], textsWithoutHash: 1 });
    await tamper(
      council,
      "UPDATE statement_assessments SET impact = '' WHERE council_id = $council AND statement = 'QS1'",
    );
    expect((await verifyCouncil(council, older)).rows).toEqual([
      `QS1, cycle 1: impact is 0, but the history says ${ANSWERS.impact.length}`,
    ]);
  });

  it('is compared with one snapshot, even during writes', async () => {
    const council = await makeAssessedCouncil();
    let isDone = false;
    const writing = (async () => {
      while (!isDone) await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    })();
    try {
      for (let round = 0; round < 5; round += 1) expect(await rowsOf(council)).toEqual([]);
    } finally {
      isDone = true;
      await writing;
    }
  });
});

describe('verifyDatabase', () => {
  let council: Assessed;
  let printed: string[];

  beforeEach(async () => {
    council = await makeAssessedCouncil();
    printed = [];
    for (const way of ['log', 'error'] as const)
      vi.spyOn(console, way).mockImplementation((line: string) => void printed.push(line));
  });

  const verify = (...anchors: { council: string | null; seq: number; hash: string }[]) =>
    verifyDatabase({ anchors, files: true });
  /** The output for this test's council. */
  const told = () =>
    printed
      .filter((line) => line.startsWith(`${council.slug}: `))
      .map((line) => line.slice(council.slug.length + 2));
  const head = async () => {
    const [event] = await asSuperuser<{ seq: number; hash: string }>(
      'SELECT seq, hash FROM audit_events WHERE council_id = $1 ORDER BY seq DESC LIMIT 1',
      [council.id],
    );
    if (!event) throw new Error('There is no event');
    return { council: council.slug, ...event };
  };

  it('confirms that the chain holds a pack’s event', async () => {
    const pack = await head();
    await makeEvidenceLink(council.as.lead);
    await verify(pack);
    expect(told()).toContain(`event ${pack.seq} as printed.`);
  });

  it('finds that the last three events were removed with their rows', async () => {
    for (let index = 0; index < 3; index += 1) await makeEvidenceLink(council.as.lead);
    const pack = await head();
    await tamper(
      council,
      `DELETE FROM audit_events WHERE council_id = $council AND seq > ${pack.seq - 3}`,
      'DELETE FROM evidence_items WHERE council_id = $council',
    );
    await verify();
    expect(told()).toEqual([expect.stringContaining('verified')]);
    expect((await verify(pack)).problems).toBeGreaterThan(0);
    expect(told()).toContain(
      `the history ends at event ${pack.seq - 3}, but a pack names event ${pack.seq}.`,
    );
  });

  it('finds a chain rewritten from some event on', async () => {
    const pack = await head();
    expect((await verify({ ...pack, hash: 'f'.repeat(64) })).problems).toBeGreaterThan(0);
    expect(told()).toContain(`event ${pack.seq} has a different fingerprint: ${pack.hash}.`);
  });

  it('finds a changed event, and then compares no rows', async () => {
    await tamper(
      council,
      'UPDATE audit_events SET data = data || \'{"name": "Other"}\' WHERE council_id = $council AND seq = 4',
    );
    await verify();
    expect(told()).toEqual([
      'broken at event 4: its content was changed after it was written. Rows were not compared.',
    ]);
    await tamper(council, 'DELETE FROM audit_events WHERE council_id = $council');
    await verify();
    expect(told().at(-1)).toMatch(/^the history is empty/);
  });

  it('asks which council an event belongs to, and rejects unknown ones', async () => {
    const { seq, hash } = await head();
    await makeAssessedCouncil();
    await expect(verify({ council: null, seq, hash })).rejects.toThrow(
      'Give the slug of the council that event',
    );
    await expect(verify({ council: 'nowhere', seq, hash })).rejects.toThrow(
      'No council has the slug nowhere',
    );
  });

  it('finds files swapped, truncated, extended or missing', async () => {
    const texts = ['The first.\n', 'The other.\n', 'The third.\n', 'The last.\n'];
    for (const [index, text] of texts.entries())
      await makeEvidenceFile(council.as.lead, {}, `${index}.txt`, text);
    const ids = await asSuperuser<{ id: string }>('SELECT id FROM files WHERE council_id = $1 ORDER BY id', [
      council.id,
    ]);
    const paths = ids.map(({ id }) => filePath(council.id, id));
    await verify();
    expect(told()).toContain('4 files compared with their fingerprints.');
    const [first = '', other = '', third = '', last = ''] = paths;
    await rename(first, `${first}.kept`);
    await rename(other, first);
    await rename(`${first}.kept`, other);
    await appendFile(third, 'x');
    await writeFile(last, '');
    await verify();
    expect(told().filter((line) => /^E\d: its file/.test(line))).toEqual([
      'E1: its file does not match its fingerprint.',
      'E2: its file does not match its fingerprint.',
      'E3: its file has 12 bytes instead of 11.',
      'E4: its file has 0 bytes instead of 10.',
    ]);
    await rename(last, `${last}.gone`);
    await verify();
    expect(told().at(-1)).toMatch(/files? compared/);
    expect(told()).toContain('E4: its file is missing.');
  });
});
