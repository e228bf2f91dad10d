import 'server-only';
import { LIMITS } from '#lib/kernel/limits.ts';
import { type CouncilWrite, sql } from '#lib/platform/db/read.ts';
import {
  type FormAnswers,
  openedWith,
  type PageOfForm,
  type PageOpened,
} from '#lib/record/assessments/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

// The rows of drafts, which saving a statement writes and deletes as well.

/** What one page holds unsaved. */
export type DraftOfPage = FormAnswers & {
  readonly page: string;
  readonly assessment: string;
  /** The version of the statement that it is based on. */
  readonly version: number;
  /** Null for a whole form that was sent, which is newer than any draft of its page. */
  readonly edit: number | null;
  /** The draft that the page was opened with and continues. */
  readonly from: PageOpened | null;
};

/**
 * Writes the draft of a page over its earlier one, unless that is of a later edit, and deletes the one that the page was
 * opened with, unless it has been edited since. Nothing is written if the assessment is not open, or this person has
 * reached the limit of unsaved drafts (`full`).
 */
export async function writeDraft(
  { tx, context }: CouncilWrite,
  statement: StatementId,
  draft: DraftOfPage,
): Promise<'saved' | 'closed' | 'full'> {
  const { assessment, page, edit, from } = draft;
  const [councilId, personId] = [context.council.id, context.person.id];
  const key = { councilId, assessmentId: assessment, statement, personId };
  // Serialised for each person, so that drafts sent at once from many pages all count towards the limit.
  await tx.$executeRaw`
    select pg_advisory_xact_lock(hashtextextended('drafts:' || ${councilId} || ${personId}, 0))`;
  const bytes = Buffer.byteLength(draft.scoreReason + draft.strengths + draft.improvements + draft.impact);
  const kept = await tx.$executeRaw`
    insert into statement_drafts as d
           (council_id, assessment_id, statement, person_id, page_id, edit, base_version,
            score, score_reason, strengths, improvements, impact, completed, saved_at)
    select s.council_id, s.assessment_id, s.statement, ${personId}::uuid, ${page}::uuid,
           ${edit ?? 0}::bigint, ${draft.version}::int, ${draft.score}, ${draft.scoreReason}, ${draft.strengths},
           ${draft.improvements}, ${draft.impact}, ${draft.completed}, ${context.now()}::timestamptz
      from statement_assessments s
      join assessments a on a.council_id = s.council_id and a.id = s.assessment_id and a.status = 'open'
     where s.council_id = ${councilId}::uuid and s.assessment_id = ${assessment}::uuid
       and s.statement = ${statement}
       and (select count(*) < ${LIMITS.drafts.count}
                   and coalesce(sum(octet_length(o.strengths) + octet_length(o.improvements) +
                                    octet_length(o.impact) + octet_length(o.score_reason)), 0) + ${bytes}::int <= ${LIMITS.drafts.bytes}
              from statement_drafts o
             where o.council_id = s.council_id and o.person_id = ${personId}::uuid
               -- not counting the drafts that this one replaces
               and not (o.assessment_id = s.assessment_id and o.statement = s.statement
                        and o.page_id in (${page}::uuid, ${from?.page ?? page}::uuid)))
       for share of a
    on conflict (council_id, assessment_id, statement, person_id, page_id) do update
       set edit = greatest(d.edit, excluded.edit), base_version = excluded.base_version, score = excluded.score,
           score_reason = excluded.score_reason, strengths = excluded.strengths,
           improvements = excluded.improvements, impact = excluded.impact, completed = excluded.completed, saved_at = excluded.saved_at
     where d.edit < excluded.edit or ${edit === null}`;
  if (kept === 0) {
    // The assessment is not open, the limit is reached, or a newer edit from this page is already stored.
    const { personId: _, ...of } = key;
    const open = await tx.statementAssessment.count({ where: { ...of, assessment: { status: 'open' } } });
    if (open === 0) return 'closed';
    const newer =
      edit === null
        ? 0
        : await tx.statementDraft.count({ where: { ...key, pageId: page, edit: { gte: edit } } });
    if (newer === 0) return 'full';
  }
  // On a slow line the answers may be saved before their draft arrives: delete a draft that adds nothing to them.
  // Its reason for the score is in the history.
  await tx.$executeRaw`
    delete from statement_drafts d
     using statement_assessments s
     where s.council_id = d.council_id and s.assessment_id = d.assessment_id and s.statement = d.statement
       and d.council_id = ${councilId}::uuid and d.assessment_id = ${assessment}::uuid
       and d.statement = ${statement} and d.person_id = ${personId}::uuid
       and d.page_id = ${page}::uuid and d.base_version < s.version and not (${differsFromSaved})`;
  if (from) {
    await tx.statementDraft.deleteMany({
      where: { ...key, pageId: from.page, edit: from.edit, NOT: { pageId: page } },
    });
  }
  return 'saved';
}

/** Deletes the draft of a form's page, and the one it was opened with unless that has been edited since. */
export async function endDraft(
  { tx, context }: CouncilWrite,
  key: { readonly councilId: string; readonly assessmentId: string; readonly statement: StatementId },
  form: PageOfForm,
): Promise<void> {
  if (!form.page) return;
  const from = openedWith(form);
  await tx.statementDraft.deleteMany({
    where: {
      ...key,
      personId: context.person.id,
      OR: [{ pageId: form.page }, ...(from ? [{ pageId: from.page, edit: from.edit }] : [])],
    },
  });
}

// The characters that String.trim removes.
const WHITE_SPACE =
  ' \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** Whether draft d differs from statement s in score, texts or completion. */
const differsFromSaved = sql`
  (btrim(d.strengths, ${WHITE_SPACE}), btrim(d.improvements, ${WHITE_SPACE}), btrim(d.impact, ${WHITE_SPACE}),
   d.completed = 'yes', replace(d.score, 'none', ''))
  is distinct from
  (btrim(s.strengths, ${WHITE_SPACE}), btrim(s.improvements, ${WHITE_SPACE}), btrim(s.impact, ${WHITE_SPACE}),
   s.completed, coalesce(s.score::text, ''))`;

/** Whether draft d adds anything to statement s, for counting. The same rule as `sameFormAnswers`. */
export const isUnsaved = sql`((${differsFromSaved}) or btrim(d.score_reason, ${WHITE_SPACE}) <> '')`;
