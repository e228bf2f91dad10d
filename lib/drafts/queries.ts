import 'server-only';
import type { FormAnswers } from '#lib/assessments/rules.ts';
import type { CouncilContext } from '#lib/auth/context.ts';
import { requirePermission } from '#lib/auth/permissions.ts';
import type { Transaction } from '#lib/db/client.ts';
import type { Draft } from '#lib/drafts/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type DraftRow = FormAnswers & {
  readonly page_id: string;
  readonly edit: bigint;
  readonly base_version: number;
  readonly saved_at: Date;
};

/**
 * The drafts that this person left of one statement of the open assessment. Nobody else's are ever read. In the
 * caller's transaction.
 */
export async function ownDrafts(
  tx: Transaction,
  context: CouncilContext,
  statement: StatementId,
): Promise<Draft[]> {
  requirePermission(context, 'statement:save');
  const rows = await tx.$queryRaw<DraftRow[]>`
    select d.page_id, d.edit, d.base_version, d.saved_at, d.score, d.strengths, d.improvements, d.impact, d.completed
      from statement_drafts d
      join assessments a on a.council_id = d.council_id and a.id = d.assessment_id and a.status = 'open'
     where d.council_id = ${context.council.id}::uuid and d.statement = ${statement}
       and d.person_id = ${context.person.id}::uuid
     order by d.saved_at desc`;
  return rows.map(({ page_id, edit, base_version, saved_at, ...typed }) => ({
    page: page_id,
    edit: Number(edit),
    version: base_version,
    typed,
    at: saved_at,
  }));
}
