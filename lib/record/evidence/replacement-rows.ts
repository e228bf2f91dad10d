import 'server-only';
import { dateFromColumn, dateToColumn } from '#lib/kernel/dates.ts';
import { unchanged, type Written } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { ReceivedFile } from '#lib/platform/storage/receive.ts';
import { fileJobs, insertFile } from '#lib/record/evidence/file-rows.ts';
import { type ItemWithFile, loadItemWithFile } from '#lib/record/evidence/item-rows.ts';
import { lockItem, peopleUsing } from '#lib/record/evidence/life-rows.ts';
import { decideReplacement } from '#lib/record/evidence/lifecycle.ts';
import {
  personalDataColumns,
  personalDataOf,
  referenceOf,
  type StorageUse,
  storageLeft,
} from '#lib/record/evidence/rules.ts';
import type { ReplaceFile } from '#lib/record/evidence/schema.ts';
import { loadStorageUse } from '#lib/record/evidence/storage-use.ts';

export type ReplaceResult =
  | { readonly outcome: 'replaced' | 'already'; readonly version: number }
  /** Somebody replaced the file after the form was opened. */
  | { readonly outcome: 'newer'; readonly version: number; readonly by: string; readonly at: Date }
  | { readonly outcome: 'same as now' | 'link' | 'erased' | 'not found' }
  /** Another item has this content. */
  | (ItemWithFile & { readonly outcome: 'same file' })
  | { readonly outcome: 'storage full'; readonly storage: StorageUse };

/** Adds a version to the file of an item. Its earlier versions stay. */
export async function writeReplacement(
  db: CouncilWrite,
  reference: string,
  { based, reason, ...answers }: ReplaceFile,
  file: ReceivedFile,
): Promise<Written<ReplaceResult>> {
  const { tx, context } = db;
  const [councilId, personId, now] = [context.council.id, context.person.id, context.now()];
  // As for a new item, so that the same content does not arrive twice at once.
  await lockInCouncil(tx, councilId, 'evidence');
  const item = await lockItem(db, reference);
  if (!item) return unchanged({ outcome: 'not found' });
  if (item.state === 'erased') return unchanged({ outcome: 'erased' });
  const newest = await loadNewest(db, item.id);
  if (!newest) return unchanged({ outcome: 'link' });
  const decision = decideReplacement(newest, { based, sha256: file.sha256, byId: personId });
  if (decision === 'newer') {
    return unchanged({ outcome: 'newer', version: newest.number, by: newest.by, at: newest.at });
  }
  if (decision === 'already') return unchanged({ outcome: 'already', version: newest.number });
  if (decision === 'same as now') return unchanged({ outcome: 'same as now' });
  const same = await loadItemWithFile(db, file.sha256, item);
  if (same) return unchanged({ outcome: 'same file', ...same });
  const storage = await loadStorageUse(db);
  if (file.bytes > storageLeft(storage)) return unchanged({ outcome: 'storage full', storage });

  const { id, name, mediaType, bytes, sha256, withoutPlace } = file;
  const version = newest.number + 1;
  await insertFile(db, { id, name, mediaType, bytes, sha256 });
  await tx.evidenceVersion.create({
    data: {
      councilId,
      itemId: item.id,
      number: version,
      fileId: id,
      reason,
      addedById: personId,
      addedAt: now,
    },
    select: { number: true },
  });
  const changed = await changeAnswers(db, item.id, answers);
  return {
    result: { outcome: 'replaced', version },
    event: {
      type: 'evidence.replaced',
      subject: referenceOf(item.number),
      data: {
        version,
        bytes,
        sha256,
        ...(withoutPlace && { withoutPlace }),
        ...changed,
      },
      words: { file: name, reason },
    },
    jobs: fileJobs(db, id),
    notices: [
      {
        to: (await peopleUsing(db, [item.id])).map(({ person }) => person),
        notice: { kind: 'evidence_replaced', evidenceItemId: item.id },
      },
    ],
  };
}

type Newest = {
  readonly number: number;
  readonly sha256: string;
  readonly addedById: string;
  readonly by: string;
  readonly at: Date;
};

async function loadNewest({ tx, context }: CouncilWrite, itemId: string): Promise<Newest | null> {
  const row = await tx.evidenceVersion.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, itemId },
    orderBy: { number: 'desc' },
    select: {
      number: true,
      addedById: true,
      addedAt: true,
      addedBy: { select: { person: { select: { name: true } } } },
      file: { select: { sha256: true } },
    },
  });
  if (!row) return null;
  const { number, addedById, addedAt: at, addedBy, file } = row;
  return { number, addedById, at, by: addedBy.person.name, sha256: file.sha256 };
}

type Answers = Pick<ReplaceFile, 'datedOn' | 'reviewBy' | 'containsPersonalData'>;

/** Saves the answers about the new version, and returns what was there before and is now. `version` counts changes of details. */
async function changeAnswers({ tx }: CouncilWrite, id: string, answers: Answers) {
  const row = await tx.evidenceItem.findUniqueOrThrow({
    where: { id },
    select: { datedOn: true, reviewBy: true, containsPersonalData: true, needsRedaction: true },
  });
  const before = {
    datedOn: row.datedOn && dateFromColumn(row.datedOn),
    reviewBy: row.reviewBy && dateFromColumn(row.reviewBy),
    personalData: personalDataOf(row),
  };
  const { datedOn, reviewBy = before.reviewBy, containsPersonalData = before.personalData } = answers;
  const after = { datedOn, reviewBy, personalData: containsPersonalData };
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    await tx.evidenceItem.update({
      where: { id },
      data: {
        datedOn: datedOn && dateToColumn(datedOn),
        reviewBy: reviewBy && dateToColumn(reviewBy),
        ...personalDataColumns(containsPersonalData),
        version: { increment: 1 },
      },
      select: { id: true },
    });
  }
  return {
    datedOn: { before: before.datedOn, after: datedOn },
    reviewBy: { before: before.reviewBy, after: reviewBy },
    personalData: { before: before.personalData, after: containsPersonalData },
  };
}
