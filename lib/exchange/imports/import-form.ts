import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  type Answers,
  describeProblems,
  describeQuestions,
  type ImportPreview,
  type ImportShown,
  type PlannedRow,
  parseAnswers,
  QUESTION_FIELDS,
  type QuestionField,
} from '#lib/exchange/imports/rules.ts';
import type { ImportKind, ImportResult } from '#lib/exchange/imports/run-import.ts';
import { type CsvProblem, type CsvRead, readCsv } from '#lib/kernel/csv.ts';
import { csvText } from '#lib/kernel/csv-text.ts';
import { storableText } from '#lib/kernel/text/clean.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { CouncilForm, Done } from '#lib/platform/forms/form-action.ts';
import { hashField, hiddenField, rawField } from '#lib/platform/forms/text-field.ts';

const BOTH =
  'Select a file or paste the rows, not both. Empty the box to import the file, or check the rows without a file';
const LONGEST_ANSWER = 500;
const MAX_ANSWERS = 1_000;

/** Size limits, and the messages for a file that is too long or missing. */
type ImportLimits = {
  readonly bytes: number;
  readonly characters: number;
  readonly tooLong: string;
  readonly missing: string;
};

const answer = hiddenField((sent) => (sent.length <= LONGEST_ANSWER ? sent : undefined));
const answerList = z.array(answer).max(MAX_ANSWERS).default([]);

/** Empty if the page has not shown a file yet. */
const shownHash = z.union([z.literal(''), hashField()], 'Select the file again').default('');

/** A file, or typed or corrected rows. `shown`: the hash of the file whose text the rows replace. */
function importSchema<R extends string, O extends string>(
  { columns, maxRows }: Pick<ImportKind<R, O, never>, 'columns' | 'maxRows'>,
  limits: ImportLimits,
) {
  return z
    .object({
      answers: answerList,
      asked: answerList,
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
        if (file && file.size > limits.bytes) return refuse('file', limits.tooLong);
        const decoded = file && csvText(new Uint8Array(await file.arrayBuffer()));
        if (decoded && !decoded.ok) return refuse('file', decoded.problems[0]?.message ?? limits.missing);
        const text = decoded ? storableText(decoded.text) : typed;
        if (text.length > limits.characters) return refuse(file ? 'file' : 'text', limits.tooLong);
        if (text.trim() === '') return refuse('file', limits.missing);
        return {
          text,
          shown: decoded ? digestOf(text) : before,
          // A new file is not the one that was confirmed.
          fingerprint: file ? '' : fingerprint,
          rows: readCsv(text, columns, maxRows),
          notes: decoded?.notes ?? [],
          answers: [...answers, ...QUESTION_FIELDS.flatMap((field) => chosen[field] || [])],
          asked,
        };
      },
    );
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

type ImportInput<R extends string, O extends string> = z.output<ReturnType<typeof importSchema<R, O>>>;

type ImportTried<Row> = { readonly outcome: 'tried'; readonly tried: ImportPreview<Row> } | ImportResult<Row>;

type ImportForm<
  R extends string,
  O extends string,
  Row extends PlannedRow,
  Shown,
  Unreadable extends object,
> = {
  /** The action's name. */
  readonly name: string;
  readonly tryOut: (
    context: CouncilContext,
    file: CsvRead<R, O>,
    answers: Answers,
  ) => Promise<ImportPreview<Row>>;
  readonly carryOut: (
    context: CouncilContext,
    file: CsvRead<R, O>,
    fingerprint: string,
    answers: Answers,
  ) => Promise<ImportResult<Row>>;
  readonly limits: ImportLimits;
  /** Shows the problems of a file. By default they are errors of the text box. */
  readonly unreadable?: (problems: readonly CsvProblem[]) => Unreadable;
  /** The rows of a plan, as the form shows them. */
  readonly show: (rows: readonly Row[]) => readonly Shown[];
  /** The page and message after an import. 0 changes: the council already had every row. */
  readonly done: (council: string, changes: number) => Done;
};

/**
 * The form of an import, for `formAction`. Shows the effect of a file; sent again with the plan's fingerprint, imports
 * it.
 */
export function importForm<
  R extends string,
  O extends string,
  Row extends PlannedRow,
  Shown,
  Unreadable extends object = never,
>(
  kind: ImportKind<R, O, Row>,
  { name, tryOut, carryOut, limits, unreadable, show, done }: ImportForm<R, O, Row, Shown, Unreadable>,
): CouncilForm<
  'file' | 'text' | 'answers' | 'asked' | QuestionField,
  'shown' | 'fingerprint',
  ImportInput<R, O>,
  ImportTried<Row>,
  ImportShown<Shown> | Unreadable
> {
  const shown = (
    tried: ImportPreview<Row>,
    { text, shown, answers, asked, notes: noticed }: ImportInput<R, O>,
    isNew: boolean,
  ) => {
    if (!tried.ok && !tried.questions) {
      return unreadable ? unreadable(tried.problems) : describeProblems(tried.problems);
    }
    const carried = { text, shown, answers, notes: [...noticed, ...tried.notes] };
    if (!tried.ok) {
      return { status: 'asked' as const, ...carried, ...describeQuestions(tried.questions, asked) };
    }
    const { rows, fingerprint } = tried;
    const count = (how: PlannedRow['change']) => rows.filter(({ change }) => change === how).length;
    const counts = { added: count('added'), changed: count('changed'), unchanged: count('unchanged') };
    return { status: 'tried' as const, ...carried, fingerprint, counts, rows: show(rows), isNew };
  };
  return {
    name,
    permission: kind.permission,
    fields: ['file', 'text', 'answers', 'asked', ...QUESTION_FIELDS],
    files: ['file'],
    lists: ['answers', 'asked'],
    hidden: ['shown', 'fingerprint'],
    schema: importSchema(kind, limits),
    giveBack: ({ text, shown }) => ({ text, shown }),
    run: async (context, { rows, fingerprint, answers }) =>
      fingerprint === ''
        ? { outcome: 'tried', tried: await tryOut(context, rows, parseAnswers(answers)) }
        : carryOut(context, rows, fingerprint, parseAnswers(answers)),
    outcomes: {
      tried: ({ tried }, { input }) => shown(tried, input, false),
      conflict: ({ tried }, { input }) => shown(tried, input, true),
      imported: ({ changes }, { council }) => done(council, changes),
      unchanged: (_, { council }) => done(council, 0),
    },
  };
}
