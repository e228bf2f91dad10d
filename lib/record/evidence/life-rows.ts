import 'server-only';
import type { SystemContext } from '#lib/platform/access/context.ts';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import type { NewNotice } from '#lib/platform/audit/notices.ts';
import { unchanged, type Written } from '#lib/platform/audit/write.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import {
  decideStep,
  type EvidenceState,
  type Life,
  STEP_CHANGES,
  type StepKind,
} from '#lib/record/evidence/lifecycle.ts';
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

/** Locks the item of a file, before what is known of the file is changed: an erasure locks in this order too. */
export async function lockItemOfFile(
  tx: Transaction,
  { council }: SystemContext,
  fileId: string,
): Promise<void> {
  await tx.$executeRaw`
    select from evidence_items i join evidence_versions v on v.council_id = i.council_id and v.item_id = i.id
     where v.council_id = ${council.id}::uuid and v.file_id = ${fileId}::uuid
       for update of i`;
}

export type StepResult = { readonly outcome: 'done' | 'unchanged' | 'erased' | 'not found' };

export async function takeStep(
  db: CouncilWrite,
  reference: string,
  kind: StepKind,
  reason: string,
): Promise<Written<StepResult>> {
  const item = await lockItem(db, reference);
  if (!item) return unchanged({ outcome: 'not found' });
  const after = decideStep(kind, item);
  if (typeof after === 'string') return unchanged({ outcome: after });
  const { events, notices } = await writeSteps(db, kind, [{ item, reason }]);
  const [event] = events;
  if (!event) throw new Error('A step without an event');
  return { result: { outcome: 'done' }, event, notices };
}

/** An item that takes a step, and why. */
export type ItemStep = { readonly item: Pick<LockedItem, 'id' | 'number'>; readonly reason: string };

/**
 * Takes a step with items that are locked and may take it, in as many queries as with one. `batch`: the change of many
 * that they are in. Returns the events and notices.
 */
export async function writeSteps(
  db: CouncilWrite,
  kind: StepKind,
  steps: readonly ItemStep[],
  batch: string | null = null,
): Promise<{ readonly events: readonly NewEvent[]; readonly notices: readonly NewNotice[] }> {
  if (steps.length === 0) return { events: [], notices: [] };
  const { tx, context } = db;
  const councilId = context.council.id;
  const ids = steps.map(({ item }) => item.id);
  await tx.evidenceItem.updateMany({ where: { councilId, id: { in: ids } }, data: STEP_CHANGES[kind] });
  const counted = await tx.evidenceStep.groupBy({
    by: ['itemId'],
    where: { councilId, itemId: { in: ids } },
    _count: true,
  });
  const before = new Map(counted.map(({ itemId, _count }) => [itemId, _count]));
  const taken = steps.map((step) => ({ ...step, number: (before.get(step.item.id) ?? 0) + 1 }));
  await tx.evidenceStep.createMany({
    data: taken.map(({ item, number, reason }) => ({
      ...{ councilId, itemId: item.id, number, kind, reason },
      ...{ byId: context.person.id, at: context.now() },
    })),
  });
  return {
    events: taken.map(({ item, number, reason }) => ({
      type: `evidence.${kind}` as const,
      subject: referenceOf(item.number),
      data: { number },
      words: { reason },
    })),
    notices: kind === 'withdrawn' ? withdrawalNotices(await peopleUsing(db, ids), batch) : [],
  };
}

/** Each person hears once of everything that was withdrawn together. */
function withdrawalNotices(people: readonly Uses[], batch: string | null): readonly NewNotice[] {
  return people.map(({ person, items }) => {
    const [first = '', ...others] = items;
    return {
      to: [person],
      notice:
        others.length === 0 || batch === null
          ? { kind: 'evidence_withdrawn', evidenceItemId: first }
          : { kind: 'evidence_withdrawn', items, batch },
    };
  });
}

/** A person who works on a statement that uses items, and those. */
type Uses = { readonly person: string; readonly items: readonly string[] };

/** The people who work on statements of the open assessment that use any of these items. */
export async function peopleUsing(
  { tx, context }: CouncilWrite,
  itemIds: readonly string[],
): Promise<readonly Uses[]> {
  return tx.$queryRaw<Uses[]>`
    select t.person_id::text as person, array_agg(distinct l.evidence_item_id::text) as items
      from evidence_links l
      join assessments a on a.council_id = l.council_id and a.id = l.assessment_id and a.status = 'open'
      join statement_tasks t
        on t.council_id = l.council_id and t.assessment_id = l.assessment_id and t.statement = l.statement
      join memberships m on m.council_id = t.council_id and m.person_id = t.person_id and m.disabled_at is null
     where l.council_id = ${context.council.id}::uuid and l.evidence_item_id = any(${itemIds}::uuid[])
     group by t.person_id`;
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
