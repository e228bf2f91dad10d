import 'server-only';
import type { HelpTopic } from '#lib/help/topic.ts';
import { TOPICS } from '#lib/help/topics.ts';
import { evidenceByIds, type FoundEvidence } from '#lib/insight/search/evidence.ts';
import {
  commentsByIds,
  type Found,
  type FoundComment,
  type FoundMeasure,
  type FoundStatement,
  findEntries,
  foundWords,
  measuresByIds,
  statementsByIds,
  stemsOf,
  stemsOfWords,
  titlesAlike,
} from '#lib/insight/search/queries.ts';
import {
  corrected,
  entriesFor,
  type IsFound,
  isOneSlip,
  RESULTS_PAGE_SIZE,
  type ResultKind,
  referenceIn,
  SHOWN_TOGETHER,
  termsOf,
  typedAs,
  wordsOf,
} from '#lib/insight/search/rules.ts';
import { spelledOut } from '#lib/insight/search/short-forms.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import { loadEvidenceItem } from '#lib/record/evidence/queries.ts';
import { loadOwnTopics } from '#lib/record/topics/queries.ts';
import { allTopics, type Topic } from '#lib/record/topics/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type { FoundEvidence };

export type FoundHelp = { readonly id: string; readonly title: string; readonly text: string };
export type FoundTopic = Pick<Topic, 'key' | 'about'> & { readonly title: string; readonly retired: boolean };

export type SearchView = {
  /** Nothing was asked for, or only words that are in every text. */
  readonly outcome: 'nothing asked' | 'only common words' | 'searched';
  /** What was searched for instead, as nothing has what was typed. */
  readonly instead: string | null;
  /** The same with short forms written out, which has other results: "deprivation of liberty" for "DoLS". */
  readonly writtenOut: string | null;
  /** Where the search leads by itself: the item of this reference, statements of this name. */
  readonly direct: {
    readonly item: {
      readonly reference: string;
      readonly title: string;
      readonly page: number | null;
    } | null;
    readonly statements: readonly { readonly statement: StatementId; readonly name: string }[];
  };
  /** Whether words were left out, and pages that may have the words in a row. */
  readonly limits: { readonly words: boolean; readonly pages: boolean };
  readonly totals: Readonly<Record<ResultKind, number>>;
  readonly evidence: readonly FoundEvidence[];
  readonly statements: readonly FoundStatement[];
  /** Empty for roles that see no comments. */
  readonly comments: readonly FoundComment[];
  readonly measures: readonly FoundMeasure[];
  readonly topics: readonly FoundTopic[];
  readonly help: readonly FoundHelp[];
  /** Items with nearly the words in their title, where few have the words. */
  readonly alike: readonly { readonly reference: string; readonly title: string }[];
  readonly page: number;
  readonly pages: number;
  /** Which words to mark. */
  readonly isFound: IsFound;
  /** Whether files are searched, and comments, for this role. */
  readonly searches: { readonly files: boolean; readonly comments: boolean };
};

/** What a search finds of everything that this person may read. `kind`: a page of one kind, or the first of each. */
export async function getSearch(
  context: CouncilContext,
  { typed, kind, page }: { readonly typed: string; readonly kind: ResultKind | null; readonly page: number },
): Promise<SearchView> {
  requirePermission(context, 'council:view');
  const searches = {
    files: entriesFor(context).includes('content'),
    comments: entriesFor(context).includes('comment'),
  };
  const { terms, areAll } = termsOf(typed);
  if (terms.length === 0) return { ...NOTHING, searches };
  const work = async (db: CouncilRead): Promise<SearchView> => {
    const asked = await askedFor(db, terms, areAll);
    const item = await itemOf(db, typed);
    if (asked.stems.length === 0 && !item) return { ...NOTHING, searches, outcome: 'only common words' };
    const view = await results(db, asked, { kind, page });
    const named = await statementsNamed(db, asked);
    const direct = { item, statements: named };
    const long = spelledOut(terms);
    const isEmpty = sum(view.totals) === 0 && !item && named.length === 0;
    if (isEmpty) {
      const better = corrected(terms, [
        ...(await titlesAlike(db, wordsOf(terms.join(' ')))).map(({ title }) => title),
        ...(await loadFramework(db)).statements.map(({ name }) => name),
        ...(can(db.context, 'assessment:view') ? await topicsOf(db) : []).map(({ title }) => title),
        ...helpTexts().map(({ title }) => title),
      ]);
      for (const other of [long, better]) {
        if (!other) continue;
        const again = await askedFor(db, other, areAll);
        const found = await results(db, again, { kind, page });
        const statements = await statementsNamed(db, again);
        if (sum(found.totals) === 0 && statements.length === 0) continue;
        return {
          ...NOTHING,
          ...found,
          searches,
          direct: { item: null, statements },
          instead: typedAs(other),
        };
      }
    }
    return {
      ...NOTHING,
      ...view,
      searches,
      direct,
      writtenOut: long && !isEmpty ? typedAs(long) : null,
      alike: kind === null && view.totals.evidence < SHOWN_TOGETHER ? await itemsAlike(db, terms, view) : [],
    };
  };
  return read(context, work, { needsRows: true });
}

const NOTHING: Omit<SearchView, 'searches'> = {
  outcome: 'nothing asked',
  instead: null,
  writtenOut: null,
  direct: { item: null, statements: [] },
  limits: { words: false, pages: false },
  totals: { evidence: 0, statements: 0, comments: 0, measures: 0, topics: 0, help: 0 },
  ...{ evidence: [], statements: [], comments: [], measures: [], topics: [], help: [], alike: [] },
  ...{ page: 1, pages: 1 },
  isFound: () => false,
};

/** `each`: the stems of each term that has any; the others are in every text. */
type Asked = {
  readonly areAll: boolean;
  readonly terms: readonly string[];
  readonly stems: readonly string[];
  readonly each: readonly (readonly string[])[];
};

async function askedFor(db: CouncilRead, terms: readonly string[], areAll: boolean): Promise<Asked> {
  const each = (await stemsOfWords(db, terms)).filter((one) => one.length > 0);
  return { areAll, terms, stems: [...new Set(each.flat())], each };
}

type Asking = { readonly kind: ResultKind | null; readonly page: number };

async function results(db: CouncilRead, asked: Asked, { kind, page }: Asking) {
  const texts = {
    topics: can(db.context, 'assessment:view')
      ? withEvery(asked, await topicsOf(db), await stemsOfTopics(db))
      : [],
    help: withEvery(asked, helpTexts(), await stemsOfHelp(db)),
  };
  const place = (at: number) =>
    kind === null
      ? { first: 1, last: SHOWN_TOGETHER }
      : { first: (at - 1) * RESULTS_PAGE_SIZE + 1, last: at * RESULTS_PAGE_SIZE };
  const none = { total: 0, ids: [] };
  let found: Found = { ...{ item: none, statement: none, comment: none, measure: none }, isCut: false };
  if (asked.stems.length > 0) found = await findEntries(db, asked.terms, place(page));
  // Past the end is the first page.
  const isPastEnd = kind !== null && !isOfTexts(kind) && page > 1 && idsOf(found, kind).length === 0;
  if (isPastEnd) found = await findEntries(db, asked.terms, place(1));
  const shown = (one: ResultKind) => kind === null || kind === one;
  const totals = {
    evidence: found.item.total,
    statements: found.statement.total,
    comments: found.comment.total,
    measures: found.measure.total,
    topics: texts.topics.length,
    help: texts.help.length,
  };
  const pages = kind === null ? 1 : Math.max(1, Math.ceil(totals[kind] / RESULTS_PAGE_SIZE));
  const at = isPastEnd || page > pages ? 1 : page;
  const { first, last } = place(at);
  const evidence = shown('evidence') ? await evidenceByIds(db, found.item.ids, asked.terms) : [];
  const statements = shown('statements') ? await statementsByIds(db, found.statement.ids) : [];
  const comments = shown('comments') ? await commentsByIds(db, found.comment.ids) : [];
  const measures = shown('measures') ? await measuresByIds(db, found.measure.ids) : [];
  const topics = shown('topics') ? texts.topics.slice(first - 1, last) : [];
  const help = shown('help') ? texts.help.slice(first - 1, last) : [];
  const shownTexts = [
    ...evidence.flatMap(({ item, uses, page: best }) => [
      ...[item.title, item.owner, item.source.kind === 'file' ? item.source.name : item.source.url],
      ...uses.flatMap(({ shows, location }) => [shows, location]),
      best?.body ?? '',
    ]),
    ...statements.flatMap(({ name, texts: said }) => [name, ...said]),
    ...comments.map(({ body }) => body),
    ...measures.flatMap(({ name, texts: said }) => [name, ...said]),
    ...topics.flatMap(({ title, about }) => [title, about]),
    ...help.flatMap(({ title, text }) => [title, text]),
  ];
  return {
    outcome: 'searched' as const,
    ...{ totals, evidence, statements, comments, measures, topics, help, page: at, pages },
    limits: { words: !asked.areAll, pages: found.isCut },
    isFound: await foundWords(db, shownTexts, asked.stems),
  };
}

/** Kinds that the database does not look for: they are few, and cached. */
type KindOfTexts = 'topics' | 'help';

function isOfTexts(kind: ResultKind): kind is KindOfTexts {
  return kind === 'topics' || kind === 'help';
}

function idsOf(found: Found, kind: Exclude<ResultKind, KindOfTexts>): readonly string[] {
  return {
    evidence: found.item,
    statements: found.statement,
    comments: found.comment,
    measures: found.measure,
  }[kind].ids;
}

function sum(totals: SearchView['totals']): number {
  return Object.values(totals).reduce((total, one) => total + one, 0);
}

async function itemOf(db: CouncilRead, typed: string): Promise<SearchView['direct']['item']> {
  const named = referenceIn(typed);
  if (named === null || !can(db.context, 'evidence:view')) return null;
  const item = await loadEvidenceItem(db, named.reference);
  return item && { reference: item.reference, title: item.title, page: named.page };
}

/** Statements of the framework in use that have every term in their name. */
async function statementsNamed(
  db: CouncilRead,
  { each }: Asked,
): Promise<SearchView['direct']['statements']> {
  if (each.length === 0) return [];
  const names = await stemsOfNames(db);
  return names
    .filter(({ stems }) => each.every((term) => term.every((stem) => stems.includes(stem))))
    .map(({ statement, name }) => ({ statement, name }));
}

type NameStems = {
  readonly statement: StatementId;
  readonly name: string;
  readonly stems: readonly string[];
};

function stemsOfNames(db: CouncilRead): Promise<readonly NameStems[]> {
  return cacheByAuditHead(db, { name: 'stems of the names of statements', of: '' }, async () => {
    const { statements } = await loadFramework(db);
    const stems = await stemsOf(
      db,
      statements.map(({ name }) => name),
    );
    return statements.map(({ id, name }, at) => ({ statement: id, name, stems: stems[at] ?? [] }));
  });
}

/** Items whose title has every term, one of them with a slip: "saftey" for "safety". Those that are found are left out. */
async function itemsAlike(
  db: CouncilRead,
  terms: readonly string[],
  { evidence }: Pick<SearchView, 'evidence'>,
): Promise<SearchView['alike']> {
  const words = wordsOf(terms.join(' '));
  if (!words.some((word) => word.length >= LONG)) return [];
  const shown = new Set(evidence.map(({ item }) => item.title));
  const titles = (await titlesAlike(db, words)).filter(
    ({ kind, title }) => kind === 'item' && !shown.has(title),
  );
  const stems = await stemsOf(db, [...words, ...titles.map(({ title }) => title)]);
  const alike = titles.filter(({ title }, index) => {
    const has = new Set(stems[words.length + index]);
    const said = wordsOf(fold(title));
    return words.every(
      (word, at) =>
        stems[at]?.every((stem) => has.has(stem)) ||
        (word.length >= LONG && said.some((other) => isOneSlip(word, other))),
    );
  });
  const found = await evidenceByIds(
    db,
    alike.slice(0, 3).map(({ id }) => id),
    [],
  );
  return found.map(({ item: { reference, title } }) => ({ reference, title }));
}

/** From this length on, a word with a slip is rarely another word. */
const LONG = 6;

type Titled = { readonly title: string; readonly text: string };
/** The stems of titles, and of titles with their texts. */
type TextStems = {
  readonly titles: readonly ReadonlySet<string>[];
  readonly texts: readonly ReadonlySet<string>[];
};

/** Those with every term, the ones with a term in their title first. */
function withEvery<T extends Titled>(
  { terms, each }: Asked,
  all: readonly T[],
  stems: TextStems,
): readonly T[] {
  if (each.length === 0) return [];
  const phrases = terms.filter((term) => term.includes(' '));
  const has = (stemsOfText: ReadonlySet<string> | undefined) => (term: readonly string[]) =>
    term.every((stem) => stemsOfText?.has(stem));
  const found = all.flatMap((one, at) => {
    const said = phrases.length > 0 ? wordsOf(fold(`${one.title} ${one.text}`)).join(' ') : '';
    return each.every(has(stems.texts[at])) && phrases.every((phrase) => said.includes(phrase))
      ? [{ one, titled: each.filter(has(stems.titles[at])).length }]
      : [];
  });
  return found.toSorted((a, b) => b.titled - a.titled).map(({ one }) => one);
}

async function textStems(db: CouncilRead, texts: readonly Titled[]): Promise<TextStems> {
  const stems = (
    await stemsOf(db, [
      ...texts.map(({ title }) => title),
      ...texts.map(({ title, text }) => `${title} ${text}`),
    ])
  ).map((one) => new Set(one));
  return { titles: stems.slice(0, texts.length), texts: stems.slice(texts.length) };
}

async function topicsOf(db: CouncilRead): Promise<readonly (FoundTopic & Titled)[]> {
  return allTopics(await loadOwnTopics(db)).map(({ key, name, about, words, own }) => ({
    ...{ key, title: name, about, text: [about, ...words].join(' '), retired: own?.retired ?? false },
  }));
}

function stemsOfTopics(db: CouncilRead): Promise<TextStems> {
  return cacheByAuditHead(db, { name: 'stems of topics', of: '' }, async () =>
    textStems(db, await topicsOf(db)),
  );
}

function helpTexts(): readonly FoundHelp[] {
  return Object.entries<HelpTopic>(TOPICS).map(([id, { title, lead, parts }]) => {
    const said = parts.flatMap(({ heading = '', steps = [], text = [] }) => [heading, ...steps, ...text]);
    return { id, title, text: [lead, ...said].join(' ').replaceAll('**', '') };
  });
}

// What the service itself says never changes while it runs.
let ofHelp: TextStems | undefined;

async function stemsOfHelp(db: CouncilRead): Promise<TextStems> {
  ofHelp ??= await textStems(db, helpTexts());
  return ofHelp;
}
