import 'server-only';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { dateToColumn } from '#lib/kernel/dates.ts';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { type Assigned, returnSubject } from '#lib/record/returns/events.ts';
import { changedParts, versionContent } from '#lib/record/returns/list-versions.ts';
import type { ListRow, ReturnList } from '#lib/record/returns/rules.ts';

// The rows of a list and its items. Commands check the permission and hold the lock.

/** The id of a list, which addresses do not have. */
export async function returnId(
  { tx, context }: CouncilWrite,
  { inspection, number }: Pick<ReturnList, 'inspection' | 'number'>,
): Promise<string> {
  const { id } = await tx.informationReturn.findFirstOrThrow({
    where: { councilId: context.council.id, number, inspection: { number: inspection.number } },
    select: { id: true },
  });
  return id;
}

/** A row of a new version. `key`: the item that it continues; null for a new one. */
export type NewRow = ListRow & Assigned & { readonly key: number | null };

/**
 * Stores a new version of a list: adds, changes and removes its items. One that was ready or signed off is opened again
 * if other words are asked now, or if it goes to whoever signed it off. Returns the event.
 */
export async function storeVersion(
  db: CouncilWrite,
  list: ReturnList,
  rows: readonly NewRow[],
  source: string,
): Promise<NewEvent> {
  const { tx, context } = db;
  const [councilId, by, at] = [context.council.id, context.person.id, context.now()];
  const id = await returnId(db, list);
  const version = list.listVersion + 1;
  let last = Math.max(0, ...list.items.map(({ key }) => key));
  const added: number[] = [];
  const placed = rows.map((row, index) => {
    const key = row.key ?? ++last;
    if (row.key === null) added.push(key);
    return { ...row, key, position: index + 1 };
  });
  const before = new Map(list.items.map((item) => [item.key, item]));
  const isNew = new Set(added);
  const kept = placed.filter(({ key }) => !isNew.has(key));
  const keys = new Set(keysOf(placed));
  const removed = list.items.filter((item) => item.removedIn === null && !keys.has(item.key));
  const changed = kept.filter((row) => {
    const item = before.get(row.key);
    return item && (changedParts(item, row).length > 0 || item.removedIn !== null);
  });
  const reopened = kept.filter((row) => {
    const item = before.get(row.key);
    const isSigner = row.owner && row.owner.id === item?.signed?.id;
    return item && item.state !== 'open' && (item.asked !== row.asked || isSigner);
  });
  const saved = { changedById: by, changedAt: at } as const;
  await tx.returnItem.createMany({
    data: placed
      .filter(({ key }) => isNew.has(key))
      .map(({ owner, dueOn, ...row }) => ({
        ...{ councilId, returnId: id, key: row.key, position: row.position, ...columnsOf(row), ...saved },
        ...{ ownerId: owner?.id ?? null, dueOn: columnOf(dueOn ?? null) },
      })),
  });
  const isReopened = new Set(keysOf(reopened));
  const isChanged = new Set(keysOf(changed));
  for (const row of kept) {
    const item = before.get(row.key);
    if (!item) continue;
    const isOther = isChanged.has(row.key) || row.owner !== undefined || row.dueOn !== undefined;
    if (!isOther && item.position === row.position) continue;
    await tx.returnItem.update({
      where: { councilId_returnId_key: { councilId, returnId: id, key: row.key } },
      data: {
        ...{ position: row.position, removedIn: null, ...columnsOf(row) },
        ...(isReopened.has(row.key) && { state: 'open' as const, signedById: null, signedAt: null }),
        ...(row.owner !== undefined && { ownerId: row.owner?.id ?? null }),
        ...(row.dueOn !== undefined && { dueOn: columnOf(row.dueOn) }),
        ...(isOther && { version: { increment: 1 }, ...saved }),
      },
      select: { key: true },
    });
  }
  await tx.returnItem.updateMany({
    where: { councilId, returnId: id, key: { in: keysOf(removed) } },
    data: { position: 0, removedIn: version, version: { increment: 1 }, ...saved },
  });
  const stored = versionContent(placed);
  await tx.returnVersion.create({
    data: { councilId, returnId: id, version, ...stored, source, madeById: by, madeAt: at },
    select: { version: true },
  });
  await tx.informationReturn.update({
    where: { councilId_id: { councilId, id } },
    data: { listVersion: version, version: { increment: 1 }, ...saved },
    select: { id: true },
  });
  return {
    type: 'return.listed',
    subject: returnSubject(list.inspection.number, list.number),
    data: {
      ...{ list: list.name, version, source, contentHash: stored.contentHash, keys: keysOf(placed), added },
      ...{ changed: keysOf(changed), removed: keysOf(removed), reopened: keysOf(reopened) },
      assigned: placed
        .filter(({ owner, dueOn }) => owner !== undefined || dueOn !== undefined)
        .map(({ key, owner, dueOn }) => ({
          key,
          ...(owner === undefined ? {} : { owner }),
          ...(dueOn === undefined ? {} : { dueOn }),
        })),
    },
  };
}

function keysOf(some: readonly { readonly key: number }[]): number[] {
  return some.map(({ key }) => key);
}

function columnsOf({ number, heading, asked, statements, kind }: ListRow) {
  return { number, heading, asked, statements: [...statements], kind };
}

function columnOf(day: CalendarDate | null): Date | null {
  return day && dateToColumn(day);
}
