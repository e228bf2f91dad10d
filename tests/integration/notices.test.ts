import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { runMorningJobs } from '#lib/background/digests.ts';
import { tidy } from '#lib/background/tidy.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { auditedWrite } from '#lib/platform/audit/write.ts';
import { submissionOf } from '#lib/platform/db/submissions.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { reviewEvidence, withdrawEvidence } from '#lib/record/evidence/commands.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';
import { setDisabled } from '#lib/record/members/commands.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { addComment } from '#lib/work/comments/commands.ts';
import { markAllNoticesRead, markNoticeRead, setDigest } from '#lib/work/notices/commands.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import {
  ANSWERS,
  asApplication,
  asSuperuser,
  commentInput,
  dumpCouncil,
  makeAssessedCouncil,
  makeComment,
  makeEvidenceLink,
  ON_QS1,
  signOff,
  type TestCouncil,
} from './council-factory.ts';

// Without SMTP_URL: notices appear in the service only.

let council: TestCouncil & { readonly assessment: string };
let lead: CouncilContext;
let contributor: CouncilContext;

beforeEach(async () => {
  council = await makeAssessedCouncil();
  ({ lead, contributor } = council.as);
});

const assign = (
  owner: CouncilContext | null,
  helpers: readonly CouncilContext[] = [],
  statement: StatementId = 'QS1',
  by = lead,
) =>
  assignStatement(by, statement, {
    assessment: council.assessment,
    owner: owner?.person.id ?? null,
    helpers: helpers.map(({ person }) => person.id),
    dueOn: null,
  });
const noticeTexts = async (of: CouncilContext) => (await listNotices(of, 1)).notices.map(({ text }) => text);

describe('an assignment to a statement', () => {
  it('notifies people new to their part, and never the person who assigned it', async () => {
    await assign(contributor, [lead]);
    expect(await listNotices(contributor, 1)).toMatchObject({
      unread: 1,
      digest: 'daily',
      notices: [
        {
          text: `${lead.person.name} made you the owner of Assessing needs`,
          href: `/councils/${council.slug}/assessment/QS1`,
          unread: true,
        },
      ],
    });
    expect(await noticeTexts(lead)).toEqual([]);
    await assign(contributor, [lead]);
    expect(await noticeTexts(contributor)).toHaveLength(1);
  });

  it('notifies again each time it is repeated', async () => {
    await assign(contributor);
    await assign(null);
    await assign(null, [contributor]);
    await assign(contributor);
    expect(await noticeTexts(contributor)).toEqual([
      `${lead.person.name} made you the owner of Assessing needs`,
      `${lead.person.name} asked you to help with Assessing needs`,
      `${lead.person.name} made you the owner of Assessing needs`,
    ]);
  });
});

describe('a mention', () => {
  it('notifies once, with place and author, and without the text of the comment', async () => {
    const { reader } = council.as;
    const input = commentInput({
      assessment: council.assessment,
      body: 'Nobody may read this in a mail',
      mention: [reader.person.id],
    });
    for (const _ of [1, 2]) {
      await addComment({ ...lead, submission: submissionOf('form', 'addComment', []) }, ON_QS1, input);
    }
    const reference = await makeEvidenceLink(lead, { title: 'A title that stays inside' });
    await makeComment(lead, { mention: [reader.person.id] }, { kind: 'evidence', reference });
    const { notices } = await listNotices(reader, 1);
    expect(notices.map(({ text, href }) => [text, href])).toEqual([
      [
        `${lead.person.name} mentioned you in a comment on evidence ${reference}`,
        `/councils/${council.slug}/evidence/${reference}/comments`,
      ],
      [
        `${lead.person.name} mentioned you in a comment on Assessing needs`,
        `/councils/${council.slug}/assessment/QS1/comments`,
      ],
    ]);
    const rows = await asSuperuser('SELECT * FROM notices WHERE council_id = $1', [council.id]);
    expect(JSON.stringify(rows)).not.toMatch(/Nobody may read|stays inside/);
  });

  it('of oneself does not notify', async () => {
    await makeComment(lead, { mention: [lead.person.id] });
    expect(await noticeTexts(lead)).toEqual([]);
  });

  it('has no link for someone who can no longer see comments', async () => {
    const { reader } = council.as;
    await makeComment(lead, { mention: [reader.person.id] });
    const { notices } = await listNotices({ ...reader, role: 'admin' }, 1);
    expect(notices).toMatchObject([{ href: null }]);
  });
});

describe('the steps of a review', () => {
  it.each([
    ['proposed', 'sent CQC assessment 2026 to 2027 for sign-off'],
    ['returned', 'returned CQC assessment 2026 to 2027 and gave a reason'],
    ['signed', 'signed CQC assessment 2026 to 2027'],
    ['reopened', 'reopened CQC assessment 2026 to 2027'],
  ] as const)('%s notifies the people concerned, each time', async (kind, words) => {
    const { director } = council.as;
    for (const _ of [1, 2]) {
      await auditedWrite(lead, 'assessment:view', async () => ({
        result: null,
        event: {
          type: 'evidence.attached',
          subject: 'E1',
          data: { statement: 'QS1' },
          words: { shows: '', location: '' },
        },
        notices: [
          {
            to: [director.person.id, lead.person.id, director.person.id],
            notice: { kind, assessmentId: council.assessment },
          },
        ],
      }));
    }
    expect(await noticeTexts(director)).toEqual([
      `${lead.person.name} ${words}`,
      `${lead.person.name} ${words}`,
    ]);
    expect(await noticeTexts(lead)).toEqual([]);
  });
});

describe('a notice', () => {
  it('is written together with its event, or not at all', async () => {
    const before = await dumpCouncil(council.id);
    const failing = auditedWrite(lead, 'assessment:view', async () => ({
      result: null,
      // PostgreSQL refuses this character: the event, which is written last, fails.
      event: {
        type: 'evidence.attached',
        subject: '\u0000',
        data: { statement: 'QS1' },
        words: { shows: '', location: '' },
      },
      notices: [
        {
          to: [contributor.person.id],
          notice: { kind: 'signed' as const, assessmentId: council.assessment },
        },
      ],
    }));
    await expect(failing).rejects.toThrow();
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('is only for a member of that council', async () => {
    const other = await makeAssessedCouncil();
    const stranger = other.as.reader.person.id;
    const failing = auditedWrite(lead, 'assessment:view', async () => ({
      result: null,
      event: {
        type: 'evidence.attached',
        subject: 'E1',
        data: { statement: 'QS1' },
        words: { shows: '', location: '' },
      },
      notices: [{ to: [stranger], notice: { kind: 'signed' as const, assessmentId: council.assessment } }],
    }));
    await expect(failing).rejects.toThrow();
    expect(await noticeTexts(other.as.reader)).toEqual([]);
  });

  it('is marked as read only by its person, once', async () => {
    await assign(contributor);
    const [notice] = (await listNotices(contributor, 1)).notices;
    const id = notice?.id ?? '';
    expect(await markNoticeRead(lead, id)).toEqual({ outcome: 'not found' });
    expect(await markNoticeRead(contributor, randomUUID())).toEqual({ outcome: 'not found' });
    expect(await markNoticeRead(contributor, id)).toEqual({ outcome: 'done' });
    expect(await markNoticeRead(contributor, id)).toEqual({ outcome: 'unchanged' });
    expect(await listNotices(contributor, 1)).toMatchObject({ unread: 0, notices: [{ unread: false }] });
  });

  it('newer than the page stays unread when all on the page are marked', async () => {
    await assign(contributor, [], 'QS1');
    await assign(contributor, [], 'QS2');
    const newest = (await listNotices(contributor, 1)).notices[0]?.id ?? '';
    await assign(contributor, [], 'QS3');
    expect(await markAllNoticesRead(contributor, newest)).toEqual({ outcome: 'done' });
    expect((await listNotices(contributor, 1)).notices.map(({ unread }) => unread)).toEqual([
      true,
      false,
      false,
    ]);
    expect(await markAllNoticesRead(contributor, newest)).toEqual({ outcome: 'unchanged' });
    expect(await markAllNoticesRead(lead, newest)).toEqual({ outcome: 'not found' });
  });

  it('is on its own page; a missing page shows the first', async () => {
    await asSuperuser(
      `INSERT INTO notices (id, council_id, person_id, kind, assessment_id, statement, detail, key, created_at)
       SELECT gen_random_uuid(), $1, $2, 'due', $3, 'QS1', '2026-11-30', 'key ' || n, now() - n * interval '1 minute'
         FROM generate_series(1, 60) n`,
      [council.id, contributor.person.id, council.assessment],
    );
    const third = await listNotices(contributor, 3);
    expect(third).toMatchObject({ unread: 60, page: 3, pages: 3 });
    expect(third.notices).toHaveLength(10);
    expect(await listNotices(contributor, 9)).toMatchObject({ page: 1 });
  });

  it('is counted for the signed-in person, separately for each council', async () => {
    const session = randomUUID();
    await asSuperuser("INSERT INTO sessions (id, person_id, address) VALUES ($1, $2, '192.0.2.1')", [
      session,
      contributor.person.id,
    ]);
    const other = await makeAssessedCouncil();
    await asSuperuser("INSERT INTO memberships (council_id, person_id, role) VALUES ($1, $2, 'reader')", [
      other.id,
      contributor.person.id,
    ]);
    await assign(contributor);
    await makeComment(other.as.lead, { mention: [contributor.person.id, other.as.reader.person.id] });
    await assign(contributor, [], 'QS2');
    const counts = () =>
      asApplication(null, async (client) => {
        const { rows } = await client.query(
          'SELECT council_id, unread_notices FROM session_memberships($1) ORDER BY unread_notices',
          [session],
        );
        return rows;
      });
    expect(await counts()).toEqual([
      { council_id: other.id, unread_notices: 1 },
      { council_id: council.id, unread_notices: 2 },
    ]);
    const newest = (await listNotices(contributor, 1)).notices[0]?.id ?? '';
    await markAllNoticesRead(contributor, newest);
    expect(await counts()).toEqual([
      { council_id: council.id, unread_notices: 0 },
      { council_id: other.id, unread_notices: 1 },
    ]);
  });

  it('is removed after a year', async () => {
    await assign(contributor);
    await asSuperuser("UPDATE notices SET created_at = now() - interval '366 days' WHERE council_id = $1", [
      council.id,
    ]);
    await assign(contributor, [], 'QS2');
    await tidy(new Date());
    expect(await noticeTexts(contributor)).toEqual([
      `${lead.person.name} made you the owner of Supporting people to live healthier lives`,
    ]);
  });
});

describe('the frequency of email', () => {
  it('is each person’s choice for each council, and recorded', async () => {
    expect(await setDigest(contributor, 'weekly')).toEqual({ outcome: 'done' });
    expect(await setDigest(contributor, 'weekly')).toEqual({ outcome: 'unchanged' });
    expect((await listNotices(contributor, 1)).digest).toBe('weekly');
    expect((await listNotices(lead, 1)).digest).toBe('daily');
    const events = await asSuperuser(
      "SELECT subject, data FROM audit_events WHERE council_id = $1 AND type = 'member.digest-set'",
      [council.id],
    );
    expect(events).toEqual([
      {
        subject: contributor.person.id,
        data: { name: contributor.person.name, before: 'daily', after: 'weekly' },
      },
    ]);
  });
});

describe('the day by which evidence is reviewed', () => {
  const [DUE, PASSED] = ['E1 should be reviewed by', 'E1 should have been reviewed by'];
  const morning = (at: string) => runMorningJobs(new Date(at));
  const own = (of: CouncilContext) => noticeTexts(of).then((texts) => texts.toReversed());
  const add = (given: Parameters<typeof makeEvidenceLink>[1]) =>
    makeEvidenceLink(lead, { owner: '', reviewBy: '2026-12-14', ...given });

  it('reminds the owner once when it is two weeks away and once when it has passed', async () => {
    await add({ ownerId: contributor.person.id });
    await morning('2026-11-29T07:00:00Z');
    expect(await own(contributor)).toEqual([]);
    // Two servers at once, and again.
    await Promise.all([morning('2026-11-30T07:00:01Z'), morning('2026-11-30T07:00:01Z')]);
    await morning('2026-12-14T07:00:00Z');
    expect(await own(contributor)).toEqual([`${DUE} 14 December 2026`]);
    await morning('2026-12-15T07:00:00Z');
    await morning('2026-12-16T07:00:00Z');
    expect(await own(contributor)).toEqual([`${DUE} 14 December 2026`, `${PASSED} 14 December 2026`]);
    expect(await own(lead)).toEqual([]);
  });

  it('reminds after missed mornings, and no longer of what lies further back', async () => {
    await add({ ownerId: contributor.person.id });
    await morning('2026-12-20T09:00:00Z');
    expect(await own(contributor)).toEqual([`${PASSED} 14 December 2026`]);
  });

  it('counts days in London when the clocks change', async () => {
    await add({ ownerId: contributor.person.id, reviewBy: '2027-03-28' });
    // 7am is at 6:00 UTC from that Sunday on.
    await morning('2027-03-28T06:00:00Z');
    expect(await own(contributor)).toEqual([`${DUE} 28 March 2027`]);
    await morning('2027-03-29T05:59:59Z');
    expect(await own(contributor)).toHaveLength(1);
    await morning('2027-03-29T06:00:00Z');
    expect(await own(contributor)).toEqual([`${DUE} 28 March 2027`, `${PASSED} 28 March 2027`]);
  });

  it('reminds the leads of what nobody owns, or somebody else, or a person who has left', async () => {
    await add({});
    await add({ owner: 'Quality team' });
    await add({ ownerId: contributor.person.id });
    await setDisabled(council.as.admin, contributor.person.id, true);
    await morning('2026-12-01T07:00:00Z');
    expect(await own(lead)).toEqual([
      '3 items of evidence that nobody owns should be reviewed, the first by 14 December 2026',
    ]);
    expect(await getEvidenceItem(lead, 'E3')).toMatchObject({ member: { mayOwn: false } });
  });

  it('is told once of many items on a morning, and of one by its name', async () => {
    const { id: ownerId } = lead.person;
    await add({ ownerId });
    await add({ ownerId, reviewBy: '2026-12-12' });
    await add({});
    await add({ ownerId, reviewBy: '2026-12-15' });
    await Promise.all([morning('2026-11-30T07:00:01Z'), morning('2026-11-30T07:00:01Z')]);
    await morning('2026-12-01T07:00:00Z');
    await morning('2026-12-02T07:00:00Z');
    expect((await own(lead)).toSorted()).toEqual([
      '2 items of evidence of yours should be reviewed, the first by 12 December 2026',
      `${DUE.replace('E1', 'E3')} 14 December 2026`,
      `${DUE.replace('E1', 'E4')} 15 December 2026`,
    ]);
    await morning('2026-12-20T07:00:00Z');
    expect((await listNotices(lead, 1)).notices.map(({ text, href }) => [text, href])).toContainEqual([
      '3 items of evidence of yours should have been reviewed, the first by 12 December 2026',
      `/councils/${council.slug}/evidence?state=current&owner=me&concern=expired&sort=review`,
    ]);
  });

  it('ends when it is moved, or the item is withdrawn; a later day starts again', async () => {
    await add({ ownerId: contributor.person.id });
    const seen = '2026-12-14';
    const review = (reviewBy: CalendarDate) =>
      reviewEvidence(contributor, { reference: 'E1', reviewBy, seen });
    expect(await review('2027-12-14')).toEqual({ outcome: 'reviewed' });
    expect(await review('2027-12-14')).toEqual({ outcome: 'unchanged' });
    expect(await review('2027-12-15')).toEqual({ outcome: 'stale' });
    expect((await verifyCouncil(council, ALL_RECORDS)).rows).toEqual([]);
    await morning('2026-12-15T07:00:00Z');
    expect(await own(contributor)).toEqual([]);
    await morning('2027-12-01T07:00:00Z');
    expect(await own(contributor)).toEqual([`${DUE} 14 December 2027`]);
    await withdrawEvidence(lead, 'E1', 'An old survey');
    await morning('2027-12-15T07:00:00Z');
    expect((await own(contributor)).filter((text) => text.startsWith(`${PASSED}`))).toEqual([]);
    expect(await review('2028-12-14')).toEqual({ outcome: 'out of use' });
  });
});

describe('a due date', () => {
  const setDue = (statement: StatementId, dueOn: string) =>
    asSuperuser('UPDATE statement_assessments SET due_on = $1 WHERE council_id = $2 AND statement = $3', [
      dueOn,
      council.id,
      statement,
    ]);
  const morning = async (at: string) => {
    await runMorningJobs(new Date(at));
    // Without SMTP_URL none waits to be sent.
    const digests = await asSuperuser('SELECT day FROM digests WHERE council_id = $1', [council.id]);
    expect(digests).toEqual([]);
  };
  const dueNotices = async (of: CouncilContext) =>
    (await noticeTexts(of)).filter((text) => / due on /.test(text)).toSorted();

  it('notifies owner and helpers once when near and once when overdue', async () => {
    await assign(contributor, [lead]);
    await setDue('QS1', '2026-12-03');
    await morning('2026-11-25T07:00:00Z');
    expect(await dueNotices(contributor)).toEqual([]);
    await morning('2026-11-26T07:00:10Z');
    await morning('2026-11-26T07:00:20Z');
    await morning('2026-11-27T07:00:00Z');
    for (const person of [contributor, lead]) {
      expect(await dueNotices(person)).toEqual(['Assessing needs is due on 3 December 2026']);
    }
    await morning('2026-12-03T07:00:00Z');
    expect(await dueNotices(contributor)).toHaveLength(1);
    await morning('2026-12-04T07:00:00Z');
    await morning('2026-12-05T07:00:00Z');
    expect(await dueNotices(contributor)).toEqual([
      'Assessing needs is due on 3 December 2026',
      'Assessing needs was due on 3 December 2026 and was not completed',
    ]);
  });

  it('notifies again for another date', async () => {
    await assign(contributor);
    await setDue('QS1', '2026-12-03');
    await morning('2026-12-01T07:00:00Z');
    await setDue('QS1', '2026-12-05');
    await morning('2026-12-02T07:00:00Z');
    expect(await dueNotices(contributor)).toHaveLength(2);
  });

  it('notifies the leads when no one who can still do the work is assigned', async () => {
    await setDue('QS2', '2026-12-03');
    await assign(contributor, [], 'QS3');
    await setDue('QS3', '2026-12-03');
    await setDisabled(council.as.admin, contributor.person.id, true);
    await morning('2026-12-01T07:00:00Z');
    expect(await dueNotices(lead)).toEqual([
      'Equity in experiences and outcomes is due on 3 December 2026',
      'Supporting people to live healthier lives is due on 3 December 2026',
    ]);
    expect(await dueNotices(contributor)).toEqual([]);
  });

  it('does not notify for a signed assessment', async () => {
    await assign(contributor);
    await setDue('QS1', '2026-12-03');
    await signOff(council);
    await morning('2026-12-01T07:00:00Z');
    expect(await dueNotices(contributor)).toEqual([]);
    await asSuperuser("UPDATE assessments SET review_state = 'preparing' WHERE id = $1", [
      council.assessment,
    ]);
    await morning('2026-12-01T07:00:00Z');
    expect(await dueNotices(contributor)).toHaveLength(1);
  });

  it('does not notify for completed statements or a closed assessment', async () => {
    await assign(contributor, []);
    await setDue('QS1', '2026-12-03');
    await saveStatement(contributor, 'QS1', { ...ANSWERS, assessment: council.assessment, version: 0 });
    await morning('2026-12-01T07:00:00Z');
    await setDue('QS2', '2026-12-03');
    await asSuperuser("UPDATE assessments SET status = 'closed' WHERE id = $1", [council.assessment]);
    await morning('2026-12-01T07:00:00Z');
    expect(await dueNotices(contributor)).toEqual([]);
    expect(await dueNotices(lead)).toEqual([]);
  });

  it.each([
    // On 29 March the clocks go forward: 7am is 6:00 UTC. On 25 October they go back: 7am is 7:00 UTC again.
    ['2026-04-05', '2026-03-29T05:59:59Z', '2026-03-29T06:00:00Z'],
    ['2026-11-01', '2026-10-25T06:59:59Z', '2026-10-25T07:00:00Z'],
  ])('on %s is near from 7am in London, whatever the clocks did that night', async (dueOn, early, late) => {
    await assign(contributor);
    await setDue('QS1', dueOn);
    await morning(early);
    expect(await dueNotices(contributor)).toEqual([]);
    await morning(late);
    expect(await dueNotices(contributor)).toHaveLength(1);
    const [notice] = (await listNotices(contributor, 1)).notices.filter(({ text }) =>
      / is due on /.test(text),
    );
    expect(notice?.at).toEqual(new Date(late));
  });

  it('notifies once when two processes check at the same moment', async () => {
    await assign(contributor);
    await setDue('QS1', '2026-12-03');
    await Promise.all(Array.from({ length: 4 }, () => morning('2026-12-01T07:00:00Z')));
    expect(await dueNotices(contributor)).toHaveLength(1);
    const digests = await asSuperuser('SELECT FROM digests WHERE council_id = $1', [council.id]);
    expect(digests).toEqual([]);
  });
});
