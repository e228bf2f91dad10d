import 'server-only';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { Locked } from '#lib/record/assessments/review-state.ts';
import { type StorageUse, storageLeft, titleFromName } from '#lib/record/evidence/rules.ts';
import { loadStorageUse } from '#lib/record/evidence/storage-use.ts';
import { addUpload } from '#lib/record/uploads/add-upload.ts';
import { discardUpload } from '#lib/record/uploads/discard-upload.ts';
import { listUploads } from '#lib/record/uploads/queries.ts';
import { MAX_WAITING } from '#lib/record/uploads/rules.ts';
import type { AnswerUploads } from '#lib/record/uploads/schema.ts';

// Uploads are personal and not part of the council's record until they are added, so these commands record no events.

export type NewUpload = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly folder: string;
  readonly modified: number;
  readonly bytes: number;
};

export type BeginUploadResult =
  /** `id`: of the upload that this page began with the same key before, if it did. */
  | { readonly outcome: 'begun'; readonly id: string }
  | { readonly outcome: 'storage full'; readonly storage: StorageUse };

/**
 * Reserves space for a file before its first byte.
 *
 * @throws LimitReachedError if the person has as many uploads as they may
 */
export function beginUpload(context: CouncilContext, upload: NewUpload): Promise<BeginUploadResult> {
  return auditedWrite<BeginUploadResult>(context, 'evidence:add', async (db) => {
    const { tx } = db;
    const own = { councilId: context.council.id, personId: context.person.id };
    // One at a time with whatever else adds files, so that the space left is not given away twice.
    await lockInCouncil(tx, own.councilId, 'evidence');
    const { key, ...file } = upload;
    const known = await tx.upload.findUnique({
      where: { councilId_personId_key: { ...own, key } },
      select: { id: true },
    });
    if (known) return unchanged({ outcome: 'begun', id: known.id });
    requireRoom(MAX_WAITING, await tx.upload.count({ where: { ...own, state: { not: 'refused' } } }));
    const storage = await loadStorageUse(db);
    if (file.bytes > storageLeft(storage)) return unchanged({ outcome: 'storage full', storage });
    const now = context.now();
    await tx.upload.create({
      data: { ...own, ...file, key, title: titleFromName(file.name), createdAt: now, touchedAt: now },
      select: { id: true },
    });
    return unchanged({ outcome: 'begun', id: file.id });
  });
}

/** Records how much the store has of an upload. False if it is gone or complete by now. */
export function noteReceived(context: CouncilContext, id: string, received: number): Promise<boolean> {
  return auditedWrite<boolean>(context, 'evidence:add', async ({ tx }) => {
    const { count } = await tx.upload.updateMany({
      where: { ...ownUpload(context, id), state: 'receiving' },
      data: { received, touchedAt: context.now() },
    });
    return unchanged(count === 1);
  });
}

export type UploadCheck =
  | { readonly sha256: string; readonly withoutPlace: boolean; readonly title?: string }
  | { readonly refusal: string };

/** Records the result of an upload's check. False if it is gone, or another request recorded its own. */
export function noteChecked(context: CouncilContext, id: string, check: UploadCheck): Promise<boolean> {
  return auditedWrite<boolean>(context, 'evidence:add', async ({ tx }) => {
    const { count } = await tx.upload.updateMany({
      where: { ...ownUpload(context, id), state: 'receiving' },
      data: { ...check, state: 'sha256' in check ? 'ready' : 'refused', touchedAt: context.now() },
    });
    return unchanged(count === 1);
  });
}

/** Removes an upload and what was received of it. */
export async function removeUpload(
  context: CouncilContext,
  id: string,
): Promise<{ readonly outcome: 'removed' | 'not found' }> {
  const isRemoved = await auditedWrite<boolean>(context, 'evidence:add', async ({ tx }) => {
    // Not while it becomes evidence: that either comes first, or finds it gone.
    await lockInCouncil(tx, context.council.id, 'evidence');
    const { count } = await tx.upload.deleteMany({ where: ownUpload(context, id) });
    return unchanged(count === 1);
  });
  if (isRemoved) await discardUpload(context, id);
  return { outcome: isRemoved ? 'removed' : 'not found' };
}

/** Keeps the titles of uploads, and the answers for those selected. */
export function keepAnswers(
  context: CouncilContext,
  { upload, title, answers }: Pick<AnswerUploads, 'upload' | 'title' | 'answers'>,
): Promise<{ readonly outcome: 'kept'; readonly files: number }> {
  return auditedWrite(context, 'evidence:add', async ({ tx }) => {
    const [councilId, personId] = [context.council.id, context.person.id];
    const now = context.now();
    await tx.$executeRaw`
      update uploads u set title = t.title, touched_at = ${now}::timestamptz
        from unnest(${Object.keys(title)}::uuid[], ${Object.values(title)}::text[]) as t (id, title)
       where u.council_id = ${councilId}::uuid and u.person_id = ${personId}::uuid and u.id = t.id
         and u.title <> t.title`;
    if (!answers) return unchanged({ outcome: 'kept', files: 0 });
    const { count } = await tx.upload.updateMany({
      where: { councilId, personId, id: { in: [...upload] }, state: 'ready' },
      data: { answers: JSON.parse(JSON.stringify(answers)), touchedAt: now },
    });
    return unchanged({ outcome: 'kept', files: count });
  });
}

function ownUpload(context: CouncilContext, id: string) {
  return { councilId: context.council.id, personId: context.person.id, id };
}

export type AddUploadsResult = {
  /** References of the new items, and of items of the list that were used in the place of a file with their content. */
  readonly added: readonly string[];
  readonly used: readonly string[];
  /** Files that wait for their answers still. */
  readonly left: number;
} & ({ readonly outcome: 'added' | 'none' | 'closed' } | Locked);

/**
 * Makes evidence of every upload of the person that has its answers, each by itself: what is added before one cannot be
 * is not undone.
 *
 * @param keepBoth - ids of uploads to be added although the list has their content
 */
export async function addUploads(
  context: CouncilContext,
  keepBoth: ReadonlySet<string>,
): Promise<AddUploadsResult> {
  const added: string[] = [];
  const used: string[] = [];
  // A row is added once, so the form needs no memory of what it did: after a kill it would take that for the rest.
  const { submission: _, ...writer } = context;
  const uploads = (await listUploads(context)).filter(({ state }) => state === 'ready');
  let left = uploads.length;
  for (const { id } of uploads.filter(({ answers }) => answers !== null)) {
    const result = await auditedWrite(writer, 'evidence:add', async (db) => {
      await lockInCouncil(db.tx, context.council.id, 'evidence');
      return addUpload(db, id, keepBoth.has(id));
    });
    if (result.outcome === 'closed' || result.outcome === 'locked') return { ...result, added, used, left };
    left -= 1;
    if (result.outcome === 'added') added.push(result.reference);
    if (result.outcome === 'used') {
      used.push(result.reference);
      await discardUpload(context, id);
    }
  }
  return { outcome: added.length + used.length > 0 ? 'added' : 'none', added, used, left };
}
