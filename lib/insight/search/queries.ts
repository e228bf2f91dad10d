import 'server-only';
import { LRUCache } from 'lru-cache';
import { knownStatement } from '#lib/frameworks/known.ts';
import { can } from '#lib/platform/access/permissions.ts';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import type { TextUnit } from '#lib/platform/reading/pages.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { candidatesIn, entriesFor, type IsFound } from './rules.ts';

// What a search finds in the council, by the functions of the database that use its index: see the migration
// search_entries. They give ids only; what is shown is read as every page reads it.

/** The kinds of entry that results have: those of a use or a file are the item's. */
export type FoundKind = 'item' | 'statement' | 'comment' | 'measure';

export type Found = Readonly<
  Record<FoundKind, { readonly total: number; readonly ids: readonly string[] }>
> & {
  /** Whether more pages have the words of a phrase than were looked at. */
  readonly isCut: boolean;
};

/** The rows that have every term, the best first: places `first` to `last` of each kind. */
export async function findEntries(
  db: CouncilRead,
  terms: readonly string[],
  { first, last }: { readonly first: number; readonly last: number },
): Promise<Found> {
  const rows = await db.tx.$queryRaw<{ kind: FoundKind | 'cut'; subject: string; total: number }[]>`
    select kind, subject, total from find_in_council(${terms}::text[], ${entriesFor(db.context)}::text[], ${first}::int, ${last}::int)`;
  const of = (kind: FoundKind) => {
    const found = rows.filter((row) => row.kind === kind);
    return { total: found[0]?.total ?? 0, ids: found.map(({ subject }) => subject) };
  };
  return {
    ...{ item: of('item'), statement: of('statement'), comment: of('comment'), measure: of('measure') },
    isCut: rows.some(({ kind }) => kind === 'cut'),
  };
}

/** Titles of the council that have a word like one of these, with one slip at most. */
export async function titlesAlike(
  db: CouncilRead,
  terms: readonly string[],
): Promise<readonly { readonly kind: 'item' | 'measure'; readonly id: string; readonly title: string }[]> {
  return db.tx.$queryRaw`
    select f.kind, f.subject as id, coalesce(i.title, m.name) as title
      from find_alike(${terms}::text[], ${entriesFor(db.context)}::text[], 50) f
      left join evidence_items i on f.kind = 'item' and i.council_id = ${db.context.council.id}::uuid and i.id = f.subject
      left join measures m on f.kind = 'measure' and m.council_id = ${db.context.council.id}::uuid and m.id = f.subject
     where coalesce(i.title, m.name) is not null`;
}

/** The stems of each text. None for words that are in every text, such as "the". */
export async function stemsOf(
  { tx }: CouncilRead,
  texts: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const rows = await tx.$queryRaw<{ stems: readonly string[] }[]>`
    select tsvector_to_array(search_words(one, 'A')) as stems from unnest(${texts}::text[]) with ordinality t (one, n) order by n`;
  return rows.map(({ stems }) => stems);
}

// The stems of a word never change. In characters of the words: a file may have a "word" of thousands.
const knownStems = new LRUCache<string, readonly string[]>({
  maxSize: 500_000,
  sizeCalculation: (_, word) => word.length + 1,
});

/** As `stemsOf`, for words and short terms: those met before are not asked for again. */
export async function stemsOfWords(
  db: CouncilRead,
  words: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const found = new Map(words.map((word) => [word, knownStems.get(word)]));
  const unknown = [...found].flatMap(([word, stems]) => (stems ? [] : [word]));
  if (unknown.length > 0) {
    const stems = await stemsOf(db, unknown);
    unknown.forEach((word, at) => {
      found.set(word, stems[at]);
      knownStems.set(word, stems[at] ?? []);
    });
  }
  return words.map((word) => found.get(word) ?? []);
}

/** Which words of these texts have one of the stems. */
export async function foundWords(
  db: CouncilRead,
  texts: readonly string[],
  stems: readonly string[],
): Promise<IsFound> {
  const candidates = candidatesIn(texts, stems);
  const all = await stemsOfWords(db, candidates);
  const found = new Set(candidates.filter((_, at) => all[at]?.some((stem) => stems.includes(stem))));
  return (word) => found.has(word);
}

export type FoundPage = {
  readonly fileId: string;
  readonly number: number;
  readonly label: string;
  readonly unit: TextUnit;
  readonly body: string;
  /** The numbers of further pages with one of the terms, in their order. */
  readonly others: readonly number[];
};

/** Of each file the page that fits the terms best, for somebody who may open the files. */
export async function bestPages(
  { tx, context }: CouncilRead,
  fileIds: readonly string[],
  terms: readonly string[],
): Promise<ReadonlyMap<string, FoundPage>> {
  if (!can(context, 'evidence:download') || fileIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<FoundPage[]>`
    with term as (
      select phraseto_tsquery('pg_catalog.english', search_text(t)) as exact from unnest(${terms}::text[]) t
    ), asked as materialized (
      select string_agg('(' || exact::text || ')', '|')::tsquery as any_of,
             string_agg('(' || exact::text || ')', '&')::tsquery as all_of
        from term where numnode(exact) > 0
    ), best as materialized (
      select f.id as file_id, p.number, array_remove(p.numbers, p.number) as others
        from unnest(${fileIds}::uuid[]) f (id), asked,
             lateral (select p.number, array_agg(p.number) over (order by p.number rows between unbounded preceding and unbounded following) as numbers from file_pages p
                       where p.council_id = ${context.council.id}::uuid and p.file_id = f.id and p.words @@ any_of
                       order by p.words @@ all_of desc, ts_rank(p.words, any_of) desc, p.number limit 1) p
    )
    select b.file_id as "fileId", b.number, b.others, p.label, p.body, coalesce(t.unit::text, 'page') as unit
      from best b
      join file_pages p on p.council_id = ${context.council.id}::uuid and p.file_id = b.file_id and p.number = b.number
      join file_texts t on t.council_id = p.council_id and t.file_id = p.file_id`;
  return new Map(rows.map((row) => [row.fileId, row]));
}

export type FoundStatement = {
  readonly id: string;
  readonly statement: StatementId;
  readonly name: string;
  readonly texts: readonly string[];
  readonly cycle: { readonly number: number; readonly name: string; readonly isOpen: boolean };
};

/** What these statements say, in the open assessment or a past one. */
export async function statementsByIds(
  { tx, context }: CouncilRead,
  ids: readonly string[],
): Promise<readonly FoundStatement[]> {
  if (ids.length === 0) return [];
  const rows = await tx.statementAssessment.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, id: { in: [...ids] } },
    select: {
      id: true,
      statement: true,
      strengths: true,
      improvements: true,
      impact: true,
      assessment: { select: { number: true, name: true, status: true } },
    },
  });
  return inOrder(ids, rows).map(({ id, statement, assessment, ...texts }) => ({
    id,
    statement,
    name: knownStatement(statement).name,
    texts: [texts.strengths, texts.improvements, texts.impact],
    cycle: { number: assessment.number, name: assessment.name, isOpen: assessment.status === 'open' },
  }));
}

export type FoundComment = {
  readonly id: string;
  readonly body: string;
  readonly by: string;
  readonly at: Date;
  readonly on:
    | { readonly kind: 'statement'; readonly statement: StatementId; readonly cycle: FoundStatement['cycle'] }
    | { readonly kind: 'evidence'; readonly number: number; readonly title: string };
};

/** These comments. None for somebody who sees no comments. */
export async function commentsByIds(
  { tx, context }: CouncilRead,
  ids: readonly string[],
): Promise<readonly FoundComment[]> {
  if (ids.length === 0 || !can(context, 'comment:view')) return [];
  const rows = await tx.comment.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, id: { in: [...ids] }, deletedAt: null },
    select: {
      id: true,
      body: true,
      createdAt: true,
      statement: true,
      author: { select: { person: { select: { name: true } } } },
      statementAssessment: { select: { assessment: { select: { number: true, name: true, status: true } } } },
      evidenceItem: { select: { number: true, title: true } },
    },
  });
  return inOrder(ids, rows).flatMap(
    ({ id, body, author, createdAt: at, statement, ...on }): FoundComment[] => {
      const comment = { id, body, at, by: author.person.name };
      if (on.evidenceItem) return [{ ...comment, on: { kind: 'evidence', ...on.evidenceItem } }];
      const assessment = on.statementAssessment?.assessment;
      if (!statement || !assessment) return [];
      const { number, name, status } = assessment;
      return [
        {
          ...comment,
          on: { kind: 'statement', statement, cycle: { number, name, isOpen: status === 'open' } },
        },
      ];
    },
  );
}

export type FoundMeasure = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly statement: StatementId;
  /** Comparator, source and the sources of its values. */
  readonly texts: readonly string[];
};

export async function measuresByIds(
  { tx, context }: CouncilRead,
  ids: readonly string[],
): Promise<readonly FoundMeasure[]> {
  if (ids.length === 0) return [];
  const rows = await tx.measure.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, id: { in: [...ids] } },
    select: {
      id: true,
      key: true,
      name: true,
      statement: true,
      comparator: true,
      source: true,
      values: { distinct: ['source'], select: { source: true } },
    },
  });
  return inOrder(ids, rows).map(({ comparator, source, values, ...measure }) => ({
    ...measure,
    texts: [source, ...values.map((value) => value.source), comparator],
  }));
}

function inOrder<Row extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): readonly Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
