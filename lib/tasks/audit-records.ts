import { paperRecords } from '#lib/exchange/papers/events.ts';
import { scenarioRecords, targetRecords } from '#lib/insight/scenarios/events.ts';
import { agreementRecords } from '#lib/insight/sharing/events.ts';
import type { RecordKind } from '#lib/platform/audit/records.ts';
import { revisionRecords, scoreReasonRecords, statementRecords } from '#lib/record/assessments/events.ts';
import { challengeRecords } from '#lib/record/challenge/events.ts';
import { closingRecords, cycleRecords } from '#lib/record/cycles/events.ts';
import { evidenceRecords, evidenceUseRecords } from '#lib/record/evidence/events.ts';
import {
  measureRecords,
  measureTargetRecords,
  shippedMeasureRecords,
  valueRecords,
} from '#lib/record/measures/events.ts';
import { invitationRecords, memberRecords } from '#lib/record/members/events.ts';
import { correctionRecords } from '#lib/record/results/events.ts';
import { snapshotRecords } from '#lib/record/snapshots/events.ts';
import { assignmentRecords } from '#lib/work/assignments/events.ts';
import { commentRecords } from '#lib/work/comments/events.ts';
import { stepRecords } from '#lib/work/reviews/events.ts';
import { SHIPPED_MEASURES } from '#prisma/seed/measures.ts';

/** Every kind of row whose state the audit chain tells. */
export const RECORDS: readonly RecordKind[] = [
  cycleRecords,
  closingRecords,
  memberRecords,
  invitationRecords,
  statementRecords,
  revisionRecords,
  scoreReasonRecords,
  assignmentRecords,
  evidenceRecords,
  evidenceUseRecords,
  commentRecords,
  challengeRecords,
  stepRecords,
  snapshotRecords,
  scenarioRecords,
  targetRecords,
  measureRecords,
  shippedMeasureRecords(SHIPPED_MEASURES),
  valueRecords,
  measureTargetRecords,
  correctionRecords,
  agreementRecords,
  paperRecords,
];

/** Tables with rows of a council of which no event tells, and why none does. */
export const NOT_TOLD: Readonly<Record<string, string>> = {
  audit_events: 'the chain itself',
  statement_drafts: 'one person’s, until they save',
  kept_forms: 'one person’s, for a day',
  last_looks: 'what one person has seen',
  comment_reads: 'what one person has read',
  notices: 'what one person is told, made of events',
  digests: 'mails of notices',
  council_storage: 'counted from the rows of files',
  submissions: 'answers to forms, for ten minutes',
};
