import 'server-only';
import { createHash } from 'node:crypto';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, type Role, requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read, textsRead } from '#lib/platform/db/read.ts';
import { loadCycleByNumber, loadOpenCycle } from '#lib/record/assessments/queries.ts';
import type { ReviewState } from '#lib/record/assessments/review-state.ts';
import type { AssessmentState } from '#lib/record/assessments/state.ts';
import { loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import { loadReadProof } from '#lib/record/claims/queries.ts';
import { numbersCitedBy } from '#lib/record/claims/rules.ts';
import { parseReference } from '#lib/record/evidence/rules.ts';
import {
  loadChangesSinceSigned,
  loadLiveSnapshot,
  loadLiveState,
  loadSnapshot,
  type MarkedChanges,
  markedChanges,
  type StoredSnapshot,
} from '#lib/record/snapshots/queries.ts';
import { hashSnapshot, type Snapshot } from '#lib/record/snapshots/rules.ts';
import type { Overall, StatementId } from '#lib/scoring/index.ts';
import {
  type Completeness,
  type ContentSummary,
  contentSummary,
  type Gap,
  gapsOf,
  type StepKind,
  versionOf,
} from '#lib/work/reviews/rules.ts';

/** One step of a review. */
export type StepView = {
  readonly step: number;
  readonly kind: StepKind;
  readonly version: number;
  readonly by: string;
  readonly role: Role;
  readonly at: Date;
  /** Empty if none was given. */
  readonly reason: string;
  /** Hash of the content sent for sign-off or signed. Null while scores are hidden, which could be guessed from it. */
  readonly contentHash: string | null;
};

export type ReviewView = {
  readonly assessment: { readonly id: string; readonly number: number; readonly name: string };
  readonly state: ReviewState;
  /** Newest first. */
  readonly steps: readonly StepView[];
  /** The version being prepared, sent for sign-off or signed. */
  readonly version: number;
  /** The current content. Null while scores are hidden from this person. */
  readonly content: ReviewContent | null;
  /** Statements this person must challenge before they see the content to be signed. */
  readonly hidden: readonly StatementId[];
  /** The day in London for which the gaps were found. */
  readonly day: CalendarDate;
  /** The hash of the council's last event, and what has been read of texts. */
  readonly head: string | null;
};

export type ReviewContent = ContentSummary & {
  readonly state: AssessmentState;
  readonly contentHash: string;
  readonly gaps: readonly Gap[];
  /** From `gapsHash`. */
  readonly gapsHash: string;
  /** Differences from the last signed version. Null if there is none. */
  readonly sinceSigned: ChangesSince | null;
  /** Differences from the content last withdrawn or returned. Null if there is none since the last signature. */
  readonly sinceProposed: ChangesSince | null;
  /** Differences from the content sent for sign-off and not decided yet. Null if there are none. */
  readonly sinceSent: ChangesSince | null;
};

export type ChangesSince = Pick<StoredSnapshot, 'version' | 'madeBy' | 'madeAt'> & {
  readonly changes: MarkedChanges;
};

/** The review of the open assessment and its content. Null when no assessment is open. */
export async function getReview(context: CouncilContext, asOf: Date): Promise<ReviewView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => {
    const day = londonDay(asOf);
    const review = await cacheByAuditHead(db, { name: 'review', of: `${day} ${textsRead(db)}` }, () =>
      loadReview(db, asOf),
    );
    if (!review) return null;
    const hidden = await loadHiddenStatements(db, review.assessment.id);
    const head = db.head && db.head + textsRead(db);
    if (hidden.length === 0)
      return { ...review, content: contentFor(context, review.content), hidden, day, head };
    const steps = review.steps.map((step) => ({ ...step, contentHash: null }));
    return { ...review, steps, content: null, hidden, day, head };
  });
}

/** Without what roles that open no files are not told. */
function contentFor(context: CouncilContext, content: ReviewContent | null): ReviewContent | null {
  if (!content || can(context, 'evidence:download')) return content;
  return { ...content, gaps: content.gaps.filter(({ kind }) => kind !== 'unchecked-evidence') };
}

async function loadReview(
  db: CouncilRead,
  asOf: Date,
): Promise<Omit<ReviewView, 'hidden' | 'day' | 'head'> | null> {
  const open = await loadOpenCycle(db);
  if (!open) return null;
  const { reviewState: state, id, number, name } = open;
  const steps = await loadSteps(db, id);
  const signed = steps.filter(({ kind }) => kind === 'signed').length;
  return {
    assessment: { id, number, name },
    state,
    steps,
    version: versionOf(state, signed),
    content: await contentOf(db, id, { state, steps, asOf }),
  };
}

type ContentInFull = Pick<ReviewView, 'assessment' | 'version' | 'hidden' | 'head'> & {
  /** Null while scores are hidden from this person. */
  readonly snapshot: Snapshot | null;
};

/** The open assessment as its next signature would store it. Null when no assessment is open. */
export async function getContentInFull(context: CouncilContext): Promise<ContentInFull | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => {
    const open = await loadOpenCycle(db);
    if (!open) return null;
    const { id, number, name } = open;
    const { version } = await loadSignOff(db, id);
    const hidden = await loadHiddenStatements(db, id);
    const snapshot = hidden.length > 0 ? null : await loadLiveSnapshot(db, id);
    return { assessment: { id, number, name }, version, hidden, snapshot, head: db.head };
  });
}

async function contentOf(
  db: CouncilRead,
  assessmentId: string,
  { state, steps, asOf }: Pick<ReviewView, 'state' | 'steps'> & { asOf: Date },
): Promise<ReviewContent | null> {
  const snapshot = await loadLiveSnapshot(db, assessmentId);
  const certainty = await loadLiveState(db, assessmentId);
  if (!snapshot || !certainty) return null;
  const { contentHash } = hashSnapshot(snapshot);
  const since = async (kept: Promise<StoredSnapshot | null> | undefined): Promise<ChangesSince | null> => {
    const found = await kept;
    if (!found) return null;
    const { version, madeBy, madeAt } = found;
    return { version, madeBy, madeAt, changes: markedChanges(found.snapshot, snapshot) };
  };
  const proposal = (step: StepView | undefined) =>
    step && loadSnapshot(db, assessmentId, 'proposed', step.step);
  const signedAt = steps.findIndex(({ kind }) => kind === 'signed');
  const proposals = steps
    .slice(0, signedAt === -1 ? undefined : signedAt)
    .filter(({ kind }) => kind === 'proposed');
  const current = state === 'proposed' ? proposals.shift() : undefined;
  const sinceSent = await since(proposal(current));
  const gaps = gapsOf(await loadCompleteness(db, assessmentId, snapshot), asOf);
  return {
    ...contentSummary(snapshot),
    state: certainty,
    contentHash,
    gaps,
    gapsHash: gapsHash(gaps),
    sinceSigned: await since(loadSnapshot(db, assessmentId, 'signed')),
    sinceProposed: await since(proposal(proposals[0])),
    sinceSent: sinceSent?.changes.isChanged ? sinceSent : null,
  };
}

/** A summary of the sign-off of the open assessment. */
export type SignOffView = {
  readonly state: ReviewState;
  /** The version being prepared, sent for sign-off or signed. */
  readonly version: number;
  /**
   * The last signature, its result, and whether the content has changed since. `result` and `isChanged` are null while
   * scores are hidden from this person.
   */
  readonly signed:
    | (Pick<StepView, 'version' | 'by' | 'at'> & {
        readonly result: Overall | null;
        readonly isChanged: boolean | null;
      })
    | null;
};

type SignedRow = {
  readonly version: number;
  readonly by: string;
  readonly at: Date;
};

export async function loadSignOff(db: CouncilRead, assessmentId: string): Promise<SignOffView> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const [row] = await cacheByAuditHead(
    db,
    { name: 'sign-off', of: assessmentId },
    () => tx.$queryRaw<(Partial<SignedRow> & { readonly state: ReviewState })[]>`
    select a.review_state as state, s.version, p.name as by, s.made_at as at
      from assessments a
      left join assessment_snapshots s on s.council_id = a.council_id and s.assessment_id = a.id and s.kind = 'signed'
      left join people p on p.id = s.made_by_id
     where a.council_id = ${councilId}::uuid and a.id = ${assessmentId}::uuid
     order by s.version desc
     limit 1`,
  );
  const state = row?.state ?? 'preparing';
  if (!row?.version) return { state, version: versionOf(state, 0), signed: null };
  const { version, by, at } = row as SignedRow;
  const signOff = { state, version: versionOf(state, version) };
  if ((await loadHiddenStatements(db, assessmentId)).length > 0) {
    return { ...signOff, signed: { version, by, at, result: null, isChanged: null } };
  }
  const since = await loadChangesSinceSigned(db, assessmentId);
  if (!since) throw new Error(`Version ${version} of assessment ${assessmentId} is gone`);
  return { ...signOff, signed: { version, by, at, result: since.signed, isChanged: since.isChanged } };
}

type StepRow = Omit<StepView, 'contentHash'> & { readonly content_hash: string | null };

/** All review steps of an assessment, newest first. */
export async function loadSteps(
  { tx, context }: CouncilRead,
  assessmentId: string,
): Promise<readonly StepView[]> {
  const rows = await tx.$queryRaw<StepRow[]>`
    select s.step, s.kind::text as kind, s.version, p.name as by, s.role::text as role, s.at, s.reason, s.content_hash
      from review_steps s
      join people p on p.id = s.person_id
     where s.council_id = ${context.council.id}::uuid and s.assessment_id = ${assessmentId}::uuid
     order by s.step desc`;
  return rows.map(({ content_hash, ...step }) => ({ ...step, contentHash: content_hash }));
}

/** The data that `gapsOf` needs for a snapshot. */
export async function loadCompleteness(
  db: CouncilRead,
  assessmentId: string,
  { statements, evidence }: Snapshot,
): Promise<Completeness> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const cited = statements.flatMap(numbersCitedBy);
  const linked = evidence.flatMap(({ reference }) => parseReference(reference) ?? []);
  const [row] = await tx.$queryRaw<CompletenessRow[]>`
    select array(select number from evidence_items
                  where council_id = ${councilId}::uuid and number = any(${cited}::int[])) as in_list,
           array(select number from evidence_items
                  where council_id = ${councilId}::uuid and number = any(${[...cited, ...linked]}::int[])
                    and state = 'withdrawn' order by number) as withdrawn,
           array(select number from evidence_items
                  where council_id = ${councilId}::uuid and number = any(${[...cited, ...linked]}::int[])
                    and state = 'erased' order by number) as erased,
           array(select number from evidence_items
                  where council_id = ${councilId}::uuid and number = any(${[...cited, ...linked]}::int[])
                    and state = 'current' and not counts_as_evidence(state, scan) order by number) as not_clean,
           array(select number from evidence_items
                  where council_id = ${councilId}::uuid and number = any(${[...cited, ...linked]}::int[])
                    and state = 'current' and needs_redaction order by number) as unredacted,
           (select coalesce(json_object_agg(number, review_by), '{}') from evidence_items
             where council_id = ${councilId}::uuid and number = any(${linked}::int[]) and review_by is not null)
             as reviews,
           array(select statement from statement_assessments
                  where council_id = ${councilId}::uuid and assessment_id = ${assessmentId}::uuid and carried)
             as unconfirmed`;
  const {
    in_list: inList = [],
    withdrawn = [],
    erased = [],
    not_clean: notClean = [],
    unredacted = [],
    reviews = {},
    unconfirmed = [],
  } = row ?? {};
  const outOfUse = { withdrawn, erased, notClean, unredacted };
  const read = await loadReadProof(db, [...new Set([...cited, ...linked])]);
  return { statements, evidence, inList, outOfUse, reviews, unconfirmed, read };
}

type CompletenessRow = {
  readonly in_list: readonly number[];
  readonly withdrawn: readonly number[];
  readonly erased: readonly number[];
  readonly not_clean: readonly number[];
  readonly unredacted: readonly number[];
  readonly reviews: Completeness['reviews'];
  readonly unconfirmed: readonly StatementId[];
};

/**
 * SHA-256 in hexadecimal of the gaps that a lead confirms when sending for sign-off: statement, kind and text. The
 * content hash covers what the texts leave out, such as which paragraphs they count.
 */
export function gapsHash(gaps: readonly Gap[]): string {
  const countedGaps = gaps.filter(({ isWarning }) => !isWarning);
  const lines = countedGaps.map(({ statement, kind, text }) => `${statement}:${kind}:${text}`);
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

export type SignedVersionView = {
  readonly cycle: { readonly number: number; readonly isOpen: boolean };
  readonly kept: StoredSnapshot;
  /** The signer's role at the time. */
  readonly role: Role;
  /** The latest signed version of that cycle. */
  readonly newest: number;
};

export type SignedVersionResult =
  | { readonly outcome: 'found'; readonly signed: SignedVersionView }
  /** Statements this person must challenge before they see what was signed in the open cycle. */
  | { readonly outcome: 'scores hidden'; readonly statements: readonly StatementId[] }
  | { readonly outcome: 'not found' };

/** One signed version of a cycle, in full. */
export async function getSignedVersion(
  context: CouncilContext,
  cycle: number,
  version: number,
): Promise<SignedVersionResult> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db): Promise<SignedVersionResult> => {
    const assessment = await loadCycleByNumber(db, cycle);
    const kept = assessment && (await loadSnapshot(db, assessment.id, 'signed', version));
    if (!kept) return { outcome: 'not found' };
    const statements = await loadHiddenStatements(db, assessment.id);
    if (statements.length > 0) return { outcome: 'scores hidden', statements };
    const signatures = (await loadSteps(db, assessment.id)).filter(({ kind }) => kind === 'signed');
    const signature = signatures.find((step) => step.version === version);
    if (!signature) throw new Error(`Version ${version} of cycle ${cycle} was signed in no step`);
    return {
      outcome: 'found',
      signed: {
        cycle: { number: assessment.number, isOpen: assessment.status === 'open' },
        kept,
        role: signature.role,
        newest: signatures[0]?.version ?? version,
      },
    };
  });
}
