import 'server-only';
import { inFrameworkOrder } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { likePattern } from '#lib/kernel/text/fold.ts';
import type { Prisma } from '#lib/platform/db/generated/client.ts';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import { type AskedPage, sliceOf } from '#lib/platform/forms/page-number.ts';
import { type Category, parseReference } from '#lib/record/evidence/rules.ts';
import {
  type EvidenceSummary,
  inOpenAssessment,
  NEWEST_FILE,
  summaryOf,
  summarySelect,
} from '#lib/record/evidence/summary-rows.ts';
import type { StatementId } from '#lib/scoring/index.ts';

// The list of the council's evidence: its filters, its pages and what is past retention.

export type EvidenceFilter = {
  readonly statement?: StatementId | undefined;
  readonly category?: Category | undefined;
  readonly words?: string | undefined;
  /** Only withdrawn items, or only those in use. */
  readonly withdrawn?: boolean | undefined;
  /** Only items past the council's retention. */
  readonly due?: boolean | undefined;
};

export type EvidencePage = {
  readonly items: readonly (EvidenceSummary & { readonly statements: readonly StatementId[] })[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Whether all can be shown as one page. */
  readonly canShowAll: boolean;
};

export const EVIDENCE_PAGE_SIZE = 25;

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
  filter: EvidenceFilter,
  page: AskedPage,
  due: readonly number[] = [],
): Promise<EvidencePage> {
  const { tx, context } = db;
  const where: Prisma.EvidenceItemWhereInput = {
    councilId: context.council.id,
    ...(filter.withdrawn !== undefined ? { state: filter.withdrawn ? 'withdrawn' : 'current' } : {}),
    ...(filter.category ? { category: filter.category } : {}),
    ...(filter.statement ? { links: { some: { statement: filter.statement, ...inOpenAssessment } } } : {}),
    ...(filter.words ? { number: { in: await numbersMatching(db, filter.words) } } : {}),
    ...(filter.due ? { AND: { number: { in: [...due] } } } : {}),
  };
  const total = await tx.evidenceItem.count({ where });
  const { skip, take, ...shown } = sliceOf(page, total, EVIDENCE_PAGE_SIZE);
  const rows = await tx.evidenceItem.findMany({
    relationLoadStrategy: 'join',
    where,
    orderBy: { number: 'desc' },
    skip,
    take,
    select: { ...summarySelect, links: { where: inOpenAssessment, select: { statement: true } } },
  });
  const items = rows.map((row) => ({
    ...summaryOf(row),
    statements: inFrameworkOrder(row.links).map(({ statement }) => statement),
  }));
  return { items, total, ...shown };
}

/** The numbers of items whose title, owner or file name contains these words, or whose reference they are. */
async function numbersMatching({ tx, context }: CouncilRead, words: string): Promise<number[]> {
  const like = likePattern(words);
  const rows = await tx.$queryRaw<{ number: number }[]>`
    select i.number from evidence_items i ${NEWEST_FILE}
     where i.council_id = ${context.council.id}::uuid
       and (i.number = ${parseReference(words)} or fold(i.title) like ${like} or fold(i.owner) like ${like}
            or fold(f.name) like ${like})`;
  return rows.map(({ number }) => number);
}
