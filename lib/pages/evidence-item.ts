import 'server-only';
import type { Framework } from '#lib/frameworks/framework.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { loadReviewLock } from '#lib/record/assessments/lock.ts';
import { loadFramework, loadOpenCycle } from '#lib/record/assessments/queries.ts';
import { type EvidenceItemView, loadEvidenceItem } from '#lib/record/evidence/queries.ts';
import { type FileVersion, loadVersions } from '#lib/record/evidence/versions.ts';
import { loadCommentCount } from '#lib/work/comments/queries.ts';
import type { CommentCount } from '#lib/work/comments/rules.ts';
import { type ErasureView, loadLastErasure } from '#lib/work/erasures/queries.ts';

export type EvidencePageView = {
  readonly item: EvidenceItemView;
  /** The last request to erase it. Null if nobody has asked. */
  readonly erasure: ErasureView | null;
  /** Null for roles that do not see comments. */
  readonly comments: CommentCount | null;
  /** The framework of the open cycle, or else of the last one. */
  readonly framework: Framework;
  /** The assessment in which this person can link it to statements. Null if there is none. */
  readonly linkIn: string | null;
  /** Of its file, the newest first. */
  readonly versions: readonly FileVersion[];
};

/** An evidence item by reference, "E12", with its comment counts. Null if the council has none with that number. */
export async function getEvidencePage(
  context: CouncilContext,
  reference: string,
): Promise<EvidencePageView | null> {
  requirePermission(context, 'evidence:view');
  return read(context, async (db) => {
    const item = await loadEvidenceItem(db, reference);
    if (!item) return null;
    const subject = { kind: 'evidence', reference: item.reference } as const;
    const comments = can(context, 'comment:view') ? await loadCommentCount(db, subject) : null;
    const { framework, linkIn } = await cacheByAuditHead(db, { name: 'where to link', of: '' }, async () => {
      const open = await loadOpenCycle(db);
      const isFree = open !== null && (await loadReviewLock(db, open.id)) === null;
      return { framework: await loadFramework(db), linkIn: isFree ? open.id : null };
    });
    const versions = await loadVersions(db, item.reference);
    const erasure = await cacheByAuditHead(db, { name: 'last request to erase', of: item.reference }, () =>
      loadLastErasure(db, item.reference),
    );
    return {
      item,
      erasure,
      comments,
      framework,
      linkIn: can(context, 'evidence:edit') ? linkIn : null,
      versions,
    };
  });
}
