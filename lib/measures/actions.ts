'use server';
import { createHash } from 'node:crypto';
import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import { csvText, readCsv } from '#lib/csv.ts';
import { formatNumber } from '#lib/format.ts';
import { readDate } from '#lib/forms/date-field.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { cleanText, fieldErrors, readForm } from '#lib/forms/read-form.ts';
import {
  addMeasure,
  changeMeasure,
  importValues,
  removeTarget,
  removeValue,
  saveValue,
  setTarget,
} from '#lib/measures/commands.ts';
import { type ImportFile, type TriedImport, tryImport } from '#lib/measures/queries.ts';
import {
  IMPORT_COLUMNS,
  type MeasureValue,
  MOST_IMPORTED,
  plainValue,
  sourcedInWords,
} from '#lib/measures/rules.ts';
import {
  changeMeasureSchema,
  type MeasureField,
  measureFields,
  measureSchema,
  type TargetField,
  targetFields,
  targetSchema,
  type ValueField,
  valueFields,
  valueIdSchema,
  valueSchema,
} from '#lib/measures/schema.ts';
import { formatPeriod } from '#lib/periods.ts';
import { routes } from '#lib/routes.ts';

/** What the form is about, told by hidden fields; lib/assessments/actions.ts says why not by bound arguments. */
function placeOf(form: FormData) {
  const { council = '', measure = '' } = readForm(form, ['council', 'measure']);
  return { council, measure };
}

type MeasureValues = MeasureField | 'version';
export type MeasureState = FormState<MeasureValues>;

const NAME_TAKEN: FieldError<MeasureField> = {
  field: 'name',
  message: 'There is a measure of this name already. Open it from the list, or choose another name',
};

/** Adds a measure, or changes the one that the form names. */
export async function saveMeasureAction(_before: MeasureState, form: FormData): Promise<MeasureState> {
  const { council, measure } = placeOf(form);
  const topics = form.getAll('topics').filter((topic) => typeof topic === 'string');
  const typed = readForm(form, [...measureFields, 'version']);
  const refused = (errors: readonly FieldError<MeasureValues>[], version = typed.version): MeasureState => ({
    status: 'refused',
    errors,
    values: { ...typed, topics: topics.join(','), ...(version === undefined ? {} : { version }) },
  });
  if (measure === '') {
    const parsed = measureSchema.safeParse({ ...typed, topics });
    const done = await throughGate(council, 'measures:edit', async (context) =>
      parsed.success ? addMeasure(context, parsed.data) : null,
    );
    if (!done.ok) return refused([done.error]);
    if (!parsed.success) return refused(fieldErrors(parsed.error, measureFields));
    if (!done.result || done.result.outcome === 'name taken') return refused([NAME_TAKEN]);
    redirect(`${routes.measure(council, done.result.key)}?done=added`);
  }
  const parsed = changeMeasureSchema.safeParse({ ...typed, topics });
  const done = await throughGate(council, 'measures:edit', async (context) =>
    parsed.success ? changeMeasure(context, measure, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, measureFields));
  switch (done.result?.outcome) {
    case 'name taken':
      return refused([NAME_TAKEN]);
    case 'has values':
      return refused([{ field: 'unit', message: 'The unit cannot change while the measure has values' }]);
    case 'newer':
      return refused([CHANGED_MEANWHILE], String(done.result.version));
    case 'changed':
    case 'unchanged':
      redirect(`${routes.measure(council, measure)}?done=changed`);
      break;
    default:
      return refused([NOT_FOUND]);
  }
}

const CHANGED_MEANWHILE: FieldError<never> = {
  field: '',
  message:
    'Your changes are not saved because somebody changed this while you were writing. Open the measure in another tab to compare, then save here to replace what they entered',
};

type ValueValues = ValueField | 'id' | 'version';
export type ValueState = FormState<ValueValues>;

export async function saveValueAction(_before: ValueState, form: FormData): Promise<ValueState> {
  const { council, measure } = placeOf(form);
  const typed = readForm(form, [...valueFields, 'id', 'version']);
  const refused = (error: FieldError<ValueValues>, from: { readonly version?: string } = {}): ValueState => ({
    status: 'refused',
    errors: [error],
    values: { ...typed, ...from },
  });
  const parsed = valueSchema.safeParse(typed);
  const done = await throughGate(council, 'measures:edit', async (context) =>
    parsed.success ? saveValue(context, measure, parsed.data) : null,
  );
  if (!done.ok) return refused(done.error);
  if (!parsed.success) {
    return { status: 'refused', errors: fieldErrors(parsed.error, valueFields), values: typed };
  }
  const { result } = done;
  switch (result?.outcome) {
    case 'refused':
      return refused({ field: result.field, message: result.message });
    case 'period taken':
      return refused({
        field: 'period',
        message: `There is a value for ${inWords(result.theirs)} already. Change that one, or enter another period`,
      });
    case 'newer':
      return refused(
        {
          field: '',
          message: `Your changes are not saved because somebody changed this value while you were writing. It is now ${inWords(result.theirs)}. Save again to replace it with yours`,
        },
        { version: String(result.theirs.version) },
      );
    case 'saved':
    case 'unchanged':
      redirect(`${routes.measure(council, measure)}?done=saved`);
      break;
    default:
      return refused(NOT_FOUND);
  }
}

function inWords(value: MeasureValue): string {
  return `${formatPeriod(value.period)} (${plainValue(value).value})`;
}

export type MeasureButtonState = FormState<never>;

export async function removeValueAction(
  _before: MeasureButtonState,
  form: FormData,
): Promise<MeasureButtonState> {
  const { council, measure } = placeOf(form);
  const refused = (error: FieldError<never>): MeasureButtonState => ({
    status: 'refused',
    errors: [error],
    values: {},
  });
  const id = valueIdSchema.safeParse(form.get('value'));
  if (!id.success) return refused(NOT_FOUND);
  const done = await throughGate(council, 'measures:edit', (context) =>
    removeValue(context, measure, id.data),
  );
  if (!done.ok) return refused(done.error);
  if (done.result.outcome === 'baseline') {
    return refused({
      field: '',
      message:
        'The value is not removed because the target starts from it. Remove or change the target first',
    });
  }
  redirect(`${routes.measure(council, measure)}?done=removed`);
}

export async function removeTargetAction(
  _before: MeasureButtonState,
  form: FormData,
): Promise<MeasureButtonState> {
  const { council, measure } = placeOf(form);
  const done = await throughGate(council, 'measures:edit', (context) => removeTarget(context, measure));
  if (!done.ok) return { status: 'refused', errors: [done.error], values: {} };
  redirect(`${routes.measure(council, measure)}?done=target-removed`);
}

type TargetValues = TargetField | 'version';
export type TargetState = FormState<TargetValues>;

export async function setTargetAction(_before: TargetState, form: FormData): Promise<TargetState> {
  const { council, measure } = placeOf(form);
  const typed = { ...readForm(form, [...targetFields, 'version']), dueOn: readDate(form, 'dueOn') };
  const refused = (errors: readonly FieldError<TargetValues>[], version = typed.version): TargetState => ({
    status: 'refused',
    errors,
    values: { ...typed, ...(version === undefined ? {} : { version }) },
  });
  const parsed = targetSchema.safeParse(typed);
  const done = await throughGate(council, 'measures:edit', async (context) =>
    parsed.success ? setTarget(context, measure, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, targetFields));
  const { result } = done;
  switch (result?.outcome) {
    case 'refused':
      return refused([{ field: result.field, message: result.message }]);
    case 'not better':
      return refused([{ field: 'amount', message: 'Target must be better than the value it starts from' }]);
    case 'not after':
      return refused([
        { field: 'dueOn', message: 'The day must be after the period that the target starts from' },
      ]);
    case 'newer':
      return refused([CHANGED_MEANWHILE], String(result.version));
    case 'set':
    case 'unchanged':
      redirect(`${routes.measure(council, measure)}?done=target-set`);
      break;
    default:
      return refused([NOT_FOUND]);
  }
}

/** One row of a file, as the page shows what it would do. */
export type RowShown = {
  readonly line: number;
  readonly measure: string;
  readonly period: string;
  readonly before: string | null;
  readonly after: string;
};

export type ImportState = FormState<
  'file' | 'text' | 'shown',
  {
    readonly status: 'tried';
    readonly text: string;
    /** Of the text of a file, by which it is told from rows that somebody typed or mended. */
    readonly shown: string;
    readonly fingerprint: string;
    readonly counts: { readonly added: number; readonly changed: number; readonly same: number };
    /** The first of those that would be added or changed. */
    readonly rows: readonly RowShown[];
    readonly notes: readonly string[];
    /** The values are others now than when this was confirmed. */
    readonly isNew: boolean;
  }
>;

const ROWS_SHOWN = 200;
const PROBLEMS_SHOWN = 50;
// Without script the text goes to the page and back more than once, and Next takes 4MB of a form.
const LONGEST = 150_000;
const TOO_LONG = `The rows must be ${formatNumber(LONGEST)} characters or less. Divide them into several files`;

const BOTH =
  'Select a file or enter rows, not both. Empty the box to import the file, or check the rows without a file';
const FIELDS = ['text', 'fingerprint', 'shown'] as const;

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Says what a file would do; sent again with the fingerprint of that, does it. */
export async function importAction(_before: ImportState, form: FormData): Promise<ImportState> {
  const { council } = placeOf(form);
  const { text: typed = '', fingerprint = '', shown: before = '' } = readForm(form, FIELDS);
  const file = form.get('file');
  const refused = (
    errors: readonly FieldError<'file' | 'text'>[],
    text = typed,
    shown = before,
  ): ImportState => ({ status: 'refused', errors, values: { text, shown } });
  const isSelected = file instanceof File && file.size > 0;
  if (isSelected && typed.trim() !== '' && digestOf(typed) !== before) {
    return refused([{ field: 'file', message: BOTH }]);
  }
  if (isSelected && file.size > LONGEST * 4) return refused([{ field: 'file', message: TOO_LONG }]);
  const decoded = isSelected ? csvText(new Uint8Array(await file.arrayBuffer())) : null;
  const text = decoded?.ok ? cleanText(decoded.text) : typed;
  const shown = decoded?.ok ? digestOf(text) : before;
  if (text.length > LONGEST) return refused([{ field: isSelected ? 'file' : 'text', message: TOO_LONG }]);
  const read: ImportFile | null = text.trim() === '' ? null : readCsv(text, IMPORT_COLUMNS, MOST_IMPORTED);
  const notes = decoded?.ok ? decoded.notes : [];
  const done = await throughGate(council, 'measures:edit', async (context) => {
    if (!read || (decoded && !decoded.ok)) return null;
    if (fingerprint === '' || isSelected)
      return { outcome: 'tried', tried: await tryImport(context, read) } as const;
    return importValues(context, read, fingerprint);
  });
  if (!done.ok) return refused([done.error], text, shown);
  if (decoded && !decoded.ok) {
    return refused(decoded.problems.map(({ message }) => ({ field: 'file', message })));
  }
  const { result } = done;
  if (!result) return refused([{ field: 'file', message: 'Select a CSV file, or enter rows' }]);
  if (!('tried' in result)) {
    const changes = result.rows.filter(({ does }) => does !== 'keep').length;
    return redirect(routes.measures(council, result.outcome === 'imported' ? changes : 0));
  }
  return result.tried.ok
    ? triedState(result.tried, { text, shown }, notes, result.outcome === 'another plan')
    : refused(problemsInWords(result.tried.problems), text, shown);
}

function triedState(
  { plan, fingerprint, notes }: Extract<TriedImport, { ok: true }>,
  given: { readonly text: string; readonly shown: string },
  more: readonly string[],
  isNew: boolean,
): ImportState {
  const count = (does: string) => plan.rows.filter((row) => row.does === does).length;
  return {
    status: 'tried',
    ...given,
    fingerprint,
    counts: { added: count('add'), changed: count('change'), same: count('keep') },
    rows: plan.rows
      .filter(({ does }) => does !== 'keep')
      .slice(0, ROWS_SHOWN)
      .map(({ line, measure, given, before }) => ({
        line,
        measure: measure.name,
        period: formatPeriod(given.period),
        before: before && sourcedInWords(plainValue(before), measure.unit),
        after: sourcedInWords(plainValue(given), measure.unit),
      })),
    notes: [...more, ...notes],
    isNew,
  };
}

function problemsInWords(
  problems: Extract<TriedImport, { ok: false }>['problems'],
): readonly FieldError<'text'>[] {
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(({ line, column, message }) => {
    const place = [line === null ? '' : `Line ${line}`, column ?? ''].filter(Boolean).join(', ');
    return { field: 'text' as const, message: place === '' ? message : `${place}: ${message}` };
  });
  const more = problems.length - shown.length;
  return more > 0
    ? [
        ...shown,
        { field: 'text' as const, message: `There are ${formatNumber(more)} more problems after these` },
      ]
    : shown;
}
