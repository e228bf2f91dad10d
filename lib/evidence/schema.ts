import { z } from 'zod';
import {
  CATEGORIES,
  DETAIL_NAMES,
  MARKINGS,
  MOST_ATTACHED,
  numberOf,
  referenceOf,
  SHOWS_LIMIT,
  USE_NAMES,
} from '#lib/evidence/rules.ts';
import { formatNumber } from '#lib/format.ts';
import { idField } from '#lib/forms/id-field.ts';
import { statementField } from '#lib/forms/statement-field.ts';
import { versionField } from '#lib/forms/version-field.ts';
import { isStatementId } from '#lib/scoring/index.ts';

const shortText = (label: string, limit: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => text.length <= limit, `${label} must be ${formatNumber(limit)} characters or less`);

const optionalDate = (label: string) =>
  z
    .string()
    .default('')
    .refine(
      (value) => value === '' || z.iso.date().safeParse(value).success,
      `${label} must be a real date, like 27 3 2026`,
    )
    .transform((value) => (value === '' ? null : value));

const details = {
  category: z.enum(CATEGORIES, 'Select a category'),
  datedOn: optionalDate(DETAIL_NAMES.datedOn),
  owner: shortText(DETAIL_NAMES.owner, 120),
  marking: z.enum(MARKINGS, 'Select a marking'),
  containsPersonalData: z
    .enum(['yes', 'no'], 'Select whether it contains personal data')
    .transform((value) => value === 'yes'),
};

const title = shortText(DETAIL_NAMES.title, 200);
const requiredTitle = title.refine((text) => text !== '', 'Enter a title');

const use = {
  shows: shortText(USE_NAMES.shows, SHOWS_LIMIT),
  location: shortText(USE_NAMES.location, 300),
};

const AGAIN = 'Open this page again from the statement';

const statement = z
  .string()
  .default('')
  .transform((value, context) => {
    if (value === '') return null;
    if (isStatementId(value)) return value;
    context.addIssue({ code: 'custom', message: AGAIN });
    return z.NEVER;
  });

/** The assessment that a page was opened in: what was meant for one cycle is never written into the next. */
const assessment = idField(AGAIN);

/** The statement that evidence is put on, and the assessment it stands in. Both null where it is put on none. */
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

const submission = idField('Open this page again to add evidence');

export const detailFields = [
  'title',
  'category',
  'datedOn',
  'owner',
  'marking',
  'containsPersonalData',
] as const;
export const useFields = ['shows', 'location'] as const;
export const addFields = ['url', ...detailFields, ...useFields] as const;
export type DetailField = (typeof detailFields)[number];
export type UseField = (typeof useFields)[number];

/** What comes with uploaded files. An empty title means the file's own name. */
export const uploadSchema = z
  .object({ title, ...details, ...use, ...place, submission })
  .refine(hasPlace, AGAIN);
export type UploadDetails = z.output<typeof uploadSchema>;

export const addLinkSchema = z
  .object({
    url: z
      .string('Enter the address of the document')
      .trim()
      .min(1, 'Enter the address of the document')
      .max(2_000, 'Address must be 2,000 characters or less')
      .pipe(z.url({ protocol: /^https?$/, error: 'Enter an address that starts with https:// or http://' }))
      // As a browser reads it, so that nothing in it can be shown as something else.
      .transform((address) => new URL(address))
      .refine(({ username, password }) => username === '' && password === '', {
        error: 'Enter an address without a user name or password in it',
      })
      .transform(({ href }) => href)
      .refine((href) => href.length <= 2_000, 'Address must be 2,000 characters or less'),
    title: requiredTitle,
    ...details,
    ...use,
    ...place,
    submission,
  })
  .refine(hasPlace, AGAIN);
export type AddLink = z.output<typeof addLinkSchema>;

export const changeDetailsSchema = z.object({
  title: requiredTitle,
  ...details,
  version: versionField(1, 'Open this page again from the evidence item'),
});
export type ChangeDetails = z.output<typeof changeDetailsSchema>;

export const useSchema = z.object({ ...use, assessment });
export type EvidenceUse = z.output<typeof useSchema>;

/** What the choice from the council's list sends. Several references, each once. */
export const attachSchema = useSchema.extend({
  reference: z
    .array(z.string().refine((reference) => numberOf(reference) !== null, 'Select evidence from the list'))
    .min(1, 'Select the evidence to attach')
    .max(MOST_ATTACHED, `You can only attach up to ${MOST_ATTACHED} items at the same time`)
    .transform((references) => [...new Set(references.map((reference) => reference.trim().toUpperCase()))]),
});

/** `fingerprint`: of the texts that the form was opened with. Over others nothing is written. */
export const explainSchema = useSchema.extend({
  fingerprint: z.string(AGAIN).regex(/^[0-9a-f]{64}$/, AGAIN),
});
export type ExplainEvidence = z.output<typeof explainSchema>;

const reference = z.string(AGAIN).transform((typed, context) => {
  const number = numberOf(typed);
  if (number !== null) return referenceOf(number);
  context.addIssue({ code: 'custom', message: AGAIN });
  return z.NEVER;
});

/** One item on a statement, in the assessment that the page was opened in. */
export const onStatementSchema = z.object({
  statement: statementField(AGAIN),
  reference,
  assessment,
});
