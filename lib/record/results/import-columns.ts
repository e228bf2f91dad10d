import { frameworkOf } from '#lib/frameworks/known.ts';
import {
  DEFAULT_FRAMEWORK,
  RESULT_STATUSES,
  type ResultKind,
  type ResultStatus,
  STATUS_NAMES,
} from '#lib/record/results/facts.ts';

type StatementColumn = `qs${number}`;

/** One for each statement of the framework of a result that names none. */
export const STATEMENT_COLUMNS = frameworkOf(DEFAULT_FRAMEWORK).statementIds.map(
  (id) => id.toLowerCase() as StatementColumn,
);

/** The columns of a file of published results, the same as in the shipped file. */
export const RESULT_COLUMNS = {
  required: ['council', 'published', 'rating', 'source'],
  optional: ['kind', 'status', 'score', ...STATEMENT_COLUMNS, 'confirmed', 'basis'],
} as const;

export type RequiredColumn = (typeof RESULT_COLUMNS.required)[number];
export type OptionalColumn = (typeof RESULT_COLUMNS.optional)[number];
export type ResultColumn = RequiredColumn | OptionalColumn;

/** The words of a file for kinds, statuses and whether a row is confirmed. */
export const KIND_WORDS: ReadonlyMap<string, ResultKind> = new Map([
  ['pilot', 'pilot'],
  ['first', 'first'],
  ['review', 'review'],
  ['next round', 'next'],
]);
export const STATUS_WORDS: ReadonlyMap<string, ResultStatus> = new Map(
  RESULT_STATUSES.map((status) => [STATUS_NAMES[status].toLowerCase(), status]),
);
export const CONFIRMED_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['no', false],
]);

/** The columns that are explained: one statement column stands for all. */
const EXPLAINED = ['kind', 'status', 'score', 'qs1', 'confirmed', 'basis'] as const;

const HOLDS: Readonly<Record<RequiredColumn | (typeof EXPLAINED)[number], string>> = {
  council: 'The council’s name, with or without “London Borough of”, or its GSS code',
  published: 'Year and month of publication, like 2025-03, or the year alone. Leave blank if not known',
  rating: 'Inadequate, Requires improvement, Good or Outstanding',
  source: 'Where the result was published',
  kind: 'pilot, first, review or next round. Blank means first, or pilot if the basis starts with “pilot”',
  status: 'published, under review, withdrawn or replaced. Blank means published',
  score: 'The published score, 25 to 100. Leave blank if not known',
  qs1: 'The score of each statement, 1 to 4. Leave blank if not known',
  confirmed:
    'no if only one unofficial source gives the result: it is shown but not counted. Blank means yes',
  basis: 'How complete the row is, in words',
};

export type ColumnHelp = { readonly name: string; readonly holds: string; readonly isRequired: boolean };

/** Help on the columns, with the statement columns as one entry. */
export const COLUMN_HELP: readonly ColumnHelp[] = [
  ...RESULT_COLUMNS.required.map((name) => ({ name, holds: HOLDS[name], isRequired: true })),
  ...EXPLAINED.map((name) => ({
    name: name === 'qs1' ? `${name} to ${STATEMENT_COLUMNS.at(-1)}` : name,
    holds: HOLDS[name],
    isRequired: false,
  })),
];
