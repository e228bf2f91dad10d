import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import { type LinkList, loadLinks } from '#lib/record/links/queries.ts';

/** The packs of a link: the one that was shared, and the copy of it. */
export type SharedPacks = { readonly number: number; readonly copy: number };

export type CopyLinks = LinkList & { readonly packs: ReadonlyMap<string, SharedPacks> };

/** The links to copies of packs. `packs`: by link. */
export async function listCopyLinks(context: CouncilContext, asOf: Date): Promise<CopyLinks> {
  requirePermission(context, 'links:manage');
  return read(context, async (db) => {
    const list = await loadLinks(db, 'pack', asOf);
    const copies = await db.tx.pack.findMany({
      where: { councilId: context.council.id, linkId: { in: list.links.map(({ id }) => id) } },
      select: { linkId: true, number: true, copyOf: { select: { number: true } } },
    });
    const packs = new Map(
      copies.flatMap(({ linkId, number: copy, copyOf }): [string, SharedPacks][] =>
        linkId && copyOf ? [[linkId, { number: copyOf.number, copy }]] : [],
      ),
    );
    return { ...list, packs };
  });
}
