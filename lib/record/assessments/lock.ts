import 'server-only';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import {
  type Locked,
  type LockView,
  lockOf,
  type ReviewState,
} from '#lib/record/assessments/review-state.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The open assessment, locked for the transaction. `locked`: why it cannot be changed, if so. */
export type OpenAssessment = { readonly id: string; readonly locked: Locked | null };

/**
 * Locks the open assessment so that it is not sent for sign-off, signed or closed before the transaction ends. Call it
 * first before writing answers or evidence links. Null when none is open, `assessment` is not the open one, or it does
 * not have all of the statements.
 */
export async function lockOpenAssessment(
  { tx, context }: CouncilRead,
  assessment: string | null = null,
  ...statements: readonly StatementId[]
): Promise<OpenAssessment | null> {
  const open = () => tx.$queryRaw<{ id: string; review_state: ReviewState }[]>`
    select id, review_state from assessments
     where council_id = ${context.council.id}::uuid and status = 'open'
       and id = coalesce(${assessment}::uuid, id)
       and not exists (
             select from unnest(${statements}::text[]) as wanted (statement)
              where not exists (
                      select from statement_assessments s
                       where s.council_id = assessments.council_id and s.assessment_id = assessments.id
                         and s.statement = wanted.statement))
       for share`;
  // If the query waited while one assessment was closed, only a second query sees the one started in its place.
  const row = (await open())[0] ?? (await open())[0];
  return row ? { id: row.id, locked: lockOf(row.review_state) } : null;
}

/** Who locked an assessment, and when. Null if it is not locked. */
export async function loadReviewLock(
  { tx, context }: CouncilRead,
  assessmentId: string,
): Promise<LockView | null> {
  const [row] = await tx.$queryRaw<Omit<LockView, 'outcome'>[]>`
    select a.review_state as state, s.version, p.name as by, s.role::text as role, s.at
      from assessments a
      join review_steps s on s.council_id = a.council_id and s.assessment_id = a.id
      join people p on p.id = s.person_id
     where a.council_id = ${context.council.id}::uuid and a.id = ${assessmentId}::uuid and a.review_state <> 'preparing'
     order by s.step desc
     limit 1`;
  return row ? { ...row, outcome: 'locked' } : null;
}
