import 'server-only';
import { unchanged, type Written } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { decideStep, type EvidenceState, type Life, type StepKind } from '#lib/record/evidence/lifecycle.ts';
import { parseReference, referenceOf } from '#lib/record/evidence/rules.ts';

// The rows of the life of an item. Commands check the permission.

export type LockedItem = Life & { readonly id: string; readonly number: number };

/** The item, locked until the transaction ends. */
export async function lockItem({ tx, context }: CouncilWrite, reference: string): Promise<LockedItem | null> {
  const [row] = await tx.$queryRaw<LockedItem[]>`
    select id, number, state::text, held from evidence_items
     where council_id = ${context.council.id}::uuid and number = ${parseReference(reference)}
       for update`;
  return row ?? null;
}

export type StepResult = { readonly outcome: 'done' | 'unchanged' | 'erased' | 'not found' };

export async function takeStep(
  db: CouncilWrite,
  reference: string,
  kind: StepKind,
  reason: string,
): Promise<Written<StepResult>> {
  const { tx, context } = db;
  const councilId = context.council.id;
  const item = await lockItem(db, reference);
  if (!item) return unchanged({ outcome: 'not found' });
  const after = decideStep(kind, item);
  if (typeof after === 'string') return unchanged({ outcome: after });
  const before = await tx.evidenceStep.count({ where: { councilId, itemId: item.id } });
  const number = before + 1;
  await tx.evidenceItem.update({ where: { id: item.id }, data: after, select: { id: true } });
  await tx.evidenceStep.create({
    data: {
      councilId,
      itemId: item.id,
      number,
      kind,
      reason,
      byId: context.person.id,
      at: context.now(),
    },
    select: { number: true },
  });
  return {
    result: { outcome: 'done' },
    event: {
      type: `evidence.${kind}` as const,
      subject: referenceOf(item.number),
      data: { number },
      words: { reason },
    },
    notices:
      kind === 'withdrawn'
        ? [
            {
              to: await peopleUsing(db, item.id),
              notice: { kind: 'evidence_withdrawn', evidenceItemId: item.id },
            },
          ]
        : [],
  };
}

/** The ids of the people who work on statements of the open assessment that use an item. */
export async function peopleUsing({ tx, context }: CouncilWrite, itemId: string): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ person: string }[]>`
    select distinct t.person_id::text as person
      from evidence_links l
      join assessments a on a.council_id = l.council_id and a.id = l.assessment_id and a.status = 'open'
      join statement_tasks t
        on t.council_id = l.council_id and t.assessment_id = l.assessment_id and t.statement = l.statement
      join memberships m on m.council_id = t.council_id and m.person_id = t.person_id and m.disabled_at is null
     where l.council_id = ${context.council.id}::uuid and l.evidence_item_id = ${itemId}::uuid`;
  return rows.map(({ person }) => person);
}

/** Of these items, the numbers of those in each state. They are locked, so that they stay in it. */
export async function statesOf(
  { tx, context }: CouncilWrite,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, EvidenceState>> {
  const rows = await tx.$queryRaw<{ number: number; state: EvidenceState }[]>`
    select number, state::text from evidence_items
     where council_id = ${context.council.id}::uuid and number = any(${numbers}::int[])
     order by number
       for share`;
  return new Map(rows.map(({ number, state }) => [number, state]));
}
