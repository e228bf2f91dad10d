'use server';
import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import { type CsvProblem, csvText, readCsv } from '#lib/csv.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { readForm } from '#lib/forms/read-form.ts';
import { importResults, removeCorrection } from '#lib/results/commands.ts';
import { checkImport } from '#lib/results/queries.ts';
import { factsInWords, nameOfResult, RESULT_COLUMNS } from '#lib/results/rules.ts';
import {
  agreedSchema,
  type PlannedChange,
  RESULT_ROWS,
  removeCorrectionSchema,
} from '#lib/results/schema.ts';
import { routes } from '#lib/routes.ts';

const MOST_BYTES = 500_000;

/** A row of a file as its form shows it before it is agreed to. */
export type PlannedRow = Pick<PlannedChange, 'line' | 'change'> & {
  readonly name: string;
  readonly before: string | null;
  readonly after: string;
};

export type ImportState = FormState<
  'file',
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
    }
>;

/** A file: says what it would do. Its text sent back with the fingerprint of that: does it. */
export async function importResultsAction(_before: ImportState, form: FormData): Promise<ImportState> {
  const { council = '', ...sent } = readForm(form, ['council', 'text', 'fingerprint']);
  const agreed = sent.text === undefined ? null : agreedSchema.safeParse(sent);
  const refused = (error: FieldError<'file'>): ImportState => ({
    status: 'refused',
    errors: [error],
    values: {},
  });
  if (agreed && !agreed.success) return refused({ field: 'file', message: 'Select the file again' });
  const file = agreed
    ? ({ ok: true, text: agreed.data.text, notes: [] } as const)
    : await fileText(form.get('file'));
  if (!file.ok) return refused({ field: 'file', message: file.message });
  const read = readCsv(file.text, RESULT_COLUMNS, RESULT_ROWS);
  const done = await throughGate(council, 'results:manage', async (context) => {
    if (!read.ok) return null;
    return agreed
      ? {
          step: 'imported' as const,
          ...(await importResults(context, read.rows, agreed.data.fingerprint)),
        }
      : { step: 'checked' as const, ...(await checkImport(context, read.rows, context.now())) };
  });
  if (!done.ok) return refused(done.error);
  const { result } = done;
  if (!read.ok) return { status: 'unreadable', problems: read.problems };
  if (!result) return refused(NOT_FOUND);
  if (result.step === 'imported' && result.outcome === 'imported') {
    redirect(`${routes.results(council)}?imported=${result.changes}`);
  }
  if ('problems' in result) return { status: 'unreadable', problems: result.problems };
  return {
    status: 'checked',
    rows: result.plan.map(({ line, change, council: name, id, before, after }) => ({
      line,
      change,
      name: nameOfResult(name, id),
      before: before && factsInWords(before),
      after: factsInWords(after),
    })),
    notes: [...file.notes, ...read.notes],
    text: file.text,
    fingerprint: result.fingerprint,
    isNewer: result.step === 'imported',
  };
}

type FileText =
  | { readonly ok: true; readonly text: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly message: string };

async function fileText(file: FormDataEntryValue | null): Promise<FileText> {
  // Where none was selected, a browser sends an empty one.
  if (!(file instanceof File) || file.size === 0) {
    return { ok: false, message: 'Select a CSV file that is not empty' };
  }
  if (file.size > MOST_BYTES) return { ok: false, message: 'The selected file must be smaller than 500KB' };
  const read = csvText(new Uint8Array(await file.arrayBuffer()));
  return read.ok
    ? read
    : { ok: false, message: read.problems[0]?.message ?? 'The selected file cannot be read' };
}

export type RemoveState = FormState<never>;

export async function removeCorrectionAction(_before: RemoveState, form: FormData): Promise<RemoveState> {
  const { council = '', ...sent } = readForm(form, ['council', 'id', 'authority']);
  const parsed = removeCorrectionSchema.safeParse(sent);
  const done = await throughGate(council, 'results:manage', async (context) =>
    parsed.success ? removeCorrection(context, parsed.data.id) : null,
  );
  if (!done.ok) return { status: 'refused', errors: [done.error], values: {} };
  if (!parsed.success || done.result?.outcome !== 'removed') {
    return { status: 'refused', errors: [NOT_FOUND], values: {} };
  }
  redirect(`${routes.councilResults(council, parsed.data.authority)}?removed`);
}
