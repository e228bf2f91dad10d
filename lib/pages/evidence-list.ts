import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import type { AskedPage } from '#lib/platform/forms/page-number.ts';
import { type EvidenceList, loadEvidenceList } from '#lib/record/evidence/queries.ts';
import type { EvidenceView } from '#lib/record/evidence/view.ts';
import { loadViews } from '#lib/record/views/queries.ts';
import type { SavedView } from '#lib/record/views/rules.ts';

/** A page of the evidence list, with the views that the person can choose. */
export async function getEvidenceList(
  context: CouncilContext,
  view: EvidenceView,
  page: AskedPage,
  asOf: Date,
): Promise<EvidenceList & { readonly views: readonly SavedView[] }> {
  requirePermission(context, 'evidence:view');
  return read(context, async (db) => ({
    ...(await loadEvidenceList(db, view, page, asOf)),
    views: await loadViews(db),
  }));
}
