import 'server-only';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import { type ShownUse, type UseRow, usesOf } from '#lib/record/evidence/attached.ts';
import type { Unchecked } from '#lib/record/evidence/concerns.ts';
import { isUsable } from '#lib/record/evidence/lifecycle.ts';
import { OPEN_LINKS } from '#lib/record/evidence/matching-rows.ts';
import {
  type EvidenceSummary,
  ITEM_COLUMNS,
  type ItemRow,
  NEWEST_FILE,
  OWNER,
  summaryOfRow,
  uncheckedFor,
} from '#lib/record/evidence/summary-rows.ts';
import { bestPages, type FoundPage } from './queries.ts';

export type FoundEvidence = {
  readonly item: EvidenceSummary & { readonly unchecked: Unchecked | null };
  /** In the open assessment. */
  readonly uses: readonly ShownUse[];
  /** Of its newest file, the page that fits best. Null: none does, or this person opens no files. */
  readonly page: FoundPage | null;
};

type FoundRow = ItemRow & {
  readonly id: string;
  readonly unchecked: Unchecked | null;
  readonly uses: readonly UseRow[];
};

/** These items, as their list shows them, with where the terms may be. Erased ones are left out. */
export async function evidenceByIds(
  db: CouncilRead,
  ids: readonly string[],
  terms: readonly string[],
): Promise<readonly FoundEvidence[]> {
  if (ids.length === 0) return [];
  const rows = await db.tx.$queryRaw<FoundRow[]>`
    select i.id::text, ${ITEM_COLUMNS}, ${uncheckedFor(db)} as unchecked,
           (select coalesce(json_agg(json_build_object('statement', l.statement, 'shows', l.shows,
                                                       'location', l.location, 'fileVersion', l.file_version)), '[]')
              from ${OPEN_LINKS}) as uses
      from evidence_items i ${NEWEST_FILE} ${OWNER}
     where i.council_id = ${db.context.council.id}::uuid and i.id = any(${[...ids]}::uuid[]) and i.state <> 'erased'`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const items = ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { unchecked } = row;
    return [{ item: { ...summaryOfRow(row), unchecked }, uses: usesOf(row.uses, row.newest) }];
  });
  const files = items.flatMap(({ item: { source, scan } }) =>
    source.kind === 'file' && isUsable(scan) ? [source.id] : [],
  );
  const pages = await bestPages(db, files, terms);
  return items.map(({ item, uses }) => ({
    item,
    uses,
    page: (item.source.kind === 'file' && pages.get(item.source.id)) || null,
  }));
}
