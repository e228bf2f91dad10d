import { z } from 'zod';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import { cleanLine } from '#lib/kernel/text/clean.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { TAGS } from '#lib/platform/forms/tags-field.ts';
import { hiddenField, lineField } from '#lib/platform/forms/text-field.ts';
import { DETAIL_NAMES } from '#lib/record/evidence/rules.ts';
import {
  details,
  hasOneOwner,
  ONE_OWNER,
  pastReview,
  personalDataField,
  title,
  withColumns,
} from '#lib/record/evidence/schema.ts';
import type { StatementId } from '#lib/scoring/index.ts';

const AGAIN = 'This page is out of date. Open it again';

const id = idField(AGAIN);

/** What a page says about a file before it sends it. */
export const newUploadSchema = z.object({
  key: idField(),
  filename: hiddenField((name) => (name.length <= 1_000 ? name : undefined)),
  folder: hiddenField((path) => cleanLine(path).slice(0, 1_000)).default(''),
  modified: z.coerce.number().int().nonnegative().max(8.64e15),
});

const statement = hiddenField((value) => (isKnownStatement(value) ? value : undefined), AGAIN);

/** The answers about several files. */
const answers = {
  ...details,
  containsPersonalData: personalDataField('Select yes if they contain personal data'),
  statement: z.array(statement).transform((statements): StatementId[] => [...new Set(statements)]),
  /** The open assessment of the page. Empty if none is open. */
  assessment: z
    .literal('')
    .transform(() => null)
    .or(idField(AGAIN)),
};

/** What is sent in every case. `upload`: the files that the answers are for. */
const always = {
  upload: z.array(id).transform((ids) => [...new Set(ids)]),
  title: z.record(id, title),
  same: z.record(id, z.enum(['use', 'both'], AGAIN)),
  /** The button. */
  next: z.enum(['keep', 'add'], AGAIN),
};

export const answerFields = [
  'upload',
  'title',
  'same',
  'category',
  'marking',
  'containsPersonalData',
  'datedOn',
  'ownerId',
  'owner',
  'reviewBy',
  'voices',
  'topics',
  'tags',
  'statement',
] as const;

export const answersSchema = z
  .object({ ...always, ...answers })
  .refine(hasOneOwner, ONE_OWNER)
  .transform(withColumns);
/** Without a selected file nothing is asked. */
export const titlesSchema = z.object(always);

export type UploadAnswers = ReturnType<typeof withColumns<z.output<z.ZodObject<typeof answers>>>>;
export type AnswerUploads = Omit<z.output<typeof titlesSchema>, 'upload'> & {
  readonly upload: readonly string[];
  readonly answers: UploadAnswers | null;
};

/** Answers as they are kept with an upload. */
const keptAnswers = z.object({
  ...details,
  datedOn: details.datedOn.nullable(),
  reviewBy: pastReview.nullable(),
  ownerId: idField().nullable().default(null),
  containsPersonalData: z.boolean(),
  needsRedaction: z.boolean().default(false),
  tags: z.array(lineField({ called: DETAIL_NAMES.tags, limit: TAGS.length })).default([]),
  statement: z.array(statement),
  assessment: idField().nullable(),
});

/** Null if none are kept, or a release kept others. */
export function readKeptAnswers(value: unknown): UploadAnswers | null {
  return keptAnswers.safeParse(value).data ?? null;
}

export const removeUploadSchema = z.object({ upload: id });
