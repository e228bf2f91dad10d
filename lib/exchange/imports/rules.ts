import type { CsvProblem } from '#lib/kernel/csv.ts';
import { formatList, formatNumber } from '#lib/kernel/format.ts';
import type { FieldError } from '#lib/platform/forms/form-state.ts';

/** What a row of a file would do to what is held. */
export type PlannedRow = { readonly line: number; readonly change: 'added' | 'changed' | 'unchanged' };

/** What a file says in a way that could mean two things, for the person who imports it to say which. */
export type Question = {
  /** Of what is asked, the same at each try. */
  readonly id: string;
  readonly column: string;
  /** Every line that it is asked of, and what the first of them says. */
  readonly lines: readonly number[];
  readonly text: string;
  readonly readings: readonly Reading[];
};
export type Reading = { readonly id: string; readonly label: string };

/** The reading that was chosen, by the id of its question. */
export type Answers = ReadonlyMap<string, string>;

/** What importing a file would do. With one problem or open question in it, nothing of it is imported. */
export type ImportPlan<Row> = {
  readonly rows: readonly Row[];
  readonly problems: readonly CsvProblem[];
  readonly questions: readonly Question[];
  /** What was left out of it. */
  readonly notes: readonly string[];
};

/** What importing a file would do: its plan and what was taken for granted, what is asked about it, or what is wrong. */
export type TriedImport<Row> =
  | {
      readonly ok: true;
      readonly rows: readonly Row[];
      readonly notes: readonly string[];
      /** Of the plan: sent along when somebody confirms it, so that no other is carried out. */
      readonly fingerprint: string;
    }
  | { readonly ok: false; readonly problems: readonly CsvProblem[]; readonly questions?: undefined }
  | {
      readonly ok: false;
      readonly problems: readonly [];
      readonly questions: readonly Question[];
      readonly notes: readonly string[];
    };

const LINES_NAMED = 10;

/** `Line 4`, `Lines 4, 9 and 12`, with the first of many. */
export function formatLines(lines: readonly number[]): string {
  const named = lines.slice(0, LINES_NAMED).map(String);
  const more = lines.length - named.length;
  return `${lines.length === 1 ? 'Line' : 'Lines'} ${formatList(more > 0 ? [...named, `${more} more`] : named)}`;
}

const PROBLEMS_SHOWN = 50;

/** The first problems as errors of the box that shows the rows. */
export function describeProblems(problems: readonly CsvProblem[]): readonly FieldError<'text'>[] {
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(({ line, column, message }) => {
    const place = [line === null ? '' : `Line ${line}`, column ?? ''].filter(Boolean).join(', ');
    return { field: 'text' as const, message: place === '' ? message : `${place}: ${message}` };
  });
  const more = problems.length - shown.length;
  return more > 0
    ? [...shown, { field: 'text' as const, message: `There are ${formatNumber(more)} more problems` }]
    : shown;
}

/** Questions about a file that are asked at a time, each answered in a field of its own. */
const MOST_ASKED = 20;
export const ANSWER_FIELDS = Array.from({ length: MOST_ASKED }, (_, index) => `answer-${index + 1}` as const);
export type AnswerField = `answer-${number}`;

/** One question as the page asks it. Its options are what its field sends. */
export type QuestionShown = {
  readonly id: string;
  readonly field: AnswerField;
  readonly text: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** The first questions as the page asks them. `asked`: the ids of those that it asked before. */
export function describeQuestions(all: readonly Question[], asked: readonly string[]) {
  const questions: readonly QuestionShown[] = all
    .slice(0, MOST_ASKED)
    .map(({ id, column, lines, text, readings }, index) => ({
      id,
      field: `answer-${index + 1}` as const,
      text: `${formatLines(lines)}, ${column}: what does “${text}” mean?`,
      options: readings.map((reading) => ({ value: `${id}=${reading.id}`, label: reading.label })),
    }));
  return {
    questions,
    /** How many more there are after these. */
    more: all.length - questions.length,
    /** Of questions that were asked before and not answered. */
    unanswered: questions
      .filter(({ id }) => asked.includes(id))
      .map(({ field, text }): FieldError<AnswerField> => ({ field, message: `Select an answer. ${text}` })),
  };
}

/** An answer as a field sends it is the id of a question and that of a reading. */
export function answersIn(sent: readonly string[]): Answers {
  return new Map(
    sent.map((one) => {
      const at = one.lastIndexOf('=');
      return [one.slice(0, at), one.slice(at + 1)] as const;
    }),
  );
}

/** What goes from each page of an import to the next. */
type Carried = {
  readonly text: string;
  /** Of the text of a file, by which it is told from rows that somebody typed or corrected. */
  readonly shown: string;
  /** Answers that were given, each as its field sent it. */
  readonly answers: readonly string[];
  readonly notes: readonly string[];
};

/** What the form shows of a file that could be read: what is asked about it, or what it would do. */
export type ImportShown<Row> =
  | (Carried & { readonly status: 'asked' } & ReturnType<typeof describeQuestions>)
  | (Carried & {
      readonly status: 'tried';
      readonly fingerprint: string;
      readonly counts: Readonly<Record<PlannedRow['change'], number>>;
      readonly rows: readonly Row[];
      /** What is held changed since this was confirmed: the plan is another. */
      readonly isNew: boolean;
    });
