'use server';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readCsv } from '#lib/kernel/csv.ts';
import { type CsvText, csvText } from '#lib/kernel/csv-text.ts';
import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import { routes } from '#lib/kernel/routes.ts';
import { storableText } from '#lib/kernel/text/clean.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError, FormState } from '#lib/platform/forms/form-state.ts';
import { hashField, hiddenField, rawField } from '#lib/platform/forms/text-field.ts';
import {
  type AddMeasureResult,
  addMeasure,
  type ChangeMeasureResult,
  changeMeasure,
  importValues,
  removeTarget,
  removeValue,
  saveValue,
  setTarget,
} from '#lib/record/measures/commands.ts';
import { formatLines, IMPORT_COLUMNS, MOST_IMPORTED, type Question } from '#lib/record/measures/import.ts';
import { type TriedImport, tryImport } from '#lib/record/measures/queries.ts';
import { describeSourced, type MeasureValue, plainValue } from '#lib/record/measures/rules.ts';
import {
  changeMeasureSchema,
  type GivenMeasure,
  measureFields,
  measureSchema,
  removeValueSchema,
  targetFields,
  targetSchema,
  valueFields,
  valueSchema,
} from '#lib/record/measures/schema.ts';

type Sent = { readonly council: string; readonly values: { readonly measure?: string } };

function measurePage({ council, values }: Sent, flash: string): Done {
  return { to: routes.measure(council, values.measure ?? ''), flash };
}

function added({ key }: { readonly key: string }, { council }: Sent): Done {
  return { to: routes.measure(council, key), flash: 'Measure added' };
}

const CHANGED_MEANWHILE: FieldError<never> = {
  field: '',
  message:
    'Your changes are not saved because somebody changed this while you were writing. Open the measure in another tab to compare, then save here to replace what they entered',
};

/** Adds a measure, or changes the one that the form names. */
export const saveMeasureAction = formAction('saveMeasure', {
  permission: 'measures:edit',
  fields: measureFields,
  lists: ['topics'],
  hidden: ['measure', 'version'],
  schema: ({ measure }): z.ZodType<MaybeNew> => (measure ? changeMeasureSchema : measureSchema),
  run: addOrChange,
  outcomes: {
    added,
    'already added': added,
    changed: (_, sent) => measurePage(sent, 'Measure saved'),
    unchanged: (_, sent) => measurePage(sent, 'Measure saved'),
    'name taken': {
      field: 'name',
      message: 'There is a measure of this name already. Open it from the list, or choose another name',
    },
    'has values': { field: 'unit', message: 'The unit cannot change while the measure has values' },
    conflict: ({ version }) => ({ errors: [CHANGED_MEANWHILE], values: { version: String(version) } }),
    'not found': NOT_FOUND,
  },
});

type MaybeNew = GivenMeasure & { readonly version?: number };

function addOrChange(
  context: CouncilContext,
  { version, ...given }: MaybeNew,
  { measure = '' }: Sent['values'],
): Promise<AddMeasureResult | ChangeMeasureResult> {
  return version === undefined
    ? addMeasure(context, given)
    : changeMeasure(context, measure, { ...given, version });
}

export const saveValueAction = formAction('saveValue', {
  permission: 'measures:edit',
  fields: valueFields,
  hidden: ['measure', 'id', 'version'],
  schema: valueSchema,
  run: (context, input, { measure = '' }) => saveValue(context, measure, input),
  outcomes: {
    saved: (_, sent) => measurePage(sent, 'Value saved'),
    unchanged: (_, sent) => measurePage(sent, 'Value saved'),
    refused: ({ field, message }) => ({ field, message }),
    'period taken': ({ theirs }) => ({
      field: 'period',
      message: `There is a value for ${inWords(theirs)} already. Change that one, or enter another period`,
    }),
    conflict: ({ theirs }) => ({
      errors: [
        {
          field: '',
          message: `Your changes are not saved because somebody changed this value while you were writing. It is now ${inWords(theirs)}. Save again to replace it with yours`,
        },
      ],
      values: { version: String(theirs.version) },
    }),
    'not found': NOT_FOUND,
  },
});

function inWords(value: MeasureValue): string {
  return `${formatPeriod(value.period)} (${plainValue(value).value})`;
}

export type MeasureButtonState = FormState<'measure' | 'value'>;

export const removeValueAction: FormAction<MeasureButtonState> = formAction('removeValue', {
  permission: 'measures:edit',
  fields: [],
  hidden: ['measure', 'value'],
  schema: removeValueSchema,
  run: (context, { value }, { measure = '' }) => removeValue(context, measure, value),
  outcomes: {
    removed: (_, sent) => measurePage(sent, 'Value removed'),
    // Removed already counts as removed.
    'not found': (_, sent) => measurePage(sent, 'Value removed'),
    baseline: {
      field: '',
      message:
        'The value is not removed because the target starts from it. Remove or change the target first',
    },
  },
});

export const removeTargetAction: FormAction<MeasureButtonState> = formAction('removeTarget', {
  permission: 'measures:edit',
  fields: [],
  hidden: ['measure'],
  schema: z.object({}),
  run: (context, _, { measure = '' }) => removeTarget(context, measure),
  outcomes: {
    removed: (_, sent) => measurePage(sent, 'Target removed'),
    unchanged: (_, sent) => measurePage(sent, 'Target removed'),
    'not found': (_, sent) => measurePage(sent, 'Target removed'),
  },
});

export const setTargetAction = formAction('setTarget', {
  permission: 'measures:edit',
  fields: targetFields,
  dates: ['dueOn'],
  hidden: ['measure', 'version'],
  schema: targetSchema,
  run: (context, input, { measure = '' }) => setTarget(context, measure, input),
  outcomes: {
    set: (_, sent) => measurePage(sent, 'Target saved'),
    unchanged: (_, sent) => measurePage(sent, 'Target saved'),
    refused: ({ field, message }) => ({ field, message }),
    'not better': { field: 'amount', message: 'Target must be better than the value it starts from' },
    'not after': {
      field: 'dueOn',
      message: 'The day must be after the period that the target starts from',
    },
    conflict: ({ version }) => ({ errors: [CHANGED_MEANWHILE], values: { version: String(version) } }),
    'not found': NOT_FOUND,
  },
});

/** One row of a file, as the page shows what it would do. */
export type RowShown = {
  readonly line: number;
  readonly measure: string;
  readonly period: string;
  readonly before: string | null;
  readonly after: string;
};

/** Questions about a file that are asked at a time, each answered in a field of its own. */
const MOST_ASKED = 20;
const ANSWER_FIELDS = Array.from({ length: MOST_ASKED }, (_, index) => `answer-${index + 1}` as const);
type AnswerField = `answer-${number}`;

/** One question as the page asks it. Its options are what its field sends. */
export type QuestionShown = {
  readonly id: string;
  readonly field: AnswerField;
  readonly text: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** What goes from each page of an import to the next. */
type Carried = {
  readonly text: string;
  /** Of the text of a file, by which it is told from rows that somebody typed or mended. */
  readonly shown: string;
  /** Answers that were given, each as its field sent it. */
  readonly answers: readonly string[];
  readonly notes: readonly string[];
};

export type ImportState = FormState<
  'file' | 'text' | 'shown' | 'fingerprint' | 'answers' | 'asked' | AnswerField,
  | (Carried & {
      readonly status: 'asked';
      readonly questions: readonly QuestionShown[];
      /** How many more there are after these. */
      readonly more: number;
      /** Of questions that were asked before and not answered. */
      readonly unanswered: readonly FieldError<AnswerField>[];
    })
  | (Carried & {
      readonly status: 'tried';
      readonly fingerprint: string;
      readonly counts: { readonly added: number; readonly changed: number; readonly same: number };
      /** The first of those that would be added or changed. */
      readonly rows: readonly RowShown[];
      /** The values are others now than when this was confirmed. */
      readonly isNew: boolean;
    })
>;

const ROWS_SHOWN = 200;
const PROBLEMS_SHOWN = 50;
// Without script the text goes to the page and back more than once, and Next takes 4MB of a form.
const LONGEST = 150_000;
const TOO_LONG = `The rows must be ${formatNumber(LONGEST)} characters or less. Divide them into several files`;
const BOTH =
  'Select a file or enter rows, not both. Empty the box to import the file, or check the rows without a file';
const NEITHER = 'Select a CSV file, or enter rows';
const LONGEST_ANSWER = 500;

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const answer = hiddenField((sent) => (sent.length <= LONGEST_ANSWER ? sent : undefined));
const answers = z.array(answer).max(MOST_IMPORTED);

/** Empty where the page showed no file yet. */
const shownHash = z.literal('').or(hashField(NEITHER)).default('');

/** A file, or rows that somebody typed or mended. `shown`: of the text of the file that they stand for. */
const importSchema = z
  .object({
    answers: answers.default([]),
    asked: answers.default([]),
    file: z.instanceof(File).nullable(),
    text: rawField().default(''),
    shown: shownHash,
    fingerprint: shownHash,
  })
  .catchall(answer.optional())
  .transform(
    async ({ file, text: typed, shown: before, fingerprint, answers, asked, ...chosen }, context) => {
      const refuse = (field: 'file' | 'text', message: string) => {
        context.addIssue({ code: 'custom', path: [field], message });
        return z.NEVER;
      };
      if (file && typed.trim() !== '' && digestOf(typed) !== before) return refuse('file', BOTH);
      if (file && file.size > LONGEST * 4) return refuse('file', TOO_LONG);
      const decoded: CsvText | null = file && csvText(new Uint8Array(await file.arrayBuffer()));
      if (decoded && !decoded.ok) return refuse('file', decoded.problems[0]?.message ?? NEITHER);
      const text = decoded ? storableText(decoded.text) : typed;
      if (text.length > LONGEST) return refuse(file ? 'file' : 'text', TOO_LONG);
      if (text.trim() === '') return refuse('file', NEITHER);
      return {
        text,
        shown: decoded ? digestOf(text) : before,
        // What was confirmed before is not this file.
        fingerprint: file ? '' : fingerprint,
        rows: readCsv(text, IMPORT_COLUMNS, MOST_IMPORTED),
        notes: decoded?.notes ?? [],
        answers: [...answers, ...ANSWER_FIELDS.flatMap((field) => chosen[field] || [])],
        asked,
      };
    },
  );

/** An answer is the id of a question and that of a reading. */
function answersIn(sent: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    sent.map((one) => {
      const at = one.lastIndexOf('=');
      return [one.slice(0, at), one.slice(at + 1)] as const;
    }),
  );
}

/** Says what a file would do; sent again with the fingerprint of that, does it. */
export const importAction: FormAction<ImportState> = formAction('importValues', {
  permission: 'measures:edit',
  fields: ['file', 'text', 'answers', 'asked', ...ANSWER_FIELDS],
  files: ['file'],
  lists: ['answers', 'asked'],
  hidden: ['shown', 'fingerprint'],
  schema: importSchema,
  giveBack: ({ text, shown }) => ({ text, shown }),
  run: async (context, { rows, fingerprint, answers }) =>
    fingerprint === ''
      ? ({ outcome: 'tried', tried: await tryImport(context, rows, answersIn(answers)) } as const)
      : importValues(context, rows, fingerprint, answersIn(answers)),
  outcomes: {
    tried: ({ tried }, { input }) => triedState(tried, input, false),
    'another plan': ({ tried }, { input }) => triedState(tried, input, true),
    imported: ({ rows }, { council }) => ({
      to: routes.measures(council),
      flash: `${formatCount(rows.filter(({ does }) => does !== 'keep').length, 'value')} imported`,
    }),
    unchanged: (_, { council }) => ({
      to: routes.measures(council),
      flash: 'The values were there already',
    }),
  },
});

type Given = Carried & { readonly asked: readonly string[] };
type Shown = Extract<ImportState, { readonly status: 'tried' | 'asked' }>;

function triedState(
  tried: TriedImport,
  { text, shown, notes: noticed, answers, asked }: Given,
  isNew: boolean,
): Shown | readonly FieldError<'text'>[] {
  if (!tried.ok && !tried.questions) return describeProblems(tried.problems);
  const carried = { text, shown, answers, notes: [...noticed, ...tried.notes] };
  if (!tried.ok) return { status: 'asked', ...carried, ...describeQuestions(tried.questions, asked) };
  const { plan, fingerprint } = tried;
  const count = (does: string) => plan.rows.filter((row) => row.does === does).length;
  return {
    status: 'tried',
    ...carried,
    fingerprint,
    counts: { added: count('add'), changed: count('change'), same: count('keep') },
    rows: plan.rows
      .filter(({ does }) => does !== 'keep')
      .slice(0, ROWS_SHOWN)
      .map(({ line, measure, given, before }) => ({
        line,
        measure: measure.name,
        period: formatPeriod(given.period),
        before: before && describeSourced(plainValue(before), measure.unit),
        after: describeSourced(plainValue(given), measure.unit),
      })),
    isNew,
  };
}

function describeQuestions(all: readonly Question[], asked: readonly string[]) {
  const questions = all.slice(0, MOST_ASKED).map(({ id, column, lines, text, readings }, index) => ({
    id,
    field: `answer-${index + 1}` as const,
    text: `${formatLines(lines)}, ${column}: what does “${text}” mean?`,
    options: readings.map((reading) => ({ value: `${id}=${reading.id}`, label: reading.label })),
  }));
  return {
    questions,
    more: all.length - questions.length,
    unanswered: questions
      .filter(({ id }) => asked.includes(id))
      .map(({ field, text }) => ({ field, message: `Select an answer. ${text}` })),
  };
}

function describeProblems(
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
