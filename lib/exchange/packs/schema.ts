import { z } from 'zod';
import {
  EVERYTHING,
  PACK_ORDERS,
  type PackChoices,
  parsePreset,
  publicChoices,
  VOLUME_SIZES,
} from '#lib/exchange/packs/choices.ts';
import { PACK_FORMS, PAGE_LIMITS, PURPOSE_LIMIT, parseSource } from '#lib/exchange/packs/rules.ts';
import { knownStatementIds } from '#lib/frameworks/known.ts';
import { formatNumber } from '#lib/kernel/format.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { hiddenField, lineField, typedLine } from '#lib/platform/forms/text-field.ts';
import { tickedField } from '#lib/platform/forms/ticked-field.ts';
import { CATEGORIES, MARKINGS } from '#lib/record/evidence/rules.ts';

/** In the order on the page. */
export const packFields = [
  ...(['purpose', 'content', 'statements', 'pageLimit', 'readForNames', 'packForm'] as const),
  ...(['categories', 'highestMarking', 'personalData', 'packOrder', 'volumeSize'] as const),
] as const;
/** Those of them that are checkboxes. */
export const packLists = ['statements', 'readForNames', 'categories'] as const;

const AGAIN = 'This page is out of date. Open it again from the list of packs';

const pageLimit = typedLine()
  .transform((typed, context) => {
    if (typed === '') return null;
    const pages = parsePositiveInt(typed.replaceAll(',', ''));
    if (pages !== null && pages >= PAGE_LIMITS.least && pages <= PAGE_LIMITS.most) return pages;
    context.addIssue({
      code: 'custom',
      message: `Enter a whole number from ${PAGE_LIMITS.least} to ${formatNumber(PAGE_LIMITS.most)}`,
    });
    return z.NEVER;
  })
  .default(null);

const asked = z.object({
  preset: hiddenField((value) => parsePreset(value) ?? undefined, AGAIN).optional(),
  purpose: lineField({
    called: 'What the pack is for',
    limit: PURPOSE_LIMIT,
    missing: 'Enter what the pack is for',
  }),
  packForm: hiddenField((value) => PACK_FORMS.find((form) => form === value), 'Select what should be made'),
  content: hiddenField(parseSource, 'Select what the pack is made of'),
  // A select sends its empty choice too.
  statements: z
    .preprocess(
      (sent) => (Array.isArray(sent) ? sent.filter((value) => value !== '') : sent),
      tickedField(knownStatementIds, AGAIN),
    )
    .default([]),
  categories: tickedField(() => CATEGORIES, AGAIN).default([]),
  highestMarking: z.enum(MARKINGS, 'Select the highest marking').default(EVERYTHING.marking),
  personalData: z.enum(['with', 'without'], 'Select what goes in').default('with'),
  packOrder: z.enum(PACK_ORDERS, 'Select an order').default(EVERYTHING.order),
  pageLimit,
  volumeSize: hiddenField(
    (value) => VOLUME_SIZES.find((size) => String(size) === value),
    'Select the size of a volume',
  ).default(EVERYTHING.volumeSize),
  readForNames: tickedField(() => ['yes'], AGAIN).default([]),
});

type Asked = Partial<z.output<typeof asked>>;
/** Said though another answer is refused, so that all is said at once. */
const said = (path: keyof Asked, problem: (typed: Asked) => string | null) => ({
  path: [path],
  when: () => true,
  error: ({ input }: { readonly input?: unknown }) => problem(input as Asked) ?? undefined,
});
/** Of a public edition, whose form asks for it. */
export const NOT_READ = 'Confirm that you have read its text for people’s names';
const CHECKS = {
  statements: ({ preset, statements }: Asked) =>
    preset === 'statement' && statements?.length !== 1 ? 'Select a statement' : null,
  pageLimit: ({ preset, pageLimit: pages, packForm }: Asked) =>
    preset === 'core' && packForm === 'bundle' && pages === null
      ? 'Enter the most pages that it may have'
      : typeof pages === 'number' && packForm !== undefined && packForm !== 'bundle'
        ? 'Only a bundle has a limit of pages. Clear it, or make a bundle'
        : null,
  packForm: ({ content, packForm }: Asked) =>
    content?.kind === 'return' && packForm === 'register'
      ? 'Answers to a return are made as a ZIP or as a bundle'
      : null,
  readForNames: ({ preset, readForNames }: Asked) =>
    preset === 'public' && readForNames?.length === 0 ? NOT_READ : null,
} as const;

export const askPackSchema = asked
  .refine((typed) => CHECKS.statements(typed) === null, said('statements', CHECKS.statements))
  .refine((typed) => CHECKS.pageLimit(typed) === null, said('pageLimit', CHECKS.pageLimit))
  .refine((typed) => CHECKS.packForm(typed) === null, said('packForm', CHECKS.packForm))
  .refine((typed) => CHECKS.readForNames(typed) === null, said('readForNames', CHECKS.readForNames))
  .transform(({ purpose, packForm, content, ...typed }) => ({
    ...{ purpose, packForm, content },
    choices: choicesTyped(typed, packForm === 'bundle'),
  }));
export type AskPack = z.output<typeof askPackSchema>;

function choicesTyped(
  typed: Omit<z.output<typeof asked>, 'purpose' | 'packForm' | 'content'>,
  isBundle: boolean,
): PackChoices {
  const { preset, statements, categories, highestMarking, personalData, packOrder } = typed;
  const choices = {
    statements: statements.length > 0 ? statements : null,
    categories: categories.length > 0 && categories.length < CATEGORIES.length ? categories : null,
    ...{ marking: highestMarking, personalData: personalData === 'with', order: packOrder, isPublic: false },
    pageLimit: isBundle ? typed.pageLimit : null,
    volumeSize: isBundle ? typed.volumeSize : EVERYTHING.volumeSize,
  };
  return preset === 'public' ? publicChoices(choices) : choices;
}

const continued = hiddenField((value) => parsePositiveInt(value) ?? undefined, AGAIN);
/** What came later than a bundle: all else is as it was chosen for that. */
export const askAdditionsSchema = z.object({
  number: continued,
  purpose: asked.shape.purpose,
  content: asked.shape.content,
  readForNames: asked.shape.readForNames,
});
export type AskAdditions = z.output<typeof askAdditionsSchema>;

/** A pack, by its number. */
export const packNumberSchema = z.object({
  number: hiddenField((value) => parsePositiveInt(value) ?? undefined),
});
