import type { Framework } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { type Topic, topicName } from '#lib/frameworks/topics.ts';
import { concernsOf } from '#lib/record/evidence/concerns.ts';
import type { ListedEvidence } from '#lib/record/evidence/list-rows.ts';
import {
  categoryName,
  DETAIL_NAMES,
  PERSONAL_DATA_NAMES,
  personalDataOf,
  STATE_NAMES,
} from '#lib/record/evidence/rules.ts';
import { VOICE_NAMES } from '#lib/record/evidence/voices.ts';

/** The columns of the exported list. */
export const EVIDENCE_CSV_COLUMNS = [
  'Reference',
  DETAIL_NAMES.title,
  DETAIL_NAMES.category,
  DETAIL_NAMES.datedOn,
  DETAIL_NAMES.reviewBy,
  DETAIL_NAMES.owner,
  'Linked statements',
  DETAIL_NAMES.marking,
  DETAIL_NAMES.containsPersonalData,
  DETAIL_NAMES.voices,
  DETAIL_NAMES.topics,
  DETAIL_NAMES.tags,
  'Concerns',
  'State',
  'File or address',
] as const;

/**
 * An item of the list as a record of a CSV file.
 *
 * @param topics - the council’s own
 */
export function evidenceCsvRow(
  item: ListedEvidence,
  framework: Pick<Framework, 'categories'>,
  topics: readonly Pick<Topic, 'key' | 'name'>[],
  asOf: Date,
): readonly string[] {
  return [
    item.reference,
    item.title,
    categoryName(item.category, framework),
    item.datedOn ?? '',
    item.reviewBy ?? '',
    item.owner,
    item.statements.map((id) => knownStatement(id).name).join('; '),
    item.marking,
    PERSONAL_DATA_NAMES[personalDataOf(item)],
    item.voices.map((voice) => VOICE_NAMES[voice]).join('; '),
    item.topics.map((key) => topicName(key, topics)).join('; '),
    item.tags.join('; '),
    concernsOf(item, asOf)
      .map(({ words }) => words)
      .join('; '),
    item.state === 'current' ? 'In use' : STATE_NAMES[item.state],
    item.source.kind === 'file' ? item.source.name : item.source.url,
  ];
}
