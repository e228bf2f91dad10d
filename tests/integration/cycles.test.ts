import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { confirmClosing, startAssessment } from '#lib/history/closings/commands.ts';
import { getStart } from '#lib/history/closings/queries.ts';
import { getCycle } from '#lib/pages/cycle.ts';
import { listCycles } from '#lib/pages/cycles.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { confirmCarried, saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { addFile, addLink, attachEvidence, detachEvidence } from '#lib/record/evidence/commands.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { addComment } from '#lib/work/comments/commands.ts';
import { discardDrafts, saveDraft } from '#lib/work/drafts/commands.ts';
import { proposeAssessment } from '#lib/work/reviews/commands.ts';
import { gapsHash } from '#lib/work/reviews/queries.ts';
import {
  ANSWERS,
  type AnswersInput,
  asSuperuser,
  CYCLE,
  challengeInput,
  closingConfirmation,
  commentInput,
  compareCycles,
  draftInput,
  dumpCouncil,
  evidenceUseInput,
  explainAgain,
  linkDetails,
  makeAssessedCouncil,
  makeComment,
  makeCouncil,
  makeEvidenceLink,
  nextCycleInput,
  ON_QS1,
  peopleIn,
  receivedFile,
  signOff,
  startNextCycle,
  type TestCouncil,
  uploadDetails,
  withSubmission,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const save = (version: number, given: AnswersInput = {}, assessment = council.assessment) =>
  saveStatement(council.as.contributor, 'QS1', { ...ANSWERS, ...given, assessment, version });

async function openId(): Promise<string> {
  return (await getAssessment(council.as.lead))?.id ?? '';
}

async function statement() {
  const view = await getStatement(council.as.contributor, 'QS1');
  if (!view) throw new Error('No assessment is open');
  return view;
}

async function events(...types: string[]) {
  return asSuperuser<{ type: string; subject: string; data: Record<string, unknown> }>(
    'SELECT type, subject, data FROM audit_events WHERE council_id = $1 AND type = ANY($2) ORDER BY seq',
    [council.id, types],
  );
}

const marks = (assessment: string) =>
  asSuperuser<{ statement: string; carried: boolean; links: boolean[] }>(
    `SELECT s.statement, s.carried,
            ARRAY(SELECT l.carried FROM evidence_links l WHERE l.assessment_id = s.assessment_id AND l.statement = s.statement ORDER BY l.id) AS links
       FROM statement_assessments s WHERE s.assessment_id = $1 ORDER BY 1`,
    [assessment],
  );

describe('startAssessment', () => {
  it('opens a council’s first cycle with nine statements, and records it', async () => {
    expect(await events('assessment.started', 'assessment.closed')).toEqual([
      {
        type: 'assessment.started',
        subject: council.assessment,
        data: {
          thresholds: '62-80',
          number: 1,
          name: CYCLE.name,
          startsOn: CYCLE.startsOn,
          endsOn: CYCLE.endsOn,
          carriedFrom: null,
          framework: 'cqc-2023',
        },
      },
    ]);
    const view = await getAssessment(council.as.reader);
    expect(view?.statements.map(({ status }) => status)).toEqual(STATEMENT_IDS.map(() => 'not-yet-started'));
  });

  it('starts one cycle, first or next, when many start at once', async () => {
    const fresh = await makeCouncil();
    const firsts = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        startAssessment(fresh.as.lead, { ...CYCLE, name: `Cycle of lead ${index}` }),
      ),
    );
    expect(firsts.filter(({ outcome }) => outcome === 'started')).toHaveLength(1);
    expect(firsts.filter(({ outcome }) => outcome === 'another is open')).toHaveLength(7);
    const first = (await getAssessment(fresh.as.lead))?.id ?? '';
    const nexts = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        startAssessment(fresh.as.lead, nextCycleInput(first, { name: `Next of lead ${index}` })),
      ),
    );
    expect(nexts.filter(({ outcome }) => outcome === 'requested')).toHaveLength(1);
    expect(nexts.filter(({ outcome }) => outcome === 'waiting')).toHaveLength(7);
    const form = await closingConfirmation(fresh.as.lead);
    const confirmed = await Promise.all(
      [1, 2, 3].map(() => confirmClosing(withSubmission(fresh.as.director, 'confirm'), form)),
    );
    expect(confirmed.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
    const { cycles } = await listCycles(fresh.as.lead);
    expect(cycles.map(({ number, closed }) => [number, closed !== null])).toEqual([
      [2, false],
      [1, true],
    ]);
    expect(await verifyCouncil(fresh, [])).toMatchObject({ firstBroken: null });
  });

  it('has one effect when the same form is sent again', async () => {
    const next = nextCycleInput(council.assessment);
    const send = (form: string) => startAssessment(withSubmission(council.as.lead, form), next);
    const requested = { outcome: 'requested' };
    expect(await Promise.all([1, 2, 3].map(() => send('one')))).toEqual([requested, requested, requested]);
    expect(await send('another')).toEqual({ outcome: 'waiting' });
    await confirmClosing(council.as.director, await closingConfirmation(council.as.lead));
    expect(await send('one')).toEqual(requested);
    expect(await send('another')).toEqual({ outcome: 'another is open', open: next.name });
    expect((await listCycles(council.as.lead)).cycles).toHaveLength(2);
  });

  it('closes exactly what the lead was shown', async () => {
    await startNextCycle(council, council.assessment);
    const before = await dumpCouncil(council.id);
    const late = { ...nextCycleInput(council.assessment), name: 'Another' };
    for (const closes of [council.assessment, null, '0198a5c0-0000-7000-8000-00000000abcd']) {
      expect(await startAssessment(council.as.lead, { ...late, closes })).toEqual({
        outcome: 'another is open',
        open: nextCycleInput('').name,
      });
    }
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('keeps the closed cycle as a snapshot with its hash in the history', async () => {
    await save(0);
    await makeEvidenceLink(council.as.lead, { statement: 'QS1', title: 'Annual report' });
    await startNextCycle(council, council.assessment, { content: 'empty' });
    const closed = await getCycle(council.as.reader, 1);
    if (!closed || closed === 'open') throw new Error('The first cycle is not closed');
    const { kept } = closed;
    expect(kept).toMatchObject({ kind: 'closed', version: 1, madeBy: council.as.director.person.name });
    expect(kept.snapshot.cycle).toEqual({
      number: 1,
      name: CYCLE.name,
      period: { startsOn: CYCLE.startsOn, endsOn: CYCLE.endsOn },
    });
    expect(kept.snapshot.statements[0]).toMatchObject({
      score: 3,
      strengths: ANSWERS.strengths,
      uses: [{ reference: 'E1' }],
    });
    expect(await events('assessment.closed')).toEqual([
      {
        type: 'assessment.closed',
        subject: council.assessment,
        data: {
          number: 1,
          name: CYCLE.name,
          contentHash: kept.contentHash,
          version: 1,
          closing: { step: 2, startedId: await openId() },
        },
      },
    ]);
    expect(await verifyCouncil(council, [])).toMatchObject({ firstBroken: null });
  });

  it('starts empty: no answers, people or linked evidence; the evidence list stays', async () => {
    await save(0);
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await startNextCycle(council, council.assessment, { content: 'empty' });
    const view = await statement();
    expect(view).toMatchObject({ version: 0, saved: null, evidence: { count: 0 } });
    expect(await marks(await openId())).toEqual(
      STATEMENT_IDS.map((id) => ({ statement: id, carried: false, links: [] })),
    );
    const next = { assessment: await openId() };
    expect(await attachEvidence(council.as.lead, [reference], 'QS1', evidenceUseInput(next))).toEqual({
      outcome: 'done',
    });
  });

  it('carries forward answers, evidence with what it shows, owners and helpers, each marked', async () => {
    const { lead, contributor } = council.as;
    await save(0);
    const shown = { shows: 'Waits fell', location: 'Page 4' };
    const first = await makeEvidenceLink(lead, { statement: 'QS1', ...shown });
    await makeEvidenceLink(lead, { statement: 'QS1', shows: 'Second' });
    await attachEvidence(lead, [first], 'QS2', evidenceUseInput(council));
    await assignStatement(lead, 'QS1', {
      assessment: council.assessment,
      owner: lead.person.id,
      helpers: [contributor.person.id],
      dueOn: null,
    });
    const before = await statement();
    await startNextCycle(council, council.assessment);
    const id = await openId();
    const after = await statement();
    expect(after).toMatchObject({
      assessment: { name: nextCycleInput('').name },
      answers: { ...ANSWERS, completed: false },
      version: 1,
      // The page says that it was carried forward.
      saved: null,
    });
    expect(after.evidence.shown.map(({ reference, shows }) => [reference, shows])).toEqual(
      before.evidence.shown.map(({ reference, shows }) => [reference, shows]),
    );
    expect(await marks(id)).toEqual(
      STATEMENT_IDS.map((statement) => ({
        statement,
        carried: statement === 'QS1' || statement === 'QS2',
        links: statement === 'QS1' ? [true, true] : statement === 'QS2' ? [true] : [],
      })),
    );
    expect(await peopleIn(lead)).toMatchObject({
      QS1: { owner: { name: lead.person.name }, helpers: [{ name: contributor.person.name }] },
    });
    const revisions = await asSuperuser(
      'SELECT statement, version, strengths, completed, saved_by_id FROM statement_revisions WHERE assessment_id = $1',
      [id],
    );
    expect(revisions).toEqual([
      {
        statement: 'QS1',
        version: 1,
        strengths: ANSWERS.strengths,
        completed: false,
        saved_by_id: lead.person.id,
      },
    ]);
    expect((await events('assessment.started')).at(-1)?.data.carriedFrom).toEqual({
      number: 1,
      name: CYCLE.name,
    });
  });

  it('assigns no one who can no longer write', async () => {
    const { lead, contributor, admin } = council.as;
    await assignStatement(lead, 'QS1', {
      assessment: council.assessment,
      owner: contributor.person.id,
      helpers: [lead.person.id],
      dueOn: null,
    });
    await asSuperuser("UPDATE memberships SET role = 'reader' WHERE council_id = $1 AND person_id = $2", [
      council.id,
      contributor.person.id,
    ]);
    await startNextCycle(council, council.assessment);
    expect(await peopleIn(admin)).toEqual({
      QS1: { owner: null, helpers: [{ id: lead.person.id, name: lead.person.name }], dueOn: null },
    });
  });

  it('keeps the council’s thresholds and blind setting', async () => {
    await asSuperuser("UPDATE assessments SET threshold_set = 'cqc', blind_challenge = true WHERE id = $1", [
      council.assessment,
    ]);
    for (const on of STATEMENT_IDS) {
      await giveChallenge(council.as.director, on, challengeInput(council.assessment));
    }
    await startNextCycle(council, council.assessment, { content: 'empty' });
    expect(
      await asSuperuser('SELECT threshold_set, blind_challenge FROM assessments WHERE id = $1', [
        await openId(),
      ]),
    ).toEqual([{ threshold_set: 'cqc', blind_challenge: true }]);
  });

  it('carries forward from the last cycle even when none is open', async () => {
    await save(0);
    await asSuperuser("UPDATE assessments SET status = 'closed' WHERE id = $1", [council.assessment]);
    expect(await getStart(council.as.lead)).toEqual({
      last: { number: 1, name: CYCLE.name, framework: 'cqc-2023' },
      ...{ closes: null, waiting: null, declined: null },
    });
    const input = { ...nextCycleInput(''), closes: null, asks: false };
    expect(await startAssessment(council.as.lead, input)).toEqual({ outcome: 'started' });
    expect(await statement()).toMatchObject({ answers: { strengths: ANSWERS.strengths } });
  });
});

describe('the summary before a cycle is closed', () => {
  it('counts people’s unsaved drafts, except those that contain nothing new', async () => {
    await save(0);
    const { lead, contributor } = council.as;
    const page = (digit: number) => `0198a5c0-0000-4000-8000-00000000000${digit}`;
    const drafts = [
      [contributor, 'QS1', { page: page(1), version: 1 }],
      [contributor, 'QS3', { page: page(2) }],
      [lead, 'QS1', { page: page(3), version: 1, ...ANSWERS, score: '3', completed: 'yes' }],
    ] as const;
    for (const [writer, on, given] of drafts) {
      await saveDraft(writer, on, draftInput(council.assessment, given));
    }
    expect(await getStart(lead)).toMatchObject({
      last: { number: 1, name: CYCLE.name, framework: 'cqc-2023' },
      closes: {
        id: council.assessment,
        number: 1,
        name: CYCLE.name,
        reviewState: 'preparing',
        signed: null,
        unsigned: { isAny: true, statements: [] },
        drafts: [{ id: contributor.person.id, by: contributor.person.name, count: 2 }],
      },
    });
  });
});

describe('confirmCarried', () => {
  let next: string;

  beforeEach(async () => {
    await save(0);
    await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await startNextCycle(council, council.assessment);
    next = await openId();
  });

  const mark = async () => (await marks(next))[0];

  it('is not needed to change a carried score, which needs a reason', async () => {
    expect(await save(1, { score: 2 }, next)).toMatchObject({ outcome: 'score reason' });
    const scoreReason = 'Waits are longer.';
    expect(await save(1, { score: 2, scoreReason }, next)).toEqual({ outcome: 'saved' });
    expect(await statement()).toMatchObject({ scoreChange: { from: 3, to: 2, reason: scoreReason } });
  });

  it('removes the mark from the statement and its evidence, keeps the answers, and is recorded', async () => {
    const before = await statement();
    expect(await confirmCarried(council.as.contributor, 'QS1', { assessment: next, version: 1 })).toEqual({
      outcome: 'confirmed',
    });
    expect(await mark()).toEqual({ statement: 'QS1', carried: false, links: [false] });
    const after = await statement();
    expect([after.answers, after.version]).toEqual([before.answers, before.version]);
    expect(await events('statement.confirmed')).toEqual([
      { type: 'statement.confirmed', subject: 'QS1', data: { assessmentId: next, version: 1 } },
    ]);
    const seen = await dumpCouncil(council.id);
    expect(await confirmCarried(council.as.lead, 'QS1', { assessment: next, version: 1 })).toEqual({
      outcome: 'unchanged',
    });
    expect(await dumpCouncil(council.id)).toEqual(seen);
  });

  it('is recorded once when many confirm at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () =>
        confirmCarried(council.as.contributor, 'QS1', { assessment: next, version: 1 }),
      ),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'confirmed')).toHaveLength(1);
    expect(await events('statement.confirmed')).toHaveLength(1);
  });

  it('confirms only what the person has read', async () => {
    expect(await confirmCarried(council.as.contributor, 'QS1', { assessment: next, version: 0 })).toEqual({
      outcome: 'conflict',
    });
    expect(await mark()).toMatchObject({ carried: true });
  });

  it('happens by saving too, changed or not', async () => {
    expect(await save(1, { strengths: 'Said anew' }, next)).toEqual({ outcome: 'saved' });
    expect(await mark()).toEqual({ statement: 'QS1', carried: false, links: [false] });
    expect(await confirmCarried(council.as.lead, 'QS1', { assessment: next, version: 1 })).toEqual({
      outcome: 'unchanged',
    });
  });

  it('by saving the same answers is recorded as a confirmation', async () => {
    expect(await save(1, { completed: false }, next)).toEqual({ outcome: 'saved' });
    expect(await mark()).toEqual({ statement: 'QS1', carried: false, links: [false] });
    expect(await events('statement.confirmed')).toHaveLength(1);
    expect(await statement()).toMatchObject({ version: 1 });
    expect(await save(1, { completed: false }, next)).toEqual({ outcome: 'unchanged' });
  });

  it('removes the mark from one evidence item when it is explained again', async () => {
    await explainAgain(
      council.as.lead,
      'E1',
      'QS1',
      evidenceUseInput({ assessment: next }, { shows: 'Anew' }),
    );
    expect(await mark()).toEqual({ statement: 'QS1', carried: true, links: [false] });
  });

  it('is refused while the assessment is proposed or signed', async () => {
    for (const state of ['proposed', 'signed']) {
      await asSuperuser('UPDATE assessments SET review_state = $2 WHERE id = $1', [next, state]);
      expect(await confirmCarried(council.as.contributor, 'QS1', { assessment: next, version: 1 })).toEqual({
        outcome: 'locked',
      });
    }
    expect(await mark()).toMatchObject({ carried: true });
  });
});

describe('a closed cycle', () => {
  it('cannot be changed by anyone', async () => {
    const { lead, contributor } = council.as;
    await save(0);
    const reference = await makeEvidenceLink(lead, { statement: 'QS1' });
    const closed = council.assessment;
    await saveDraft(contributor, 'QS1', draftInput(closed, { version: 1 }));
    await startNextCycle(council, closed, { content: 'empty' });
    const content = () =>
      asSuperuser(
        `SELECT (SELECT jsonb_agg(s ORDER BY s.statement) FROM statement_assessments s WHERE s.assessment_id = $1) AS statements,
                (SELECT jsonb_agg(l ORDER BY l.id) FROM evidence_links l WHERE l.assessment_id = $1) AS links,
                (SELECT jsonb_agg(t) FROM statement_tasks t WHERE t.assessment_id = $1) AS tasks,
                (SELECT jsonb_agg(d) FROM statement_drafts d WHERE d.assessment_id = $1) AS drafts,
                (SELECT jsonb_agg(c) FROM comments c WHERE c.assessment_id = $1) AS comments,
                (SELECT jsonb_agg(c) FROM challenge_scores c WHERE c.assessment_id = $1) AS challenges,
                (SELECT to_jsonb(a) FROM assessments a WHERE a.id = $1) AS assessment`,
        [closed],
      );
    const before = await content();
    const use = evidenceUseInput({ assessment: closed }, { shows: 'Changed' });
    expect(await save(1, { score: 1 }, closed)).toEqual({ outcome: 'closed' });
    expect(await confirmCarried(lead, 'QS1', { assessment: closed, version: 1 })).toEqual({
      outcome: 'closed',
    });
    expect(
      await assignStatement(lead, 'QS1', {
        assessment: closed,
        owner: lead.person.id,
        helpers: [],
        dueOn: null,
      }),
    ).toEqual({ outcome: 'closed' });
    expect(await saveDraft(contributor, 'QS1', draftInput(closed, { edit: 9 }))).toEqual({
      outcome: 'closed',
    });
    expect(
      await giveChallenge(council.as.director, 'QS1', challengeInput(closed, { ownHidden: false })),
    ).toEqual({
      outcome: 'closed',
    });
    expect(await setBlind(lead, { assessment: closed, blind: true })).toEqual({ outcome: 'closed' });
    const seen = { gaps: 0, gapsHash: gapsHash([]), content: gapsHash([]) };
    const proposal = { assessment: closed, step: 0, ...seen, reason: '' };
    expect(await proposeAssessment(lead, proposal)).toEqual({ outcome: 'closed' });
    const pages = [draftInput(closed).page];
    expect(await discardDrafts(contributor, 'QS1', pages)).toEqual({ discarded: 0 });
    expect(await explainAgain(lead, reference, 'QS1', use)).toEqual({ outcome: 'closed' });
    expect(await detachEvidence(lead, reference, 'QS1', closed)).toEqual({ outcome: 'closed' });
    expect(await attachEvidence(lead, [reference], 'QS1', use)).toEqual({ outcome: 'closed' });
    expect(await addLink(lead, linkDetails({ statement: 'QS1', assessment: closed }))).toEqual({
      outcome: 'closed',
    });
    const file = await receivedFile(lead);
    expect(await addFile(lead, uploadDetails({ statement: 'QS1', assessment: closed }), file)).toEqual({
      outcome: 'closed',
    });
    expect(await addComment(lead, ON_QS1, commentInput({ assessment: closed }))).toEqual({
      outcome: 'closed',
    });
    await makeComment(lead);
    expect(await content()).toEqual(before);
  });

  it('holds exactly the acknowledged saves when it is closed while people save', async () => {
    const { lead } = council.as;
    for (let round = 0; round < 12; round += 1) {
      const closes = await openId();
      const version = (await statement()).version;
      const next = nextCycleInput(closes, { name: `Cycle after round ${round}` });
      expect(await startAssessment(lead, next)).toEqual({ outcome: 'requested' });
      const form = await closingConfirmation(lead);
      const close = () => confirmClosing(council.as.director, form);
      const early = round % 2 === 1 ? close() : null;
      const texts = Array.from({ length: 4 }, (_, index) => `Round ${round}, text ${index}`);
      const saves = texts.map((strengths, index) =>
        saveStatement(index % 2 === 0 ? lead : council.as.contributor, 'QS1', {
          ...ANSWERS,
          strengths,
          assessment: closes,
          version,
        }),
      );
      const reference = await makeEvidenceLink(lead);
      const uses = STATEMENT_IDS.slice(1, 4).map((on) =>
        attachEvidence(
          lead,
          [reference],
          on,
          evidenceUseInput({ assessment: closes }, { shows: `Round ${round}` }),
        ),
      );
      const owner = (round % 2 === 0 ? lead : council.as.contributor).person.id;
      const assigned = assignStatement(lead, 'QS5', { assessment: closes, owner, helpers: [], dueOn: null });
      const confirmed = early ?? close();
      const [results, attached] = [await Promise.all(saves), await Promise.all(uses)];
      if ((await confirmed).outcome !== 'done') {
        // Someone saved first: the director has to look at that before closing.
        expect(await confirmed).toEqual({ outcome: 'content changed' });
        expect(await confirmClosing(council.as.director, await closingConfirmation(lead))).toEqual({
          outcome: 'done',
        });
      }
      const given = (await assigned).outcome;
      // Unchanged where the cycle closed before the change.
      if (given !== 'closed') expect((await peopleIn(lead)).QS5?.owner?.id).toBe(owner);
      const cycle = await getCycle(lead, round + 1);
      if (!cycle || cycle === 'open') throw new Error('It is not closed');
      const saved = texts.filter((_, index) => results[index]?.outcome === 'saved');
      expect(saved.length).toBeLessThanOrEqual(1);
      const kept = cycle.kept.snapshot.statements;
      expect(kept[0]?.strengths.startsWith(`Round ${round},`)).toBe(saved.length === 1);
      if (saved[0]) expect(kept[0]?.strengths).toBe(saved[0]);
      const rows = await asSuperuser(
        'SELECT strengths FROM statement_assessments WHERE assessment_id = $1 AND statement = $2',
        [closes, 'QS1'],
      );
      expect(rows).toEqual([{ strengths: kept[0]?.strengths }]);
      // Each link is in the snapshot or was refused: none was made in the next cycle.
      for (const [index, on] of STATEMENT_IDS.slice(1, 4).entries()) {
        const isIn = attached[index]?.outcome === 'done';
        if (!isIn) expect(attached[index]).toEqual({ outcome: 'closed' });
        const links = await asSuperuser<{ closed: boolean; carried: boolean }>(
          `SELECT assessment_id = $1 AS closed, carried FROM evidence_links
            WHERE council_id = $2 AND statement = $3 AND shows = $4 ORDER BY created_at`,
          [closes, council.id, on, `Round ${round}`],
        );
        const inSnapshot = kept
          .find(({ id }) => id === on)
          ?.uses.some(({ reference: used }) => used === reference);
        expect(inSnapshot).toBe(isIn);
        expect(links).toEqual(
          isIn
            ? [
                { closed: true, carried: false },
                { closed: false, carried: true },
              ]
            : [],
        );
      }
    }
    expect(await verifyCouncil(council, [])).toMatchObject({ firstBroken: null });
  });

  it('shows drafts only to their owners', async () => {
    const { lead, contributor } = council.as;
    await saveDraft(contributor, 'QS1', draftInput(council.assessment));
    await startNextCycle(council, council.assessment);
    expect(await getCycle(contributor, 1)).toMatchObject({
      drafts: [{ statement: 'QS1', typed: { strengths: 'Typed and not saved.', score: '2' } }],
    });
    expect((await listCycles(contributor)).cycles.map(({ drafts }) => drafts)).toEqual([0, 1]);
    expect((await listCycles(lead)).cycles.map(({ drafts }) => drafts)).toEqual([0, 0]);
    expect(await getCycle(lead, 1)).toMatchObject({ drafts: [] });
    expect(await getCycle(council.as.director, 1)).toMatchObject({ drafts: [] });
  });

  it('ignores drafts that differ from the saved answers only in surrounding white space', async () => {
    await save(0, { impact: '' });
    const { contributor } = council.as;
    for (const [impact, score] of [
      ['\u00a0\u2003\n', '3'],
      ['\u200b', '3'],
      ['', 'none'],
    ] as const) {
      const said = { ...ANSWERS, version: 1, impact, score, completed: 'yes', page: randomUUID() } as const;
      await saveDraft(contributor, 'QS1', draftInput(council.assessment, said));
    }
    await startNextCycle(council, council.assessment);
    const cycle = await getCycle(contributor, 1);
    expect(cycle !== 'open' && cycle?.drafts.map(({ typed }) => [typed.impact, typed.score])).toEqual([
      ['', 'none'],
      ['\u200b', '3'],
    ]);
    expect((await listCycles(contributor)).cycles.map(({ drafts }) => drafts)).toEqual([0, 2]);
  });

  it('is found by its number, like the open one', async () => {
    await startNextCycle(council, council.assessment);
    expect(await getCycle(council.as.reader, 2)).toBe('open');
    expect(await getCycle(council.as.reader, 3)).toBeNull();
  });
});

describe('compareCycles', () => {
  const at = (cycle: number, signed: number | null = null) => ({ cycle, signed });

  it('names scores, texts and evidence that differ between a closed cycle and the open one', async () => {
    const { lead, reader } = council.as;
    await save(0);
    await makeEvidenceLink(lead, { statement: 'QS1', title: 'Annual report' });
    await startNextCycle(council, council.assessment);
    const scoreReason = 'Waits are shorter.';
    await save(1, { score: 4, scoreReason, strengths: 'People wait 12 days.' }, await openId());
    await detachEvidence(lead, 'E1', 'QS1', await openId());
    await makeEvidenceLink(lead, { statement: 'QS1', title: 'Survey' });
    const result = await compareCycles(reader, at(1), at(2));
    if (result.outcome !== 'compared') throw new Error(result.outcome);
    const { from, to, scores, changes } = result.comparison;
    expect([from.cycle.number, to.cycle.number, to.keptAt]).toEqual([1, 2, null]);
    expect(scores[0]).toMatchObject({ id: 'QS1', before: 3, after: 4, by: 1 });
    expect(scores[1]).toMatchObject({ before: null, after: null, by: null });
    const [first] = changes.statements;
    expect(first?.texts).toMatchObject([{ field: 'strengths' }]);
    expect(first?.texts[0]?.pieces).toContainEqual({ kind: 'added', text: '12' });
    expect(first?.evidence).toMatchObject({ added: [{ reference: 'E2' }], dropped: [{ reference: 'E1' }] });
    expect(changes.titles).toMatchObject({ E1: 'Annual report', E2: 'Survey' });
    const turned = await compareCycles(reader, at(2), at(1));
    expect(turned.outcome === 'compared' && turned.comparison.scores[0]).toMatchObject({
      before: 4,
      after: 3,
      by: -1,
    });
  });

  it('finds no cycle or version that the council lacks', async () => {
    for (const [from, to] of [
      [at(1), at(2)],
      [at(7), at(1)],
      [at(1), at(1, 1)],
    ] as const) {
      expect(await compareCycles(council.as.reader, from, to)).toEqual({ outcome: 'not found' });
    }
  });

  it('reads and compares content under the wording of its time', async () => {
    await save(0);
    await startNextCycle(council, council.assessment);
    // As if the framework had a different wording when the first cycle was closed.
    await asSuperuser('ALTER TABLE assessment_snapshots DISABLE TRIGGER assessment_snapshots_no_change');
    await asSuperuser(
      `UPDATE assessment_snapshots AS s SET content = c.content, content_hash = encode(sha256(convert_to(c.content, 'UTF8')), 'hex')
         FROM (SELECT council_id, replace(replace(content, '"Safeguarding"', '"Keeping people safe"'), '"version":1},"result"', '"version":0},"result"') AS content
                 FROM assessment_snapshots WHERE council_id = $1) c
        WHERE s.council_id = c.council_id`,
      [council.id],
    );
    await asSuperuser('ALTER TABLE assessment_snapshots ENABLE TRIGGER assessment_snapshots_no_change');
    const closed = await getCycle(council.as.reader, 1);
    if (!closed || closed === 'open') throw new Error('It is not closed');
    expect(closed.kept.snapshot.statements[6]?.name).toBe('Keeping people safe');
    expect(await compareCycles(council.as.reader, at(1), at(2))).toMatchObject({
      comparison: {
        changes: {
          statements: expect.arrayContaining([
            expect.objectContaining({
              id: 'QS7',
              wording: {
                before: expect.objectContaining({ name: 'Keeping people safe' }),
                after: expect.objectContaining({ name: 'Safeguarding' }),
              },
            }),
          ]),
        },
      },
    });
  });

  it('hides open scores from those who must challenge first, but not closed ones', async () => {
    const { lead, director } = council.as;
    await save(0);
    await startNextCycle(council, council.assessment);
    await asSuperuser('UPDATE assessments SET blind_challenge = true WHERE status = $1 AND council_id = $2', [
      'open',
      council.id,
    ]);
    expect(await compareCycles(director, at(1), at(2))).toEqual({
      outcome: 'scores hidden',
      statements: STATEMENT_IDS,
    });
    expect(await compareCycles(director, at(1), at(1))).toMatchObject({ outcome: 'compared' });
    expect(await compareCycles(lead, at(1), at(2))).toMatchObject({ outcome: 'compared' });
    const [open, closed] = (await listCycles(director)).cycles;
    expect(open?.state).toBe('hidden');
    expect(closed?.state).toMatchObject({ isFinal: true, overall: { state: 'incomplete', scored: 1 } });
  });
});

describe('listCycles', () => {
  it('lists each with its result and signed versions, newest first', async () => {
    for (const [index, on] of STATEMENT_IDS.entries()) {
      await saveStatement(council.as.lead, on, {
        ...ANSWERS,
        score: index === 0 ? 4 : 3,
        assessment: council.assessment,
        version: 0,
      });
    }
    await signOff(council);
    await startNextCycle(council, council.assessment, { content: 'empty' });
    const [open, closed] = (await listCycles(council.as.reader)).cycles;
    expect(open).toMatchObject({
      number: 2,
      closed: null,
      signed: [],
      state: { isFinal: false, value: null },
    });
    expect(closed).toMatchObject({
      number: 1,
      name: CYCLE.name,
      closed: { by: council.as.lead.person.name },
      signed: [{ version: 1, by: council.as.director.person.name }],
      state: { isFinal: true, value: { points: 28, band: 'good' } },
    });
    expect(closed?.closed?.at).toBeInstanceOf(Date);
    expect(closed?.signed[0]?.at).toBeInstanceOf(Date);
  });
});
