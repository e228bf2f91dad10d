import 'server-only';
import { LIMITS } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { differsFromSaved, loadOthersWriting } from '#lib/work/drafts/queries.ts';
import type { SaveDraft } from '#lib/work/drafts/schema.ts';

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
  draft: SaveDraft,
): Promise<SaveDraftResult> {
  return auditedWrite<SaveDraftResult>(context, 'statement:save', async (db) => {
    const { tx } = db;
    const at = context.now();
    const key = {
      councilId: context.council.id,
      assessmentId: draft.assessment,
      statement,
      personId: context.person.id,
    };
    // Serialised for each person, so that drafts sent at once from many pages all count towards the limit.
    await tx.$executeRaw`
      select pg_advisory_xact_lock(hashtextextended('drafts:' || ${key.councilId} || ${key.personId}, 0))`;
    const bytes = Buffer.byteLength(draft.scoreReason + draft.strengths + draft.improvements + draft.impact);
    const kept = await tx.$executeRaw`
      insert into statement_drafts as d
             (council_id, assessment_id, statement, person_id, page_id, edit, base_version,
              score, score_reason, strengths, improvements, impact, completed, saved_at)
      select s.council_id, s.assessment_id, s.statement, ${context.person.id}::uuid, ${draft.page}::uuid,
             ${draft.edit ?? 0}::bigint, ${draft.version}::int, ${draft.score}, ${draft.scoreReason}, ${draft.strengths},
             ${draft.improvements}, ${draft.impact}, ${draft.completed}, ${at}::timestamptz
        from statement_assessments s
        join assessments a on a.council_id = s.council_id and a.id = s.assessment_id and a.status = 'open'
       where s.council_id = ${context.council.id}::uuid and s.assessment_id = ${draft.assessment}::uuid
         and s.statement = ${statement}
         and (select count(*) < ${LIMITS.drafts.count}
                     and coalesce(sum(octet_length(o.strengths) + octet_length(o.improvements) +
                                      octet_length(o.impact) + octet_length(o.score_reason)), 0) + ${bytes}::int <= ${LIMITS.drafts.bytes}
                from statement_drafts o
               where o.council_id = s.council_id and o.person_id = ${key.personId}::uuid
                 -- not counting the drafts that this one replaces
                 and not (o.assessment_id = s.assessment_id and o.statement = s.statement
                          and o.page_id in (${draft.page}::uuid, ${draft.from?.page ?? draft.page}::uuid)))
         for share of a
      on conflict (council_id, assessment_id, statement, person_id, page_id) do update
         set edit = greatest(d.edit, excluded.edit), base_version = excluded.base_version, score = excluded.score,
             score_reason = excluded.score_reason, strengths = excluded.strengths,
             improvements = excluded.improvements, impact = excluded.impact, completed = excluded.completed, saved_at = excluded.saved_at
       where d.edit < excluded.edit or ${draft.edit === null}`;
    if (kept === 0) {
      // The assessment is not open, the limit is reached, or a newer edit from this page is already stored.
      const { personId: _, ...of } = key;
      const open = await tx.statementAssessment.count({ where: { ...of, assessment: { status: 'open' } } });
      if (open === 0) return unchanged({ outcome: 'closed' });
      const newer =
        draft.edit === null
          ? 0
          : await tx.statementDraft.count({
              where: { ...key, pageId: draft.page, edit: { gte: draft.edit } },
            });
      if (newer === 0) return unchanged({ outcome: 'full' });
    }
    // On a slow line the answers may be saved before their draft arrives: delete a draft that adds nothing to them.
    // Its reason for the score is in the history.
    await tx.$executeRaw`
      delete from statement_drafts d
       using statement_assessments s
       where s.council_id = d.council_id and s.assessment_id = d.assessment_id and s.statement = d.statement
         and d.council_id = ${context.council.id}::uuid and d.assessment_id = ${draft.assessment}::uuid
         and d.statement = ${statement} and d.person_id = ${context.person.id}::uuid
         and d.page_id = ${draft.page}::uuid and d.base_version < s.version and not (${differsFromSaved})`;
    if (draft.from) {
      await tx.statementDraft.deleteMany({
        where: { ...key, pageId: draft.from.page, edit: draft.from.edit, NOT: { pageId: draft.page } },
      });
    }
    const others = await loadOthersWriting(db, statement);
    return unchanged({ outcome: 'saved', at: at.toISOString(), others });
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
