import 'server-only';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { earlierScore, mappingBetween } from '#lib/frameworks/mapping.ts';
import { type Dashboard, dashboardOf, type LastCycle, type LineFacts } from '#lib/insight/dashboard/rules.ts';
import { readSinceDay } from '#lib/insight/readiness/movement.ts';
import { loadStateBefore, readinessOf } from '#lib/insight/readiness/queries.ts';
import { loadTargets } from '#lib/insight/scenarios/queries.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { type CouncilRead, cacheByAuditHead } from '#lib/platform/db/read.ts';
import { type AssessmentView, loadOpenAssessment } from '#lib/record/assessments/queries.ts';
import type { AssessmentResult } from '#lib/record/assessments/rules.ts';
import { loadActions } from '#lib/record/improvement/queries.ts';
import type { Scores } from '#lib/scoring/index.ts';
import { loadPeople, NOBODY } from '#lib/work/assignments/queries.ts';
import { loadSignOff } from '#lib/work/reviews/queries.ts';

export type OpenDashboard = { readonly assessment: AssessmentView; readonly dashboard: Dashboard };

/** The dashboard of the open assessment as this person may see it. Null when none is open. */
export async function loadDashboard(db: CouncilRead, asOf: Date): Promise<OpenDashboard | null> {
  const assessment = await loadOpenAssessment(db);
  if (!assessment) return null;
  const work = () => dashboardFor(db, assessment, asOf);
  // The same for everyone from whom nothing is hidden. It depends only on the day, apart from `asOf` and the name.
  const of = `${assessment.id} ${londonDay(asOf)}`;
  const dashboard =
    assessment.hidden.length > 0 ? await work() : await cacheByAuditHead(db, { name: 'dashboard', of }, work);
  // In place of the cached name, which may be read before a change that this request's was read after.
  const council = councilOf(db);
  return { assessment, dashboard: { ...dashboard, council, asOf: asOf.toISOString() } };
}

function councilOf({ context }: CouncilRead): Dashboard['council'] {
  const { name, isExample } = context.council;
  return { name, isExample };
}

async function dashboardFor(db: CouncilRead, assessment: AssessmentView, asOf: Date): Promise<Dashboard> {
  const readiness = await readinessOf(db, assessment, asOf);
  const review = await loadSignOff(db, assessment.id);
  const people = await loadPeople(db);
  // A target would reveal something of the hidden score it was set against.
  const targets = assessment.hidden.length > 0 ? {} : await loadTargets(db, assessment.id);
  const earlier = await earlierCycles(db);
  const framework = frameworkOf(assessment.framework);
  const before = earlier.cycles.map((cycle) => ({
    mapping: mappingBetween(frameworkOf(cycle.framework), framework),
    scores: cycle.scores,
  }));
  const day = readSinceDay(null, asOf);
  return dashboardOf(
    {
      council: councilOf(db),
      cycle: {
        number: assessment.number,
        name: assessment.name,
        framework: assessment.framework,
        startsOn: assessment.startsOn,
        endsOn: assessment.endsOn,
      },
      review: {
        ...review,
        signed: review.signed && { ...review.signed, at: review.signed.at.toISOString() },
      },
      lastCycle: earlier.last,
      actions: await loadActions(db),
      thresholds: assessment.thresholds,
      scores: assessment.scores,
      since: { day, past: await loadStateBefore(db, day) },
      statements: readiness.map(({ id, score, evidenceCount, strength, unsupported, stale }): LineFacts => {
        const summary = assessment.statements.find((statement) => statement.id === id);
        if (!summary) throw new Error(`Assessment ${assessment.id} has no row for ${id}`);
        const { challenges, status } = summary;
        const { owner, dueOn } = people[id] ?? NOBODY;
        return {
          id,
          score,
          target: targets[id] ?? null,
          challenges,
          earlier: before.map(({ mapping, scores }) => earlierScore(mapping, id, scores)),
          evidenceCount,
          strength,
          owner: owner?.name ?? null,
          dueOn: dueOn ?? null,
          status,
          unsupported,
          stale,
        };
      }),
    },
    asOf,
  );
}

/** How many closed cycles a statement's line shows. */
const EARLIER_SHOWN = 4;

type EarlierRow = {
  readonly number: number;
  readonly name: string;
  readonly framework: string;
  readonly scores: Scores;
  /** Null except for the latest cycle. */
  readonly result: Pick<AssessmentResult, 'overall' | 'themes'> | null;
};

/**
 * The scores of the latest closed cycles, oldest first, and the result of the last one: all as stored when each cycle
 * was closed.
 */
async function earlierCycles(
  db: CouncilRead,
): Promise<{ readonly cycles: readonly EarlierRow[]; readonly last: LastCycle | null }> {
  const { tx, context } = db;
  const rows = await cacheByAuditHead(
    db,
    { name: 'earlier cycles', of: '' },
    () => tx.$queryRaw<EarlierRow[]>`
    select a.number, a.name, a.framework,
           (select json_object_agg(one ->> 'id', one -> 'score')
              from json_array_elements(c.content::json -> 'statements') one) as scores,
           case when a.number = max(a.number) over () then c.content::json -> 'result' end as result
      from assessments a
      join assessment_snapshots c
        on c.council_id = a.council_id and c.assessment_id = a.id and c.kind = 'closed'
           and not exists (
             select from assessment_snapshots later
              where later.council_id = c.council_id and later.assessment_id = c.assessment_id
                and later.kind = c.kind and later.version > c.version)
     where a.council_id = ${context.council.id}::uuid and a.status = 'closed'
     order by a.number desc
     limit ${EARLIER_SHOWN}`,
  );
  const [newest] = rows;
  return {
    cycles: rows.toReversed(),
    last: newest?.result
      ? {
          number: newest.number,
          name: newest.name,
          framework: newest.framework,
          overall: newest.result.overall,
          themes: newest.result.themes,
        }
      : null,
  };
}
