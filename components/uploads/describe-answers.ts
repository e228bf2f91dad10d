import type { Framework } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { DetailChoices } from '#lib/record/evidence/queries.ts';
import {
  categoryName,
  NEEDS_REDACTION,
  offeredName,
  type PersonalData,
  personalDataOf,
} from '#lib/record/evidence/rules.ts';
import { VOICE_NAMES } from '#lib/record/evidence/voices.ts';
import type { Upload } from '#lib/record/uploads/rules.ts';
import type { UploadAnswers } from '#lib/record/uploads/schema.ts';

const PERSONAL: Record<PersonalData, string> = {
  no: 'No personal data',
  yes: 'Contains personal data',
  redact: NEEDS_REDACTION,
};

/** The answers about a file, a line each. */
export function describeAnswers(
  answers: UploadAnswers,
  framework: Framework,
  { owners, topics }: Pick<DetailChoices, 'owners' | 'topics'>,
): readonly string[] {
  const owner = owners.find(({ value }) => value === answers.ownerId)?.label ?? answers.owner;
  return [
    categoryName(answers.category, framework),
    answers.marking,
    PERSONAL[personalDataOf(answers)],
    ...(answers.datedOn ? [formatDate(answers.datedOn)] : []),
    ...(owner ? [owner] : []),
    ...(answers.reviewBy ? [`Review by ${formatDate(answers.reviewBy)}`] : []),
    ...answers.voices.map((voice) => VOICE_NAMES[voice]),
    ...answers.topics.map((key) => offeredName(key, topics)),
    ...answers.tags,
    ...answers.statement.map((id) => knownStatement(id).name),
  ];
}

/** What has the same content as a file, and what can be done in place of adding it again. */
export function describeSame(same: NonNullable<Upload['same']>): {
  readonly name: string;
  readonly use: string;
} {
  if ('upload' in same) return { name: same.upload, use: 'Add it once' };
  const { reference, title, state } = same;
  if (state === 'current') return { name: `${reference} ${title}`, use: `Use ${reference}` };
  return { name: `${reference}, which is ${state}`, use: 'Do not add it again' };
}
