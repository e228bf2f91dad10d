import { z } from 'zod';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { statementField } from '#lib/platform/forms/statement-field.ts';
import { hashField, hiddenField, lineField, textField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { webAddressField } from '#lib/platform/forms/web-address-field.ts';
import {
  CATEGORIES,
  DETAIL_NAMES,
  MARKINGS,
  MAX_ATTACHED,
  NOTE_LIMIT,
  parseReference,
  referenceOf,
  SHOWS_LIMIT,
  TITLE_LIMIT,
  USE_NAMES,
} from '#lib/record/evidence/rules.ts';

function canonicalReference(typed: string): string | undefined {
  const number = parseReference(typed);
  return number === null ? undefined : referenceOf(number);
}

/** Whether evidence contains personal data. `missing`: the message if it is not answered. */
export const personalDataField = (missing: string) =>
  z.enum(['yes', 'no'], missing).transform((value) => value === 'yes');

/** The questions about evidence, but for its title. */
export const details = {
  category: z.enum(CATEGORIES, 'Select a category'),
  datedOn: dateField('evidence', { called: DETAIL_NAMES.datedOn }).default(null),
  owner: lineField({ called: DETAIL_NAMES.owner, limit: 120 }).default(''),
  marking: z.enum(MARKINGS, 'Select a marking'),
  containsPersonalData: personalDataField('Select yes if it contains personal data'),
};

const titleLine = { called: DETAIL_NAMES.title, limit: TITLE_LIMIT };
export const title = lineField({ ...titleLine, missing: 'Enter a title' });

const use = {
  shows: textField({ called: USE_NAMES.shows, limit: SHOWS_LIMIT }).default(''),
  location: lineField({ called: USE_NAMES.location, limit: 300 }).default(''),
};

const AGAIN = 'This page is out of date. Open it again from the statement';

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
  'owner',
] as const;
export const useFields = ['shows', 'location'] as const;
export const addFields = ['url', ...detailFields, ...useFields] as const;
export type DetailField = (typeof detailFields)[number];
export type UseField = (typeof useFields)[number];

/** The answers sent with uploaded files. If the title is empty, the file name is used. */
export const uploadSchema = z
  .object({ title: lineField(titleLine).default(''), ...details, ...use, ...place, submission })
  .refine(hasPlace, AGAIN);
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
  .refine(hasPlace, AGAIN);
export type AddLink = z.output<typeof addLinkSchema>;

export const addNoteSchema = z
  .object({
    text: textField({ called: 'Note', limit: NOTE_LIMIT, missing: 'Enter the note' }),
    transcriptOf: hiddenField((value) => (value === '' ? null : canonicalReference(value)), AGAIN).default(
      null,
    ),
    title,
    ...details,
    ...use,
    ...place,
    submission,
  })
  .refine(hasPlace, AGAIN);
export type AddNote = z.output<typeof addNoteSchema>;

export const changeDetailsSchema = z.object({
  title,
  ...details,
  version: versionField(1, 'This page is out of date. Open it again from the evidence item'),
});
export type ChangeDetails = z.output<typeof changeDetailsSchema>;

export const useSchema = z.object({ ...use, assessment });
export type EvidenceUse = z.output<typeof useSchema>;

/** Items chosen from the evidence list, without duplicates. */
export const chosenReferences = z
  .array(hiddenField(canonicalReference, 'Select evidence from the list'))
  .min(1, 'Select the evidence to attach')
  .max(MAX_ATTACHED, `You can attach up to ${MAX_ATTACHED} items at a time. Select fewer items`)
  .transform((references) => [...new Set(references)]);

export const attachSchema = useSchema.extend({ reference: chosenReferences });

const fileVersion = hiddenField((value) => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined), AGAIN);

/** `fingerprint`: the fingerprint of the texts when the form was opened, so that newer texts are not overwritten. */
export const explainSchema = useSchema.extend({
  fingerprint: hashField(AGAIN),
  /** The version of the file that the page showed. Null for a link, and for a page of the release before this. */
  seen: fileVersion.nullable().default(null),
});
export type ExplainEvidence = z.output<typeof explainSchema>;

const reference = hiddenField(canonicalReference, AGAIN);

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
  reference: hiddenField(canonicalReference, 'This page is out of date. Open the item again'),
};
export const itemSchema = z.object(aboutItem);
export const withdrawSchema = z.object({
  ...aboutItem,
  reason: lineField({ ...reasonLine, missing: 'Enter why it should no longer be used' }),
});
export const holdSchema = z.object({
  ...aboutItem,
  reason: lineField({ ...reasonLine, missing: 'Enter why it must be kept' }),
});

export const replaceFields = ['reason', 'datedOn'] as const;

/** The answers sent with a file that replaces another. `based`: the version of the file that it replaces. */
export const replaceSchema = z.object({
  based: fileVersion,
  reason: lineField({ ...reasonLine, missing: 'Enter why you are replacing the file' }),
  datedOn: details.datedOn,
});
export type ReplaceFile = z.output<typeof replaceSchema>;
