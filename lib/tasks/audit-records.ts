import { RECORDS } from '#lib/nouns.ts';
import type { RecordKind } from '#lib/platform/audit/records.ts';
import { shippedMeasureRecords } from '#lib/record/measures/records.ts';
import { SHIPPED_MEASURES } from '#prisma/seed/measures.ts';

/** Every kind of row that the audit chain records, and the rows that come with this release. */
export const ALL_RECORDS: readonly RecordKind[] = [...RECORDS, shippedMeasureRecords(SHIPPED_MEASURES)];

/** Tables of council rows that no event records, and why. */
export const UNRECORDED_TABLES: Readonly<Record<string, string>> = {
  audit_events: 'the chain itself',
  event_words: 'compared with the hash in each event',
  statement_drafts: 'one person’s, until they save',
  evidence_views: 'names of filters of the evidence list, which change nothing in it',
  uploads: 'one person’s, until they become evidence',
  kept_forms: 'one person’s, for a day',
  last_looks: 'what one person has seen',
  comment_reads: 'what one person has read',
  notices: 'what one person is told, made of events',
  digests: 'mails of notices',
  exported_packs: 'kept by a trigger of the history, whose events they are',
  file_texts: 'how files were read, whose bytes the chain has',
  file_pages: 'the words of files, whose bytes the chain has',
  report_pages: 'the words of draft reports, whose bytes the chain has',
  search_entries: 'kept by triggers of the tables whose words they are',
  council_storage: 'counted from the rows of files',
  submissions: 'answers to forms, for ten minutes',
};
