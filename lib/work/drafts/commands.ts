import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { type DraftOfPage, writeDraft } from '#lib/record/assessments/draft-rows.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { loadOthersWriting } from '#lib/work/drafts/queries.ts';

// Drafts are personal and not part of the council's record, so these commands record no events.

export type SaveDraftResult =
  /** `at`: ISO 8601 in UTC. `others`: the names of those who are writing the statement too. */
  | { readonly outcome: 'saved'; readonly at: string; readonly others: readonly string[] }
  /** `full`: this person has reached the limit of unsaved drafts. */
  | { readonly outcome: 'closed' | 'full' };

/**
 * Saves the text typed on one page over its earlier draft, unless that one is of a later edit. Also deletes the draft
 * that the page was opened with, unless that one has been edited since: then both are kept.
 */
export function saveDraft(
  context: CouncilContext,
  statement: StatementId,
  draft: DraftOfPage,
): Promise<SaveDraftResult> {
  return auditedWrite<SaveDraftResult>(context, 'statement:save', async (db) => {
    const outcome = await writeDraft(db, statement, draft);
    if (outcome !== 'saved') return unchanged({ outcome });
    const others = await loadOthersWriting(db, statement);
    return unchanged({ outcome, at: context.now().toISOString(), others });
  });
}

/** Deletes this person's drafts of one statement, by the pages they were typed on. */
export function discardDrafts(
  context: CouncilContext,
  statement: StatementId,
  pages: readonly string[],
): Promise<{ readonly discarded: number }> {
  return auditedWrite(context, 'statement:save', async ({ tx }) => {
    const { count } = await tx.statementDraft.deleteMany({
      where: {
        councilId: context.council.id,
        statement,
        personId: context.person.id,
        pageId: { in: [...pages] },
        statementAssessment: { assessment: { status: 'open' } },
      },
    });
    return unchanged({ discarded: count });
  });
}
