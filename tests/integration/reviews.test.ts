import { beforeEach, describe, expect, it } from 'vitest';
import { getEvidencePlace } from '#lib/pages/evidence-on-statement.ts';
import { getOverview } from '#lib/pages/overview.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { type CouncilContext, memberContext, systemContext } from '#lib/platform/access/context.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import {
  addFile,
  addLink,
  attachEvidence,
  changeDetails,
  detachEvidence,
} from '#lib/record/evidence/commands.ts';
import { listEvidence } from '#lib/record/evidence/queries.ts';
import { setDisabled } from '#lib/record/members/commands.ts';
import type { Snapshot } from '#lib/record/snapshots/rules.ts';
import { STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import { asOwner } from '#lib/tasks/owner.ts';
import { insertMember, insertPerson } from '#lib/tasks/set-up.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { saveDraft } from '#lib/work/drafts/commands.ts';
import {
  proposeAssessment,
  reopenAssessment,
  returnProposal,
  signAssessment,
  withdrawProposal,
} from '#lib/work/reviews/commands.ts';
import { getReview, getSignedVersion } from '#lib/work/reviews/queries.ts';
import { roundsOf } from '#tests/setup/rounds.ts';
import {
  ANSWERS,
  asSuperuser,
  decisionInput,
  draftInput,
  dumpCouncil,
  evidenceUseInput,
  explainAgain,
  linkDetails,
  makeAssessedCouncil,
  makeComment,
  makeEvidenceLink,
  ownerUrl,
  receivedFile,
  sendForSignOff,
  signOff,
  type TestCouncil,
  uploadDetails,
  withSubmission,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

function save(statement: StatementId, version: number, strengths = 'Said anew. E1', page?: string) {
  const input = { ...ANSWERS, strengths, assessment: council.assessment, version };
  return saveStatement(council.as.contributor, statement, { ...input, page });
}

async function review(as: CouncilContext = council.as.reader) {
  const view = await getReview(as, new Date());
  if (!view) throw new Error('No assessment is open');
  return view;
}

async function withReason(reason: string) {
  const { assessment, step } = await decisionInput(council);
  return { assessment, step, reason };
}

/** Another person who may sign. */
async function anotherDirector(): Promise<CouncilContext> {
  const email = `deputy@${council.slug}.example`;
  const { id } = await asOwner(ownerUrl(), async (tx) => {
    const person = await insertPerson(tx, {
      email,
      name: 'Deputy director',
      passwordHash: 'nobody signs in with this',
      disabledAt: null,
    });
    const setUp = systemContext(council.as.admin.council, 'Set-up', 'request-set-up');
    await insertMember(tx, setUp, person, 'director', new Date());
    return person;
  });
  const member = { council: council.as.admin.council, role: 'director' } as const;
  return memberContext(member, { id, name: 'Deputy director', email }, 'request-deputy');
}

async function snapshots(kind: 'signed' | 'proposed') {
  const rows = await asSuperuser<{ version: number; content: string; content_hash: string }>(
    'SELECT version, content, content_hash FROM assessment_snapshots WHERE council_id = $1 AND kind = $2::snapshot_kind ORDER BY version',
    [council.id, kind],
  );
  return rows.map(({ content, content_hash, version }) => ({
    version,
    contentHash: content_hash,
    snapshot: JSON.parse(content) as Snapshot,
  }));
}

async function noticesOf({ person }: CouncilContext): Promise<string[]> {
  const rows = await asSuperuser<{ kind: string }>(
    'SELECT kind::text FROM notices WHERE council_id = $1 AND person_id = $2 ORDER BY id',
    [council.id, person.id],
  );
  return rows.map(({ kind }) => kind);
}

describe('the review of an assessment', () => {
  it('goes from preparing through proposed to signed, stores both versions, and notifies the people concerned', async () => {
    await save('QS1', 0);
    expect(await review()).toMatchObject({ state: 'preparing', version: 1, steps: [] });
    await sendForSignOff(council);
    expect(await review()).toMatchObject({ state: 'proposed', version: 1, steps: [{ kind: 'proposed' }] });
    const input = await decisionInput(council);
    expect(await signAssessment(council.as.director, input)).toEqual({ outcome: 'done', version: 1 });
    const signed = await review();
    expect(signed).toMatchObject({
      state: 'signed',
      version: 1,
      steps: [
        { kind: 'signed', step: 2, by: council.as.director.person.name, role: 'director' },
        { kind: 'proposed', step: 1, by: council.as.lead.person.name, role: 'lead' },
      ],
    });
    expect(signed.content?.sinceSigned?.changes.isChanged).toBe(false);
    const [kept] = await snapshots('signed');
    expect(kept).toMatchObject({ version: 1, contentHash: input.content });
    expect(kept?.snapshot.statements[0]).toMatchObject({ strengths: 'Said anew. E1', version: 1 });
    expect(await snapshots('proposed')).toEqual([{ ...kept, version: 1 }]);
    expect(await noticesOf(council.as.director)).toEqual(['proposed']);
    expect(await noticesOf(council.as.lead)).toEqual(['signed']);
    const events = await asSuperuser(
      "SELECT type, subject, data, actor_role FROM audit_events WHERE council_id = $1 AND type LIKE 'review.%' ORDER BY seq",
      [council.id],
    );
    const contentHash = input.content;
    const sealed = { salt: expect.any(String), hash: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(events).toEqual([
      {
        type: 'review.proposed',
        subject: council.assessment,
        data: { version: 1, step: 1, contentHash, gaps: input.gaps, words: sealed },
        actor_role: 'lead',
      },
      {
        type: 'review.signed',
        subject: council.assessment,
        data: { version: 1, step: 2, contentHash, words: sealed },
        actor_role: 'director',
      },
    ]);
  });

  it('goes back with reasons, and a second proposal is kept apart from the first', async () => {
    await sendForSignOff(council);
    const back = await withReason('QS1 lacks a score');
    expect(await returnProposal(council.as.director, back)).toEqual({ outcome: 'done', version: 1 });
    expect(await review()).toMatchObject({
      state: 'preparing',
      version: 1,
      steps: [{ kind: 'returned', reason: 'QS1 lacks a score' }, { kind: 'proposed' }],
    });
    expect(await noticesOf(council.as.lead)).toEqual(['returned']);
    await save('QS1', 0);
    const { content } = await review();
    expect(content?.sinceProposed?.changes.statements.filter(({ isChanged }) => isChanged)).toMatchObject([
      { id: 'QS1', score: { before: null, after: 3 } },
    ]);
    await sendForSignOff(council);
    expect((await snapshots('proposed')).map(({ version }) => version)).toEqual([1, 3]);
  });

  it('shows a director what changed since the proposal they returned', async () => {
    await sendForSignOff(council);
    await returnProposal(council.as.director, await withReason('Score QS1'));
    await save('QS1', 0);
    await sendForSignOff(council);
    const { content } = await review(council.as.director);
    expect(content?.sinceProposed).toMatchObject({ version: 1, changes: { isChanged: true } });
    expect(content?.sinceSent).toBeNull();
  });

  it('goes back without a reason when the lead withdraws', async () => {
    await sendForSignOff(council);
    expect(await withdrawProposal(council.as.lead, await withReason(''))).toMatchObject({ outcome: 'done' });
    expect(await review()).toMatchObject({ state: 'preparing', steps: [{ kind: 'withdrawn' }, {}] });
    expect(await save('QS1', 0)).toEqual({ outcome: 'saved' });
  });

  it('reopens with a reason, and the next signature is the next version', async () => {
    await save('QS1', 0);
    const first = await signOff(council);
    const reopened = await withReason('New figures');
    expect(await reopenAssessment(council.as.lead, reopened)).toEqual({ outcome: 'done', version: 1 });
    expect(await review()).toMatchObject({ state: 'preparing', version: 2 });
    await save('QS1', 1, 'Other words. E1');
    const second = await signOff(council);
    expect(second).not.toBe(first);
    expect((await snapshots('signed')).map(({ version, contentHash }) => [version, contentHash])).toEqual([
      [1, first],
      [2, second],
    ]);
    // The first signed version is unchanged.
    const version = await getSignedVersion(council.as.reader, 1, 1);
    if (version.outcome !== 'found') throw new Error('There is no such version');
    expect(version.signed).toMatchObject({ role: 'director', newest: 2, kept: { contentHash: first } });
    expect(version.signed.kept.snapshot.statements[0]?.strengths).toBe('Said anew. E1');
    expect(await getSignedVersion(council.as.reader, 1, 3)).toEqual({ outcome: 'not found' });
    expect(await getSignedVersion(council.as.reader, 2, 1)).toEqual({ outcome: 'not found' });
  });

  it('lists exactly what changed since reopening', async () => {
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS2' });
    await save('QS1', 0);
    await signOff(council);
    await reopenAssessment(council.as.director, await withReason('New figures'));
    await save('QS1', 1, 'Other words. E1');
    await detachEvidence(council.as.lead, reference, 'QS2', council.assessment);
    const { content } = await review();
    const changed = content?.sinceSigned?.changes.statements.filter(({ isChanged }) => isChanged);
    expect(changed).toMatchObject([
      {
        id: 'QS1',
        score: null,
        texts: [{ field: 'strengths', before: 'Said anew. E1', after: 'Other words. E1' }],
      },
      { id: 'QS2', evidence: { added: [], dropped: [{ reference }] } },
    ]);
  });

  it('shows its progress on the overview, with the signed result beside the current one', async () => {
    const overview = async () => (await getOverview(council.as.reader, new Date())).open?.dashboard.review;
    expect(await overview()).toEqual({ state: 'preparing', version: 1, signed: null });
    await save('QS1', 0);
    await sendForSignOff(council);
    expect(await overview()).toMatchObject({ state: 'proposed', version: 1, signed: null });
    await signAssessment(council.as.director, await decisionInput(council));
    const by = council.as.director.person.name;
    const signed = { version: 1, by, result: { state: 'incomplete', scored: 1 }, isChanged: false };
    expect(await overview()).toMatchObject({ state: 'signed', version: 1, signed });
    await reopenAssessment(council.as.lead, await withReason('New figures'));
    expect(await overview()).toMatchObject({ state: 'preparing', version: 2, signed });
    await save('QS2', 0);
    expect(await overview()).toMatchObject({ signed: { ...signed, isChanged: true } });
  });

  it('allows only the steps of its state', async () => {
    const input = await decisionInput(council);
    const before = await dumpCouncil(council.id);
    expect(await signAssessment(council.as.director, input)).toEqual({ outcome: 'stale' });
    expect(await withdrawProposal(council.as.lead, input)).toEqual({ outcome: 'stale' });
    expect(await returnProposal(council.as.director, { ...input, reason: 'Why' })).toEqual({
      outcome: 'stale',
    });
    expect(await reopenAssessment(council.as.lead, { ...input, reason: 'Why' })).toEqual({
      outcome: 'stale',
    });
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('checks for changes since the page was opened before each step', async () => {
    await sendForSignOff(council);
    const old = await decisionInput(council);
    await withdrawProposal(council.as.lead, old);
    await save('QS1', 0);
    await sendForSignOff(council);
    expect(await signAssessment(council.as.director, old)).toEqual({ outcome: 'stale' });
    expect(await returnProposal(council.as.director, { ...old, reason: 'Why' })).toEqual({
      outcome: 'stale',
    });
    expect(await snapshots('signed')).toEqual([]);
  });

  it('is sent without a director too, and says that nobody can sign it', async () => {
    await setDisabled(council.as.admin, council.as.director.person.id, true);
    expect(await proposeAssessment(council.as.lead, await decisionInput(council))).toEqual({
      outcome: 'no director',
      version: 1,
    });
  });

  it('has one effect when a form is sent twice, one after the other or at once', async () => {
    const input = await decisionInput(council);
    const send = (form: string) => proposeAssessment(withSubmission(council.as.lead, form), input);
    const done = { outcome: 'done', version: 1 };
    expect(await Promise.all([1, 2, 3].map(() => send('one')))).toEqual([done, done, done]);
    expect(await send('one')).toEqual(done);
    expect(await send('another')).toEqual({ outcome: 'stale' });
    expect((await review()).steps).toHaveLength(1);
    expect(await noticesOf(council.as.director)).toEqual(['proposed']);
  });

  it('says for which day in London its gaps were found, whoever has asked for another', async () => {
    const { lead } = council.as;
    const dayAt = async (at: string) => (await getReview(lead, new Date(at)))?.day;
    expect(await dayAt('2026-07-01T22:59:59Z')).toBe('2026-07-01');
    expect(await dayAt('2026-07-01T23:00:00Z')).toBe('2026-07-02');
    expect(await dayAt('2026-07-01T22:59:59Z')).toBe('2026-07-01');
  });

  it('refuses a closed assessment', async () => {
    const input = await decisionInput(council);
    await asSuperuser("UPDATE assessments SET status = 'closed' WHERE id = $1", [council.assessment]);
    expect(await proposeAssessment(council.as.lead, input)).toEqual({ outcome: 'closed' });
    await makeEvidenceLink(council.as.lead); // an event, as a closing leaves one
    expect(await getReview(council.as.lead, new Date())).toBeNull();
    expect(await getEvidencePlace(council.as.lead, null)).toBeNull();
  });
});

describe('proposing', () => {
  it('with gaps needs their number acknowledged: if there are more, they are shown first', async () => {
    const input = await decisionInput(council);
    expect(input.gaps).toBe(36);
    expect(await proposeAssessment(council.as.lead, { ...input, gaps: 3 })).toEqual({
      outcome: 'gaps changed',
      gaps: 36,
    });
    expect(await review()).toMatchObject({ state: 'preparing', steps: [] });
    expect(await proposeAssessment(council.as.lead, input)).toMatchObject({ outcome: 'done' });
  });

  it('needs the same gaps acknowledged: different ones of the same number are shown first', async () => {
    await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    const loose = await makeEvidenceLink(council.as.lead);
    await save('QS1', 0, 'As E99 shows.');
    const input = await decisionInput(council);
    // It no longer cites a missing item and now cites one not attached: one gap less, one more.
    await save('QS1', 1, `As ${loose} shows.`);
    const now = await decisionInput(council);
    expect(now.gaps).toBe(input.gaps);
    const before = await dumpCouncil(council.id);
    expect(await proposeAssessment(council.as.lead, input)).toEqual({
      outcome: 'gaps changed',
      gaps: input.gaps,
    });
    // Nor with a number of gaps that is wrong.
    expect(await proposeAssessment(council.as.lead, { ...now, gaps: 0 })).toMatchObject({
      outcome: 'gaps changed',
    });
    expect(await dumpCouncil(council.id)).toEqual(before);
    expect(await proposeAssessment(council.as.lead, now)).toMatchObject({ outcome: 'done' });
  });

  it('needs the content that was looked at, even with the same gaps', async () => {
    await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await save('QS1', 0, 'We are good.');
    const looked = await decisionInput(council);
    // Another paragraph without a reference, and a score of 1 instead of 3.
    await saveStatement(council.as.contributor, 'QS1', {
      ...{ ...ANSWERS, score: 1, scoreReason: 'We are the worst.', strengths: 'We are the best.' },
      ...{ assessment: council.assessment, version: 1 },
    });
    const now = await decisionInput(council);
    expect([now.gaps, now.gapsHash]).toEqual([looked.gaps, looked.gapsHash]);
    const before = await dumpCouncil(council.id);
    expect(await proposeAssessment(council.as.lead, looked)).toEqual({ outcome: 'content changed' });
    expect(await dumpCouncil(council.id)).toEqual(before);
    expect(await proposeAssessment(council.as.lead, now)).toMatchObject({ outcome: 'done' });
  });

  it('finds paragraphs, citations and old evidence by this council’s numbers', async () => {
    const old = await makeEvidenceLink(council.as.lead, { statement: 'QS1', datedOn: '2020-01-01' });
    const loose = await makeEvidenceLink(council.as.lead);
    await save('QS1', 0, `As ${old} and ${loose} and E99 show.\n\nNobody knows.`);
    const { content } = await review();
    expect(content?.gaps.filter(({ statement }) => statement === 'QS1').map(({ text }) => text)).toEqual([
      '3 paragraphs cite no evidence',
      'E99 mentioned but not in your evidence list',
      `${loose} mentioned but not attached`,
      `Evidence more than 2 years old: ${old}`,
    ]);
  });
});

describe('signing', () => {
  it('signs only what the director looked at: an item may change while the answers are locked', async () => {
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await sendForSignOff(council);
    const seen = await decisionInput(council);
    await changeDetails(council.as.lead, reference, { ...linkDetails(), title: 'Renamed', version: 1 });
    const before = await dumpCouncil(council.id);
    expect(await signAssessment(council.as.director, seen)).toEqual({ outcome: 'content changed' });
    expect(await dumpCouncil(council.id)).toEqual(before);
    const { content } = (await getReview(council.as.director, new Date())) ?? {};
    expect(content?.sinceSent?.changes.items).toMatchObject([
      { before: { title: 'Annual report' }, after: { title: 'Renamed' } },
    ]);
    expect(await signAssessment(council.as.director, await decisionInput(council))).toMatchObject({
      outcome: 'done',
    });
  });

  it('waits for the director’s blind challenge scores', async () => {
    await sendForSignOff(council);
    const input = await decisionInput(council);
    await setBlind(council.as.lead, { assessment: council.assessment, blind: true });
    expect(await review(council.as.director)).toMatchObject({ content: null, hidden: STATEMENT_IDS });
    expect(await signAssessment(council.as.director, input)).toEqual({ outcome: 'scores hidden' });
    expect((await review(council.as.lead)).content).not.toBeNull();
  });

  it('happens once with two directors at once', async () => {
    const deputy = await anotherDirector();
    await sendForSignOff(council);
    const input = await decisionInput(council);
    const outcomes = await Promise.all(
      [council.as.director, deputy].map((director) => signAssessment(director, input)),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'stale']);
    expect(await snapshots('signed')).toHaveLength(1);
  });

  it('excludes returning at the same moment', async () => {
    const deputy = await anotherDirector();
    for (let round = 0; round < 10; round += 1) {
      await sendForSignOff(council);
      const input = await decisionInput(council);
      const [signed, returned] = await Promise.all([
        signAssessment(council.as.director, input),
        returnProposal(deputy, { ...input, reason: 'Why' }),
      ]);
      expect([signed.outcome, returned.outcome].toSorted()).toEqual(['done', 'stale']);
      if (signed.outcome === 'done') await reopenAssessment(deputy, await withReason('Again'));
    }
    const { steps } = await review();
    const count = (kind: string) => steps.filter((step) => step.kind === kind).length;
    expect(count('signed') + count('returned')).toBe(10);
    expect(await snapshots('signed')).toHaveLength(count('signed'));
  });
});

describe('while an assessment is locked', () => {
  it.each(['proposed', 'signed'] as const)('nobody changes an answer or evidence link: %s', async (state) => {
    const { lead } = council.as;
    const reference = await makeEvidenceLink(lead, { statement: 'QS1' });
    const other = await makeEvidenceLink(lead);
    await save('QS1', 0);
    await (state === 'proposed' ? sendForSignOff(council) : signOff(council));
    const locked = { outcome: 'locked', state };
    const { assessment } = council;
    const use = evidenceUseInput(council, { shows: 'Said anew' });
    const before = await dumpCouncil(council.id);
    expect(await save('QS1', 1, 'Too late')).toEqual(locked);
    expect(await attachEvidence(lead, [other], 'QS1', use)).toEqual(locked);
    expect(await explainAgain(lead, reference, 'QS1', use)).toEqual(locked);
    expect(await detachEvidence(lead, reference, 'QS1', council.assessment)).toEqual(locked);
    expect(await addLink(lead, linkDetails({ statement: 'QS1', assessment }))).toEqual(locked);
    const file = await receivedFile(lead);
    expect(await addFile(lead, uploadDetails({ statement: 'QS1', assessment }), file)).toEqual(locked);
    expect(await dumpCouncil(council.id)).toEqual(before);
    // The same answers and an existing link change nothing, so nothing is refused.
    expect(await save('QS1', 1)).toEqual({ outcome: 'unchanged' });
    expect(await attachEvidence(lead, [reference], 'QS1', use)).toEqual({ outcome: 'unchanged' });
    expect((await getEvidencePlace(council.as.reader, null))?.lock).toMatchObject({
      ...locked,
      version: 1,
      by: council.as[state === 'proposed' ? 'lead' : 'director'].person.name,
    });
  });

  it('other work continues: the evidence list, drafts, comments, assignments', async () => {
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await sendForSignOff(council);
    const { lead } = council.as;
    expect(await addLink(lead, linkDetails())).toMatchObject({ outcome: 'added' });
    expect(
      await changeDetails(lead, reference, { ...linkDetails(), title: 'Renamed', version: 1 }),
    ).toMatchObject({ outcome: 'changed' });
    expect(await saveDraft(lead, 'QS1', draftInput(council.assessment))).toMatchObject({
      outcome: 'saved',
    });
    await makeComment(council.as.director);
    const people = { assessment: council.assessment, owner: lead.person.id, helpers: [], dueOn: null };
    expect(await assignStatement(lead, 'QS1', people)).toEqual({ outcome: 'done' });
    expect((await listEvidence(council.as.reader, {}, 1, new Date())).total).toBe(2);
  });

  it('text that could not be saved is kept as its page’s draft', async () => {
    const page = '0198a5c0-0000-4000-8000-00000000ab1e';
    await sendForSignOff(council);
    expect(await save('QS1', 0, 'Typed too late', page)).toMatchObject({ outcome: 'locked' });
    const drafts = async () => (await getStatement(council.as.contributor, 'QS1'))?.drafts;
    expect(await drafts()).toMatchObject([{ page, version: 0, typed: { strengths: 'Typed too late' } }]);
    // The browser continues with a higher edit number than the stored draft.
    const draft = { page, edit: 1, strengths: 'Typed on' };
    await saveDraft(council.as.contributor, 'QS1', draftInput(council.assessment, draft));
    expect(await drafts()).toMatchObject([{ page, typed: { strengths: 'Typed on' } }]);
    await save('QS1', 0, 'Sent again', page);
    expect(await drafts()).toMatchObject([{ page, edit: 1, typed: { strengths: 'Sent again' } }]);
    await withdrawProposal(council.as.lead, await withReason(''));
    expect(await save('QS1', 0, 'Sent again', page)).toEqual({ outcome: 'saved' });
    expect(await drafts()).toEqual([]);
  });
});

describe('concurrent saves and reviews', () => {
  it('propose what was looked at, although others save meanwhile, in many rounds', {
    timeout: 60_000,
  }, async () => {
    const versions = new Map<StatementId, number>();
    for (let round = 0; round < roundsOf(60); round += 1) {
      const input = await decisionInput(council);
      const said = (id: StatementId) => `Round ${round} of ${id}. E1`;
      const wait = () => new Promise((resolve) => setTimeout(resolve, (round % 6) * 8));
      const [results, result] = await Promise.all([
        wait().then(() => Promise.all(STATEMENT_IDS.map((id) => save(id, versions.get(id) ?? 0, said(id))))),
        proposeAssessment(council.as.lead, input),
      ]);
      const saved = STATEMENT_IDS.filter((_, index) => results[index]?.outcome === 'saved');
      for (const id of saved) versions.set(id, (versions.get(id) ?? 0) + 1);
      if (result.outcome !== 'done') {
        // A save came first: the lead is shown the change, and nothing is proposed.
        expect(['gaps changed', 'content changed']).toContain(result.outcome);
        expect(saved).not.toEqual([]);
        continue;
      }
      expect(saved).toEqual([]);
      expect(results.filter(({ outcome }) => outcome === 'locked')).toHaveLength(9);
      expect((await snapshots('proposed')).at(-1)).toMatchObject({ contentHash: input.content });
      expect((await decisionInput(council)).content).toBe(input.content);
      await withdrawProposal(council.as.lead, await withReason(''));
    }
    expect((await review()).steps.length).toBeGreaterThan(roundsOf(60) / 3);
  });

  it('sign what was looked at, although others withdraw and save meanwhile, in many rounds', {
    timeout: 60_000,
  }, async () => {
    await makeEvidenceLink(council.as.lead);
    await save('QS1', 0, 'Begun. E1');
    let version = 1;
    let signatures = 0;
    for (let round = 0; round < roundsOf(40); round += 1) {
      await sendForSignOff(council);
      const input = await decisionInput(council);
      const [signed, withdrawn, , attached] = await Promise.all([
        signAssessment(council.as.director, input),
        withdrawProposal(council.as.lead, { ...input, reason: '' }),
        save('QS1', version, `Round ${round}. E1`).then((result) => {
          if (result.outcome === 'saved') version += 1;
        }),
        attachEvidence(council.as.lead, ['E1'], 'QS2', evidenceUseInput(council)),
      ]);
      expect([signed.outcome, withdrawn.outcome].toSorted()).toEqual(['done', 'stale']);
      if (signed.outcome === 'done') {
        signatures += 1;
        expect((await snapshots('signed')).at(-1)).toMatchObject({ contentHash: input.content });
        expect((await decisionInput(council)).content).toBe(input.content);
        await reopenAssessment(council.as.lead, await withReason('Again'));
      }
      if (attached.outcome === 'done') await detachEvidence(council.as.lead, 'E1', 'QS2', council.assessment);
    }
    expect(await snapshots('signed')).toHaveLength(signatures);
  });
});

describe('stored versions', () => {
  it('cannot be changed or deleted, by any database role', async () => {
    await signOff(council);
    for (const table of ['assessment_snapshots', 'review_steps']) {
      for (const sql of [
        `UPDATE ${table} SET version = 9`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ]) {
        await expect(asSuperuser(sql), sql).rejects.toThrow('only ever added');
      }
    }
  });

  it('are refused by the database when the hash does not match', async () => {
    await expect(
      asSuperuser(
        `INSERT INTO assessment_snapshots (council_id, assessment_id, kind, version, content, content_hash, made_by_id, made_at)
         VALUES ($1, $2, 'signed', 1, '{}', repeat('0', 64), $3, now())`,
        [council.id, council.assessment, council.as.director.person.id],
      ),
    ).rejects.toThrow('assessment_snapshots_content_hash');
  });
});
