import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { loadReviewLock } from '#lib/record/assessments/lock.ts';
import { loadOpenCycle } from '#lib/record/assessments/queries.ts';
import type { LockView } from '#lib/record/assessments/review-state.ts';
import { type EvidencePage, loadEvidencePage } from '#lib/record/evidence/list-rows.ts';
import { type EvidenceItemView, loadEvidenceItem } from '#lib/record/evidence/queries.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The open assessment that evidence is linked in, and its lock if it cannot be changed. */
export type EvidencePlace = {
  /** `framework`: its id. */
  readonly assessment: { readonly id: string; readonly name: string; readonly framework: string };
  readonly lock: LockView | null;
};

/** The open assessment with one page of the council's evidence in use, if searched. Null when no assessment is open. */
export async function getEvidencePlace(
  context: CouncilContext,
  search: { readonly words: string | undefined; readonly page: number } | null,
): Promise<(EvidencePlace & { readonly list: EvidencePage | null }) | null> {
  requirePermission(context, 'evidence:view');
  return read(context, async (db) => {
    const place = await evidencePlace(db);
    if (!place) return null;
    return {
      ...place,
      list: search && (await loadEvidencePage(db, { words: search.words, state: 'current' }, search.page)),
    };
  });
}

/** An item and its link to a statement of the open assessment. Null if it is not linked. */
export async function getEvidenceUse(
  context: CouncilContext,
  statement: StatementId,
  reference: string,
): Promise<
  (EvidencePlace & { readonly item: EvidenceItemView; readonly use: EvidenceItemView['uses'][number] }) | null
> {
  requirePermission(context, 'evidence:view');
  return read(context, async (db) => {
    const place = await evidencePlace(db);
    const item = place && (await loadEvidenceItem(db, reference));
    const use = item?.uses.find((one) => one.statement === statement);
    return place && item && use ? { ...place, item, use } : null;
  });
}

async function evidencePlace(db: CouncilRead): Promise<EvidencePlace | null> {
  const open = await loadOpenCycle(db);
  if (!open) return null;
  const { id, name, framework } = open;
  return { assessment: { id, name, framework }, lock: await loadReviewLock(db, id) };
}
