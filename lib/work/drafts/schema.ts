import { z } from 'zod';
import { idField } from '#lib/platform/forms/id-field.ts';
import { hiddenField, lineField, textField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import type { DraftOfPage } from '#lib/record/assessments/draft-rows.ts';
import { openedWith } from '#lib/record/assessments/rules.ts';
import { chosenReferences } from '#lib/record/evidence/schema.ts';

/** Characters of one text in a draft: more than can be saved, because people paste first and shorten later. */
const DRAFT_TEXT_LIMIT = 40_000;

/** Bytes of a draft request: four texts at four bytes a character, and room for the other fields. */
export const DRAFT_BODY_LIMIT = 4 * 4 * DRAFT_TEXT_LIMIT + 10_000;

const text = textField({ called: 'Text', limit: DRAFT_TEXT_LIMIT, ends: 'kept' });
const edit = z.int().min(0);

/** On the scale of any framework. */
const score = hiddenField((typed) => (/^([1-9]|none)?$/.test(typed) ? typed : undefined));
const completed = z.enum(['', 'yes', 'no']);
const about = {
  page: idField(),
  assessment: idField(),
  /** The version of the statement that the text is based on. */
  version: versionField(0, 'Open this page again'),
};

/** What an open page sends as a draft, exactly as typed. It need not be valid. */
export const saveDraftSchema = z.object({
  /** The form's token: someone else may have signed in since, in another tab. */
  form: hiddenField((token) => (/^[\w-]{43}\.[\w-]{43}$/.test(token) ? token : undefined)),
  ...about,
  /** Increases with each edit on the page, so that a late request does not overwrite a newer one. */
  edit,
  score,
  /** Absent in requests from pages of an earlier release. */
  scoreReason: text.default(''),
  strengths: text,
  improvements: text,
  impact: text,
  completed,
  /** The draft that the page was opened with and continues. */
  from: z.object({ page: idField(), edit }).nullable(),
});
/** The fields of the statement's form that make its draft. */
export const draftFields = [
  ...(['page', 'assessment', 'version', 'from', 'fromEdit'] as const),
  ...(['score', 'scoreReason', 'strengths', 'improvements', 'impact', 'completed'] as const),
] as const;

/** The same from the statement's form. A browser leaves out radios without a choice. */
const draftForm = {
  ...about,
  from: idField().optional().catch(undefined),
  fromEdit: z.coerce.number().int().optional().catch(undefined),
  score: score.default(''),
  scoreReason: text.default(''),
  strengths: text,
  improvements: text,
  impact: text,
  completed: completed.default(''),
};

/** A search of the evidence from the statement's form. */
export const findEvidenceSchema = z.object({
  ...draftForm,
  find: lineField({ called: 'Search', limit: 200 }).default(''),
});

/** Items found there, to attach. */
export const attachFoundSchema = z.object({ ...draftForm, attach: chosenReferences });

/** The draft in a form that was sent. */
export function draftOf(form: Omit<z.output<typeof findEvidenceSchema>, 'find'>): DraftOfPage {
  const { fromEdit: _, ...draft } = form;
  return { ...draft, edit: null, from: openedWith(form) };
}

/** The pages whose drafts are to be discarded. */
export const discardSchema = z.object({ pages: z.array(idField()).min(1).max(100) });
