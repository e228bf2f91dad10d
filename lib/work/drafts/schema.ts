import { z } from 'zod';
import { idField } from '#lib/platform/forms/id-field.ts';
import { hiddenField, textField } from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';

/** Characters of one text in a draft: more than may be saved, because people paste first and shorten then. */
const DRAFT_TEXT_LIMIT = 40_000;

/** Bytes of a whole draft as it is sent: four texts of four bytes a character, and room for the rest. */
export const DRAFT_BODY_LIMIT = 4 * 4 * DRAFT_TEXT_LIMIT + 10_000;

const text = textField({ called: 'Text', limit: DRAFT_TEXT_LIMIT, ends: 'kept' });
const edit = z.int().min(0);

/** What an open page sends of what is typed there, as it is typed: nothing of it has to be fit to save. */
export const keepDraftSchema = z.object({
  /** The seal of the form. Somebody else may have signed in since, in another tab. */
  form: hiddenField((seal) => (/^[\w-]{43}\.[\w-]{43}$/.test(seal) ? seal : undefined)),
  page: idField(),
  /** Grows with every edit of that page, so that a request that arrives late overwrites nothing newer. */
  edit,
  assessment: idField(),
  /** The version of the statement that the text started from. */
  version: versionField(0, 'Open this page again'),
  score: z.enum(['', '1', '2', '3', '4', 'none']),
  /** Pages that were opened before there was one do not send it. */
  scoreReason: text.default(''),
  strengths: text,
  improvements: text,
  impact: text,
  completed: z.enum(['', 'yes', 'no']),
  /** The draft that the page opened with, which this one goes on from. */
  from: z.object({ page: idField(), edit }).nullable(),
});
export type KeepDraft = Omit<z.output<typeof keepDraftSchema>, 'form'>;

/** The pages whose drafts are to be discarded. */
export const discardSchema = z.object({ pages: z.array(idField()).min(1).max(100) });
