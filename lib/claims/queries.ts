import 'server-only';
import type { CouncilContext } from '#lib/auth/context.ts';
import { requirePermission } from '#lib/auth/permissions.ts';
import type { Proof } from '#lib/claims/rules.ts';
import type { Transaction } from '#lib/db/client.ts';
import { read } from '#lib/db/read.ts';
import { referenceOf } from '#lib/evidence/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/**
 * What a statement has for proof, given the numbers that its narratives cite. In the caller's transaction. One row
 * however much evidence there is, so that the page stays quick.
 */
export async function proofOf(
  tx: Transaction,
  context: CouncilContext,
  assessmentId: string,
  statement: StatementId,
  cited: readonly number[],
): Promise<Proof> {
  const councilId = context.council.id;
  const [row] = await tx.$queryRaw<Proof[]>`
    select coalesce(json_agg(json_build_object('number', i.number, 'category', i.category, 'datedOn', i.dated_on)), '[]')
             as attached,
           array(select e.number from evidence_items e
                  where e.council_id = ${councilId}::uuid and e.number = any(${cited}::int[])) as "inList"
      from evidence_links l
      join evidence_items i on i.council_id = l.council_id and i.id = l.evidence_item_id
     where l.council_id = ${councilId}::uuid and l.assessment_id = ${assessmentId}::uuid
       and l.statement = ${statement}`;
  return row ?? { attached: [], inList: [] };
}

/** An item that a narrative may cite. */
export type Citable = { readonly reference: string; readonly title: string; readonly attached: boolean };

type CitableRow = { readonly number: number; readonly title: string; readonly attached: boolean };

export const CITABLE_SHOWN = 50;

/** Items of the council's list by words of their title, those attached to the statement first, then the newest. */
export async function listCitable(
  context: CouncilContext,
  statement: StatementId,
  words: string,
): Promise<readonly Citable[]> {
  requirePermission(context, 'evidence:view');
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await read(
    context,
    (tx) => tx.$queryRaw<CitableRow[]>`
      select i.number, i.title, l.id is not null as attached
        from evidence_items i
        left join assessments a on a.council_id = i.council_id and a.status = 'open'
        left join evidence_links l on l.council_id = i.council_id and l.assessment_id = a.id
             and l.evidence_item_id = i.id and l.statement = ${statement}
       where i.council_id = ${context.council.id}::uuid
         and (i.title ilike ${like} or 'E' || i.number ilike ${like})
       order by attached desc, i.number desc
       limit ${CITABLE_SHOWN}`,
  );
  return rows.map(({ number, title, attached }) => ({ reference: referenceOf(number), title, attached }));
}
