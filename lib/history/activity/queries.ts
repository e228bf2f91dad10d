import 'server-only';
import type { Undone } from '#lib/exchange/imports/decisions.ts';
import { loadUndone } from '#lib/exchange/imports/run-undo.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf, isKnownStatement, knownStatementIds } from '#lib/frameworks/known.ts';
import {
  type ActivityEntry,
  changesOf,
  EVENTS,
  entryCsvRow,
  entryOf,
  type HashedEntry,
  isHidden,
  textsOf,
  typesOf,
} from '#lib/history/activity/entries.ts';
import type { ActivityFilter } from '#lib/history/activity/rules.ts';
import { activeFilters } from '#lib/kernel/active-filters.ts';
import { endOfDay, startOfDay } from '#lib/kernel/london-time.ts';
import { type Piece, wordDifferences } from '#lib/kernel/word-differences.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { type Change, EVENT_WORDS, type FirstWords } from '#lib/platform/audit/describe.ts';
import type { AuditEvent } from '#lib/platform/audit/events.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';
import {
  type CouncilRead,
  cacheByAuditHead,
  joinSql,
  noSql,
  rawSql,
  read,
  sql,
} from '#lib/platform/db/read.ts';
import { type AskedPage, sliceOf } from '#lib/platform/forms/page-number.ts';
import { loadFramework, loadOpenCycle } from '#lib/record/assessments/queries.ts';
import { loadHiddenScores } from '#lib/record/challenge/queries.ts';
import type { HiddenScores } from '#lib/record/challenge/rules.ts';
import { loadOwnTopics } from '#lib/record/topics/queries.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type ActivityPage = {
  readonly entries: readonly ActivityEntry[];
  /** All present and past members, by name, for the filter. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** The frameworks of the council's cycles, the oldest first. */
  readonly frameworks: readonly Framework[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Whether all can be shown as one page. */
  readonly canShowAll: boolean;
  /** On the first page of everything: the changes that this person has not seen. Null if there are none. */
  readonly unseen: NewChanges | null;
};

export const ACTIVITY_PAGE_SIZE = 25;

/** One page of the history, newest first. A page past the end gives page 1. */
export async function listActivity(
  context: CouncilContext,
  filter: ActivityFilter,
  page: AskedPage,
): Promise<ActivityPage> {
  requirePermission(context, 'activity:view');
  return read(context, async (db) => {
    const { tx } = db;
    const through = (await auditHead(tx, context))?.seq ?? 0;
    const total = await countActivity(db, filter, through);
    const { skip, take, ...where } = sliceOf(page, total, ACTIVITY_PAGE_SIZE);
    const filtered = isFiltered(filter);
    const rows = await matching(db, filter, {
      // The sequence has no gaps, so an unfiltered page can start at its number without an offset.
      through: filtered ? through : through - skip,
      skip: filtered ? skip : 0,
      take,
    });
    const people = await tx.membership.findMany({
      relationLoadStrategy: 'join',
      where: { councilId: context.council.id },
      orderBy: { person: { name: 'asc' } },
      select: { person: { select: { id: true, name: true } } },
    });
    const hidden = await loadHiddenScores(db);
    return {
      entries: rows.map((row) => entryOf(row, hidden)),
      people: people.map(({ person }) => person),
      frameworks: await loadFrameworks(db),
      total,
      ...where,
      unseen: filtered || where.page > 1 ? null : await loadNewChanges(db),
    };
  });
}

/** For a council without cycles, that of its first. */
async function loadFrameworks(db: CouncilRead): Promise<readonly Framework[]> {
  const { tx, context } = db;
  const cycles = await tx.assessment.findMany({
    where: { councilId: context.council.id },
    orderBy: { number: 'asc' },
    distinct: ['framework'],
    select: { framework: true },
  });
  return cycles.length > 0
    ? cycles.map(({ framework }) => frameworkOf(framework))
    : [await loadFramework(db)];
}

/** A batch of an export: up to `take` entries of the filtered history from event `through` down, with fingerprints. */
export async function activityBatch(
  context: CouncilContext,
  filter: ActivityFilter,
  { through, take }: { readonly through: number; readonly take: number },
): Promise<readonly HashedEntry[]> {
  requirePermission(context, 'activity:view');
  return read(context, async (db) => {
    const hidden = await loadHiddenScores(db);
    const rows = await matching(db, filter, { through, skip: 0, take });
    return rows.map((row) => ({
      ...entryOf(row, hidden),
      requestId: row.requestId,
      ...hashesOf(row, hidden),
    }));
  });
}

const BATCH = 1_000;

/** The filtered history from event `through` down as CSV rows, read in batches. */
export async function* activityRecords(
  context: CouncilContext,
  filter: ActivityFilter,
  through: number,
): AsyncGenerator<readonly ReturnType<typeof entryCsvRow>[]> {
  for (let from = through; ; ) {
    const entries = await activityBatch(context, filter, { through: from, take: BATCH });
    yield entries.map(entryCsvRow);
    const last = entries.at(-1);
    if (!last || entries.length < BATCH) return;
    from = last.seq - 1;
  }
}

/** Null while any score is hidden: anyone who knows the rest of an event could try scores until the hash matches. */
function hashesOf(
  { hash, previousHash }: Pick<Row, 'hash' | 'previousHash'>,
  hidden: HiddenScores | null,
): Pick<HashedEntry, 'hash' | 'previousHash'> {
  return hidden ? { hash: null, previousHash: null } : { hash, previousHash };
}

/** The number of matching entries up to event `through`. */
export async function countActivity(
  { tx, context }: CouncilRead,
  filter: ActivityFilter,
  through: number,
): Promise<number> {
  // The sequence has no gaps, so its last number is the count.
  if (!isFiltered(filter)) return through;
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from audit_events e where ${filterSql(context, filter, through)}`;
  return row?.count ?? 0;
}

type Row = {
  readonly seq: number;
  readonly at: Date;
  readonly actorName: string;
  readonly actorRole: string;
  readonly requestId: string;
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  readonly words: unknown;
  readonly reason: string | null;
  readonly said: FirstWords | null;
  readonly hash: string;
  readonly previousHash: string;
};

/** Types of event by where their texts are stored. */
const KEPT = { reason: typesByText('reason'), firstWords: typesByText('firstWords') };

function typesByText(text: 'reason' | 'firstWords') {
  const storedTexts = Object.entries(EVENTS).flatMap(([type, description]) => {
    const kept = description[text];
    return kept ? [{ type, kept }] : [];
  });
  const groups = Map.groupBy(storedTexts, ({ kept }) => kept);
  return [...groups].map(([kept, of]) => ({ ...kept, types: of.map(({ type }) => type) }));
}

/**
 * SQL for the reason for an event `e`, or the first words of its text, from where its description says they are
 * stored. Null if there are none, or this person may not read them.
 */
function storedText(context: CouncilContext, text: 'reason' | 'firstWords') {
  const cases = KEPT[text].map(({ sql: select, permission, types }) =>
    permission && !can(context, permission)
      ? noSql
      : sql`when e.type = any(${types}) then (${rawSql(select)})`,
  );
  return sql`case ${joinSql(cases, ' ')} end`;
}

function matching(
  { tx, context }: CouncilRead,
  filter: ActivityFilter,
  { through, skip, take }: { readonly through: number; readonly skip: number; readonly take: number },
): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select e.seq, e.at, e.actor_name as "actorName", e.actor_role as "actorRole", e.request_id as "requestId",
           e.type, e.subject, e.data, (${rawSql(EVENT_WORDS)}) as words, e.hash, e.previous_hash as "previousHash",
           ${storedText(context, 'reason')} as reason,
           ${storedText(context, 'firstWords')} as said
      from audit_events e
     where ${filterSql(context, filter, through)}
     order by e.seq desc
     limit ${take} offset ${skip}`;
}

function isFiltered(filter: ActivityFilter): boolean {
  return Object.keys(activeFilters(filter)).length > 0;
}

// Every condition has an index: in prisma/schema.prisma, or for the statement in its migration.
function filterSql(context: CouncilContext, filter: ActivityFilter, through: number) {
  const { statement, evidence, person, kind, from, to } = filter;
  return joinSql(
    [
      sql`e.council_id = ${context.council.id}::uuid and e.seq <= ${through}`,
      statement && sql`coalesce(e.data ->> 'statement', e.subject) = ${statement}`,
      evidence && sql`e.subject = ${evidence}`,
      person && sql`(e.actor_id = ${person}::uuid or e.subject = ${person})`,
      kind && sql`e.type = any(${typesOf(kind)})`,
      from && sql`e.at >= ${startOfDay(from)}`,
      to && sql`e.at < ${endOfDay(to)}`,
    ].filter((condition) => condition !== undefined && condition !== ''),
    ' and ',
  );
}

/** A text changed by an event. */
export type TextChange = { readonly name: string; readonly pieces: readonly Piece[] };

export type ActivityEntryView = HashedEntry & {
  readonly changes: readonly Change[];
  /**
   * The narratives of a statement or the reason for a challenge score, compared word by word. Null if none, or not
   * kept.
   */
  readonly texts: readonly TextChange[] | null;
  /** The statement or evidence the event is about, for a link to its page and history. */
  readonly statement: StatementId | null;
  readonly evidence: string | null;
  /** The id of a change of many, or of one that was undone. */
  readonly batch: string | null;
  readonly isSave: boolean;
  /** The version of the statement whose text this person can put into the form again. Null if there is none. */
  readonly restorable: number | null;
  /** The event that undid it, if it is an import. */
  readonly undone: Undone | null;
};

/** One event with its changes. Null if the council's chain has no event with this number. */
export async function getActivityEntry(
  context: CouncilContext,
  seq: number,
): Promise<ActivityEntryView | null> {
  requirePermission(context, 'activity:view');
  return read(context, async (db) => {
    const { tx } = db;
    const [row] = await tx.$queryRaw<Row[]>`
      select e.seq, e.at, e.actor_name as "actorName", e.actor_role as "actorRole",
             e.request_id as "requestId", e.type, e.subject, e.data, (${rawSql(EVENT_WORDS)}) as words, e.hash, e.previous_hash as "previousHash",
             ${storedText(context, 'reason')} as reason, ${storedText(context, 'firstWords')} as said
        from audit_events e
       where e.council_id = ${context.council.id}::uuid and e.seq = ${seq}`;
    if (!row) return null;
    const event = row as unknown as AuditEvent;
    const { statement } = row.data as { statement?: unknown };
    const subject = statement ?? row.subject;
    const hidden = await loadHiddenScores(db);
    const scoreHidden = isHidden(event, hidden);
    return {
      ...entryOf(row, hidden),
      requestId: row.requestId,
      ...hashesOf(row, hidden),
      changes: changesOf(event, scoreHidden, await loadOwnTopics(db)),
      texts: await textChanges(db, event, { seq, scoreHidden }),
      statement: isKnownStatement(subject) ? subject : null,
      evidence: /^E\d+$/.test(row.subject) ? row.subject : null,
      batch: event.type === 'batch.made' || event.type === 'batch.undone' ? event.subject : null,
      isSave: event.type === 'statement.saved',
      restorable: await restorableVersion(db, event),
      undone: await loadUndone(db, seq),
    };
  });
}

/** Only an earlier version of the open assessment, and while that can be changed. */
async function restorableVersion(db: CouncilRead, event: AuditEvent): Promise<number | null> {
  if (event.type !== 'statement.saved' || !can(db.context, 'statement:save')) return null;
  const open = await loadOpenCycle(db);
  const { assessmentId, version } = event.data;
  if (open?.id !== assessmentId || open.reviewState !== 'preparing') return null;
  const later = await db.tx.statementAssessment.count({
    where: {
      councilId: db.context.council.id,
      assessmentId,
      statement: event.subject,
      version: { gt: version },
    },
  });
  return later > 0 ? version : null;
}

/** Null if the event has no texts to compare, or the earlier ones were not kept. */
async function textChanges(
  { tx, context }: CouncilRead,
  event: AuditEvent,
  { seq, scoreHidden }: { readonly seq: number; readonly scoreHidden: boolean },
): Promise<readonly TextChange[] | null> {
  const texts = textsOf(event, scoreHidden);
  if (!texts) return null;
  const [row] = await tx.$queryRaw<{ texts: { before: Texts; after: Texts } | null }[]>`
    select (${rawSql(texts.sql)}) as texts from audit_events e
     where e.council_id = ${context.council.id}::uuid and e.seq = ${seq}`;
  const { before, after } = row?.texts ?? {};
  if (!before || !after) return null;
  return Object.entries(texts.names).map(([key, name]) => ({
    name,
    pieces: wordDifferences(before[key] ?? '', after[key] ?? ''),
  }));
}

type Texts = Readonly<Record<string, string | null>>;

export type NewChanges = {
  /** By statement in framework order, then other changes. */
  readonly counts: readonly { readonly statement: StatementId | null; readonly count: number }[];
  /** Whether there are more changes than were counted. */
  readonly isMore: boolean;
  /** The newest of them, which "Mark as seen" sends. Later changes stay unseen. */
  readonly through: number;
  /** When the person last marked them as seen. Null if never. */
  readonly since: Date | null;
};

const MAX_COUNTED = 1_000;

/** Changes by other people since the person last marked the history as seen. Null if there are none. */
export async function loadNewChanges(db: CouncilRead): Promise<NewChanges | null> {
  const { tx, context } = db;
  requirePermission(context, 'activity:view');
  const [councilId, personId] = [context.council.id, context.person.id];
  const look = db.unrecorded?.look;
  const seen = look?.seq ?? 0;
  // Cached because it reads up to a thousand events to count them.
  const rows = await cacheByAuditHead(
    db,
    { name: `changes by others than ${personId}`, of: String(seen) },
    () => tx.$queryRaw<{ statement: StatementId | null; count: number; through: number }[]>`
      with newest as (
        select e.seq, coalesce(e.data ->> 'statement', e.subject) as about
          from audit_events e
         where e.council_id = ${councilId}::uuid and e.seq > ${seen}
           and e.actor_id <> ${personId}::uuid and e.type <> all(${typesOf('views')})
         order by e.seq desc
         limit ${MAX_COUNTED + 1}
      )
      select k.id as statement, count(*)::int as count, max(n.seq) as through
        from newest n
        left join unnest(${knownStatementIds()}::text[]) with ordinality k(id, place) on k.id = n.about
       group by k.id, k.place
       order by k.place nulls last`,
  );
  if (rows.length === 0) return null;
  return {
    counts: rows.map(({ statement, count }) => ({ statement, count })),
    isMore: rows.reduce((sum, { count }) => sum + count, 0) > MAX_COUNTED,
    through: Math.max(...rows.map(({ through }) => through)),
    since: look ? new Date(look.at) : null,
  };
}
