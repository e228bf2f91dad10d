import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { NewNotice } from '#lib/platform/audit/notices.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged, type Written } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { ReviewState } from '#lib/record/assessments/review-state.ts';
import { loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import { membersWithRoles } from '#lib/record/members/queries.ts';
import { storeSnapshot } from '#lib/record/snapshots/commands.ts';
import { loadLiveSnapshot } from '#lib/record/snapshots/queries.ts';
import { hashSnapshot, type Snapshot } from '#lib/record/snapshots/rules.ts';
import { gapsHash, loadCompleteness } from '#lib/work/reviews/queries.ts';
import { gapCount, gapsOf, type StepKind, stateAfter, versionOf } from '#lib/work/reviews/rules.ts';
import type { Propose, Sign, StepWithReason } from '#lib/work/reviews/schema.ts';

export type StepResult =
  | { readonly outcome: 'done'; readonly version: number }
  /** Someone took another step after the page was opened. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'closed' };

export type ProposeResult =
  | StepResult
  /** It was sent, and the council has nobody who can sign it. */
  | { readonly outcome: 'no director'; readonly version: number }
  /** The gaps differ from those on the page. `gaps`: their number now. */
  | { readonly outcome: 'gaps changed'; readonly gaps: number }
  /** The gaps are the same, but the content differs from that on the page. */
  | { readonly outcome: 'content changed' };

/** Sends the assessment to the directors for sign-off, stores its content and locks its answers. */
export function proposeAssessment(context: CouncilContext, input: Propose): Promise<ProposeResult> {
  return auditedWrite<ProposeResult>(context, 'review:propose', async (db) => {
    const review = await lockReview(db, input, 'proposed');
    if (review.outcome !== 'locked') return unchanged(review);
    const snapshot = await snapshotOf(db, review.id);
    const at = context.now();
    const gaps = gapsOf(await loadCompleteness(db, review.id, snapshot), at);
    if (gapCount(gaps) !== input.gaps || gapsHash(gaps) !== input.gapsHash) {
      return unchanged({ outcome: 'gaps changed', gaps: gapCount(gaps) });
    }
    if (hashSnapshot(snapshot).contentHash !== input.content) {
      return unchanged({ outcome: 'content changed' });
    }
    const { contentHash } = await storeSnapshot(db, {
      assessmentId: review.id,
      kind: 'proposed',
      version: review.step,
      snapshot,
      at,
    });
    await recordReviewStep(db, review, { kind: 'proposed', reason: input.reason, contentHash, at });
    const notice = await notifyReviewStep(db, review, 'proposed', ['director']);
    return {
      result: { outcome: notice.to.length > 0 ? 'done' : 'no director', version: review.version },
      event: {
        type: 'review.proposed',
        subject: review.id,
        data: {
          version: review.version,
          step: review.step,
          contentHash,
          gaps: gapCount(gaps),
          words: hashWords([input.reason]),
        },
      },
      notices: [notice],
    };
  });
}

/** Withdraws the assessment from sign-off, so that its answers can be changed. */
export function withdrawProposal(context: CouncilContext, input: StepWithReason): Promise<StepResult> {
  return auditedWrite<StepResult>(context, 'review:propose', (db) =>
    stepWithReason(db, input, 'withdrawn', async () => []),
  );
}

/** Returns the assessment to the leads, with what needs to change. */
export function returnProposal(context: CouncilContext, input: StepWithReason): Promise<StepResult> {
  return auditedWrite<StepResult>(context, 'review:sign', (db) =>
    stepWithReason(db, input, 'returned', async (review) => [
      await notifyReviewStep(db, review, 'returned', ['lead']),
    ]),
  );
}

/** Unlocks a signed assessment. Changes belong to the next version; the signed version stays unchanged. */
export function reopenAssessment(context: CouncilContext, input: StepWithReason): Promise<StepResult> {
  return auditedWrite<StepResult>(context, 'review:reopen', (db) =>
    stepWithReason(db, input, 'reopened', async (review) => [
      await notifyReviewStep(db, review, 'reopened', ['lead', 'director']),
    ]),
  );
}

export type SignResult =
  | StepResult
  /** The content differs from what the director read. */
  | { readonly outcome: 'content changed' }
  /** The director must give challenge scores before they see the content they would sign. */
  | { readonly outcome: 'scores hidden' };

/**
 * Signs the assessment and stores its content permanently as the next version. Writers hold a lock on the assessment's
 * row, which this waits for, so that the signed content has a save either completely or not at all.
 */
export function signAssessment(context: CouncilContext, input: Sign): Promise<SignResult> {
  return auditedWrite<SignResult>(context, 'review:sign', async (db) => {
    const review = await lockReview(db, input, 'signed');
    if (review.outcome !== 'locked') return unchanged(review);
    if ((await loadHiddenStatements(db, review.id)).length > 0)
      return unchanged({ outcome: 'scores hidden' });
    const snapshot = await snapshotOf(db, review.id);
    if (hashSnapshot(snapshot).contentHash !== input.content)
      return unchanged({ outcome: 'content changed' });
    const at = context.now();
    const { contentHash } = await storeSnapshot(db, {
      assessmentId: review.id,
      kind: 'signed',
      version: review.version,
      snapshot,
      at,
    });
    await recordReviewStep(db, review, { kind: 'signed', reason: input.reason, contentHash, at });
    return {
      result: { outcome: 'done', version: review.version },
      event: {
        type: 'review.signed',
        subject: review.id,
        data: {
          version: review.version,
          step: review.step,
          contentHash,
          words: hashWords([input.reason]),
        },
      },
      notices: [await notifyReviewStep(db, review, 'signed', ['lead'])],
    };
  });
}

async function stepWithReason(
  db: CouncilWrite,
  input: StepWithReason,
  kind: 'withdrawn' | 'returned' | 'reopened',
  noticesOf: (review: LockedReview) => Promise<readonly NewNotice[]>,
): Promise<Written<StepResult>> {
  const { context } = db;
  const review = await lockReview(db, input, kind);
  if (review.outcome !== 'locked') return unchanged(review);
  const { reason } = input;
  await recordReviewStep(db, review, { kind, reason, contentHash: null, at: context.now() });
  return {
    result: { outcome: 'done', version: review.version },
    event: {
      type: `review.${kind}`,
      subject: review.id,
      data: {
        version: review.version,
        step: review.step,
        characters: reason.length,
        words: hashWords([reason]),
      },
    },
    notices: await noticesOf(review),
  };
}

/** A locked assessment, and the step to be taken. */
type LockedReview = {
  readonly outcome: 'locked';
  readonly id: string;
  readonly step: number;
  readonly version: number;
  readonly after: ReviewState;
};

/**
 * Locks the open assessment until the transaction ends, against other steps and against writers of answers, who also
 * lock its row. Returns the step to be taken, or the reason it cannot be.
 */
async function lockReview(
  { tx, context }: CouncilWrite,
  { assessment, step }: { readonly assessment: string; readonly step: number },
  kind: StepKind,
): Promise<LockedReview | Exclude<StepResult, { readonly outcome: 'done' }>> {
  const councilId = context.council.id;
  const [row] = await tx.$queryRaw<{ review_state: ReviewState }[]>`
    select review_state from assessments
     where council_id = ${councilId}::uuid and id = ${assessment}::uuid and status = 'open'
       for no key update`;
  if (!row) return { outcome: 'closed' };
  // A separate query after the lock: in the locking statement it would read data from before the wait.
  const last = await tx.reviewStep.findFirst({
    where: { councilId, assessmentId: assessment },
    orderBy: { step: 'desc' },
    select: { step: true },
  });
  const after = stateAfter(row.review_state, kind);
  if (after === null || (last?.step ?? 0) !== step) return { outcome: 'stale' };
  const signed = await tx.reviewStep.count({
    where: { councilId, assessmentId: assessment, kind: 'signed' },
  });
  // Reopening belongs to the signed version, every other step to the next.
  const version = versionOf(row.review_state, signed);
  return { outcome: 'locked', id: assessment, step: step + 1, version, after };
}

async function recordReviewStep(
  { tx, context }: CouncilWrite,
  { id, step, version, after }: LockedReview,
  taken: {
    readonly kind: StepKind;
    readonly reason: string;
    readonly contentHash: string | null;
    readonly at: Date;
  },
): Promise<void> {
  const councilId = context.council.id;
  await tx.reviewStep.create({
    data: {
      councilId,
      assessmentId: id,
      step,
      version,
      ...taken,
      personId: context.person.id,
      role: context.role,
    },
    select: { step: true },
  });
  await tx.assessment.updateMany({ where: { councilId, id }, data: { reviewState: after } });
}

async function snapshotOf(db: CouncilWrite, assessmentId: string): Promise<Snapshot> {
  const snapshot = await loadLiveSnapshot(db, assessmentId);
  if (!snapshot) throw new Error(`Assessment ${assessmentId} has no statements`);
  return snapshot;
}

async function notifyReviewStep(
  db: CouncilWrite,
  { id }: LockedReview,
  kind: 'proposed' | 'returned' | 'signed' | 'reopened',
  roles: readonly ('lead' | 'director')[],
): Promise<NewNotice> {
  return { to: await membersWithRoles(db, roles), notice: { kind, assessmentId: id } };
}
