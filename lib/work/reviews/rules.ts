import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount, formatList, formatNumber } from '#lib/kernel/format.ts';
import { can, type Permission, type Role } from '#lib/platform/access/permissions.ts';
import type { ReviewState } from '#lib/record/assessments/review-state.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { describeNotedScore } from '#lib/record/challenge/rules.ts';
import {
  claimsAndProof,
  numbersCitedBy,
  type OutOfUse,
  outOf,
  type ProofItem,
  pagesMissing,
  type ReadProof,
} from '#lib/record/claims/rules.ts';
import { CONCERN_NAMES, STALE_AFTER_YEARS } from '#lib/record/evidence/concerns.ts';
import { highestMarking, type Marking, parseReference, referenceOf } from '#lib/record/evidence/rules.ts';
import { frameworkOfSnapshot, type Snapshot, type SnapshotStatement } from '#lib/record/snapshots/rules.ts';
import type { Flag, StatementId, ThresholdSetId } from '#lib/scoring/index.ts';

export const REVIEW_STATE_NAMES: Record<ReviewState, string> = {
  preparing: 'In preparation',
  proposed: 'Sent for sign-off',
  signed: 'Signed',
};

export const STEP_KINDS = ['proposed', 'withdrawn', 'returned', 'signed', 'reopened'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

const STEPS: Record<StepKind, { readonly from: ReviewState; readonly to: ReviewState }> = {
  proposed: { from: 'preparing', to: 'proposed' },
  withdrawn: { from: 'proposed', to: 'preparing' },
  returned: { from: 'proposed', to: 'preparing' },
  signed: { from: 'proposed', to: 'signed' },
  reopened: { from: 'signed', to: 'preparing' },
};

/** The state after a step. Null if the step is not allowed in this state. */
export function stateAfter(state: ReviewState, step: StepKind): ReviewState | null {
  const { from, to } = STEPS[step];
  return state === from ? to : null;
}

/** The version being prepared, sent for sign-off or signed. `signed`: number of signatures so far. */
export function versionOf(state: ReviewState, signed: number): number {
  return state === 'signed' ? signed : signed + 1;
}

/** Decisions about a review. */
const DECISIONS = ['propose', 'withdraw', 'sign', 'return', 'reopen'] as const;
export type Decision = (typeof DECISIONS)[number];

const TAKES = {
  propose: { step: 'proposed', permission: 'review:propose' },
  withdraw: { step: 'withdrawn', permission: 'review:propose' },
  sign: { step: 'signed', permission: 'review:sign' },
  return: { step: 'returned', permission: 'review:sign' },
  reopen: { step: 'reopened', permission: 'review:reopen' },
} as const satisfies Record<Decision, { step: StepKind; permission: Permission }>;

/** The decisions a role may take in a state, most likely first. */
export function decisionsFor(holder: { readonly role: Role }, state: ReviewState): readonly Decision[] {
  return DECISIONS.filter(
    (decision) => stateAfter(state, TAKES[decision].step) !== null && can(holder, TAKES[decision].permission),
  );
}

export const DECISION_REASON_LIMIT = 2_000;

/** The content to sign, without its texts and items. */
export type ContentSummary = {
  readonly statements: readonly Pick<SnapshotStatement, 'id' | 'name' | 'score' | 'completed'>[];
  /** The ids of its framework and thresholds. */
  readonly framework: string;
  readonly thresholds: ThresholdSetId;
  readonly flags: readonly Flag[];
  /** The number of items, and the highest marking. */
  readonly evidence: { readonly items: number; readonly marking: Marking };
};

export function contentSummary(snapshot: Snapshot): ContentSummary {
  const { statements, evidence, thresholds, result } = snapshot;
  return {
    statements: statements.map(({ id, name, score, completed }) => ({ id, name, score, completed })),
    framework: frameworkOfSnapshot(snapshot).id,
    thresholds,
    flags: result.flags,
    evidence: { items: evidence.length, marking: highestMarking(evidence.map(({ marking }) => marking)) },
  };
}

/** A gap in a statement. `isWarning`: nothing to add, but worth knowing before signing. */
export type Gap = {
  readonly statement: StatementId;
  readonly kind:
    | 'unscored'
    | 'no-reason'
    | 'no-evidence'
    | 'not-completed'
    | 'not-confirmed'
    | 'claims-without-proof'
    | 'cited-unknown'
    | 'cited-not-attached'
    | 'stale-evidence'
    | 'misdated-evidence'
    | 'withdrawn-evidence'
    | 'erased-evidence'
    | 'unclean-evidence'
    | 'unredacted-evidence'
    | 'unchecked-evidence'
    | 'cited-page'
    | 'expired-evidence'
    | 'significant-shortfalls';
  /** A phrase for use after the statement's name. */
  readonly text: string;
  readonly isWarning: boolean;
};

/** The data that gaps are found in. */
export type Completeness = Pick<Snapshot, 'statements' | 'evidence'> & {
  /** The cited numbers that exist in the council's list. */
  readonly inList: readonly number[];
  /** The cited and linked numbers that are out of use. */
  readonly outOfUse: OutOfUse;
  /** Of the same. */
  readonly read: ReadProof;
  /** The last days on which linked items should be reviewed, by number. */
  readonly reviews: Readonly<Record<string, CalendarDate>>;
  /** Statements carried forward from the previous cycle and not confirmed since. */
  readonly unconfirmed: readonly StatementId[];
};

/** All gaps, by statement. None of them prevents sign-off. */
export function gapsOf(assessment: Completeness, asOf: Date): readonly Gap[] {
  const items = new Map(assessment.evidence.map((item) => [item.reference, proofItem(item, assessment)]));
  return assessment.statements.flatMap((statement) => {
    const attached = statement.uses.flatMap(({ reference }) => items.get(reference) ?? []);
    const numbers = new Set([...numbersCitedBy(statement), ...attached.map(({ number }) => number)]);
    const here = (found: readonly number[]) => found.filter((number) => numbers.has(number));
    const { withdrawn, erased, notClean, unredacted } = assessment.outOfUse;
    const outOfUse = {
      ...{ withdrawn: here(withdrawn), erased: here(erased) },
      ...{ notClean: here(notClean), unredacted: here(unredacted) },
    };
    const out = outOf(outOfUse);
    const proof = claimsAndProof(statement, { attached, inList: assessment.inList, ...outOfUse }, asOf);
    const hasEvidence = attached.some(({ number }) => !out.has(number));
    const isConfirmed = !assessment.unconfirmed.includes(statement.id);
    return [
      ...answerGaps(statement, { isConfirmed, hasEvidence }),
      ...proofGaps(statement.id, proof),
      ...scoreWarnings(statement),
      ...fileWarnings(statement, here(assessment.read.unchecked), assessment.read),
    ];
  });
}

function scoreWarnings({ id, score }: SnapshotStatement): readonly Gap[] {
  const text = describeNotedScore(id, score);
  return text === null ? [] : [{ statement: id, kind: 'significant-shortfalls', text, isWarning: true }];
}

/** Warnings alone: what is read of files changes nothing that was confirmed. */
function fileWarnings(
  statement: SnapshotStatement,
  unchecked: readonly number[],
  { lengths }: ReadProof,
): readonly Gap[] {
  const missing = pagesMissing(statement, lengths);
  const warning = (kind: Gap['kind'], text: string) => ({
    statement: statement.id,
    kind,
    text,
    isWarning: true,
  });
  return [
    ...(unchecked.length > 0
      ? [warning('unchecked-evidence', `${CONCERN_NAMES.unchecked}: ${references(unchecked)}`)]
      : []),
    ...missing.slice(0, SHOWN).map((line) => warning('cited-page', line)),
  ];
}

function proofItem(
  { reference, category, datedOn }: Snapshot['evidence'][number],
  { reviews }: Completeness,
): ProofItem {
  const number = parseReference(reference) ?? 0;
  return { number, category, datedOn, reviewBy: reviews[number] ?? null };
}

function answerGaps(
  statement: SnapshotStatement,
  { isConfirmed, hasEvidence }: { readonly isConfirmed: boolean; readonly hasEvidence: boolean },
): readonly Gap[] {
  const hasReason = NARRATIVES.some(({ field }) => statement[field] !== '');
  return [
    gapIf(statement.id, 'unscored', statement.score === null && 'Not scored'),
    gapIf(
      statement.id,
      'no-reason',
      !hasReason && (statement.score === null ? 'No text yet' : 'No reason given for the score'),
    ),
    gapIf(statement.id, 'no-evidence', !hasEvidence && 'No evidence'),
    gapIf(statement.id, 'not-completed', isConfirmed && !statement.completed && 'Not marked as completed'),
    gapIf(
      statement.id,
      'not-confirmed',
      !isConfirmed && 'Carried forward from the last assessment and not confirmed',
    ),
  ].flat();
}

function proofGaps(id: StatementId, proof: ReturnType<typeof claimsAndProof>): readonly Gap[] {
  const { withoutProof, unknown, notAttached, withdrawn, erased, notClean, unredacted, age } = proof;
  return [
    gapIf(
      id,
      'claims-without-proof',
      withoutProof.length > 0 &&
        `${formatCount(withoutProof.length, 'paragraph cites', 'paragraphs cite')} no evidence`,
    ),
    gapIf(
      id,
      'cited-unknown',
      unknown.length > 0 && `${references(unknown)} mentioned but not in your evidence list`,
    ),
    gapIf(
      id,
      'cited-not-attached',
      notAttached.length > 0 && `${references(notAttached)} mentioned but not attached`,
    ),
    gapIf(
      id,
      'withdrawn-evidence',
      withdrawn.length > 0 && `${references(withdrawn)} withdrawn, so not counted as evidence`,
    ),
    gapIf(
      id,
      'erased-evidence',
      erased.length > 0 && `${references(erased)} erased, so not counted as evidence`,
    ),
    gapIf(
      id,
      'unclean-evidence',
      notClean.length > 0 && `${references(notClean)} not found free of viruses, so not counted as evidence`,
    ),
    gapIf(
      id,
      'unredacted-evidence',
      unredacted.length > 0 &&
        `${references(unredacted)} ${unredacted.length === 1 ? 'needs' : 'need'} redaction, so kept out of packs and not counted as evidence`,
    ),
    gapIf(
      id,
      'expired-evidence',
      age.expired.length > 0 && `Past the review date: ${references(age.expired)}`,
    ),
    gapIf(
      id,
      'stale-evidence',
      age.stale.length > 0 && `Evidence more than ${STALE_AFTER_YEARS} years old: ${references(age.stale)}`,
    ),
    gapIf(
      id,
      'misdated-evidence',
      age.ahead.length > 0 && `Evidence dated in the future: ${references(age.ahead)}`,
    ),
  ].flat();
}

function gapIf(statement: StatementId, kind: Gap['kind'], text: string | false): readonly Gap[] {
  return text === false ? [] : [{ statement, kind, text, isWarning: false }];
}

const SHOWN = 10;

function references(numbers: readonly number[]): string {
  const shown = numbers.slice(0, SHOWN).map(referenceOf);
  const more = numbers.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${formatNumber(more)} more` : formatList(shown);
}

/** The number of gaps to confirm when sending for sign-off, without warnings. */
export function gapCount(gaps: readonly Gap[]): number {
  return gaps.filter(({ isWarning }) => !isWarning).length;
}
