import { z } from 'zod';
import { idField } from '#lib/platform/forms/id-field.ts';
import { hiddenField, textField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';

/** Characters of one text in a draft: more than can be saved, because people paste first and shorten later. */
const DRAFT_TEXT_LIMIT = 40_000;

/** Bytes of a draft request: four texts at four bytes a character, and room for the other fields. */
export const DRAFT_BODY_LIMIT = 4 * 4 * DRAFT_TEXT_LIMIT + 10_000;

const text = textField({ called: 'Text', limit: DRAFT_TEXT_LIMIT, ends: 'kept' });
const edit = z.int().min(0);

/** What an open page sends as a draft, exactly as typed. It need not be valid. */
export const saveDraftSchema = z.object({
  /** The form's token: someone else may have signed in since, in another tab. */
  form: hiddenField((token) => (/^[\w-]{43}\.[\w-]{43}$/.test(token) ? token : undefined)),
  page: idField(),
  /** Increases with each edit on the page, so that a late request does not overwrite a newer one. */
  edit,
  assessment: idField(),
  /** The version of the statement that the text is based on. */
  version: versionField(0, 'Open this page again'),
  /** On the scale of any framework. */
  score: hiddenField((score) => (/^([1-9]|none)?$/.test(score) ? score : undefined)),
  /** Absent in requests from pages of an earlier release. */
  scoreReason: text.default(''),
  strengths: text,
  improvements: text,
  impact: text,
  completed: z.enum(['', 'yes', 'no']),
  /** The draft that the page was opened with and continues. */
  from: z.object({ page: idField(), edit }).nullable(),
});
export type SaveDraft = Omit<z.output<typeof saveDraftSchema>, 'form'>;

/** The pages whose drafts are to be discarded. */
export const discardSchema = z.object({ pages: z.array(idField()).min(1).max(100) });
