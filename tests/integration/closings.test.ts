import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import {
  confirmClosing,
  declineClosing,
  startAssessment,
  undoClosing,
  withdrawClosing,
} from '#lib/history/closings/commands.ts';
import { getClosing, getStart, getUndoableClosing } from '#lib/history/closings/queries.ts';
import { setTargets } from '#lib/insight/scenarios/commands.ts';
import { getCycle } from '#lib/pages/cycle.ts';
import { listCycles } from '#lib/pages/cycles.ts';
import { getOverview } from '#lib/pages/overview.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { confirmCarried, saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { attachEvidence, changeDetails } from '#lib/record/evidence/commands.ts';
import {
  changeRole,
  renewInvitation,
  setDisabled,
  withdrawInvitation,
} from '#lib/record/members/commands.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { saveDraft } from '#lib/work/drafts/commands.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import { reopenAssessment } from '#lib/work/reviews/commands.ts';
import {
  ANSWERS,
  type AnswersInput,
  asApplication,
  asSuperuser,
  challengeInput,
  closingConfirmation,
  decisionInput,
  draftInput,
  dumpCouncil,
  evidenceUseInput,
  linkDetails,
  makeAssessedCouncil,
  makeComment,
  makeEvidenceLink,
  makeInvitation,
  makePaperLink,
  nextCycleInput,
  signOff,
  startNextCycle,
  type TestCouncil,
  withSubmission,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const save = (version: number, given: AnswersInput = {}, assessment = council.assessment) =>
  saveStatement(council.as.contributor, 'QS1', { ...ANSWERS, ...given, assessment, version });

const ask = (given: Parameters<typeof nextCycleInput>[1] = {}) =>
  startAssessment(council.as.lead, nextCycleInput(council.assessment, given));

const here = (step: number) => ({ assessment: council.assessment, step });

async function openId(): Promise<string> {
  return (await getAssessment(council.as.lead))?.id ?? '';
}

async function undo(reason = 'Started by mistake') {
  const way = await getUndoableClosing(council.as.director);
  if (!way) throw new Error('There is no way back');
  const { closed, started } = way;
  return undoClosing(council.as.director, {
    assessment: closed.id,
    step: closed.step,
    started: started.id,
    reason,
  });
}

const eventsSince = async (seq: number) =>
  (
    await asSuperuser<{ type: string }>(
      'SELECT type FROM audit_events WHERE council_id = $1 AND seq > $2 ORDER BY seq',
      [council.id, seq],
    )
  ).map(({ type }) => type);

const newest = async () =>
  (
    await asSuperuser<{ seq: number }>('SELECT max(seq) AS seq FROM audit_events WHERE council_id = $1', [
      council.id,
    ])
  )[0]?.seq ?? 0;

const toldTo = async (role: 'lead' | 'director' | 'contributor') =>
  (await listNotices(council.as[role], 1)).notices.map(({ text }) => text);

describe('the summary before closing', () => {
  it('is complete: signature, drafts, comments, plans and links', async () => {
    const { lead, contributor, director } = council.as;
    await save(0);
    await signOff(council);
    await reopenAssessment(lead, { ...(await decisionInput(council)), reason: 'New figures' });
    await save(1, { strengths: 'Changed since' });
    await saveDraft(contributor, 'QS2', draftInput(council.assessment));
    await makeComment(lead);
    await giveChallenge(director, 'QS1', challengeInput(council.assessment));
    await setTargets(lead, {
      assessment: council.assessment,
      targets: [{ statement: 'QS1', score: 4, dueOn: null, version: 0 }],
    });
    await makePaperLink(lead);
    expect((await getStart(lead)).closes).toMatchObject({
      name: expect.any(String),
      step: 0,
      reviewState: 'preparing',
      signed: { version: 1, by: director.person.name },
      unsigned: { isAny: true, statements: ['QS1'] },
      drafts: [{ by: contributor.person.name, count: 1 }],
      ...{ openThreads: 1, challenges: 1, targets: 1, scenarios: 0 },
      paperLinks: { count: 1, until: expect.any(Date) },
    });
  });

  it('counts as unsigned when evidence details changed after the signature', async () => {
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await signOff(council);
    const unsigned = async () => (await getStart(council.as.lead)).closes?.unsigned;
    expect(await unsigned()).toMatchObject({ isAny: false, statements: [] });
    const details = linkDetails({ title: 'Another title' });
    await changeDetails(council.as.lead, reference, { ...details, version: 1 });
    expect(await unsigned()).toMatchObject({ isAny: true, statements: [] });
  });
});

describe('closing a signed assessment', () => {
  it('needs only a lead, and notifies the directors', async () => {
    await save(0);
    await signOff(council);
    const before = await newest();
    expect(await ask({ asks: false })).toEqual({ outcome: 'started' });
    expect(await eventsSince(before)).toEqual(['assessment.closed', 'assessment.started']);
    expect((await toldTo('director'))[0]).toContain(
      'closed CQC assessment 2026 to 2027 and started the next',
    );
    expect((await getCycle(council.as.reader, 1)) !== 'open').toBe(true);
  });

  it('does exactly what the lead was shown', async () => {
    const before = await dumpCouncil(council.id);
    expect(await ask({ asks: false })).toEqual({ outcome: 'changed' });
    expect(await dumpCouncil(council.id)).toEqual(before);
    await save(0);
    await signOff(council);
    const signed = await dumpCouncil(council.id);
    expect(await ask({ asks: true })).toEqual({ outcome: 'changed' });
    expect(await dumpCouncil(council.id)).toEqual(signed);
  });

  it.each([
    [{ startsOn: '2999-04-01', endsOn: '3000-03-31' }, ['startsOn']],
    [{ endsOn: '2999-03-31' }, ['endsOn']],
    [{ startsOn: '1999-04-01', endsOn: '1999-04-02' }, ['startsOn', 'endsOn']],
  ] as const)('refuses a period like %o', async (given, fields) => {
    const before = await dumpCouncil(council.id);
    const result = await ask(given);
    expect(result.outcome === 'period' && result.problems.map(({ field }) => field)).toEqual(fields);
    expect(await dumpCouncil(council.id)).toEqual(before);
  });
});

describe('closing an unsigned assessment', () => {
  it('says that nobody can confirm in a council without a director', async () => {
    await setDisabled(council.as.admin, council.as.director.person.id, true);
    expect(await ask()).toEqual({ outcome: 'no director' });
  });

  it('waits for a director’s confirmation, then does what a lead requested', async () => {
    const { lead, director, contributor } = council.as;
    await save(0);
    const before = await newest();
    expect(await ask({ name: 'The next one', content: 'carried' })).toEqual({ outcome: 'requested' });
    expect(await openId()).toBe(council.assessment);
    expect(await save(1, { strengths: 'Still open' })).toEqual({ outcome: 'saved' });
    expect((await getOverview(director, new Date())).open?.todos[0]).toMatchObject({ kind: 'closing' });
    expect((await getOverview(lead, new Date())).open?.todos.map(({ kind }) => kind)).not.toContain(
      'closing',
    );
    expect(await toldTo('director')).toEqual([
      `${lead.person.name} asked for CQC assessment 2026 to 2027 to be closed`,
    ]);
    for (const context of [lead, contributor]) {
      expect((await listCycles(context)).waiting).toMatchObject({
        by: lead.person.name,
        next: { name: 'The next one', carries: true },
      });
    }
    expect(await confirmClosing(director, await closingConfirmation(lead))).toEqual({ outcome: 'done' });
    expect(await eventsSince(before)).toEqual([
      'closing.requested',
      'statement.saved',
      'closing.confirmed',
      'assessment.closed',
      'assessment.started',
    ]);
    const carried = await getStatement(lead, 'QS1');
    expect(carried).toMatchObject({
      assessment: { name: 'The next one' },
      answers: { strengths: 'Still open' },
      saved: null,
    });
    // The carried-forward answers are attributed to the lead.
    expect(
      await asSuperuser(
        `SELECT saved_by_id AS by FROM statement_revisions WHERE assessment_id = $1 AND statement = 'QS1'`,
        [carried?.assessment.id],
      ),
    ).toEqual([{ by: lead.person.id }]);
    expect(await toldTo('lead')).toEqual([
      `${director.person.name} closed CQC assessment 2026 to 2027 and started the next assessment, with its statements carried forward to be confirmed`,
    ]);
    expect((await listCycles(lead)).cycles[1]?.closed?.by).toBe(director.person.name);
  });

  it('confirms only what the director looked at', async () => {
    await save(0);
    await ask();
    const form = await closingConfirmation(council.as.lead);
    await save(1, { strengths: 'Saved after the page was opened' });
    const before = await dumpCouncil(council.id);
    expect(await confirmClosing(council.as.director, form)).toEqual({ outcome: 'content changed' });
    expect(await confirmClosing(council.as.director, { ...form, step: 7 })).toEqual({ outcome: 'stale' });
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('cannot be confirmed by the requester turned director, but by another director', async () => {
    const { lead, admin, director } = council.as;
    await save(0);
    await ask();
    await changeRole(admin, lead.person.id, 'director');
    const promoted = { ...lead, role: 'director' } as const;
    const form = await closingConfirmation(director);
    const before = await dumpCouncil(council.id);
    expect((await getClosing(promoted))?.confirmers).toEqual([director.person.name]);
    expect((await getClosing(director))?.confirmers).toBeNull();
    expect(await confirmClosing(promoted, form)).toEqual({ outcome: 'own request' });
    expect(await dumpCouncil(council.id)).toEqual(before);
    expect(await confirmClosing(director, form)).toEqual({ outcome: 'done' });
  });

  it('cannot be confirmed by a director who may not see all scores, who can decline', async () => {
    await save(0);
    await setBlind(council.as.lead, { assessment: council.assessment, blind: true });
    await ask();
    const { director, lead } = council.as;
    expect(await getClosing(director)).toMatchObject({ closes: { unsigned: null }, hidden: STATEMENT_IDS });
    expect(await confirmClosing(director, await closingConfirmation(lead))).toEqual({
      outcome: 'scores hidden',
    });
    expect(await openId()).toBe(council.assessment);
    expect(await declineClosing(director, { ...here(1), reason: 'We challenge first' })).toEqual({
      outcome: 'done',
    });
  });

  it('is declined with a reason, which the leads are sent and can read', async () => {
    const { lead, director } = council.as;
    await ask();
    const reason = 'Sign it first.\nTwo texts are missing.';
    const decline = () => declineClosing(withSubmission(director, 'decline'), { ...here(1), reason });
    expect(await decline()).toEqual({ outcome: 'done' });
    expect(await decline()).toEqual({ outcome: 'done' });
    expect(await getStart(lead)).toMatchObject({
      waiting: null,
      declined: { by: director.person.name, reason },
    });
    expect((await getOverview(lead, new Date())).open?.todos[0]?.kind).toBe('closing-declined');
    expect(await toldTo('lead')).toEqual([
      `${director.person.name} declined to close CQC assessment 2026 to 2027 and gave a reason`,
    ]);
    const [event] = (await listActivity(lead, { kind: 'assessments' }, 1)).entries;
    expect(event).toMatchObject({ detail: null, reason });
    // It can be requested again.
    expect(await ask()).toEqual({ outcome: 'requested' });
    expect(await confirmClosing(director, await closingConfirmation(lead))).toEqual({ outcome: 'done' });
  });

  it('is withdrawn by a lead, after which no one can confirm it', async () => {
    const { lead, director } = council.as;
    await ask();
    const form = await closingConfirmation(lead);
    const withdraw = () => withdrawClosing(withSubmission(lead, 'withdraw'), here(1));
    expect(await withdraw()).toEqual({ outcome: 'done' });
    expect(await withdraw()).toEqual({ outcome: 'done' });
    expect(await confirmClosing(director, form)).toEqual({ outcome: 'stale' });
    expect(await declineClosing(director, { ...here(1), reason: 'No' })).toEqual({ outcome: 'stale' });
    expect(await listCycles(lead)).toMatchObject({ waiting: null });
  });

  it('ends once, however many act at the same time: 10 rounds', async () => {
    const { lead, director } = council.as;
    for (let round = 0; round < 10; round += 1) {
      const [first, second] = await Promise.all([ask(), ask({ name: 'Another' })]);
      expect([first?.outcome, second?.outcome].toSorted()).toEqual(['requested', 'waiting']);
      const { step } = await closingConfirmation(lead);
      const ends = await Promise.all([
        withdrawClosing(lead, here(step)),
        declineClosing(director, { ...here(step), reason: `Round ${round}` }),
      ]);
      expect(ends.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'stale']);
    }
    const [row] = await asSuperuser<{ steps: number }>(
      'SELECT count(*)::int AS steps FROM closing_steps WHERE council_id = $1',
      [council.id],
    );
    expect(row?.steps).toBe(20);
    expect(await verifyCouncil(council, [])).toMatchObject({ firstBroken: null });
  });
});

describe('undoing a closing', () => {
  const content = async () =>
    (
      await asSuperuser(
        `SELECT (SELECT to_jsonb(a) FROM assessments a WHERE a.id = $1) AS assessment,
                (SELECT jsonb_agg(s ORDER BY s.statement) FROM statement_assessments s WHERE s.assessment_id = $1) AS answers,
                (SELECT jsonb_agg(r ORDER BY r.statement, r.version) FROM statement_revisions r WHERE r.assessment_id = $1) AS revisions,
                (SELECT jsonb_agg(l ORDER BY l.id) FROM evidence_links l WHERE l.assessment_id = $1) AS links,
                (SELECT jsonb_agg(t ORDER BY t.statement, t.person_id) FROM statement_tasks t WHERE t.assessment_id = $1) AS tasks,
                (SELECT jsonb_agg(t ORDER BY t.statement) FROM statement_targets t WHERE t.assessment_id = $1) AS targets,
                (SELECT jsonb_agg(c ORDER BY c.id) FROM comments c WHERE c.assessment_id = $1) AS comments,
                (SELECT jsonb_agg(r ORDER BY r.step) FROM review_steps r WHERE r.assessment_id = $1) AS steps,
                (SELECT jsonb_agg(d ORDER BY d.page_id) FROM statement_drafts d WHERE d.assessment_id = $1) AS drafts`,
        [council.assessment],
      )
    )[0];

  async function fill(): Promise<void> {
    const { lead, contributor } = council.as;
    await save(0);
    await makeEvidenceLink(lead, { statement: 'QS1' });
    await makeComment(lead);
    await assignStatement(lead, 'QS1', {
      assessment: council.assessment,
      owner: contributor.person.id,
      helpers: [],
      dueOn: null,
    });
    await setTargets(lead, {
      assessment: council.assessment,
      targets: [{ statement: 'QS1', score: 4, dueOn: null, version: 0 }],
    });
    await saveDraft(contributor, 'QS2', draftInput(council.assessment));
  }

  it.each(['preparing', 'proposed and signed', 'carried'] as const)(
    'opens it again exactly as it was: %s',
    async (state) => {
      if (state === 'carried') {
        await save(0);
        await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
        await startNextCycle(council, council.assessment);
        council = { ...council, assessment: await openId() };
      } else await fill();
      if (state === 'proposed and signed') await signOff(council);
      const before = await content();
      const cycles = (await listCycles(council.as.lead)).cycles;
      await startNextCycle(council, council.assessment, { content: 'carried' });
      expect(await undo()).toEqual({ outcome: 'done' });
      expect(await content()).toEqual(before);
      expect((await listCycles(council.as.lead)).cycles).toEqual(cycles);
      expect(await openId()).toBe(council.assessment);
      if (state === 'preparing') {
        expect(await save(1, { strengths: 'Goes on' })).toEqual({ outcome: 'saved' });
      }
    },
  );

  it('removes the new cycle and its number, keeps both steps in the history and notifies the leads', async () => {
    const { lead, director } = council.as;
    await startNextCycle(council, council.assessment, { name: 'By mistake' });
    const gone = await openId();
    const before = await newest();
    expect(await undo('Wrong year')).toEqual({ outcome: 'done' });
    expect(await eventsSince(before)).toEqual(['closing.undone']);
    expect((await toldTo('lead'))[0]).toBe(
      `${director.person.name} undid the closing of CQC assessment 2026 to 2027, which is open again`,
    );
    expect(await getCycle(lead, 2)).toBeNull();
    expect(await getCycle(lead, 1)).toBe('open');
    expect(await save(0, {}, gone)).toEqual({ outcome: 'closed' });
    // The next cycle is number 2 again, and closes and exports like any other.
    await startNextCycle(council, council.assessment, { name: 'The second' });
    expect((await listCycles(lead)).cycles.map(({ number, name }) => [number, name])).toEqual([
      [2, 'The second'],
      [1, 'CQC assessment 2026 to 2027'],
    ]);
    expect(await getCycle(lead, 1)).toMatchObject({ kept: { kind: 'closed', version: 2 } });
    expect(await verifyCouncil(council, ALL_RECORDS)).toMatchObject({ firstBroken: null, rows: [] });
  });

  it('gives no pack of an undone closing', async () => {
    const closed = { kind: 'closed', cycle: 1 } as const;
    const pack = () => packSnapshot(council.as.lead, randomUUID(), new Date(), closed);
    await startNextCycle(council, council.assessment);
    expect(await pack()).not.toBeNull();
    await undo();
    expect(await pack()).toBeNull();
  });

  it('keeps what was typed in the new cycle as drafts of the reopened one', async () => {
    const { contributor } = council.as;
    await save(0);
    await startNextCycle(council, council.assessment);
    const page = randomUUID();
    const typed = draftInput(await openId(), { page, version: 1, strengths: 'Typed meanwhile' });
    expect(await saveDraft(contributor, 'QS1', typed)).toMatchObject({ outcome: 'saved' });
    await undo();
    expect((await getStatement(contributor, 'QS1'))?.drafts).toMatchObject([
      { page, version: 1, typed: { strengths: 'Typed meanwhile' } },
    ]);
    expect(await saveDraft(contributor, 'QS1', { ...typed, edit: 2 })).toEqual({ outcome: 'closed' });
  });

  it('leaves the evidence list, its comments, links to board papers and members unchanged', async () => {
    const { lead, admin } = council.as;
    await startNextCycle(council, council.assessment);
    const reference = await makeEvidenceLink(lead);
    const details = { ...linkDetails({ title: 'Renamed' }), version: 1 };
    await changeDetails(lead, reference, details);
    await makeComment(lead, {}, { kind: 'evidence', reference });
    await makePaperLink(lead);
    const invitation = await makeInvitation(admin);
    await renewInvitation(admin, invitation.id);
    await withdrawInvitation(admin, invitation.id);
    expect(await getUndoableClosing(council.as.director)).toMatchObject({ change: null, paperLinks: 1 });
    expect(await undo()).toEqual({ outcome: 'done' });
    const [item] = await asSuperuser('SELECT title FROM evidence_items WHERE council_id = $1', [council.id]);
    expect(item).toEqual({ title: 'Renamed' });
  });

  it.each([
    [
      'a save',
      (next: string) => saveStatement(council.as.lead, 'QS2', { ...ANSWERS, assessment: next, version: 0 }),
    ],
    [
      'a confirmation',
      (next: string) => confirmCarried(council.as.lead, 'QS1', { assessment: next, version: 1 }),
    ],
    ['a comment', () => makeComment(council.as.lead)],
    [
      'an evidence link',
      (next: string) =>
        attachEvidence(council.as.lead, ['E1'], 'QS2', evidenceUseInput({ assessment: next })),
    ],
    ['evidence added to a statement', () => makeEvidenceLink(council.as.lead, { statement: 'QS3' })],
    ['a challenge score', (next: string) => giveChallenge(council.as.reader, 'QS1', challengeInput(next))],
    [
      'a target',
      (next: string) =>
        setTargets(council.as.lead, {
          assessment: next,
          targets: [{ statement: 'QS1', score: 4, dueOn: null, version: 0 }],
        }),
    ],
    ['the blind setting', (next: string) => setBlind(council.as.lead, { assessment: next, blind: true })],
    [
      'an owner',
      (next: string) =>
        assignStatement(council.as.lead, 'QS1', {
          ...{ assessment: next, owner: council.as.lead.person.id, helpers: [], dueOn: null },
        }),
    ],
  ] as const)('is no longer possible after %s in the new cycle, and says so', async (_what, change) => {
    await save(0);
    await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await startNextCycle(council, council.assessment);
    await change(await openId());
    const before = await dumpCouncil(council.id);
    const result = await undo();
    expect(result).toMatchObject({ outcome: 'too late', change: { what: expect.any(String) } });
    expect((await listCycles(council.as.contributor)).undoable?.change).toEqual(
      result.outcome === 'too late' && result.change,
    );
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('does not reveal scores through the closed state', async () => {
    await save(0);
    await startNextCycle(council, council.assessment);
    const change = { score: 4, scoreReason: 'A secret reason' } as const;
    await save(1, change, await openId());
    expect((await getUndoableClosing(council.as.director))?.change?.what).toBe('Assessing needs saved');
  });

  it('applies to the latest closing, as shown on the page, once', async () => {
    const { director } = council.as;
    expect(await getUndoableClosing(director)).toBeNull();
    await startNextCycle(council, council.assessment);
    const started = await openId();
    const form = { assessment: council.assessment, started, step: 2, reason: 'Wrong year' };
    for (const other of [
      { step: 1 },
      { started: council.assessment },
      { assessment: started },
      { started: randomUUID() },
    ]) {
      expect(await undoClosing(director, { ...form, ...other })).toEqual({ outcome: 'stale' });
    }
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => undoClosing(withSubmission(director, 'undo'), form)),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
    expect(await undoClosing(director, form)).toEqual({ outcome: 'stale' });
    expect(await getUndoableClosing(director)).toBeNull();
  });

  it('at the same time as a save: only one happens, 10 rounds', async () => {
    const { lead, director } = council.as;
    await save(0);
    for (let round = 0; round < 10; round += 1) {
      const closes = await openId();
      await startNextCycle(council, closes);
      const way = await getUndoableClosing(director);
      if (!way) throw new Error('There is no way back');
      const { closed, started } = way;
      const form = { assessment: closed.id, step: closed.step, started: started.id, reason: 'Wrong year' };
      const version = (await getStatement(lead, 'QS1'))?.version ?? 0;
      const saving = () => save(version, { strengths: `Round ${round}` }, started.id);
      const undoing = () => undoClosing(director, form);
      const [first, second] = round % 2 === 0 ? [saving, undoing] : [undoing, saving];
      const results = await Promise.all([first(), second()]);
      const outcomes = results.map(({ outcome }) => outcome).toSorted();
      expect([
        ['closed', 'done'],
        ['saved', 'too late'],
      ]).toContainEqual(outcomes);
      const strengths = (await getStatement(lead, 'QS1'))?.answers.strengths;
      expect(strengths === `Round ${round}`).toBe(outcomes.includes('saved'));
      expect(await openId()).toBe(outcomes.includes('done') ? closes : started.id);
    }
    expect(await verifyCouncil(council, ALL_RECORDS)).toMatchObject({ firstBroken: null, rows: [] });
  });

  it('hides the hash of a cycle closed again from those who challenge blind', async () => {
    await save(0);
    const { lead, director, reader } = council.as;
    await startNextCycle(council, council.assessment);
    const closed = await getCycle(reader, 1);
    const hash = closed && closed !== 'open' ? closed.kept.contentHash : '';
    await undo();
    await setBlind(lead, { assessment: council.assessment, blind: true });
    const told = async (context: typeof lead) => JSON.stringify(await listActivity(context, {}, 1));
    expect(await told(lead)).toContain(hash);
    expect(await told(director)).not.toContain(hash);
  });

  it('is impossible for a cycle closed before closings had steps', async () => {
    await startNextCycle(council, council.assessment);
    const [row] = await asSuperuser<{ id: string }>(
      "INSERT INTO assessments (id, council_id, number, name, starts_on, ends_on, status) VALUES (gen_random_uuid(), $1, 7, 'Old', '2020-04-01', '2021-03-31', 'closed') RETURNING id",
      [council.id],
    );
    expect(
      await undoClosing(council.as.director, {
        ...{ assessment: row?.id ?? '', started: await openId(), step: 1, reason: 'No' },
      }),
    ).toEqual({ outcome: 'stale' });
  });
});

describe('the database itself', () => {
  it('lets the application add steps but not change or remove them, and not even their owner', async () => {
    await ask();
    for (const sql of ["UPDATE closing_steps SET reason = 'x'", 'DELETE FROM closing_steps']) {
      await expect(asApplication(council.id, (client) => client.query(sql))).rejects.toMatchObject({
        code: '42501',
      });
      await expect(asSuperuser(sql)).rejects.toThrow('only ever added');
    }
    await expect(asSuperuser('TRUNCATE closing_steps')).rejects.toThrow('only ever added');
  });

  it.each([
    ['a decline without a reason', "kind = 'declined'", 'closing_steps_reason'],
    ['a request for nothing', "kind = 'requested'", 'closing_steps_next'],
    ['a closing that started nothing', "kind = 'closed'", 'closing_steps_started'],
  ])('refuses %s', async (_what, kind, constraint) => {
    await expect(
      asSuperuser(
        `INSERT INTO closing_steps (council_id, assessment_id, step, kind, person_id, role, at)
         VALUES ($1, $2, 1, ${kind.split(' = ')[1]}, $3, 'lead', now())`,
        [council.id, council.assessment, council.as.lead.person.id],
      ),
    ).rejects.toThrow(constraint);
  });

  it('has one cycle of each number, not counting undone ones', async () => {
    await startNextCycle(council, council.assessment);
    await undo();
    await expect(
      asSuperuser("UPDATE assessments SET status = 'closed' WHERE council_id = $1 AND status = 'undone'", [
        council.id,
      ]),
    ).resolves.toEqual([]);
    await expect(
      asSuperuser('UPDATE assessments SET number = 1 WHERE council_id = $1', [council.id]),
    ).rejects.toThrow('assessments_number_once');
  });
});
