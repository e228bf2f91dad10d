import 'server-only';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import {
  type Locked,
  type LockView,
  lockOf,
  type ReviewState,
} from '#lib/record/assessments/review-state.ts';

/** The open assessment, and what keeps it from being changed. */
export type HeldAssessment = { readonly id: string; readonly locked: Locked | null };

/**
 * The open assessment, held as it is until the transaction ends: nobody proposes, signs or closes it meanwhile. Whoever
 * writes answers or uses of evidence asks this first. Null when none is open, or not the one that is named.
 */
export async function lockOpenAssessment(
  { tx, context }: CouncilRead,
  assessment: string | null = null,
): Promise<HeldAssessment | null> {
  const open = () => tx.$queryRaw<{ id: string; review_state: ReviewState }[]>`
    select id, review_state from assessments
     where council_id = ${context.council.id}::uuid and status = 'open'
       and id = coalesce(${assessment}::uuid, id)
       for share`;
  // Whoever waited while one was closed sees the one that was started in its place only when asking again.
  const row = (await open())[0] ?? (await open())[0];
  return row ? { id: row.id, locked: lockOf(row.review_state) } : null;
}

/** Who locked an assessment that is locked, and when. Null while it is being prepared. In the caller's transaction. */
export async function getReviewLock(
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
