import { beforeEach, describe, expect, it } from 'vitest';
import { getCycle } from '#lib/pages/cycle.ts';
import { getEvidencePage } from '#lib/pages/evidence-item.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { getStatementList } from '#lib/pages/statement-list.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { addComment, deleteComment, markRead, setResolved } from '#lib/work/comments/commands.ts';
import { listThreads } from '#lib/work/comments/queries.ts';
import type { CommentSubject } from '#lib/work/comments/rules.ts';
import type { AddComment } from '#lib/work/comments/schema.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import {
  asSuperuser,
  commentInput,
  dumpCouncil,
  makeAssessedCouncil,
  makeComment,
  makeEvidenceLink,
  ON_QS1,
  startNextCycle,
  type TestCouncil,
  withSubmission,
} from './council-factory.ts';

const ON_E1: CommentSubject = { kind: 'evidence', reference: 'E1' };

let council: TestCouncil & { readonly assessment: string };
beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const comment = (given: Partial<AddComment> = {}) =>
  commentInput({ assessment: council.assessment, ...given });

async function eventsOf(type: string): Promise<{ subject: string; data: object; by: string }[]> {
  return asSuperuser(
    'SELECT subject, data, actor_name AS by FROM audit_events WHERE council_id = $1 AND type = $2 ORDER BY seq',
    [council.id, type],
  );
}

async function threadsAs(role: 'lead' | 'director' | 'reader' | 'contributor', subject = ON_QS1) {
  return (await listThreads(council.as[role], subject))?.threads ?? [];
}

async function countOn(context: CouncilContext) {
  return (await getStatement(context, 'QS1'))?.comments;
}

describe('a thread', () => {
  it('holds comments in order, separately for a statement and an item', async () => {
    await makeEvidenceLink(council.as.lead);
    const first = await makeComment(council.as.director, { body: 'Is this so? বাংলা' });
    await makeComment(council.as.lead, { body: 'It is.', thread: first });
    await makeComment(council.as.reader, { body: 'Which page?' }, ON_E1);
    const [thread, ...others] = await threadsAs('lead');
    expect(others).toEqual([]);
    expect(thread?.comments.map(({ body, by, mine }) => [body, by, mine])).toEqual([
      ['Is this so? বাংলা', council.as.director.person.name, false],
      ['It is.', council.as.lead.person.name, true],
    ]);
    expect((await threadsAs('lead', ON_E1)).map(({ comments }) => comments[0]?.body)).toEqual([
      'Which page?',
    ]);
    expect(await getEvidencePage(council.as.lead, 'E1')).toMatchObject({ comments: { open: 1, unread: 1 } });
    expect(await getEvidencePage(council.as.admin, 'E1')).toMatchObject({ comments: null });
    expect((await eventsOf('comment.added')).map(({ subject }) => subject)).toEqual(['QS1', 'E1']);
    expect(await eventsOf('comment.answered')).toMatchObject([
      { subject: 'QS1', data: { thread: first, characters: 6, mentioned: [] } },
    ]);
  });

  it('notifies its recipients, who must be members who read comments', async () => {
    const { reader, admin, lead } = council.as;
    const other = await makeAssessedCouncil();
    await makeComment(lead, { mention: [reader.person.id] });
    expect((await threadsAs('reader'))[0]?.comments[0]?.mentioned).toEqual([reader.person.name]);
    expect((await eventsOf('comment.added'))[0]?.data).toMatchObject({ mentioned: [reader.person.name] });
    const before = await dumpCouncil(council.id);
    for (const stranger of [admin.person.id, other.as.reader.person.id]) {
      const input = comment({ mention: [reader.person.id, stranger] });
      expect(await addComment(lead, ON_QS1, input)).toEqual({ outcome: 'unknown person' });
    }
    expect(await dumpCouncil(council.id)).toEqual(before);
    const people = (await listThreads(lead, ON_QS1))?.people.map(({ id }) => id) ?? [];
    expect(people).toHaveLength(3);
    expect(people).not.toContain(admin.person.id);
    await asSuperuser('UPDATE memberships SET disabled_at = now() WHERE person_id = $1', [reader.person.id]);
    expect((await listThreads(lead, ON_QS1))?.people).toHaveLength(2);
    expect(await addComment(lead, ON_QS1, comment({ mention: [reader.person.id] }))).toEqual({
      outcome: 'unknown person',
    });
  });

  it('notifies people it names and people ticked, once', async () => {
    const { reader, director, lead } = council.as;
    const body = `@${reader.person.name.toUpperCase()}, is it so? Ask a@${director.person.name} too.`;
    const id = await makeComment(lead, { body, mention: [reader.person.id] });
    const other = await makeComment(lead, { body: `@${director.person.name}` });
    const told = await asSuperuser(
      'SELECT comment_id, person_id FROM notices WHERE council_id = $1 ORDER BY created_at, id',
      [council.id],
    );
    expect(told).toEqual([
      { comment_id: id, person_id: reader.person.id },
      { comment_id: other, person_id: director.person.id },
    ]);
    expect((await threadsAs('lead')).map(({ comments }) => comments[0]?.mentioned).toSorted()).toEqual([
      [director.person.name],
      [reader.person.name],
    ]);
  });

  it('is not added while a name in it is ambiguous', async () => {
    const { admin, lead } = council.as;
    const before = await dumpCouncil(council.id);
    const body = `@${admin.person.name} and @Nobody`;
    const named = await addComment(lead, ON_QS1, comment({ body, mention: [council.as.reader.person.id] }));
    expect(named).toEqual({
      outcome: 'ambiguous mention',
      problems: [
        expect.stringContaining(`${admin.person.name} cannot be notified`),
        expect.stringContaining('No one is called “Nobody”'),
      ],
    });
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('naming two people of the same name notifies the one ticked, and the list distinguishes them', async () => {
    const { reader, director, lead } = council.as;
    await asSuperuser("UPDATE people SET name = 'Alex Khan' WHERE id = ANY($1)", [
      [reader.person.id, director.person.id],
    ]);
    const { people = [] } = (await listThreads(lead, ON_QS1)) ?? {};
    expect(people.map(({ name }) => name)).toContain(`Alex Khan (${reader.person.email})`);
    const input = comment({ body: 'Is it so, @Alex Khan?' });
    expect(await addComment(lead, ON_QS1, input)).toMatchObject({ outcome: 'ambiguous mention' });
    await makeComment(lead, { ...input, mention: [reader.person.id] });
    expect(await asSuperuser('SELECT person_id FROM notices WHERE council_id = $1', [council.id])).toEqual([
      { person_id: reader.person.id },
    ]);
  });

  it('takes replies only on its own subject, and none to a reply', async () => {
    await makeEvidenceLink(council.as.lead);
    const thread = await makeComment(council.as.lead);
    const answer = await makeComment(council.as.lead, { body: 'Yes', thread });
    const tried = [
      addComment(council.as.lead, ON_E1, comment({ thread })),
      addComment(council.as.lead, { kind: 'statement', statement: 'QS2' }, comment({ thread })),
      addComment(council.as.lead, ON_QS1, comment({ thread: answer })),
      setResolved(council.as.lead, ON_E1, thread, true),
      setResolved(council.as.lead, ON_QS1, answer, true),
      deleteComment(council.as.lead, ON_E1, thread),
    ];
    for (const result of await Promise.all(tried)) expect(result).toEqual({ outcome: 'not found' });
  });

  it('stays with its cycle when that closes, where it can be read and linked to', async () => {
    const { admin, director, lead, reader } = council.as;
    const thread = await makeComment(lead, { mention: [reader.person.id] });
    await makeComment(director, { body: 'It is.', thread });
    await setResolved(lead, ON_QS1, thread, true);
    await startNextCycle(council, council.assessment);
    expect(await threadsAs('reader')).toEqual([]);
    expect((await getStatementList(reader)).comments).toEqual({});
    expect(await getCycle(reader, 1)).toMatchObject({
      comments: {
        QS1: [
          {
            id: thread,
            resolved: { by: lead.person.name },
            comments: [
              { body: 'Is this so?', unread: false },
              { body: 'It is.', by: director.person.name, unread: false },
            ],
          },
        ],
      },
    });
    expect(await getCycle(admin, 1)).toMatchObject({ comments: {} });
    expect((await listNotices(reader, 1)).notices).toMatchObject([
      { href: `/councils/${council.slug}/cycles/1#comments-QS1` },
    ]);
  });
});

describe('a form opened before the cycle closed', () => {
  it('adds nothing to the next cycle', async () => {
    const { lead } = council.as;
    const stale = comment();
    await startNextCycle(council, council.assessment);
    const before = await dumpCouncil(council.id);
    expect(await addComment(lead, ON_QS1, stale)).toEqual({ outcome: 'closed' });
    expect(await addComment(lead, ON_QS1, comment({ assessment: null }))).toEqual({ outcome: 'closed' });
    expect(await dumpCouncil(council.id)).toEqual(before);
    const assessment = (await listThreads(lead, ON_QS1))?.assessment ?? null;
    expect(await addComment(lead, ON_QS1, { ...stale, assessment })).toEqual({ outcome: 'added' });
  });

  it('adds nothing during the closing', async () => {
    const { lead } = council.as;
    const [added] = await Promise.all([
      addComment(lead, ON_QS1, comment()),
      startNextCycle(council, council.assessment),
    ]);
    expect(['added', 'closed']).toContain(added.outcome);
    expect(await threadsAs('lead')).toEqual([]);
  });
});

describe('the same form sent again', () => {
  it('adds nothing, one after the other or at once, and is told that it was added', async () => {
    const send = (form: string) =>
      addComment(
        withSubmission(council.as.lead, form),
        ON_QS1,
        comment({ mention: [council.as.reader.person.id] }),
      );
    expect(await send('one')).toEqual({ outcome: 'added' });
    expect(await send('one')).toEqual({ outcome: 'added' });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => send('two')));
    expect(outcomes).toEqual(Array(6).fill({ outcome: 'added' }));
    expect(await threadsAs('lead')).toHaveLength(2);
    expect(await eventsOf('comment.added')).toHaveLength(2);
  });
});

describe('resolving', () => {
  it('happens once, however many do it at once, and so does reopening', async () => {
    const thread = await makeComment(council.as.director);
    for (const [resolved, type] of [
      [true, 'comment.resolved'],
      [false, 'comment.reopened'],
      [true, 'comment.resolved'],
    ] as const) {
      const before = (await eventsOf(type)).length;
      const { lead, director, reader, contributor } = council.as;
      const outcomes = await Promise.all(
        [lead, director, reader, contributor].map((one) => setResolved(one, ON_QS1, thread, resolved)),
      );
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([
        'done',
        'unchanged',
        'unchanged',
        'unchanged',
      ]);
      const events = await eventsOf(type);
      expect(events).toHaveLength(before + 1);
      const [{ resolved: state } = { resolved: null }] = await threadsAs('lead');
      if (resolved) expect(state?.by).toBe(events.at(-1)?.by);
      else expect(state).toBeNull();
    }
  });

  it('closes the thread to replies until it is reopened', async () => {
    const thread = await makeComment(council.as.director);
    await setResolved(council.as.lead, ON_QS1, thread, true);
    expect(await addComment(council.as.lead, ON_QS1, comment({ thread }))).toEqual({
      outcome: 'resolved',
    });
    await setResolved(council.as.lead, ON_QS1, thread, false);
    expect(await addComment(council.as.lead, ON_QS1, comment({ thread }))).toEqual({ outcome: 'added' });
  });

  it('at the same time as a reply: one comes first and the other reports it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const thread = await makeComment(council.as.director, { body: `Round ${round}` });
      const [answer, resolve] = await Promise.all([
        addComment(council.as.lead, ON_QS1, comment({ thread })),
        setResolved(council.as.reader, ON_QS1, thread, true),
      ]);
      expect(resolve.outcome).toBe('done');
      const found = (await threadsAs('lead')).find(({ id }) => id === thread);
      expect(found?.comments).toHaveLength(answer.outcome === 'added' ? 2 : 1);
      expect(['added', 'resolved']).toContain(answer.outcome);
    }
  });
});

describe('deleting', () => {
  it('removes the text and leaves a trace', async () => {
    const comment = await makeComment(council.as.director, { body: 'Written in anger' });
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => deleteComment(council.as.director, ON_QS1, comment)),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'unchanged', 'unchanged']);
    const [thread] = await threadsAs('lead');
    expect(thread?.comments).toMatchObject([
      { by: council.as.director.person.name, body: null, deletedAt: expect.any(Date), unread: false },
    ]);
    expect(await eventsOf('comment.deleted')).toEqual([
      {
        subject: 'QS1',
        by: council.as.director.person.name,
        data: { comment, thread: comment, characters: 16 },
      },
    ]);
    const rows = await asSuperuser<{ row: string }>(
      `SELECT c::text AS row FROM comments c WHERE council_id = $1
        UNION ALL SELECT a::text FROM audit_events a WHERE council_id = $1`,
      [council.id],
    );
    for (const { row } of rows) expect(row).not.toContain('anger');
  });

  it('is only for one’s own comments', async () => {
    const comment = await makeComment(council.as.director);
    expect(await deleteComment(council.as.lead, ON_QS1, comment)).toEqual({ outcome: 'not found' });
    expect((await threadsAs('lead'))[0]?.comments[0]?.body).toBe('Is this so?');
  });
});

describe('new comments', () => {
  it('are counted for each person until they mark them as read or reply', async () => {
    const thread = await makeComment(council.as.director);
    await makeComment(council.as.director, { body: 'And this?', thread });
    expect((await getStatementList(council.as.lead)).comments).toEqual({ QS1: { open: 1, unread: 2 } });
    expect((await getStatementList(council.as.director)).comments).toEqual({ QS1: { open: 1, unread: 0 } });
    expect(await countOn(council.as.lead)).toEqual({ open: 1, unread: 2 });

    // Looking changes nothing.
    const before = await dumpCouncil(council.id);
    await threadsAs('lead');
    expect(await dumpCouncil(council.id)).toEqual(before);

    expect(await markRead(council.as.lead, ON_QS1)).toEqual({ outcome: 'done' });
    expect(await markRead(council.as.lead, ON_QS1)).toEqual({ outcome: 'unchanged' });
    expect(await countOn(council.as.lead)).toEqual({ open: 1, unread: 0 });
    expect(await countOn(council.as.reader)).toEqual({ open: 1, unread: 2 });

    await makeComment(council.as.reader, { body: 'Yes', thread });
    expect(await countOn(council.as.reader)).toEqual({ open: 1, unread: 0 });
    expect(await countOn(council.as.lead)).toEqual({ open: 1, unread: 1 });
  });

  it('exclude deleted ones, and a resolved thread is not open', async () => {
    const thread = await makeComment(council.as.director);
    await setResolved(council.as.director, ON_QS1, thread, true);
    expect(await countOn(council.as.lead)).toEqual({ open: 0, unread: 1 });
    await deleteComment(council.as.director, ON_QS1, thread);
    expect(await countOn(council.as.lead)).toEqual({ open: 0, unread: 0 });
  });
});

describe('the database itself', () => {
  it.each([
    ["body = ''", 'comments_body'],
    ['resolved_at = now()', 'comments_resolved_by_somebody'],
    ['statement = null', 'comments_on_one_thing'],
    ['assessment_id = null', 'comments_statement_of_an_assessment'],
  ])('refuses %s', async (set, constraint) => {
    await makeComment(council.as.lead);
    await expect(
      asSuperuser(`UPDATE comments SET ${set} WHERE council_id = $1`, [council.id]),
    ).rejects.toThrow(constraint);
  });
});
