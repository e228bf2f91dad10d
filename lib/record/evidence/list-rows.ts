import 'server-only';
import { inFrameworkOrder } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { type CouncilRead, noSql, sql } from '#lib/platform/db/read.ts';
import { type AskedPage, sliceOf } from '#lib/platform/forms/page-number.ts';
import type { Unchecked } from '#lib/record/evidence/concerns.ts';
import { matchingSql, OPEN_LINKS, orderSql } from '#lib/record/evidence/matching-rows.ts';
import { loadTags } from '#lib/record/evidence/owner-rows.ts';
import { readEvidenceSort, readPageSize } from '#lib/record/evidence/sort.ts';
import {
  type EvidenceSummary,
  ITEM_COLUMNS,
  type ItemRow,
  NEWEST_FILE,
  OWNER,
  summaryOfRow,
  uncheckedFor,
} from '#lib/record/evidence/summary-rows.ts';
import type { EvidenceView } from '#lib/record/evidence/view.ts';
import { loadOwnTopics } from '#lib/record/topics/queries.ts';
import type { Topic } from '#lib/record/topics/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

// The list of the council's evidence: its pages and what is past retention.

type Sql = ReturnType<typeof orderSql>;

export type ListedEvidence = EvidenceSummary & {
  readonly statements: readonly StatementId[];
  readonly unchecked: Unchecked | null;
};

type ListRow = ItemRow & Pick<ListedEvidence, 'statements' | 'unchecked'>;

export type EvidencePage = {
  readonly items: readonly ListedEvidence[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Whether all can be shown as one page. */
  readonly canShowAll: boolean;
};

type PastRetention = { readonly years: number; readonly numbers: readonly number[] };

/**
 * The items past the council's retention: the last assessment that used them was closed so many years ago, and no open
 * one uses them. Held and erased items are left out. Null: no retention is set.
 */
export async function loadPastRetention(
  { tx, context }: CouncilRead,
  today: CalendarDate,
): Promise<PastRetention | null> {
  const [row] = await tx.$queryRaw<PastRetention[]>`
    select t.keep_evidence_years as years, array(
             select i.number
               from evidence_items i
               join evidence_links l on l.council_id = i.council_id and l.evidence_item_id = i.id
               join assessments a on a.council_id = l.council_id and a.id = l.assessment_id
               left join assessment_snapshots s on s.council_id = a.council_id and s.assessment_id = a.id
                    and s.kind = 'closed'
              where i.council_id = t.council_id and not i.held and i.state <> 'erased' and a.status <> 'undone'
              group by i.number
             having bool_and(a.status = 'closed')
                and max((s.made_at at time zone 'Europe/London')::date)
                    <= (${today}::date - make_interval(years => t.keep_evidence_years))::date
           ) as numbers
      from council_settings t
     where t.council_id = ${context.council.id}::uuid and t.keep_evidence_years is not null`;
  return row ?? null;
}

/** A page of evidence, as in `listEvidence`, in the caller's transaction. `due`: the numbers past retention. */
export async function loadEvidencePage(
  db: CouncilRead,
  { sort = readEvidenceSort(undefined), size = readPageSize(undefined), ...filter }: EvidenceView,
  page: AskedPage,
  due: readonly number[] = [],
): Promise<EvidencePage> {
  const where = await matchingSql(db, filter, due);
  const [counted] = await db.tx.$queryRaw<{ total: number }[]>`
    select count(*)::int as total from evidence_items i where ${where}`;
  const total = counted?.total ?? 0;
  const { skip, take, ...shown } = sliceOf(page, total, size);
  const items = await loadItems(db, where, orderSql(sort), sql`limit ${take} offset ${skip}`);
  return { items, total, ...shown };
}

/** Every item of that view of the list. */
export async function loadAllEvidence(
  db: CouncilRead,
  { sort = readEvidenceSort(undefined), ...filter }: EvidenceView,
  due: readonly number[] = [],
): Promise<readonly ListedEvidence[]> {
  return loadItems(db, await matchingSql(db, filter, due), orderSql(sort), noSql);
}

/** The items with these numbers, by number. */
export async function loadChosenEvidence(
  db: CouncilRead,
  numbers: readonly number[],
): Promise<readonly ListedEvidence[]> {
  const { context } = db;
  const where = sql`i.council_id = ${context.council.id}::uuid and i.number = any(${[...numbers]}::int[])`;
  return loadItems(db, where, sql`i.number`, noSql);
}

async function loadItems(
  db: CouncilRead,
  where: Sql,
  order: Sql,
  slice: Sql,
): Promise<readonly ListedEvidence[]> {
  // The slice first, so that files and links are read for its items alone.
  const rows = await db.tx.$queryRaw<ListRow[]>`
    select ${ITEM_COLUMNS}, array(select l.statement from ${OPEN_LINKS}) as statements,
           ${uncheckedFor(db)} as unchecked
      from (select i.*, row_number() over (order by ${order}) as place
              from evidence_items i where ${where} order by ${order} ${slice}) i
      ${NEWEST_FILE} ${OWNER}
     order by i.place`;
  return rows.map(({ statements, unchecked, ...row }) => ({
    ...summaryOfRow(row),
    unchecked,
    statements: inFrameworkOrder(statements.map((statement) => ({ statement }))).map(
      ({ statement }) => statement,
    ),
  }));
}

/** What the list can be filtered by besides what the service knows: members who own items, and tags in use. */
export type EvidenceChoices = {
  readonly owners: readonly { readonly id: string; readonly name: string }[];
  readonly tags: readonly string[];
  /** The council’s own. */
  readonly topics: readonly Topic[];
};

export async function loadEvidenceChoices(db: CouncilRead): Promise<EvidenceChoices> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const owners = await tx.$queryRaw<EvidenceChoices['owners']>`
    select p.id::text, p.name from people p
     where p.id in (select i.owner_id from evidence_items i where i.council_id = ${councilId}::uuid)
     order by p.name collate name_order, p.id`;
  return { owners, tags: await loadTags(db), topics: await loadOwnTopics(db) };
}
