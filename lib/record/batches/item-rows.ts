import 'server-only';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import type { CouncilRead, CouncilWrite } from '#lib/platform/db/read.ts';
import type { BatchItem } from '#lib/record/batches/decisions.ts';
import { evidenceFacts, namesApart, reviewedEvent } from '#lib/record/evidence/decisions.ts';
import type { EvidenceFacts } from '#lib/record/evidence/events.ts';
import type { EvidenceState, Life } from '#lib/record/evidence/lifecycle.ts';
import { type Category, type Marking, referenceOf } from '#lib/record/evidence/rules.ts';

// The rows of many items, read and written in as many queries as of one.

export type StoredItem = BatchItem & { readonly id: string; readonly number: number };

type Row = Omit<EvidenceFacts, 'datedOn' | 'reviewBy' | 'category' | 'marking'> &
  Life & {
    readonly id: string;
    readonly number: number;
    readonly category: Category;
    readonly marking: Marking;
    readonly datedOn: CalendarDate | null;
    readonly reviewBy: CalendarDate | null;
    readonly state: EvidenceState;
  };

/** The items with these numbers, by number, locked until the transaction ends. */
export async function lockItems(
  { tx, context }: CouncilWrite,
  numbers: readonly number[],
): Promise<readonly StoredItem[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select id, number, state::text, held, title, category::text, dated_on::text as "datedOn",
           review_by::text as "reviewBy", owner, owner_id::text as "ownerId", marking::text,
           contains_personal_data as "containsPersonalData", needs_redaction as "needsRedaction", voices, topics, tags
      from evidence_items
     where council_id = ${context.council.id}::uuid and number = any(${numbers}::int[])
     order by number
       for update`;
  return rows.map(({ id, number, state, held, ...facts }) => ({
    ...{ id, number, state, held },
    facts: evidenceFacts(facts),
  }));
}

/** The references of these items with an event after `seq`: somebody has changed them since. */
export async function changedAfter(
  { tx, context }: CouncilRead,
  references: readonly string[],
  seq: number,
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ subject: string }[]>`
    select distinct e.subject from audit_events e
     where e.council_id = ${context.council.id}::uuid and e.seq > ${seq} and e.subject = any(${references})
       and e.type like 'evidence.%'`;
  return new Set(rows.map(({ subject }) => subject));
}

export type ItemChange<After> = { readonly item: StoredItem; readonly after: After };

/** Writes the details of items. Returns the events. */
export async function writeDetails(
  { tx, context }: CouncilWrite,
  changes: readonly ItemChange<EvidenceFacts>[],
): Promise<readonly NewEvent[]> {
  if (changes.length === 0) return [];
  const councilId = context.council.id;
  const rows = changes.map(({ item: { id }, after: { owner, ownerId, reviewBy, tags } }) => ({
    ...{ id, owner, owner_id: ownerId, review_by: reviewBy, tags },
  }));
  await tx.$executeRaw`
    update evidence_items i
       set owner = r.owner, owner_id = r.owner_id, review_by = r.review_by, version = i.version + 1,
           tags = array(select t.tag from jsonb_array_elements_text(r.tags) with ordinality t(tag, place)
                         order by t.place)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as r (id uuid, owner text, owner_id uuid, review_by date, tags jsonb)
     where i.council_id = ${councilId}::uuid and i.id = r.id`;
  const ids = changes.flatMap(({ item, after }) => [item.facts.ownerId, after.ownerId]);
  const members = await tx.membership.findMany({
    relationLoadStrategy: 'join',
    where: { councilId, personId: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { personId: true, person: { select: { name: true } } },
  });
  const names = new Map(members.map(({ personId, person }) => [personId, person.name]));
  const apart = (facts: EvidenceFacts) => namesApart(facts, names.get(facts.ownerId ?? '') ?? null);
  return changes.map(({ item, after: facts }) => {
    const [before, after] = [apart(item.facts), apart(facts)];
    return {
      type: 'evidence.changed',
      subject: referenceOf(item.number),
      data: { before: before.facts, after: after.facts },
      words: { before: before.names, after: after.names },
    };
  });
}

/** Notes that items are still current, each to be reviewed again by its day. Returns the events. */
export async function writeReviews(
  { tx, context }: CouncilWrite,
  changes: readonly ItemChange<{ readonly reviewBy: CalendarDate }>[],
): Promise<readonly NewEvent[]> {
  const rows = changes.map(({ item: { id }, after }) => ({ id, review_by: after.reviewBy }));
  if (rows.length > 0)
    await tx.$executeRaw`
      update evidence_items i set review_by = r.review_by, version = i.version + 1
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, review_by date)
       where i.council_id = ${context.council.id}::uuid and i.id = r.id`;
  return changes.map(({ item, after }) =>
    reviewedEvent(item.number, { before: item.facts.reviewBy, after: after.reviewBy }),
  );
}
