import type { ImportPlan, PlannedRow } from '#lib/exchange/imports/rules.ts';
import type { CsvProblem, CsvRow } from '#lib/kernel/csv.ts';
import { formatList } from '#lib/kernel/format.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { readPeriod } from '#lib/kernel/periods.ts';
import { cleanLine } from '#lib/kernel/text/clean.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import {
  DEFAULT_FRAMEWORK,
  knownScore,
  type ResultFacts,
  type ResultKind,
  sameResult,
} from '#lib/record/results/facts.ts';
import {
  CONFIRMED_WORDS,
  KIND_WORDS,
  type OptionalColumn,
  type RequiredColumn,
  type ResultColumn,
  STATEMENT_COLUMNS,
  STATUS_WORDS,
} from '#lib/record/results/import-columns.ts';
import {
  type Authority,
  type ResultRow,
  resultId,
  resultName,
  shortName,
} from '#lib/record/results/rules.ts';
import { ALL_POINTS, BAND_NAMES, BANDS, displayedScore, SCORES } from '#lib/scoring/index.ts';

/** A row of a file of published results. */
export type ResultFileRow = CsvRow<RequiredColumn, OptionalColumn>;

/** Maximum rows in a file: four kinds of result for every council in England. */
export const RESULT_ROWS = 612;
/** Maximum characters in a basis or a source. */
const TEXT_LIMIT = 400;

export type ParsedResult = {
  readonly line: number;
  readonly id: string;
  readonly authority: Authority;
  readonly kind: ResultKind;
  readonly facts: ResultFacts;
};

type Given =
  | { readonly ok: true; readonly results: readonly ParsedResult[] }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/**
 * The results in a file, or every problem with it. Existing data is kept if the file lacks its column.
 */
export function readResults(
  rows: readonly ResultFileRow[],
  authorities: readonly Authority[],
  held: readonly Pick<ResultRow, 'id' | 'facts'>[],
  asOf: Date,
): Given {
  const byName = new Map(
    authorities.flatMap((authority) =>
      [authority.gssCode, authority.name, shortName(authority.name)].map((name) => [
        plainName(name),
        authority,
      ]),
    ),
  );
  // The columns are of one framework; scores of another cannot be kept.
  const sameFramework = held.filter(({ facts }) => facts.framework === DEFAULT_FRAMEWORK);
  const factsOf = new Map(sameFramework.map(({ id, facts }) => [id, facts]));
  const problems: CsvProblem[] = [];
  const results: ParsedResult[] = [];
  for (const { line, cells } of rows) {
    const authority = byName.get(plainName(cells.council));
    const kind = readKind(cells);
    const before = authority && kind ? factsOf.get(resultId(authority.gssCode, kind)) : undefined;
    const found = readResult(line, cells, authority, kind, before, asOf);
    if (Array.isArray(found)) {
      problems.push(...found);
      continue;
    }
    const twin = results.find(({ id }) => id === found.id);
    if (twin) {
      problems.push({
        line,
        column: 'council',
        message: `${resultName(cells.council, found.id)} is already on line ${twin.line}. A council has one row of each kind`,
      });
    } else results.push(found);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, results };
}

function readResult(
  line: number,
  cells: ResultFileRow['cells'],
  authority: Authority | undefined,
  kind: ResultKind | null,
  before: ResultFacts | undefined,
  asOf: Date,
): ParsedResult | CsvProblem[] {
  const problems: CsvProblem[] = [];
  const problem = (column: ResultColumn, message: string) => problems.push({ line, column, message });
  if (cells.council === '') problem('council', 'Enter the name of the council');
  else if (!authority) {
    problem(
      'council',
      `No council with adult social care duties is called “${cells.council}”. Check the spelling or use the GSS code`,
    );
  }
  if (kind === null) problem('kind', `Enter one of these kinds: ${wordsOf(KIND_WORDS)}`);
  const status = readWord(cells.status, STATUS_WORDS, 'published', before?.status);
  if (status === null) problem('status', `Enter one of these statuses: ${wordsOf(STATUS_WORDS)}`);
  const confirmed = readWord(cells.confirmed, CONFIRMED_WORDS, true, before?.confirmed);
  if (confirmed === null) problem('confirmed', `“${cells.confirmed}” must be yes or no, or blank`);
  const published = readMonth(cells.published);
  if (cells.published !== '' && published === null) {
    problem('published', `“${cells.published}” must be a year, or a year and month, like 2025-03`);
  } else if (published !== null && published > londonDay(asOf).slice(0, published.length)) {
    problem('published', `${cells.published} must not be in the future`);
  } else if (published !== null && published < '2023') {
    problem('published', `${cells.published} must be 2023 or later: CQC assessed no council before`);
  }
  const rating = BANDS.find((band) => plainName(BAND_NAMES[band]) === plainName(cells.rating));
  if (!rating) {
    problem('rating', `Enter one of these ratings: ${formatList(BANDS.map((band) => BAND_NAMES[band]))}`);
  }
  const score =
    cells.score === null ? (before?.score ?? null) : cells.score === '' ? null : Number(cells.score);
  if (score !== null && !SCORES_THAT_CAN_BE.includes(score)) {
    problem('score', `“${cells.score}” is not a possible score`);
  }
  for (const column of STATEMENT_COLUMNS) {
    if (cells[column] && !SCORES_IN_WORDS.includes(cells[column]))
      problem(column, `“${cells[column]}” must be ${SCORES_IN_WORDS.join(', ')}, or blank`);
  }
  const source = cleanLine(cells.source);
  const basis = cells.basis === null ? (before?.basis ?? '') : cleanLine(cells.basis);
  if (source === '') problem('source', 'Enter where the result was published');
  for (const [column, text] of [
    ['basis', basis],
    ['source', source],
  ] as const) {
    if (text.length > TEXT_LIMIT) problem(column, `Must be ${TEXT_LIMIT} characters or less`);
  }
  const scores = STATEMENT_COLUMNS.map((column, at) => (cells[column] ?? before?.scores[at]) || '-').join('');
  const framework = DEFAULT_FRAMEWORK;
  const calculated = problems.length === 0 ? knownScore({ framework, scores, score: null }) : null;
  if (score !== null && calculated && calculated.value !== score) {
    problem(
      'score',
      `The score is ${score}, but its statement scores give ${calculated.value}. Statements without a column in the file keep their scores`,
    );
  }
  if (problems.length > 0 || !authority || !kind || !status || confirmed === null || !rating) return problems;
  return {
    line,
    id: resultId(authority.gssCode, kind),
    authority,
    kind,
    facts: { status, confirmed, published, score, rating, framework, scores, basis, source },
  };
}

/** The kind that a row names. Files from before kinds say "pilot" in the basis. Null for another word. */
function readKind({ kind, basis }: ResultFileRow['cells']): ResultKind | null {
  return readWord(kind, KIND_WORDS, /^pilot\b/i.test(basis ?? '') ? 'pilot' : 'first');
}

/** The value that a cell names: `held` if the file lacks its column, `blank` if it is empty, null for another word. */
function readWord<Value>(
  cell: string | null,
  words: ReadonlyMap<string, Value>,
  blank: Value,
  held: Value = blank,
): Value | null {
  if (cell === null) return held;
  return cell === '' ? blank : (words.get(plainName(cell)) ?? null);
}

function wordsOf(words: ReadonlyMap<string, unknown>): string {
  return formatList([...words.keys()]);
}

const SCORES_IN_WORDS = SCORES.map(String);
const SCORES_THAT_CAN_BE: readonly number[] = ALL_POINTS.map((points) => displayedScore(points));

function plainName(name: string): string {
  return fold(name.replaceAll('&', ' and '))
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

/**
 * Reads "2025" or "2025-03". Also accepts the forms that spreadsheets turn the second into, "Mar-25", "01/03/2025" and
 * "2025-03-01", and "March 2025". Null for anything else, including "03/01/2025", which is March in one country and
 * January in another.
 */
export function readMonth(text: string): string | null {
  if (/^20\d{2}$/.test(text)) return text;
  const reading = readPeriod(text);
  const periods = reading === null ? [] : 'clear' in reading ? [reading.clear] : reading.could;
  const [month, another] = new Set(
    periods.flatMap(({ startsOn, endsOn }) =>
      startsOn.slice(0, 7) === endsOn.slice(0, 7) ? startsOn.slice(0, 7) : [],
    ),
  );
  if (another !== undefined) return null;
  return month?.startsWith('20') ? month : null;
}

/** The effect of a row on the list. */
export type PlannedResult = PlannedRow & {
  readonly id: string;
  readonly council: string;
  readonly before: ResultFacts | null;
  /** Whether `before` is the council's own row. */
  readonly hadOwn: boolean;
  readonly after: ResultFacts;
};

/** Plans the import of these rows into a council's results. */
export function planResults(
  rows: readonly ResultFileRow[],
  authorities: readonly Authority[],
  held: readonly Pick<ResultRow, 'id' | 'facts' | 'origin'>[],
  asOf: Date,
): ImportPlan<PlannedResult> {
  const given = readResults(rows, authorities, held, asOf);
  if (!given.ok) return { rows: [], problems: given.problems, questions: [], notes: [] };
  const heldOf = new Map(held.map((row) => [row.id, row]));
  const planned = given.results.map(({ line, id, authority, facts }): PlannedResult => {
    const row = heldOf.get(id);
    const before = row?.facts ?? null;
    const hadOwn = row?.origin.kind === 'corrected';
    const change = sameResult(before, facts) ? 'unchanged' : before ? 'changed' : 'added';
    return { line, id, council: shortName(authority.name), change, before, hadOwn, after: facts };
  });
  return { rows: planned, problems: [], questions: [], notes: [] };
}
