import 'server-only';
import { inFrameworkOrder } from '#lib/frameworks/known.ts';
import { type CouncilRead, noSql, sql } from '#lib/platform/db/read.ts';
import type { Unchecked } from '#lib/record/evidence/concerns.ts';
import { outdatedPlace } from '#lib/record/evidence/lifecycle.ts';
import {
  type EvidenceSummary,
  ITEM_COLUMNS,
  type ItemRow,
  NEWEST_FILE,
  OWNER,
  summaryOfRow,
  UNCHECKED,
} from '#lib/record/evidence/summary-rows.ts';
import type { StatementId } from '#lib/scoring/index.ts';

// Evidence on statements, and what it shows there. Queries check the permission.

/** The earlier version of the file that the place in it was written for. Null: it is in the newest. */
export type OutdatedPlace = number | null;

/** What an item shows on a statement, and where in it. */
export type ShownUse = {
  readonly statement: StatementId;
  readonly shows: string;
  readonly location: string;
  readonly outdated: OutdatedPlace;
};

/** An evidence item attached to one statement. */
export type AttachedEvidence = EvidenceSummary & {
  readonly shows: string;
  readonly location: string;
  readonly outdated: OutdatedPlace;
  /** Carried forward from the previous cycle, and not confirmed or explained again since. */
  readonly carried: boolean;
  readonly unchecked: Unchecked | null;
};

type AttachedRow = ItemRow & {
  readonly shows: string;
  readonly location: string;
  readonly file_version: number | null;
  readonly carried: boolean;
  readonly unchecked: Unchecked | null;
  readonly total: number;
};

/** The newest evidence on one statement, and the total count. Plain SQL, to get both in one round trip. */
export async function loadAttachedEvidence(
  db: CouncilRead,
  assessmentId: string,
  statement: StatementId,
  take: number,
): Promise<{ readonly count: number; readonly shown: readonly AttachedEvidence[] }> {
  const { tx, context } = db;
  const rows = await tx.$queryRaw<AttachedRow[]>`
    with newest as (
      select id, evidence_item_id, shows, location, file_version, carried, count(*) over ()::int as total
        from evidence_links
       where council_id = ${context.council.id}::uuid and assessment_id = ${assessmentId}::uuid
         and statement = ${statement}
       order by id desc
       limit ${take}
    )
    select n.shows, n.location, n.file_version, n.carried, n.total, ${ITEM_COLUMNS},
           ${UNCHECKED} as unchecked
      from newest n
      join evidence_items i on i.council_id = ${context.council.id}::uuid and i.id = n.evidence_item_id
      ${NEWEST_FILE} ${OWNER}
     order by n.id desc`;
  return {
    count: rows[0]?.total ?? 0,
    shown: rows.map(({ shows, location, file_version: fileVersion, carried, unchecked, ...row }) => ({
      ...summaryOfRow(row),
      unchecked,
      shows,
      location,
      outdated: outdatedPlace({ location, fileVersion }, row.newest),
      carried,
    })),
  };
}

/** `version`: of its details. */
export type EvidenceWithUses = EvidenceSummary & {
  readonly version: number;
  readonly uses: readonly ShownUse[];
};

/**
 * Every item used in the assessment, in order of number, with their uses in framework order. `only`: just those with
 * these numbers. `also`: these too, if they are not used. One row of JSON, which takes a third of the time of a row each where there are thousands.
 */
export async function loadAllUses(
  { tx, context }: CouncilRead,
  assessmentId: string,
  {
    only,
    also = [],
  }: { readonly only?: readonly number[] | undefined; readonly also?: readonly number[] } = {},
): Promise<readonly EvidenceWithUses[]> {
  type UsedRow = ItemRow & { readonly version: number; readonly uses: readonly UseRow[] };
  const [row] = await tx.$queryRaw<{ items: readonly UsedRow[] }[]>`
    with used as (
      select evidence_item_id,
             json_agg(json_build_object('statement', statement, 'shows', shows, 'location', location,
                                        'fileVersion', file_version)) as uses
        from evidence_links
       where council_id = ${context.council.id}::uuid and assessment_id = ${assessmentId}::uuid ${
         only
           ? sql`and evidence_item_id = any(array(
                   select id from evidence_items
                    where council_id = ${context.council.id}::uuid and number = any(${only}::int[])))`
           : noSql
       }
       group by evidence_item_id
    ), wanted as (
      select evidence_item_id, uses from used
      ${
        also.length > 0
          ? sql`union all
                select id, '[]' from evidence_items
                 where council_id = ${context.council.id}::uuid and number = any(${also}::int[])
                   and id not in (select evidence_item_id from used)`
          : noSql
      }
    ), item as (
      select ${ITEM_COLUMNS}, i.version, u.uses
        from wanted u
        join evidence_items i on i.council_id = ${context.council.id}::uuid and i.id = u.evidence_item_id
        ${NEWEST_FILE} ${OWNER}
    )
    select coalesce(json_agg(item order by number), '[]') as items from item`;
  return (row?.items ?? []).map(({ version, uses, ...item }) => ({
    ...summaryOfRow(item),
    version,
    uses: usesOf(uses, item.newest),
  }));
}

/** Of `UseRow`. */
export const USE_COLUMNS = { statement: true, shows: true, location: true, fileVersion: true } as const;

export type UseRow = {
  readonly statement: StatementId;
  readonly shows: string;
  readonly location: string;
  readonly fileVersion: number | null;
};

/** In framework order. `newest`: the newest version of the item's file. */
export function usesOf(rows: readonly UseRow[], newest: number | null): readonly ShownUse[] {
  return inFrameworkOrder(rows).map(({ statement, shows, location, fileVersion }) => ({
    statement,
    shows,
    location,
    outdated: outdatedPlace({ location, fileVersion }, newest),
  }));
}
