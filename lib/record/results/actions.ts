'use server';
import { z } from 'zod';
import { type CsvProblem, readCsv } from '#lib/kernel/csv.ts';
import { csvText } from '#lib/kernel/csv-text.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { routes } from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState, StateOf } from '#lib/platform/forms/form-state.ts';
import { hashField, rawField } from '#lib/platform/forms/text-field.ts';
import { type ImportResult, importResults, removeCorrection } from '#lib/record/results/commands.ts';
import { checkImport } from '#lib/record/results/queries.ts';
import { describeFacts, nameOfResult, RESULT_COLUMNS } from '#lib/record/results/rules.ts';
import {
  agreedSchema,
  type PlannedChange,
  RESULT_ROWS,
  removeCorrectionSchema,
} from '#lib/record/results/schema.ts';

const MOST_BYTES = 500_000;

/** A row of a file as its form shows it before it is agreed to. */
export type PlannedRow = Pick<PlannedChange, 'line' | 'change'> & {
  readonly name: string;
  readonly before: string | null;
  readonly after: string;
};

type Shown =
  | { readonly status: 'unreadable'; readonly problems: readonly CsvProblem[] }
  | {
      readonly status: 'checked';
      readonly rows: readonly PlannedRow[];
      readonly notes: readonly string[];
      /** The file's text and the plan's fingerprint, which the form sends back when its person agrees. */
      readonly text: string;
      readonly fingerprint: string;
      /** The list changed since the plan that was agreed to: this is another. */
      readonly isNewer: boolean;
    };

export type ImportState = FormState<'file' | 'text' | 'fingerprint', Shown>;

/** A file that was selected, or the text of one that was checked, with the fingerprint of what it was to do. */
const importSchema = z
  .object({
    file: z.instanceof(File).nullable(),
    text: rawField().optional(),
    fingerprint: hashField('Select the file again').optional(),
  })
  .transform(async ({ file, ...sent }, context) => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', path: ['file'], message });
      return z.NEVER;
    };
    if (sent.text !== undefined) {
      const agreed = agreedSchema.safeParse(sent);
      if (!agreed.success) return refuse('Select the file again');
      return { ...agreed.data, notes: [], read: readCsv(agreed.data.text, RESULT_COLUMNS, RESULT_ROWS) };
    }
    if (!file) return refuse('Select a CSV file that is not empty');
    if (file.size > MOST_BYTES) return refuse('The selected file must be smaller than 500KB');
    const decoded = csvText(new Uint8Array(await file.arrayBuffer()));
    if (!decoded.ok) return refuse(decoded.problems[0]?.message ?? 'The selected file cannot be read');
    const { text, notes } = decoded;
    return { text, notes, fingerprint: null, read: readCsv(text, RESULT_COLUMNS, RESULT_ROWS) };
  });
type GivenImport = z.output<typeof importSchema>;

/** A file: says what it would do. Its text sent back with the fingerprint of that: does it. */
export const importResultsAction: FormAction<ImportState> = formAction('importResults', {
  permission: 'results:manage',
  fields: ['file'],
  files: ['file'],
  hidden: ['text', 'fingerprint'],
  schema: importSchema,
  run: checkOrImport,
  outcomes: {
    refused: ({ problems }): Shown => ({ status: 'unreadable', problems }),
    checked: ({ plan, fingerprint }, { input }) => checked(input, plan, fingerprint, false),
    conflict: ({ plan, fingerprint }, { input }) => checked(input, plan, fingerprint, true),
    imported: ({ changes }, { council }) => ({
      to: routes.results(council),
      flash:
        changes === 0
          ? 'The results were there already'
          : `${formatCount(changes, 'result')} added or corrected`,
    }),
  },
});

type Checked = {
  readonly outcome: 'checked';
  readonly plan: readonly PlannedChange[];
  readonly fingerprint: string;
};

async function checkOrImport(
  context: CouncilContext,
  { read, fingerprint }: GivenImport,
): Promise<ImportResult | Checked> {
  if (!read.ok) return { outcome: 'refused', problems: read.problems };
  if (fingerprint !== null) return importResults(context, read.rows, fingerprint);
  const found = await checkImport(context, read.rows, context.now());
  return found.ok ? { outcome: 'checked', ...found } : { outcome: 'refused', problems: found.problems };
}

function checked(
  { text, notes, read }: GivenImport,
  plan: readonly PlannedChange[],
  fingerprint: string,
  isNewer: boolean,
): Shown {
  return {
    status: 'checked',
    rows: plan.map(({ line, change, council: name, id, before, after }) => ({
      line,
      change,
      name: nameOfResult(name, id),
      before: before && describeFacts(before),
      after: describeFacts(after),
    })),
    notes: [...notes, ...(read.ok ? read.notes : [])],
    text,
    fingerprint,
    isNewer,
  };
}

export type RemoveState = StateOf<typeof removeCorrectionAction>;
export const removeCorrectionAction = formAction('removeCorrection', {
  permission: 'results:manage',
  fields: [],
  hidden: ['id', 'authority'],
  schema: removeCorrectionSchema,
  run: (context, { id }) => removeCorrection(context, id),
  outcomes: {
    removed: (_, { council, input }) => ({
      to: routes.councilResults(council, input.authority),
      flash: 'Correction removed',
    }),
    'not found': NOT_FOUND,
  },
});
