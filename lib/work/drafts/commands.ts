import 'server-only';
import { LIMITS } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { saysOtherwise } from '#lib/work/drafts/queries.ts';
import type { KeepDraft } from '#lib/work/drafts/schema.ts';

// A draft is its person's own and no change to the council's record, so none of this adds an audit event.

export type KeepResult =
  | { readonly outcome: 'kept' /** ISO 8601 in UTC. */; readonly at: string }
  /** `full`: this person has as many unsaved drafts as are kept. */
  | { readonly outcome: 'closed' | 'full' };

/**
 * Keeps what is typed on one page, over what that page left before. The draft that the page opened with ends here,
 * unless the page that it came from has gone on since: then both are kept.
 */
export function keepDraft(
  context: CouncilContext,
  statement: StatementId,
  draft: KeepDraft,
): Promise<KeepResult> {
  return auditedWrite<KeepResult>(context, 'statement:save', async ({ tx }) => {
    const at = context.now();
    const key = {
      councilId: context.council.id,
      assessmentId: draft.assessment,
      statement,
      personId: context.person.id,
    };
    // One at a time for a person: what many open pages send at once is counted together.
    await tx.$executeRaw`
      select pg_advisory_xact_lock(hashtextextended('drafts:' || ${key.councilId} || ${key.personId}, 0))`;
    const bytes = Buffer.byteLength(draft.scoreReason + draft.strengths + draft.improvements + draft.impact);
    const kept = await tx.$executeRaw`
      insert into statement_drafts as d
             (council_id, assessment_id, statement, person_id, page_id, edit, base_version,
              score, score_reason, strengths, improvements, impact, completed, saved_at)
      select s.council_id, s.assessment_id, s.statement, ${context.person.id}::uuid, ${draft.page}::uuid,
             ${draft.edit}::bigint, ${draft.version}::int, ${draft.score}, ${draft.scoreReason}, ${draft.strengths},
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
                 -- but for the one in whose place this comes
                 and not (o.assessment_id = s.assessment_id and o.statement = s.statement
                          and o.page_id in (${draft.page}::uuid, ${draft.from?.page ?? draft.page}::uuid)))
         for share of a
      on conflict (council_id, assessment_id, statement, person_id, page_id) do update
         set edit = excluded.edit, base_version = excluded.base_version, score = excluded.score,
             score_reason = excluded.score_reason, strengths = excluded.strengths,
             improvements = excluded.improvements, impact = excluded.impact, completed = excluded.completed, saved_at = excluded.saved_at
       where d.edit < excluded.edit`;
    if (kept === 0) {
      // The assessment is not open, there are too many drafts, or a newer edit of the same page is kept already.
      const { personId: _, ...of } = key;
      const open = await tx.statementAssessment.count({ where: { ...of, assessment: { status: 'open' } } });
      if (open === 0) return unchanged({ outcome: 'closed' });
      const latest = await tx.statementDraft.count({
        where: { ...key, pageId: draft.page, edit: { gte: draft.edit } },
      });
      if (latest === 0) return unchanged({ outcome: 'full' });
    }
    // Where the save of the same words came in first, as it may on a slow line, nothing is left to draft. The reason
    // for its score stands in the history.
    await tx.$executeRaw`
      delete from statement_drafts d
       using statement_assessments s
       where s.council_id = d.council_id and s.assessment_id = d.assessment_id and s.statement = d.statement
         and d.council_id = ${context.council.id}::uuid and d.assessment_id = ${draft.assessment}::uuid
         and d.statement = ${statement} and d.person_id = ${context.person.id}::uuid
         and d.page_id = ${draft.page}::uuid and d.base_version < s.version and not (${saysOtherwise})`;
    if (draft.from) {
      await tx.statementDraft.deleteMany({
        where: { ...key, pageId: draft.from.page, edit: draft.from.edit, NOT: { pageId: draft.page } },
      });
    }
    return unchanged({ outcome: 'kept', at: at.toISOString() });
  });
}

/** Removes drafts of one statement that this person left, by the pages they were typed on. */
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
