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
  type Question,
  type QuestionField,
} from '#lib/exchange/imports/rules.ts';
import type { ImportKind, ImportResult } from '#lib/exchange/imports/run-import.ts';
import {
  isPackage,
  joinSheets,
  readWorkbook,
  SHEET_QUESTION,
  sheetQuestion,
  splitSheets,
  withoutQuotes,
} from '#lib/exchange/imports/workbook.ts';
import { type CsvProblem, type CsvRead, hasHeader, readCsv, tooManyRows } from '#lib/kernel/csv.ts';
import { csvText } from '#lib/kernel/csv-text.ts';
import { storableText } from '#lib/kernel/text/clean.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
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

/** The hidden fields that say what the rows are about. Each is sent back with every page of the import. */
type AboutFields<About> = { readonly [Name in keyof About]: z.ZodType<About[Name]> };

/** A file, or typed or corrected rows. `shown`: the hash of the file whose text the rows replace. */
function importSchema<About extends object>(
  limits: ImportLimits,
  about: AboutFields<About>,
  takesWorkbooks: boolean,
) {
  return z
    .object({
      answers: answerList,
      asked: answerList,
      file: z.instanceof(File).nullable(),
      text: rawField().default(''),
      shown: shownHash,
      fingerprint: shownHash,
      ...(about as Readonly<Record<string, z.ZodType>>),
    })
    .catchall(answer.optional())
    .transform(async (sent, context) => {
      const { file, text: typed, shown: before, fingerprint, answers, asked } = sent;
      const fields: Readonly<Record<string, unknown>> = sent;
      const refuse = (field: 'file' | 'text', message: string) => {
        context.addIssue({ code: 'custom', path: [field], message });
        return z.NEVER;
      };
      if (file && typed.trim() !== '' && digestOf(typed) !== before) return refuse('file', BOTH);
      if (file && file.size > limits.bytes) return refuse('file', limits.tooLong);
      const workbook = file && takesWorkbooks && (await isPackage(file)) ? file : null;
      const decoded = file && !workbook ? csvText(new Uint8Array(await file.arrayBuffer())) : null;
      if (decoded && !decoded.ok) return refuse('file', decoded.problems[0]?.message ?? limits.missing);
      const text = workbook ? '' : decoded ? storableText(decoded.text) : typed;
      if (text.length > limits.characters) return refuse(file ? 'file' : 'text', limits.tooLong);
      if (!workbook && text.trim() === '') return refuse('file', limits.missing);
      return {
        text,
        shown: decoded ? digestOf(text) : before,
        // A new file is not the one that was confirmed.
        fingerprint: file ? '' : fingerprint,
        /** Has the text, once it is read. */
        workbook,
        notes: decoded?.notes ?? [],
        answers: [
          ...answers,
          ...QUESTION_FIELDS.flatMap((field) => {
            const chosen = fields[field];
            return typeof chosen === 'string' && chosen !== '' ? [chosen] : [];
          }),
        ],
        asked,
        about: Object.fromEntries(Object.keys(about).map((name) => [name, fields[name]])) as About,
      };
    });
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

type ImportInput<About> = z.output<ReturnType<typeof importSchema<About & object>>>;

/** The text that was read, and the notes about how. */
type GivenText = Pick<ImportInput<unknown>, 'text' | 'shown' | 'notes'>;

/** The rows of a text; a question about which sheet of a file is meant; or why the file cannot be read. */
type GivenRows<R extends string, O extends string> =
  | (GivenText & { readonly rows: CsvRead<R, O> })
  | (GivenText & { readonly sheets: Question })
  | { readonly unreadable: string };

type ImportTried<Row> = GivenText &
  (
    | { readonly outcome: 'tried' | 'conflict'; readonly tried: ImportPreview<Row> }
    | Exclude<ImportResult<Row>, { readonly outcome: 'conflict' }>
    | { readonly outcome: 'which sheet'; readonly question: Question }
    | { readonly outcome: 'not read'; readonly message: string }
    | { readonly outcome: 'not found' }
  );

type ImportForm<
  R extends string,
  O extends string,
  Row extends PlannedRow,
  Shown,
  Unreadable extends object,
  About extends object,
> = {
  /** The action's name. */
  readonly name: string;
  /** What the rows are about, such as a list of an inspection: hidden fields of the form. */
  readonly about?: AboutFields<About>;
  /** Reads a text without a header, such as a list pasted from a letter. Null: it is no such text. */
  readonly plain?: (text: string) => Pick<Extract<CsvRead<R, O>, { ok: true }>, 'rows' | 'notes'> | null;
  /** Whether spreadsheets (.xlsx and .ods) are taken beside CSV. */
  readonly takesWorkbooks?: boolean;
  /** Null: there is no such thing to import into, or it is not this person’s to change. */
  readonly tryOut: (
    context: CouncilContext,
    file: CsvRead<R, O>,
    answers: Answers,
    about: About,
  ) => Promise<ImportPreview<Row> | null>;
  readonly carryOut: (
    context: CouncilContext,
    file: CsvRead<R, O>,
    fingerprint: string,
    answers: Answers,
    about: About,
  ) => Promise<ImportResult<Row> | null>;
  readonly limits: ImportLimits;
  /** Shows the problems of a file. By default they are errors of the text box. */
  readonly unreadable?: (problems: readonly CsvProblem[]) => Unreadable;
  /** The rows of a plan, as the form shows them. */
  readonly show: (rows: readonly Row[]) => readonly Shown[];
  /** The page and message after an import. 0 changes: the council already had every row. */
  readonly done: (council: string, changes: number, about: About) => Done;
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
  About extends object = Record<never, never>,
>(
  kind: Pick<ImportKind<R, O, Row>, 'permission' | 'columns' | 'maxRows'>,
  form: ImportForm<R, O, Row, Shown, Unreadable, About>,
): CouncilForm<
  'file' | 'text' | 'answers' | 'asked' | QuestionField,
  'shown' | 'fingerprint',
  ImportInput<About>,
  ImportTried<Row>,
  ImportShown<Shown> | Unreadable
> {
  const { name, tryOut, carryOut, limits, unreadable, show, done } = form;
  const about = form.about ?? ({} as AboutFields<About>);
  const shown = (
    tried: ImportPreview<Row>,
    { text, shown, notes: noticed }: GivenText,
    { answers, asked }: ImportInput<About>,
    isNew: boolean,
  ) => {
    if (!tried.ok && !tried.questions) {
      if (unreadable) return unreadable(tried.problems);
      return { errors: describeProblems(tried.problems), values: { text, shown } };
    }
    // The text is now of one sheet.
    const kept = answers.filter((sent) => !parseAnswers([sent]).has(SHEET_QUESTION));
    const carried = { text, shown, answers: kept, notes: [...noticed, ...tried.notes] };
    if (!tried.ok) {
      return { status: 'asked' as const, ...carried, ...describeQuestions(tried.questions, asked) };
    }
    const { rows, fingerprint } = tried;
    const count = (how: PlannedRow['change']) => rows.filter(({ change }) => change === how).length;
    const counts = {
      ...{ added: count('added'), changed: count('changed') },
      ...{ unchanged: count('unchanged'), removed: count('removed') },
    };
    return { status: 'tried' as const, ...carried, fingerprint, counts, rows: show(rows), isNew };
  };
  return {
    name,
    permission: kind.permission,
    fields: ['file', 'text', 'answers', 'asked', ...QUESTION_FIELDS],
    files: ['file'],
    lists: ['answers', 'asked'],
    // The page has the others from its address, so nobody asks the form for them.
    hidden: ['shown', 'fingerprint', ...(Object.keys(about) as never[])],
    schema: importSchema(limits, about, form.takesWorkbooks === true),
    giveBack: ({ text, shown }) => ({ text, shown }),
    run: async (context, input): Promise<ImportTried<Row>> => {
      const given = await rowsOf(kind, form, context, input);
      if ('unreadable' in given) {
        return { ...input, outcome: 'not read', message: given.unreadable };
      }
      const { text, shown, notes } = given;
      const read = { text, shown, notes };
      if ('sheets' in given) return { ...read, outcome: 'which sheet', question: given.sheets };
      const answers = parseAnswers(input.answers);
      if (input.fingerprint === '') {
        const tried = await tryOut(context, given.rows, answers, input.about);
        return tried ? { ...read, outcome: 'tried', tried } : { ...read, outcome: 'not found' };
      }
      const result = await carryOut(context, given.rows, input.fingerprint, answers, input.about);
      return result ? { ...read, ...result } : { ...read, outcome: 'not found' };
    },
    outcomes: {
      tried: ({ tried, ...given }, { input }) => shown(tried, given, input, false),
      conflict: ({ tried, ...given }, { input }) => shown(tried, given, input, true),
      'which sheet': ({ question, text, shown, notes }, { input: { answers, asked } }) => ({
        ...{ status: 'asked' as const, text, shown, answers, notes },
        ...describeQuestions([question], asked),
      }),
      'not read': ({ message }) => ({ field: 'file', message }),
      'not found': NOT_FOUND,
      imported: ({ changes }, { council, input }) => done(council, changes, input.about),
      unchanged: (_, { council, input }) => done(council, 0, input.about),
    },
  };
}

/** The rows of what was given: of the sheet that is meant, if it is a spreadsheet with several. */
async function rowsOf<R extends string, O extends string>(
  { columns, maxRows }: Pick<ImportKind<R, O, never>, 'columns' | 'maxRows'>,
  {
    plain,
    limits,
    takesWorkbooks,
  }: Pick<ImportForm<R, O, never, never, never, never>, 'plain' | 'limits' | 'takesWorkbooks'>,
  context: CouncilContext,
  { workbook, text: typed, shown, notes, answers }: ImportInput<unknown>,
): Promise<GivenRows<R, O>> {
  const rowsIn = (text: string): CsvRead<R, O> => {
    const found = plain && !hasHeader(text, columns) ? plain(withoutQuotes(text)) : null;
    if (!found) return readCsv(text, columns, maxRows);
    return found.rows.length > maxRows ? tooManyRows(maxRows) : { ok: true, separator: ',', ...found };
  };
  const read = workbook && (await readWorkbook(context, workbook, limits.bytes));
  if (read && !read.ok) return { unreadable: read.message };
  const sheets = read ? read.sheets : takesWorkbooks ? splitSheets(typed) : [];
  if (sheets.length === 0) return { text: typed, shown, notes, rows: rowsIn(typed) };
  const withHeader = sheets.filter(({ text }) => hasHeader(text, columns));
  const among = withHeader.length > 0 ? withHeader : sheets;
  const chosen = among.length === 1 ? '0' : parseAnswers(answers).get(SHEET_QUESTION);
  const meant = chosen === undefined ? undefined : among[Number(chosen)];
  const text = meant ? meant.text : joinSheets(among);
  if (text.length > limits.characters) return { unreadable: limits.tooLong };
  const given = { text, shown: digestOf(text), notes };
  return meant ? { ...given, rows: rowsIn(text) } : { ...given, sheets: sheetQuestion(among) };
}
