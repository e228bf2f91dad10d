import { revisionRecords, scoreReasonRecords, statementRecords } from '#lib/assessments/events.ts';
import { assignmentRecords } from '#lib/assignments/events.ts';
import type { RecordKind } from '#lib/audit/records.ts';
import { challengeRecords } from '#lib/challenge/events.ts';
import { commentRecords } from '#lib/comments/events.ts';
import { closingRecords, cycleRecords } from '#lib/cycles/events.ts';
import { evidenceRecords, evidenceUseRecords } from '#lib/evidence/events.ts';
import {
  measureRecords,
  measureTargetRecords,
  shippedMeasureRecords,
  valueRecords,
} from '#lib/measures/events.ts';
import { invitationRecords, memberRecords } from '#lib/members/events.ts';
import { paperRecords } from '#lib/papers/events.ts';
import { correctionRecords } from '#lib/results/events.ts';
import { stepRecords } from '#lib/reviews/events.ts';
import { scenarioRecords, targetRecords } from '#lib/scenarios/events.ts';
import { agreementRecords } from '#lib/sharing/events.ts';
import { snapshotRecords } from '#lib/snapshots/events.ts';
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
