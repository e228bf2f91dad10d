import {
  type Answers,
  formatLines,
  type ImportPlan,
  type PlannedRow,
  type Question,
} from '#lib/exchange/imports/rules.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { inFrameworkOrder, knownStatements } from '#lib/frameworks/known.ts';
import type { CsvProblem, CsvRow } from '#lib/kernel/csv.ts';
import { type CalendarDate, parseTypedDay } from '#lib/kernel/dates.ts';
import { formatNumber } from '#lib/kernel/format.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import { fold, nameLookup } from '#lib/kernel/text/fold.ts';
import type { OptionalColumn, RequiredColumn } from '#lib/record/returns/import-columns.ts';
import { changedParts, matchRows, type RowPart } from '#lib/record/returns/list-versions.ts';
import { numberedList } from '#lib/record/returns/numbered-list.ts';
import {
  askedItems,
  ITEM_KIND_NAMES,
  ITEM_KINDS,
  type ItemKind,
  type ItemOwner,
  type ListRow,
  RETURN_LIMITS,
  type ReturnItem,
  type ReturnList,
} from '#lib/record/returns/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type ReturnRow = CsvRow<RequiredColumn, OptionalColumn>;

/** The rows of a list that was pasted from a letter, without column names. Null: nothing in it is numbered. */
export function pastedList(
  text: string,
): { readonly rows: readonly ReturnRow[]; readonly notes: readonly string[] } | null {
  const { rows, notes } = numberedList(text);
  if (rows.length === 0) return null;
  return {
    rows: rows.map(({ line, number, heading, asked }) => ({
      line,
      cells: {
        ...{ 'What is asked': asked, Number: number, Heading: heading },
        ...{ 'Quality statements': null, Kind: null, Owner: null, Due: null },
      },
    })),
    notes,
  };
}

export type PlannedItem = PlannedRow & {
  /** The item that it continues. Null: a new one. */
  readonly before: ReturnItem | null;
  /** Null: it is no longer asked for. */
  readonly after: ListRow | null;
  readonly parts: readonly RowPart[];
  readonly isMoved: boolean;
  /** Absent: as it was. */
  readonly owner?: ItemOwner | null;
  readonly dueOn?: CalendarDate | null;
};

/** A member who can own an item. */
export type PossibleOwner = ItemOwner & { readonly email: string };

type Context = {
  readonly members: readonly PossibleOwner[];
  /** Whose names of statements come first. */
  readonly framework: Framework;
  readonly answers: Answers;
};

/** A row that could be read. Null: the file lacks the column. */
type Given = {
  readonly line: number;
  readonly number: string | null;
  readonly heading: string | null;
  readonly asked: string;
  readonly statements: readonly StatementId[] | null;
  readonly kind: ItemKind | null;
  readonly owner: ItemOwner | null | undefined;
  readonly dueOn: CalendarDate | null | undefined;
};

/**
 * Plans a new version of a list, whose rows continue items as `matchRows` says. What the file has no column for stays.
 * Items that it lacks are no longer asked for.
 */
export function planList(
  rows: readonly ReturnRow[],
  list: Pick<ReturnList, 'items'>,
  context: Context,
): ImportPlan<PlannedItem> {
  const reader = rowReader(context);
  const given = rows.map(reader.read);
  const problems = [...reader.problems, ...repeated(given)];
  const before = askedItems(list);
  const known = new Map(list.items.map((item) => [item.key, item]));
  const asRows = given.map((row) => ({ ...emptyRow(row), number: row.number }));
  const said = new Map<number, 'same' | 'new'>();
  given.forEach((row, place) => {
    for (const item of before) {
      const answer = context.answers.get(questionId(item, row));
      if (answer === 'same' || answer === 'new') said.set(place, answer);
    }
  });
  const { matches, removed, questions } = matchRows(before, asRows, said);
  let furthest = 0;
  const planned = given.map((row, index): PlannedItem => {
    const item = known.get(matches[index]?.key ?? 0) ?? null;
    const after: ListRow = {
      number: row.number ?? item?.number ?? '',
      heading: row.heading ?? item?.heading ?? '',
      asked: row.asked,
      statements: row.statements ?? item?.statements ?? [],
      kind: row.kind ?? item?.kind ?? 'any',
    };
    const isMoved = item !== null && item.position < furthest;
    furthest = Math.max(furthest, item?.position ?? 0);
    const parts = item ? changedParts(item, after) : [];
    const assigned = {
      ...(isOther(row.owner?.id ?? row.owner, item?.owner?.id ?? null) && { owner: row.owner ?? null }),
      ...(isOther(row.dueOn, item?.hasOwnDue ? item.dueOn : null) && { dueOn: row.dueOn ?? null }),
    };
    const isChanged = parts.length > 0 || isMoved || Object.keys(assigned).length > 0;
    const change = item === null ? 'added' : isChanged ? 'changed' : 'unchanged';
    return { line: row.line, change, before: item, after, parts, isMoved, ...assigned };
  });
  return {
    rows: [
      ...planned,
      ...removed.flatMap((key): readonly PlannedItem[] => {
        const item = known.get(key);
        return item
          ? [{ line: 0, change: 'removed', before: item, after: null, parts: [], isMoved: false }]
          : [];
      }),
    ],
    problems,
    questions: questions.flatMap(({ place, item }) => {
      const row = given[place];
      return row ? [questionAbout(item, row)] : [];
    }),
    notes: reader.notes(),
  };
}

/** Whether a cell says something else. Undefined: the file lacks the column. */
function isOther<T>(given: T | undefined, now: T | null): boolean {
  return given !== undefined && given !== now;
}

function emptyRow({ asked }: Given): ListRow {
  return { number: '', heading: '', asked, statements: [], kind: 'any' };
}

function questionId(item: Pick<ReturnItem, 'key'>, row: Given): string {
  return `item ${item.key} as ${row.number}`;
}

function questionAbout(item: Pick<ReturnItem, 'key' | 'number'>, row: Given): Question {
  const called = (number: string | null) => (number ? `number ${number}` : 'no number');
  return {
    id: questionId(item, row),
    column: 'Number',
    lines: [row.line],
    text: row.number ?? '',
    asks: `Line ${row.line} asks the same as an item with ${called(item.number)}, and has ${called(row.number)}. Is it that item? “${excerpt(row.asked)}”`,
    readings: [
      { id: 'same', label: 'Yes, with its answers' },
      { id: 'new', label: 'No, it is a new item' },
    ],
  };
}

function repeated(given: readonly Given[]): readonly CsvProblem[] {
  const first = new Map<string, number>();
  return given.flatMap(({ line, number }) => {
    if (!number) return [];
    const earlier = first.get(fold(number));
    if (earlier === undefined) first.set(fold(number), line);
    return earlier === undefined
      ? []
      : [{ line, column: 'Number', message: `Line ${earlier} already has the number ${number}` }];
  });
}

function rowReader({ members, framework }: Pick<Context, 'members' | 'framework'>) {
  const problems: CsvProblem[] = [];
  const unknown = { statements: new Map<string, number[]>(), kinds: new Map<string, number[]>() };
  const statementsIn = statementReader(framework);
  const byName = nameLookup(members, ({ name }) => name);
  const byEmail = nameLookup(members, ({ email }) => email);
  const note = (notes: Map<string, number[]>, text: string, line: number) =>
    notes.set(text, [...(notes.get(text) ?? []), line]);
  const limited = (
    line: number,
    column: OptionalColumn | RequiredColumn,
    text: string | null,
    limit: number,
  ) => {
    if (text !== null && text.length > limit)
      problems.push({ line, column, message: `It must be ${formatNumber(limit)} characters or less` });
    return text;
  };
  const read = ({ line, cells }: ReturnRow): Given => {
    const asked = limited(line, 'What is asked', cells['What is asked'], RETURN_LIMITS.asked) ?? '';
    if (asked === '') problems.push({ line, column: 'What is asked', message: 'Enter what is asked' });
    const found = cells['Quality statements'] === null ? null : statementsIn(cells['Quality statements']);
    for (const text of found?.unknown ?? []) note(unknown.statements, text, line);
    const kind = cells.Kind === null ? null : kindOf(cells.Kind);
    if (kind === undefined) note(unknown.kinds, cells.Kind ?? '', line);
    const named = cells.Owner;
    const owner = named === null ? undefined : named === '' ? null : (byEmail(named) ?? byName(named));
    if (named && !owner)
      problems.push({ line, column: 'Owner', message: `Nobody who can answer items is called “${named}”` });
    const dueOn = cells.Due === null ? undefined : cells.Due === '' ? null : parseTypedDay(cells.Due);
    if (cells.Due && dueOn === null)
      problems.push({ line, column: 'Due', message: `“${cells.Due}” must be a real date, like 7 12 2026` });
    return {
      ...{ line, asked, kind: kind ?? (kind === undefined ? 'any' : null), dueOn },
      number: limited(line, 'Number', cells.Number, RETURN_LIMITS.number),
      heading: limited(line, 'Heading', cells.Heading, RETURN_LIMITS.heading),
      statements: found?.known ?? null,
      owner: owner && { id: owner.id, name: owner.name },
    };
  };
  return {
    read,
    problems,
    notes: () => [
      ...[...unknown.statements].map(
        ([text, lines]) => `${formatLines(lines)}: “${text}” is no quality statement, so it is left out.`,
      ),
      ...[...unknown.kinds].map(
        ([text, lines]) => `${formatLines(lines)}: “${text}” is no kind that we know, so it is left open.`,
      ),
    ],
  };
}

const KIND_WORDS: Readonly<Record<Exclude<ItemKind, 'any'>, RegExp>> = {
  table: /data|table|spreadsheet|figures|performance/,
  documents: /document|polic|strateg|evidence|file/,
  narrative: /narrative|text|written|description|free/,
};

/** Undefined: no kind that is known. */
function kindOf(cell: string): ItemKind | undefined {
  const folded = fold(cell);
  if (folded === '') return 'any';
  const exact = ITEM_KINDS.find((kind) => fold(ITEM_KIND_NAMES[kind]) === folded);
  if (exact) return exact;
  return (['table', 'documents', 'narrative'] as const).find((kind) => KIND_WORDS[kind].test(folded));
}

/** Reads statements by id or name. Names may hold the commas that separate them. */
function statementReader({ statements }: Pick<Framework, 'statements'>) {
  const all = [...statements, ...knownStatements()];
  const byName = nameLookup(
    [...new Map(all.map((statement) => [fold(statement.name), statement] as const).toReversed()).values()],
    ({ name }) => name,
  );
  const find = (text: string) => all.find(({ id }) => fold(id) === fold(text)) ?? byName(text);
  return (cell: string): { readonly known: readonly StatementId[]; readonly unknown: readonly string[] } => {
    const parts = cell
      .split(/[;,\n|]/)
      .map((part) => part.trim())
      .filter(Boolean);
    const known = new Set<StatementId>();
    const unknown: string[] = [];
    for (let from = 0; from < parts.length; ) {
      let to = parts.length;
      while (to > from && !find(parts.slice(from, to).join(', '))) to -= 1;
      const found = find(parts.slice(from, to).join(', '));
      if (found) known.add(found.id);
      else unknown.push(parts[from] ?? '');
      from = Math.max(to, from + 1);
    }
    return {
      known: inFrameworkOrder([...known].map((statement) => ({ statement }))).map(
        ({ statement }) => statement,
      ),
      unknown,
    };
  };
}
