import 'server-only';
import { inFrameworkOrder, knownStatement } from '#lib/frameworks/known.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { type AssessmentView, loadOpenAssessment } from '#lib/record/assessments/queries.ts';
import type { StatementAnswers } from '#lib/record/assessments/rules.ts';
import type { ShownScore } from '#lib/record/challenge/rules.ts';
import { type AttachedEvidence, loadAttachedEvidence } from '#lib/record/evidence/attached.ts';
import { strongest } from '#lib/record/evidence/strongest.ts';
import { loadPrompts } from '#lib/record/prompts/queries.ts';
import { NO_PROMPTS, questionsIn } from '#lib/record/prompts/rules.ts';
import { whoOf } from '#lib/record/visits/clashes.ts';
import { loadSessions, loadVisitInspection } from '#lib/record/visits/queries.ts';
import type { VisitInspection, VisitSession } from '#lib/record/visits/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** What somebody has to know of a quality statement that they may be asked about. */
export type StatementToKnow = {
  readonly id: StatementId;
  readonly name: string;
  /** As the person who reads the sheet may see it. */
  readonly score: ShownScore;
  readonly reasons: Pick<StatementAnswers, 'strengths' | 'improvements' | 'impact'>;
  readonly evidence: readonly AttachedEvidence[];
  /** The council’s own questions. */
  readonly questions: readonly string[];
};

export type VisitPersonView = {
  readonly inspection: VisitInspection;
  readonly name: string;
  readonly job: string;
  /** By time, without cancelled ones. */
  readonly sessions: readonly VisitSession[];
  /** Of all of them, in the order of the framework. Empty without an open assessment. */
  readonly statements: readonly StatementToKnow[];
};

const EVIDENCE_SHOWN = 3;
/** The newest of a statement, among which the strongest are looked for. */
const EVIDENCE_READ = 50;

/**
 * When and where somebody takes part in a visit, and what they have to know. `who`: the id of a member, or a name. Null:
 * they are in none of its sessions, or there is no such inspection.
 */
export async function getVisitPerson(
  context: CouncilContext,
  inspection: number,
  who: string,
): Promise<VisitPersonView | null> {
  requirePermission(context, 'visit:view');
  return read(context, async (db) => {
    const found = await loadVisitInspection(db, inspection);
    if (!found) return null;
    const { id, ...about } = found;
    const names = [who, fold(who)];
    const isThey = (person: VisitSession['people'][number]) => names.includes(whoOf(person));
    const sessions = (await loadSessions(db, { inspectionId: id })).filter(
      ({ state, people }) => state !== 'cancelled' && people.some(isThey),
    );
    const [first] = sessions.flatMap(({ people }) => people.filter(isThey));
    if (!first) return null;
    const open = await loadOpenAssessment(db);
    const asked = new Set(sessions.flatMap(({ statements }) => statements));
    return {
      ...{ inspection: about, name: first.name, job: first.job, sessions },
      statements: open ? await statementsToKnow(db, open, [...asked]) : [],
    };
  });
}

async function statementsToKnow(
  db: CouncilRead,
  open: AssessmentView,
  asked: readonly StatementId[],
): Promise<readonly StatementToKnow[]> {
  const shown = inFrameworkOrder(
    open.statements.filter(({ id }) => asked.includes(id)).map(({ id, score }) => ({ statement: id, score })),
  );
  const rows = await db.tx.statementAssessment.findMany({
    where: { councilId: db.context.council.id, assessmentId: open.id, statement: { in: [...asked] } },
    select: { statement: true, strengths: true, improvements: true, impact: true },
  });
  const prompts = await loadPrompts(db);
  const known: StatementToKnow[] = [];
  for (const { statement: id, score } of shown) {
    const {
      strengths = '',
      improvements = '',
      impact = '',
    } = rows.find(({ statement }) => statement === id) ?? {};
    const attached = await loadAttachedEvidence(db, open.id, id, EVIDENCE_READ);
    known.push({
      ...{ id, name: knownStatement(id).name, score, reasons: { strengths, improvements, impact } },
      evidence: strongest(attached.shown, EVIDENCE_SHOWN, db.context.now()),
      questions: questionsIn(prompts[id] ?? NO_PROMPTS),
    });
  }
  return known;
}
