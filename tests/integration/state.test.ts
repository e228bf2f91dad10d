import { beforeEach, describe, expect, it } from 'vitest';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import { getPaper } from '#lib/exchange/papers/queries.ts';
import { paperDocument } from '#lib/exchange/papers/rules.ts';
import { startAssessment } from '#lib/history/closings/commands.ts';
import { dashboardRows } from '#lib/insight/dashboard/csv-rows.ts';
import { describeFigures } from '#lib/insight/dashboard/dashboard-text.ts';
import type { Dashboard } from '#lib/insight/dashboard/rules.ts';
import { movementSince } from '#lib/insight/readiness/movement.ts';
import { getMovement } from '#lib/insight/readiness/queries.ts';
import { addDays } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { listCycles } from '#lib/pages/cycles.ts';
import { getOverview } from '#lib/pages/overview.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { confirmCarried, saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { describeHeadline, describeOpen } from '#lib/record/assessments/state.ts';
import { STATEMENT_IDS, STATEMENTS, type StatementId } from '#lib/scoring/index.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { listMyWork } from '#lib/work/assignments/queries.ts';
import { reopenAssessment } from '#lib/work/reviews/commands.ts';
import { getReview } from '#lib/work/reviews/queries.ts';
import {
  ANSWERS,
  type AnswersInput,
  CYCLE,
  decisionInput,
  makeCouncil,
  signOff,
  startNextCycle,
  type TestCouncil,
} from './council-factory.ts';

const NOW = new Date();
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 24 * 3_600_000);
const dayAgo = (days: number) => addDays(londonDay(NOW), -days);

let council: TestCouncil;
let assessment: string;

/** The same council, whose people act that many days ago. */
function earlierIn<T extends TestCouncil>(given: T, days: number): T {
  const then = (context: CouncilContext): CouncilContext => ({ ...context, now: () => daysAgo(days) });
  const as = Object.fromEntries(Object.entries(given.as).map(([role, context]) => [role, then(context)]));
  return { ...given, as: as as T['as'] };
}

async function openId(): Promise<string> {
  return (await getAssessment(council.as.lead))?.id ?? '';
}

async function save(id: StatementId, version: number, days: number, given: AnswersInput = {}): Promise<void> {
  const { lead } = earlierIn(council, days).as;
  const saved = await saveStatement(lead, id, { ...ANSWERS, ...given, assessment, version });
  if (saved.outcome !== 'saved') throw new Error(`${id} was not saved: ${saved.outcome}`);
}

beforeEach(async () => {
  council = await makeCouncil();
  await startAssessment(earlierIn(council, 200).as.lead, CYCLE);
  assessment = await openId();
});

async function dashboard(): Promise<Dashboard> {
  const view = await getOverview(council.as.director, NOW);
  if (!view.open) throw new Error('No assessment is open');
  return view.open.dashboard;
}

/** The open assessment in page, file and paper. */
async function shownScores(): Promise<string> {
  const made = await dashboard();
  const paper = await getPaper(council.as.director, NOW);
  if (!made.figures || !paper || paper === 'scores hidden') throw new Error('The figures are hidden');
  const facts = describeFigures(made, made.figures).map(({ text }) => text);
  return [
    describeHeadline(made.figures.state),
    ...facts,
    JSON.stringify(dashboardRows(made)),
    JSON.stringify(paperDocument(paper.dashboard, { contentHash: paper.contentHash, audit: paper.audit })),
  ].join('\n');
}

async function since(days: number): Promise<string> {
  const view = await getMovement(council.as.director, dayAgo(days));
  const { scores, state } = view?.assessment ?? {};
  if (!view || !scores || !state) throw new Error('There are no scores');
  return movementSince(view.past, { scores, state }, dayAgo(days)).sentence;
}

describe('a signed assessment', () => {
  it('is not called a draft whose score may still change', async () => {
    for (const id of STATEMENT_IDS) await save(id, 0, 100, { completed: id !== 'QS1' && id !== 'QS2' });
    expect(await shownScores()).toContain('The score could end between 64 and 81');
    const at = earlierIn({ ...council, assessment }, 50);
    await assignStatement(at.as.lead, 'QS1', {
      ...{ assessment, owner: council.as.contributor.person.id, helpers: [], dueOn: null },
    });
    expect(await listMyWork(council.as.contributor)).toMatchObject([{ left: 'Evidence missing' }]);
    await signOff(at);

    expect(await shownScores()).not.toMatch(/could end|can still|not complete|In progress/);
    expect(await shownScores()).toContain('Good: 75 out of 100, 2 points from outstanding');
    expect((await getAssessment(council.as.lead))?.statements.map(({ status }) => status)).toEqual(
      STATEMENT_IDS.map(() => 'signed'),
    );
    expect(await listMyWork(council.as.contributor)).toEqual([]);
    const pack = await packSnapshot(council.as.director, 'a', NOW);
    expect(pack).toMatchObject({ document: { state: { isFinal: true, drafts: [], value: { score: 75 } } } });

    const { outcome } = await reopenAssessment(at.as.director, {
      ...(await decisionInput(at)),
      reason: 'Once more.',
    });
    expect(outcome).toBe('done');
    expect(await shownScores()).toContain('The score could end between 64 and 81');
    // Unchanged since the signature, so the pack is of the signed version.
    expect(await packSnapshot(council.as.director, 'a', NOW)).toMatchObject({
      document: { signature: { state: 'signed' }, state: { isFinal: true, drafts: [] } },
    });
  });
});

describe('an assessment with unscored and incomplete statements', () => {
  it('has one range, and lists what is missing separately', async () => {
    await save('QS1', 0, 90);
    for (const id of ['QS2', 'QS3', 'QS4', 'QS5'] as const)
      await save(id, 0, 90, { score: 2, completed: false });
    const text = await shownScores();
    expect(text).toContain('Not final: 5 of 9 scored, between 31 and 98');
    expect(text).toContain(
      'The score could end between 31 and 98 (inadequate to outstanding), because 4 statements are not scored and 4 statements are not complete.',
    );
    expect(text).not.toMatch(/whatever|between (?!31 and 98)\d/);
  });
});

describe('a cycle that was carried forward', () => {
  async function carryForward(): Promise<void> {
    for (const id of STATEMENT_IDS) await save(id, 0, 100);
    await startNextCycle(earlierIn(council, 10), assessment);
    assessment = await openId();
  }

  it('has no score before it is confirmed, and asks for that', async () => {
    await carryForward();
    const text = await shownScores();
    expect(text).toContain('Not confirmed: between 25 and 100');
    expect(text).toContain('The scores carried forward give 75, good.');
    expect(text).not.toMatch(/Good: 75|points? from outstanding/);
    const { open } = await getOverview(council.as.lead, NOW);
    expect(open?.todos.filter(({ kind }) => kind === 'confirm')).toHaveLength(9);
    expect(open?.dashboard.statements.map(({ status }) => status)).toEqual(
      STATEMENT_IDS.map(() => 'not-confirmed'),
    );
    const review = await getReview(council.as.director, NOW);
    expect(review?.content?.gaps.filter(({ kind }) => kind === 'not-confirmed')).toHaveLength(9);
    expect(review?.content && describeOpen(review.content.state)).toBe(
      open?.dashboard.figures && describeOpen(open.dashboard.figures.state),
    );
    expect(await packSnapshot(council.as.director, 'a', NOW)).toMatchObject({
      document: { state: { unconfirmed: STATEMENT_IDS, value: null } },
    });
    const [now, closed] = (await listCycles(council.as.reader)).cycles;
    expect([now?.state, closed?.state]).toMatchObject([
      { value: null },
      { value: { score: 75 }, isFinal: true },
    ]);
  });

  it('is compared with the cycle of a given day, and from its own start with itself', async () => {
    await carryForward();
    const earlier = `The overall score was 75 in ${CYCLE.name} and is now 25 to 100, with 9 statements not confirmed.`;
    expect((await dashboard()).figures?.moved.sentence).toBe(
      `No score has changed since ${(await since(28)).match(/since (.*?)\./)?.[1]}. ${earlier}`,
    );
    expect(await since(11)).toContain(earlier);
    expect(await since(150)).toContain(`The overall score is 25 to 100, the same as in ${CYCLE.name}.`);
    expect(await since(300)).toContain('before any assessment started. The overall score is now 25 to 100.');
    expect(await since(5)).toMatch(/^No score has changed since [^.]*\.$/);
    for (const id of STATEMENT_IDS) {
      await confirmCarried(earlierIn(council, 3).as.lead, id, { assessment, version: 1 });
    }
    expect(await since(28)).toMatch(/^No score has changed since [^.]*\.$/);
    expect(await since(5)).toContain('The overall score was 25 to 100 and is now 75.');
    const view = await getMovement(council.as.director, dayAgo(5));
    expect(view?.movements?.at(-1)?.changes).toEqual(STATEMENTS.map(({ name }) => `${name}: confirmed`));
  });

  it('counts differences from the previous cycle as changes since then', async () => {
    await carryForward();
    await save('QS1', 1, 4, { score: 4, scoreReason: 'Waits are shorter.' });
    expect(await since(28)).toMatch(/^1 score has changed since .* The overall score was 75 in/);
    expect(await since(2)).toMatch(/^No score has changed since [^.]*\.$/);
  });
});
