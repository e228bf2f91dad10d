import 'server-only';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import type { NewNotice } from '#lib/platform/audit/notices.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { ItemEvent } from '#lib/record/batches/batch-rows.ts';
import { type ItemChange, type StoredItem, writeDetails } from '#lib/record/batches/item-rows.ts';
import { evidenceFacts } from '#lib/record/evidence/decisions.ts';
import type { EvidenceFacts } from '#lib/record/evidence/events.ts';
import { writeSteps } from '#lib/record/evidence/life-rows.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/**
 * Takes back what the events of a change of many did to these items, which nobody has changed since. `assessment`: in
 * which they were linked.
 */
export async function undoItems(
  db: CouncilWrite,
  items: readonly StoredItem[],
  done: readonly ItemEvent[],
  { assessment, batch }: { readonly assessment: string | null; readonly batch: string },
): Promise<{ readonly events: readonly NewEvent[]; readonly notices: readonly NewNotice[] }> {
  const byReference = new Map(items.map((item) => [referenceOf(item.number), item]));
  const details: ItemChange<EvidenceFacts>[] = [];
  const withdrawn: StoredItem[] = [];
  const restored: StoredItem[] = [];
  const links: { readonly item: StoredItem; readonly statement: StatementId }[] = [];
  for (const event of done) {
    const item = byReference.get(event.subject);
    if (!item) continue;
    if (event.type === 'evidence.changed') details.push({ item, after: factsBefore(item, event) });
    else if (event.type === 'evidence.reviewed')
      details.push({ item, after: { ...item.facts, reviewBy: event.data.before } });
    else if (event.type === 'evidence.attached') links.push({ item, statement: event.data.statement });
    else (event.type === 'evidence.withdrawn' ? withdrawn : restored).push(item);
  }
  const changed = await writeDetails(db, details);
  const back = await writeSteps(
    db,
    'restored',
    withdrawn.map((item) => ({ item, reason: '' })),
    batch,
  );
  const reasons = await lastReasons(db, restored);
  const out = await writeSteps(
    db,
    'withdrawn',
    restored.map((item) => ({ item, reason: reasons.get(item.id) ?? '' })),
    batch,
  );
  const detached = assessment === null ? [] : await removeLinks(db, assessment, links);
  return {
    events: [...changed, ...back.events, ...out.events, ...detached],
    notices: [...back.notices, ...out.notices],
  };
}

/** What a change of many can change, as it was. */
function factsBefore(
  { facts }: StoredItem,
  { data, words }: Extract<ItemEvent, { type: 'evidence.changed' }>,
): EvidenceFacts {
  const { ownerId = null, reviewBy = null } = data.before;
  const { owner = '', tags = [] } = words?.before ?? {};
  return evidenceFacts({ ...facts, owner, ownerId, reviewBy, tags });
}

/** Why items were last withdrawn, by id. */
async function lastReasons(
  { tx, context }: CouncilWrite,
  items: readonly StoredItem[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.evidenceStep.findMany({
    where: { councilId: context.council.id, itemId: { in: items.map(({ id }) => id) }, kind: 'withdrawn' },
    orderBy: { number: 'asc' },
    select: { itemId: true, reason: true },
  });
  return new Map(rows.map(({ itemId, reason }) => [itemId, reason]));
}

async function removeLinks(
  { tx, context }: CouncilWrite,
  assessmentId: string,
  links: readonly { readonly item: StoredItem; readonly statement: StatementId }[],
): Promise<readonly NewEvent[]> {
  const councilId = context.council.id;
  for (const statement of new Set(links.map((link) => link.statement))) {
    const ids = links.filter((link) => link.statement === statement).map(({ item }) => item.id);
    await tx.evidenceLink.deleteMany({
      where: { councilId, assessmentId, statement, evidenceItemId: { in: ids } },
    });
  }
  return links.map(({ item, statement }) => ({
    type: 'evidence.detached',
    subject: referenceOf(item.number),
    data: { statement },
  }));
}
