export const STATEMENT_COLUMNS = ['qs1', 'qs2', 'qs3', 'qs4', 'qs5', 'qs6', 'qs7', 'qs8', 'qs9'] as const;

/** The columns of a file of published results, the same as in the shipped file. */
export const RESULT_COLUMNS = {
  required: ['council', 'published', 'rating', 'source'],
  optional: ['score', ...STATEMENT_COLUMNS, 'basis'],
} as const;

export type RequiredColumn = (typeof RESULT_COLUMNS.required)[number];
export type OptionalColumn = (typeof RESULT_COLUMNS.optional)[number];
export type ResultColumn = RequiredColumn | OptionalColumn;

const HOLDS: Readonly<Record<RequiredColumn | 'score' | 'qs1' | 'basis', string>> = {
  council: 'The council’s name, with or without “London Borough of”, or its GSS code',
  published: 'Year and month of publication, like 2025-03, or the year alone',
  rating: 'Inadequate, Requires improvement, Good or Outstanding',
  source: 'Where the result was published',
  score: 'The published score, 25 to 100. Leave blank if not known',
  qs1: 'The score of each statement, 1 to 4. Leave blank if not known',
  basis: 'How complete the row is, in words. Start it with “pilot” for a 2023 pilot',
};

export type ColumnHelp = { readonly name: string; readonly holds: string; readonly isRequired: boolean };

/** Help on the columns, with the nine statement columns as one entry. */
export const COLUMN_HELP: readonly ColumnHelp[] = [
  ...RESULT_COLUMNS.required.map((name) => ({ name, holds: HOLDS[name], isRequired: true })),
  ...(['score', 'qs1', 'basis'] as const).map((name) => ({
    name: name === 'qs1' ? 'qs1 to qs9' : name,
    holds: HOLDS[name],
    isRequired: false,
  })),
];
