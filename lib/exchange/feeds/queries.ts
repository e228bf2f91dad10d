import 'server-only';
import { contentOfFeed } from '#lib/exchange/feeds/rules.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import { type LinkList, loadLinks } from '#lib/record/links/queries.ts';

export type Feeds = LinkList & { readonly inspection: { readonly number: number; readonly name: string } };

/** The links to the calendar of an inspection. Null: none of that number. */
export async function listFeeds(context: CouncilContext, number: number, asOf: Date): Promise<Feeds | null> {
  requirePermission(context, 'links:manage');
  return read(context, async (db) => {
    const where = { councilId: context.council.id, number };
    const row = await db.tx.inspection.findFirst({ where, select: { id: true, name: true } });
    if (!row) return null;
    const { contentHash } = contentOfFeed(row.id);
    return {
      ...(await loadLinks(db, 'calendar', asOf, { contentHash })),
      inspection: { number, name: row.name },
    };
  });
}
