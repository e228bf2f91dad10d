import type { ImportPlan, PlannedRow } from '#lib/exchange/imports/rules.ts';
import { knownStatements } from '#lib/frameworks/known.ts';
import type { CsvColumns, CsvProblem, CsvRow } from '#lib/kernel/csv.ts';
import { parseTypedDay } from '#lib/kernel/dates.ts';
import { formatDate, formatTime } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { nameLookup } from '#lib/kernel/text/fold.ts';
import { SESSION_COLUMNS, STATEMENTS_APART } from '#lib/record/visits/csv-rows.ts';
import {
  MAX_SESSIONS,
  peopleText,
  SESSION_KIND_NAMES,
  SESSION_KINDS,
  SESSION_NAMES,
  SESSION_STATE_NAMES,
  SESSION_STATES,
  type VisitSession,
} from '#lib/record/visits/rules.ts';
import { type SaveSession, type SessionField, saveSessionSchema } from '#lib/record/visits/schema.ts';
import { formatMinutes } from '#lib/record/visits/times.ts';

const NEEDED: readonly string[] = [
  SESSION_NAMES.title,
  SESSION_NAMES.day,
  SESSION_NAMES.from,
  SESSION_NAMES.to,
];

/** Columns of a file of sessions, which are those of its export. */
export const SESSION_IMPORT_COLUMNS: CsvColumns<string, string> = {
  required: NEEDED,
  optional: SESSION_COLUMNS.filter((name) => !NEEDED.includes(name)),
};

export type SessionFileRow = CsvRow<string, string>;

export type PlannedSession = PlannedRow & {
  readonly before: VisitSession | null;
  readonly after: SaveSession;
};

/** The cells of a session as its export writes them, to compare and to keep what a file has no column for. */
function cellsOf({ kind, startsAt, endsAt, statements, state, ...session }: VisitSession) {
  return {
    ...{ title: session.title, room: session.room, brief: session.brief, kind, sessionState: state },
    ...{ day: londonDay(startsAt), from: formatTime(startsAt), to: formatTime(endsAt) },
    ...{ people: peopleText(session.people), statements },
  };
}

const NEW = {
  room: '',
  brief: '',
  kind: 'interview',
  sessionState: 'planned',
  people: '',
  statements: [],
} as const;

const kindOf = nameLookup(SESSION_KINDS, (kind) => SESSION_KIND_NAMES[kind]);
const stateOf = nameLookup(SESSION_STATES, (state) => SESSION_STATE_NAMES[state]);

/**
 * Plans the import of sessions into a visit. A row with the number of a session changes that one, others add one. Existing
 * data is kept if the file lacks its column.
 */
export function planSessions(
  inspection: number,
  given: readonly SessionFileRow[],
  sessions: readonly VisitSession[],
): ImportPlan<PlannedSession> {
  const problems: CsvProblem[] = [];
  const lineOf = new Map<number, number>();
  const rows = given.flatMap(({ line, cells }): PlannedSession[] => {
    const problem = (column: string, message: string) => problems.push({ line, column, message });
    const asked = cells.Number ?? '';
    const before = sessions.find(({ number }) => String(number) === asked) ?? null;
    if (asked !== '' && before === null) problem('Number', `The visit has no session ${asked}`);
    const twin = before && lineOf.get(before.number);
    if (before && twin !== undefined) problem('Number', `Line ${twin} already has session ${asked}`);
    if (before) lineOf.set(before.number, line);
    const kept = before ? cellsOf(before) : NEW;
    const parsed = saveSessionSchema.safeParse({
      ...kept,
      ...readCells(cells, problem),
      ...{ inspection, visitSession: before?.number ?? 0, version: before?.version ?? 0 },
    });
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        problem(SESSION_NAMES[path[0] as SessionField] ?? SESSION_NAMES.title, message);
      return [];
    }
    const change = before === null ? 'added' : isSame(before, parsed.data) ? 'unchanged' : 'changed';
    return [{ line, change, before, after: parsed.data }];
  });
  if (sessions.length + rows.filter(({ change }) => change === 'added').length > MAX_SESSIONS.max) {
    const message = `With these rows there would be more than ${MAX_SESSIONS.max} sessions`;
    problems.push({ line: null, column: null, message });
  }
  return { rows, problems, questions: [], notes: [] };
}

/** The fields that the file has columns for, as a form would send them. */
function readCells(
  cells: SessionFileRow['cells'],
  problem: (column: string, message: string) => unknown,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  const cell = (field: SessionField) => cells[SESSION_NAMES[field]] ?? null;
  for (const field of ['title', 'from', 'to', 'room', 'people', 'brief'] as const)
    if (cell(field) !== null) read[field] = cell(field);
  const day = cell('day');
  if (day !== null) read.day = parseTypedDay(day) ?? day;
  const kind = cell('kind');
  if (kind !== null && kind !== '') read.kind = kindOf(kind) ?? '';
  const state = cell('sessionState');
  if (state !== null && state !== '') read.sessionState = stateOf(state) ?? '';
  const statements = cell('statements');
  if (statements !== null) {
    const named = nameLookup(knownStatements(), ({ name }) => name);
    const names = statements.split(STATEMENTS_APART.trim()).flatMap((name) => name.trim() || []);
    for (const name of names)
      if (!named(name)) problem(SESSION_NAMES.statements, `There is no quality statement “${name}”`);
    read.statements = names.flatMap((name) => named(name)?.id ?? []);
  }
  return read;
}

function isSame(before: VisitSession, after: SaveSession): boolean {
  const { people, day, from, to, statements, title, room, brief, kind, sessionState } = after;
  const now = {
    ...{ title, room, brief, kind, sessionState, day, from: formatMinutes(from), to: formatMinutes(to) },
    ...{ people: peopleText(people), statements },
  };
  const was = cellsOf(before);
  return JSON.stringify(Object.entries(now).toSorted()) === JSON.stringify(Object.entries(was).toSorted());
}

/** "11 January 2027, 9:30am to 10:30am, Room 1": a row in words. */
export function describeSession({ day, from, to, room }: SaveSession): string {
  return `${formatDate(day)}, ${formatMinutes(from)} to ${formatMinutes(to)}${room === '' ? '' : `, ${room}`}`;
}
