import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import { exportActivity, markSeen } from '#lib/history/activity/commands.ts';
import { ACTIVITY_CSV_COLUMNS, entryCsvRow, typesOf } from '#lib/history/activity/entries.ts';
import {
  ACTIVITY_PAGE_SIZE,
  activityBatch,
  getActivityEntry,
  listActivity,
} from '#lib/history/activity/queries.ts';
import { csvRecords } from '#lib/kernel/csv.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { getOverview } from '#lib/pages/overview.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { attachEvidence, changeDetails, recordDownload } from '#lib/record/evidence/commands.ts';
import { deleteComment } from '#lib/work/comments/commands.ts';
import { returnProposal } from '#lib/work/reviews/commands.ts';
import {
  ANSWERS,
  type AnswersInput,
  asSuperuser,
  decisionInput,
  evidenceUseInput,
  linkDetails,
  makeAssessedCouncil,
  makeComment,
  makeEvidenceLink,
  sendForSignOff,
  type TestCouncil,
} from './council-factory.ts';

type Assessed = TestCouncil & { readonly assessment: string };
let council: Assessed;

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const save = (given: AnswersInput, version: number, role: 'lead' | 'contributor' = 'lead') =>
  saveStatement(council.as[role], 'QS7', { ...ANSWERS, ...given, assessment: council.assessment, version });

async function titles(filter: Parameters<typeof listActivity>[1]): Promise<string[]> {
  const { entries, total } = await listActivity(council.as.reader, filter, 1);
  expect(total).toBe(entries.length);
  return entries.map(({ title }) => title);
}

/** Adds past events in bulk, as the superuser, without going through commands. */
async function past(events: readonly { at: string; subject: string }[]): Promise<void> {
  await asSuperuser(
    `WITH given AS (SELECT at, subject, row_number() OVER ()::int AS n FROM jsonb_to_recordset($2::jsonb) AS e(at timestamptz, subject text)),
          head AS (SELECT max(seq) AS seq FROM audit_events WHERE council_id = $1)
     INSERT INTO audit_events (council_id, seq, at, actor_name, actor_role, request_id, type, subject, data, previous_hash, hash)
     SELECT $1, head.seq + n, at, 'Set-up command', 'system', 'past', 'file.downloaded', subject, '{"sha256": ""}',
            CASE WHEN n = 1 THEN (SELECT hash FROM audit_events WHERE council_id = $1 AND seq = head.seq) ELSE lpad(to_hex(n - 1), 64, '0') END,
            lpad(to_hex(n), 64, '0')
       FROM given, head ORDER BY n`,
    [council.id, JSON.stringify(events)],
  );
}

describe('the filtered history', () => {
  it('of a statement holds its saves and its evidence, and no other’s', async () => {
    await save({}, 0);
    await saveStatement(council.as.lead, 'QS1', { ...ANSWERS, assessment: council.assessment, version: 0 });
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS7' });
    await attachEvidence(council.as.lead, [reference], 'QS1', evidenceUseInput(council));
    expect(await titles({ statement: 'QS7' })).toEqual([
      'Evidence E1 added: Annual report',
      'Safeguarding saved',
    ]);
    expect(await titles({ statement: 'QS1' })).toEqual([
      'Evidence E1 attached to Assessing needs',
      'Assessing needs saved',
    ]);
    expect(await titles({ statement: 'QS9' })).toEqual([]);
  });

  it('of an item includes who viewed it', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    await makeEvidenceLink(council.as.lead);
    await recordDownload(council.as.director, reference, '0'.repeat(64));
    expect(await titles({ evidence: 'E1' })).toEqual([
      'File of evidence E1 downloaded',
      'Evidence E1 added: Annual report',
    ]);
  });

  it('of comments shows the first line to those who may read them, until deleted', async () => {
    const body = 'Waits are up.\nPage 3 has it.';
    const { lead, reader, admin } = council.as;
    const id = await makeComment(lead, { body, mention: [reader.person.id] });
    const details = async (context: CouncilContext) =>
      (await listActivity(context, { kind: 'comments' }, 1)).entries.map(({ detail }) => detail);
    expect(await details(reader)).toEqual([`“Waits are up.”, for ${reader.person.name}`]);
    expect(await details(admin)).toEqual([`For ${reader.person.name}`]);
    const [entry] = (await listActivity(admin, { kind: 'comments' }, 1)).entries;
    expect(JSON.stringify(await getActivityEntry(admin, entry?.seq ?? 0))).not.toContain('Waits are up');
    await deleteComment(lead, { kind: 'statement', statement: 'QS1' }, id);
    expect(await details(reader)).toEqual([null, `For ${reader.person.name}`]);
  });

  it('of the review shows the reasons given', async () => {
    const { director, reader } = council.as;
    await sendForSignOff(council);
    await returnProposal(director, { ...(await decisionInput(council)), reason: 'Two texts are missing.' });
    const { entries } = await listActivity(reader, { kind: 'reviews' }, 1);
    expect(entries.map(({ title, detail, reason }) => [title, detail, reason])[0]).toEqual([
      'Version 1 returned for changes',
      null,
      'Two texts are missing.',
    ]);
  });

  it('of a person shows what they did, and their membership', async () => {
    await save({}, 0, 'contributor');
    const { id, name } = council.as.contributor.person;
    expect(await titles({ person: id })).toEqual(['Safeguarding saved', `${name} added as contributor`]);
  });

  it('of a kind combines with other filters', async () => {
    await save({}, 0);
    await save({ score: 4, scoreReason: 'Waits are shorter.' }, 1, 'contributor');
    expect(await titles({ kind: 'members' })).toHaveLength(6);
    expect(await titles({ kind: 'statements' })).toHaveLength(2);
    const person = council.as.contributor.person.id;
    expect(await titles({ kind: 'statements', person, statement: 'QS7' })).toHaveLength(1);
    expect(await titles({ kind: 'views', person })).toEqual([]);
  });

  it('of days uses London time, on both days when the clocks change', async () => {
    await past([
      { at: '2026-03-28T23:59:59.999Z', subject: 'E1' },
      { at: '2026-03-29T00:00:00Z', subject: 'E2' },
      { at: '2026-03-29T22:59:59.999Z', subject: 'E3' },
      { at: '2026-03-29T23:00:00Z', subject: 'E4' },
      { at: '2026-10-24T22:59:59.999Z', subject: 'E5' },
      { at: '2026-10-24T23:00:00Z', subject: 'E6' },
      { at: '2026-10-25T23:59:59.999Z', subject: 'E7' },
      { at: '2026-10-26T00:00:00Z', subject: 'E8' },
    ]);
    const on = async (from: CalendarDate, to: CalendarDate) =>
      (await titles({ kind: 'views', from, to })).map((title) => title.match(/E\d/)?.[0]);
    expect(await on('2026-03-29', '2026-03-29')).toEqual(['E3', 'E2']);
    expect(await on('2026-10-25', '2026-10-25')).toEqual(['E7', 'E6']);
    expect(await on('2026-03-30', '2026-10-24')).toEqual(['E5', 'E4']);
    expect(await on('2026-10-26', '2026-10-25')).toEqual([]);
  });

  it('is divided into pages with every entry once; past the end, page 1 is shown', async () => {
    const at = '2026-01-05T12:00:00Z';
    await past(
      Array.from({ length: 2 * ACTIVITY_PAGE_SIZE + 10 }, (_, n) => ({ at, subject: `E${1 + (n % 2)}` })),
    );
    for (const filter of [{}, { evidence: 'E2' }, { kind: 'views' }] as const) {
      const first = await listActivity(council.as.reader, filter, 1);
      const seen: number[] = [];
      for (let page = 1; page <= first.pages; page += 1) {
        const list = await listActivity(council.as.reader, filter, page);
        expect(list).toMatchObject({ page, pages: first.pages, total: first.total });
        seen.push(...list.entries.map(({ seq }) => seq));
      }
      expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => b - a));
      expect(seen).toHaveLength(first.total);
      const past = await listActivity(council.as.reader, filter, first.pages + 1);
      expect(past).toEqual(first);
    }
  });

  it('uses an index for every filter', { timeout: 60_000 }, async () => {
    const at = '2026-01-05T12:00:00Z';
    await past(Array.from({ length: 20_000 }, (_, n) => ({ at, subject: `E${n}` })));
    await asSuperuser('ANALYZE audit_events');
    for (const [condition, index] of [
      ["coalesce(data ->> 'statement', subject) = 'QS7'", 'audit_events_council_id_statement_seq_idx'],
      ["subject = 'E12'", 'audit_events_council_id_subject_seq_idx'],
      [`actor_id = '${council.as.lead.person.id}'`, 'audit_events_council_id_actor_id_seq_idx'],
      [`type = any('{${typesOf('members').join()}}')`, 'audit_events_council_id_type_seq_idx'],
      ["at >= '2026-11-01'", 'audit_events_council_id_at_idx'],
    ]) {
      const plan = await asSuperuser<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT count(*) FROM audit_events WHERE council_id = '${council.id}' AND ${condition}`,
      );
      expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
    }
  });
});

describe('an entry', () => {
  const seqOfLast = async () => (await listActivity(council.as.lead, {}, 1)).total;
  const joined = (
    pieces: readonly { kind: string; text: string }[] | undefined,
    without: 'added' | 'removed',
  ) =>
    pieces
      ?.filter(({ kind }) => kind !== without)
      .map(({ text }) => text)
      .join('');

  it('of a save shows both saved texts', async () => {
    await save({}, 0);
    const first = await getActivityEntry(council.as.reader, await seqOfLast());
    expect(first?.texts?.map(({ pieces }) => joined(pieces, 'removed'))).toEqual([
      ANSWERS.strengths,
      ANSWERS.improvements,
      ANSWERS.impact,
    ]);
    expect(first?.texts?.every(({ pieces }) => joined(pieces, 'added') === '')).toBe(true);

    const after = { strengths: 'People wait 12 days.\n\nNot 19.', improvements: '', score: 4 } as const;
    await save({ ...after, scoreReason: 'Waits are shorter.' }, 1, 'contributor');
    const second = await getActivityEntry(council.as.reader, await seqOfLast());
    expect(second).toMatchObject({
      statement: 'QS7',
      by: council.as.contributor.person.name,
      role: 'Contributor',
      requestId: 'request-contributor',
      previousHash: first?.hash,
      reason: 'Waits are shorter.',
    });
    expect(first?.reason).toBeNull();
    expect(second?.changes).toEqual([
      { name: 'Score', before: '3: Good standard', after: '4: Exceptional standard' },
      { name: 'Completed', before: 'Yes', after: 'Yes' },
    ]);
    expect(second?.texts?.map(({ pieces }) => [joined(pieces, 'added'), joined(pieces, 'removed')])).toEqual([
      [ANSWERS.strengths, after.strengths],
      [ANSWERS.improvements, ''],
      [ANSWERS.impact, ANSWERS.impact],
    ]);
    expect((await verifyCouncil(council, [])).head).toBe(second?.hash);
  });

  it('of details shows both versions', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    await changeDetails(council.as.lead, reference, {
      ...linkDetails({ title: 'Other', datedOn: null, category: 'outcomes' }),
      version: 1,
    });
    const entry = await getActivityEntry(council.as.reader, await seqOfLast());
    expect(entry).toMatchObject({ evidence: 'E1', statement: null, texts: null });
    expect(entry?.changes).toMatchObject([
      { name: 'Title', before: 'Annual report', after: 'Other' },
      { name: 'Category', before: 'People’s experience', after: 'Outcomes and data' },
      { name: 'Date of the evidence', before: '18 June 2026', after: null },
      { name: 'Owner', before: 'Performance manager', after: 'Performance manager' },
      { name: 'Marking', before: 'OFFICIAL', after: 'OFFICIAL' },
      { name: 'Contains personal data', before: 'No', after: 'No' },
    ]);
  });

  it('is null when it does not exist', async () => {
    expect(await getActivityEntry(council.as.reader, (await seqOfLast()) + 1)).toBeNull();
    expect(await getActivityEntry(council.as.reader, 0)).toBeNull();
  });
});

describe('an export', () => {
  async function records(filter: Parameters<typeof exportActivity>[1]): Promise<string[][]> {
    const { through, count } = await exportActivity(council.as.director, filter);
    const entries = await activityBatch(council.as.director, filter, { through, take: 10_000 });
    expect(entries).toHaveLength(count);
    return parse(csvRecords([ACTIVITY_CSV_COLUMNS, ...entries.map(entryCsvRow)]));
  }

  it('matches the page for every entry', async () => {
    await save({}, 0);
    const { entries } = await listActivity(council.as.director, {}, 1);
    const [header, ...rows] = await records({});
    expect(header).toEqual(ACTIVITY_CSV_COLUMNS);
    expect(rows.map(([seq, , at, by, role, , title, detail]) => [seq, at, by, role, title, detail])).toEqual(
      entries.map(({ seq, at, by, role, title, detail }) => [
        String(seq),
        at.toISOString(),
        by,
        role,
        title,
        detail ?? '',
      ]),
    );
  });

  it('neutralises formulas and leaves everything else unchanged', async () => {
    const title = '=HYPERLINK("https://x.example","a, b")\n+1';
    await makeEvidenceLink(council.as.lead, { title, url: 'https://x.example/"quoted",=1' });
    // Event text always follows words of the service; only people's names stand alone.
    const named = { ...council.as.lead, person: { ...council.as.lead.person, name: '@SUM(A1)' } };
    await saveStatement(named, 'QS1', { ...ANSWERS, assessment: council.assessment, version: 0 });
    const [, saved, added] = await records({});
    expect(saved?.[3]).toBe("'@SUM(A1)");
    expect(added?.[6]).toBe(`Evidence E1 added: ${title}`);
    expect(added?.[7]).toBe('Link https://x.example/"quoted",=1');
  });

  it('is recorded with its filter and number of entries', async () => {
    await save({}, 0);
    await exportActivity(council.as.director, { statement: 'QS7', from: '2026-01-01' });
    const [entry] = (await listActivity(council.as.reader, {}, 1)).entries;
    expect(entry).toMatchObject({
      title: 'Activity exported',
      detail: '1 entry, filtered by Safeguarding, From 1 January 2026',
      by: council.as.director.person.name,
    });
  });

  it('in batches holds each entry once, even as more are added', async () => {
    await past(Array.from({ length: 25 }, () => ({ at: '2026-01-05T12:00:00Z', subject: 'E1' })));
    const { through, count } = await exportActivity(council.as.lead, {});
    const seen: number[] = [];
    for (let next = through; next > 0; ) {
      const batch = await activityBatch(council.as.lead, {}, { through: next, take: 10 });
      seen.push(...batch.map(({ seq }) => seq));
      next = (batch.at(-1)?.seq ?? 1) - 1;
      await makeEvidenceLink(council.as.lead);
    }
    expect(seen).toEqual(Array.from({ length: count }, (_, index) => count - index));
  });
});

describe('changes since the last look', () => {
  const newTo = async (context: CouncilContext) => (await getOverview(context, new Date())).changes;

  it('are what others changed, by statement, until marked as seen', async () => {
    await markSeen(council.as.lead, 1_000_000);
    expect(await newTo(council.as.lead)).toBeNull();
    await save({}, 0);
    expect(await newTo(council.as.lead)).toBeNull();

    await save({ score: 4, scoreReason: 'Waits are shorter.' }, 1, 'contributor');
    const reference = await makeEvidenceLink(council.as.contributor, { statement: 'QS7' });
    await makeEvidenceLink(council.as.contributor);
    await recordDownload(council.as.contributor, reference, '0'.repeat(64));
    const changes = await newTo(council.as.lead);
    expect(changes?.counts).toEqual([
      { statement: 'QS7', count: 2 },
      { statement: null, count: 1 },
    ]);
    expect(changes).toMatchObject({ isMore: false, since: expect.any(Date) });

    // Changes between looking and marking stay unseen.
    await save({ score: 2, scoreReason: 'They are longer again.' }, 2, 'contributor');
    await markSeen(council.as.lead, changes?.through ?? 0);
    expect((await newTo(council.as.lead))?.counts).toEqual([{ statement: 'QS7', count: 1 }]);
    // Marking from an older page does not move the mark back.
    await markSeen(council.as.lead, 1);
    expect((await newTo(council.as.lead))?.counts).toEqual([{ statement: 'QS7', count: 1 }]);
  });

  it('are separate for each person, and start with everything', async () => {
    await save({}, 0);
    await markSeen(council.as.director, 1_000_000);
    expect(await newTo(council.as.director)).toBeNull();
    expect(await newTo(council.as.reader)).toMatchObject({
      counts: [
        { statement: 'QS7', count: 1 },
        { statement: null, count: 1 },
      ],
      since: null,
    });
  });

  it('cannot be marked past the end', async () => {
    await markSeen(council.as.reader, 2_000_000_000);
    await save({}, 0);
    expect(await newTo(council.as.reader)).not.toBeNull();
  });
});
