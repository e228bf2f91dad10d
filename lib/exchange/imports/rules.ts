import type { CsvProblem } from '#lib/kernel/csv.ts';
import { formatList, formatNumber } from '#lib/kernel/format.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';

/** The effect of a row on the council's data. `line`: 0 for a row that is removed because the file lacks it. */
export type PlannedRow = {
  readonly line: number;
  readonly change: 'added' | 'changed' | 'unchanged' | 'removed';
};

/** A question to the person importing about an ambiguous text in the file. */
export type Question = {
  /** Identifies the question, and stays the same at each attempt. */
  readonly id: string;
  readonly column: string;
  /** Every line to which the question applies, and the text of the first one. */
  readonly lines: readonly number[];
  readonly text: string;
  /** The question in words. Without it: what the text means. */
  readonly asks?: string;
  readonly readings: readonly QuestionOption[];
};
export type QuestionOption = { readonly id: string; readonly label: string };

/** The chosen readings, by question id. */
export type Answers = ReadonlyMap<string, string>;

/** The effect of importing a file. A single problem or open question prevents the whole import. */
export type ImportPlan<Row> = {
  readonly rows: readonly Row[];
  readonly problems: readonly CsvProblem[];
  readonly questions: readonly Question[];
  /** Notes about skipped data. */
  readonly notes: readonly string[];
};

/** The result of a dry run: the plan and its assumptions, questions, or problems. */
export type ImportPreview<Row> =
  | {
      readonly ok: true;
      readonly rows: readonly Row[];
      readonly notes: readonly string[];
      /** The hash of the plan, sent with the confirmation so that no other plan is carried out. */
      readonly fingerprint: string;
    }
  | { readonly ok: false; readonly problems: readonly CsvProblem[]; readonly questions?: undefined }
  | {
      readonly ok: false;
      readonly problems: readonly [];
      readonly questions: readonly Question[];
      readonly notes: readonly string[];
    };

const MAX_LINES_NAMED = 10;

/** `Line 4` or `Lines 4, 9 and 12`, naming only the first of many. */
export function formatLines(lines: readonly number[]): string {
  const named = lines.slice(0, MAX_LINES_NAMED).map(String);
  const more = lines.length - named.length;
  return `${lines.length === 1 ? 'Line' : 'Lines'} ${formatList(more > 0 ? [...named, `${more} more`] : named)}`;
}

const MAX_PROBLEMS_SHOWN = 50;

/** The first problems, as errors of the text box. */
export function describeProblems(problems: readonly CsvProblem[]): readonly FieldError<'text'>[] {
  const shown = problems.slice(0, MAX_PROBLEMS_SHOWN).map(({ line, column, message }) => {
    const place = [line === null ? '' : `Line ${line}`, column ?? ''].filter(Boolean).join(', ');
    return { field: 'text' as const, message: place === '' ? message : `${place}: ${message}` };
  });
  const more = problems.length - shown.length;
  return more > 0
    ? [...shown, { field: 'text' as const, message: `There are ${formatNumber(more)} more problems` }]
    : shown;
}

/** Maximum questions per page, each answered in a field of its own. */
const MAX_QUESTIONS = 20;
export const QUESTION_FIELDS = Array.from(
  { length: MAX_QUESTIONS },
  (_, index) => `answer-${index + 1}` as const,
);
export type QuestionField = `answer-${number}`;

/** A question as the page shows it. `value` is what its field sends. */
export type QuestionShown = {
  readonly id: string;
  readonly field: QuestionField;
  readonly text: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** The first questions, as the page shows them. `asked`: the ids of questions asked before. */
export function describeQuestions(all: readonly Question[], asked: readonly string[]) {
  const questions: readonly QuestionShown[] = all
    .slice(0, MAX_QUESTIONS)
    .map(({ id, column, lines, text, asks, readings }, index) => ({
      id,
      field: `answer-${index + 1}` as const,
      text: asks ?? `${formatLines(lines)}, ${column}: what does “${text}” mean?`,
      options: readings.map((reading) => ({ value: `${id}=${reading.id}`, label: reading.label })),
    }));
  return {
    questions,
    /** The number of further questions. */
    more: all.length - questions.length,
    /** Errors for questions asked before and not answered. */
    unanswered: questions
      .filter(({ id }) => asked.includes(id))
      .map(({ field, text }): FieldError<QuestionField> => ({ field, message: `Select an answer. ${text}` })),
  };
}

/** Parses the answers sent by fields: a question id and a reading id. */
export function parseAnswers(sent: readonly string[]): Answers {
  return new Map(
    sent.map((one) => {
      const at = one.lastIndexOf('=');
      return [one.slice(0, at), one.slice(at + 1)] as const;
    }),
  );
}

/** Passed from each page of an import to the next. */
type Carried = {
  readonly text: string;
  /** The hash of a file's text, which distinguishes it from typed or corrected rows. */
  readonly shown: string;
  /** The answers so far, as their fields sent them. */
  readonly answers: readonly string[];
  readonly notes: readonly string[];
};

/** The form for a file that could be read: its questions or its effect. */
export type ImportShown<Row> =
  | (Carried & { readonly status: 'asked' } & ReturnType<typeof describeQuestions>)
  | (Carried & {
      readonly status: 'tried';
      readonly fingerprint: string;
      readonly counts: Readonly<Record<PlannedRow['change'], number>>;
      readonly rows: readonly Row[];
      /** The plan differs from the confirmed one, because the council's data has changed since. */
      readonly isNew: boolean;
    });
