import { z } from 'zod';
import { OWN_TOPIC } from '#lib/frameworks/framework.ts';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import { knownTopics } from '#lib/frameworks/topics.ts';
import { toCalendarDate } from '#lib/kernel/dates.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { statementField } from '#lib/platform/forms/statement-field.ts';
import { tagsField } from '#lib/platform/forms/tags-field.ts';
import { hashField, hiddenField, lineField, textField } from '#lib/platform/forms/text-field.ts';
import { tickedField } from '#lib/platform/forms/ticked-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { webAddressField } from '#lib/platform/forms/web-address-field.ts';
import {
  CATEGORIES,
  DETAIL_NAMES,
  MARKINGS,
  MAX_ATTACHED,
  NOTE_LIMIT,
  PERSONAL_DATA,
  parseReference,
  personalDataColumns,
  SHOWS_LIMIT,
  SOMEBODY_ELSE,
  TITLE_LIMIT,
  USE_NAMES,
} from '#lib/record/evidence/rules.ts';
import { VOICES } from '#lib/record/evidence/voices.ts';

/** Undefined if it is not a reference. */
export function readReference(value: string): string | undefined {
  return parseReference(value) === null ? undefined : value;
}

const AGAIN = 'This page is out of date. Open it again from the statement';

/** Whether evidence contains personal data. `missing`: the message if it is not answered. */
export const personalDataField = (missing: string) => z.enum(PERSONAL_DATA, missing);

/** The questions about evidence, but for its title. */
export const details = {
  category: z.enum(CATEGORIES, 'Select a category'),
  datedOn: dateField('evidence', { called: DETAIL_NAMES.datedOn }).default(null),
  /** A member, somebody else, or nobody. Absent from the forms of the release before this. */
  ownerId: idField(AGAIN)
    .or(z.literal(['', SOMEBODY_ELSE]))
    .optional(),
  owner: lineField({ called: DETAIL_NAMES.owner, limit: 120 }).default(''),
  marking: z.enum(MARKINGS, 'Select a marking'),
  containsPersonalData: personalDataField('Select yes if it contains personal data'),
  reviewBy: dateField('evidenceReviewAgain', { called: DETAIL_NAMES.reviewBy }).default(null),
  voices: tickedField(() => VOICES, AGAIN).default([]),
  topics: tickedField(() => knownTopics().map(({ key }) => key), AGAIN, OWN_TOPIC).default([]),
  tags: tagsField(DETAIL_NAMES.tags).default([]),
};

type Answers = Pick<z.output<z.ZodObject<typeof details>>, 'ownerId' | 'owner' | 'containsPersonalData'>;

/** The columns of what is asked in other words: who owns it, and whether it contains personal data. */
export function withColumns<T extends Answers>({ ownerId, containsPersonalData: answer, ...rest }: T) {
  const isMember = ownerId !== undefined && ownerId !== '' && ownerId !== SOMEBODY_ELSE;
  return {
    ...rest,
    ownerId: isMember ? ownerId : null,
    ...personalDataColumns(answer),
  };
}

function ownerProblem({ ownerId, owner }: Partial<Answers>): string | null {
  if (ownerId === SOMEBODY_ELSE && owner === '') return 'Enter the name of the owner';
  if (ownerId === undefined || ownerId === SOMEBODY_ELSE || typeof owner !== 'string' || owner === '')
    return null;
  return `Select “Somebody else” to name ${owner}, or clear the name`;
}

export function hasOneOwner(typed: Partial<Answers>): boolean {
  return ownerProblem(typed) === null;
}

/** Also said if another answer is refused, so that all is said at once. */
export const ONE_OWNER = {
  path: ['owner'],
  when: () => true,
  error: ({ input }: { readonly input?: unknown }) => ownerProblem(input as Partial<Answers>) ?? undefined,
};

const titleLine = { called: DETAIL_NAMES.title, limit: TITLE_LIMIT };
export const title = lineField({ ...titleLine, missing: 'Enter a title' });

const use = {
  shows: textField({ called: USE_NAMES.shows, limit: SHOWS_LIMIT }).default(''),
  location: lineField({ called: USE_NAMES.location, limit: 300 }).default(''),
};

const statement = hiddenField(
  (value) => (value === '' ? null : isKnownStatement(value) ? value : undefined),
  AGAIN,
).default(null);

/** The assessment of the page, so that an answer is never saved in the next assessment. */
const assessment = idField(AGAIN);

/** The statement to link the evidence to, and its assessment. Both null for no statement. */
const place = {
  statement,
  assessment: z
    .literal('')
    .transform(() => null)
    .or(assessment)
    .default(null),
};

function hasPlace({ statement: on, assessment: within }: { statement: unknown; assessment: unknown }) {
  return on === null || within !== null;
}

/** The part of an upload that comes before its files. */
export const placeSchema = z.object(place).refine(hasPlace, AGAIN);

const submission = idField('This page is out of date. Open it again to add evidence');

export const detailFields = [
  'title',
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
] as const;
/** Those of them that are checkboxes. */
export const detailLists = ['voices', 'topics'] as const;
/** Those that are dates in three boxes. */
export const detailDates = ['datedOn', 'reviewBy'] as const;
export const useFields = ['shows', 'location'] as const;
export const addFields = ['url', ...detailFields, ...useFields] as const;
export type DetailField = (typeof detailFields)[number];
export type UseField = (typeof useFields)[number];

/** The answers sent with uploaded files. If the title is empty, it is made from the file name. */
export const uploadSchema = z
  .object({ title: lineField(titleLine).default(''), ...details, ...use, ...place, submission })
  .refine(hasPlace, AGAIN)
  .refine(hasOneOwner, ONE_OWNER)
  .transform(withColumns);
export type UploadDetails = z.output<typeof uploadSchema>;

export const addLinkSchema = z
  .object({
    url: webAddressField('Enter the address of the document'),
    title,
    ...details,
    ...use,
    ...place,
    submission,
  })
  .refine(hasPlace, AGAIN)
  .refine(hasOneOwner, ONE_OWNER)
  .transform(withColumns);
export type AddLink = z.output<typeof addLinkSchema>;

export const addNoteSchema = z
  .object({
    text: textField({ called: 'Note', limit: NOTE_LIMIT, missing: 'Enter the note' }),
    transcriptOf: hiddenField((value) => (value === '' ? null : readReference(value)), AGAIN).default(null),
    title,
    ...details,
    ...use,
    ...place,
    submission,
  })
  .refine(hasPlace, AGAIN)
  .refine(hasOneOwner, ONE_OWNER)
  .transform(withColumns);
export type AddNote = z.output<typeof addNoteSchema>;

/** The last day to review evidence, which may have passed since it was set. */
export const pastReview = dateField('evidenceReview', { called: DETAIL_NAMES.reviewBy }).default(null);

export const changeDetailsSchema = z
  .object({
    title,
    ...details,
    reviewBy: pastReview,
    version: versionField(1, 'This page is out of date. Open it again from the evidence item'),
  })
  .refine(hasOneOwner, ONE_OWNER)
  .transform(withColumns);
export type ChangeDetails = z.output<typeof changeDetailsSchema>;

export const useSchema = z.object({ ...use, assessment });
export type EvidenceUse = z.output<typeof useSchema>;

/** Items chosen from the evidence list, without duplicates. */
export const chosenReferences = z
  .array(hiddenField(readReference, 'Select evidence from the list'))
  .min(1, 'Select the evidence to attach')
  .max(MAX_ATTACHED, `You can attach up to ${MAX_ATTACHED} items at a time. Select fewer items`)
  .transform((references) => [...new Set(references)]);

export const attachSchema = useSchema.extend({ reference: chosenReferences });

const fileVersion = hiddenField((value) => parsePositiveInt(value) ?? undefined, AGAIN);

/** A version of an item's file, as the page showed it. */
export const versionOfFileSchema = z.object({
  reference: hiddenField(readReference, AGAIN),
  seen: fileVersion,
});

/** `fingerprint`: the fingerprint of the texts when the form was opened, so that newer texts are not overwritten. */
export const explainSchema = useSchema.extend({
  fingerprint: hashField(AGAIN),
  /** The version of the file that the page showed. Null for a link, and for a page of the release before this. */
  seen: fileVersion.nullable().default(null),
});
export type ExplainEvidence = z.output<typeof explainSchema>;

const reference = hiddenField(readReference, AGAIN);

/** An item on a statement, in the assessment of the page. */
export const onStatementSchema = z.object({
  statement: statementField(AGAIN),
  reference,
  assessment,
});

/** Statements to link an item to, without duplicates. */
export const linkSchema = z.object({
  reference,
  assessment,
  statement: z
    .array(statementField(AGAIN))
    .min(1, 'Select the statements that it supports')
    .transform((statements) => [...new Set(statements)]),
});

/** Why a step in the life of an item is taken. */
const reasonLine = { called: 'Reason', limit: 300 };

const aboutItem = {
  reference: hiddenField(readReference, 'This page is out of date. Open the item again'),
};
export const itemSchema = z.object(aboutItem);
export const withdrawSchema = z.object({
  ...aboutItem,
  reason: lineField({ ...reasonLine, missing: 'Enter why it should no longer be used' }),
});
/** `seen`: the last day to review it that the page showed. */
export const reviewSchema = z.object({
  ...aboutItem,
  reviewBy: dateField('evidenceReviewAgain', {
    called: DETAIL_NAMES.reviewBy,
    missing: 'Enter when it should be reviewed again',
  }),
  seen: hiddenField(
    (value) => toCalendarDate(value) ?? undefined,
    'This page is out of date. Open the item again',
  ),
});
export type ReviewEvidence = z.output<typeof reviewSchema>;

export const holdSchema = z.object({
  ...aboutItem,
  reason: lineField({ ...reasonLine, missing: 'Enter why it must be kept' }),
});

export const replaceFields = ['reason', 'containsPersonalData', 'datedOn', 'reviewBy'] as const;

/** The answers sent with a file that replaces another. `based`: the version of the file that it replaces. */
export const replaceSchema = z.object({
  based: fileVersion,
  reason: lineField({ ...reasonLine, missing: 'Enter why you are replacing the file' }),
  datedOn: details.datedOn,
  // Absent from a form of the release before this, which leaves them alone.
  reviewBy: pastReview.optional(),
  containsPersonalData: details.containsPersonalData.optional(),
});
export type ReplaceFile = z.output<typeof replaceSchema>;
