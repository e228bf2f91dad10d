import type { Framework } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { categoryName } from '#lib/record/evidence/rules.ts';
import type { Upload } from '#lib/record/uploads/rules.ts';
import type { UploadAnswers } from '#lib/record/uploads/schema.ts';

/** The answers about a file, a line each. */
export function describeAnswers(answers: UploadAnswers, framework: Framework): readonly string[] {
  return [
    categoryName(answers.category, framework),
    answers.marking,
    answers.containsPersonalData ? 'Contains personal data' : 'No personal data',
    ...(answers.datedOn ? [formatDate(answers.datedOn)] : []),
    ...(answers.owner ? [answers.owner] : []),
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
