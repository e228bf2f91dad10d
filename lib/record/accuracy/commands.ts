import 'server-only';
import { dateToColumn } from '#lib/kernel/dates.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import { newSalt } from '#lib/platform/audit/words.ts';
import { unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { ReceivedFile } from '#lib/platform/storage/receive.ts';
import { hashOfPoint, type PointTexts } from '#lib/record/accuracy/events.ts';
import {
  getInspectionToCheck,
  hasOpenedToday,
  loadAccuracy,
  loadDrafts,
  loadPoints,
} from '#lib/record/accuracy/queries.ts';
import { readDraft, type UnreadDraft } from '#lib/record/accuracy/read-draft.ts';
import {
  type AccuracyPoint,
  type CheckedInspection,
  draftToCheck,
  inPageOrder,
  MAX_DRAFTS,
  MAX_POINTS,
  type ReportDraft,
} from '#lib/record/accuracy/rules.ts';
import type { RemoveDraft, RemovePoint, SavePoint, UploadDraft } from '#lib/record/accuracy/schema.ts';
import { parseReference, type StorageUse, storageLeft } from '#lib/record/evidence/rules.ts';
import { loadStorageUse } from '#lib/record/evidence/storage-use.ts';
import { markDone } from '#lib/record/inspections/commands.ts';
import { inspectionSubject } from '#lib/record/inspections/events.ts';
import { namedExport, namedWrite } from '#lib/record/inspections/named-gate.ts';
import { DRAFT } from '#lib/record/inspections/plans.ts';
import { loadNamed } from '#lib/record/inspections/queries.ts';

type Ended = { readonly outcome: 'ended' };
type NotFound = { readonly outcome: 'not found' };
const NOT_FOUND = { outcome: 'not found' } as const;

export type UploadDraftResult =
  | Ended
  | NotFound
  | { readonly outcome: 'uploaded'; readonly number: number }
  | { readonly outcome: 'unread'; readonly why: UnreadDraft }
  | { readonly outcome: 'storage full'; readonly storage: StorageUse };

/**
 * Keeps a draft report as the newest of its inspection, with its words by page. Not among the files of evidence, so that
 * nothing of it gets into the search, packs or previews. Unless it is kept, its bytes are removed.
 */
export async function uploadDraft(
  context: CouncilContext,
  inspection: number,
  { receivedOn }: UploadDraft,
  file: ReceivedFile,
): Promise<UploadDraftResult> {
  let isKept = false;
  try {
    if (!(await getInspectionToCheck(context, inspection))) return NOT_FOUND;
    const read = await readDraft(context.council.id, file);
    if (typeof read === 'string') return { outcome: 'unread', why: read };
    const { pages, text, scan } = read;
    const result = await namedWrite<UploadDraftResult>(
      context,
      inspection,
      'report:check',
      async (db, at) => {
        if (at.state !== 'open') return unchanged({ outcome: 'ended' });
        await lockInCouncil(db.tx, context.council.id, 'inspections');
        const storage = await loadStorageUse(db);
        if (file.bytes > storageLeft(storage)) return unchanged({ outcome: 'storage full', storage });
        const drafts = await loadDrafts(db, at.id);
        requireRoom(MAX_DRAFTS, drafts.filter(({ isRemoved }) => !isRemoved).length);
        const number = (drafts[0]?.number ?? 0) + 1;
        const [councilId, { id, bytes, sha256, name }] = [context.council.id, file];
        await db.tx.reportFile.create({ data: { councilId, id, bytes, sha256 }, select: { id: true } });
        await db.tx.reportDraft.create({
          data: {
            ...{ councilId, id, inspectionId: at.id, number, name, pages, scan },
            receivedOn: dateToColumn(receivedOn),
            ...{ uploadedById: context.person.id, uploadedAt: context.now() },
          },
          select: { id: true },
        });
        await db.tx.reportPage.createMany({
          data: text.map((page) => ({ councilId, draftId: id, number: page.number, body: page.body })),
        });
        const event: NewEvent = {
          type: 'report.uploaded',
          subject: inspectionSubject(inspection),
          data: { draft: number, receivedOn, pages, bytes, sha256 },
        };
        // The time to check it counts from that day on the timeline too.
        const came = await markDone(db, { inspection, step: DRAFT, doneOn: receivedOn });
        return {
          result: { outcome: 'uploaded', number },
          event: [event, ...(came === null ? [] : [came].flat())],
        };
      },
    );
    isKept = result?.outcome === 'uploaded';
    return result ?? NOT_FOUND;
  } finally {
    if (!isKept) await file.discard();
  }
}

/** Records that a person opened a draft, once on each day in London. Called before it is sent. Null: they may not. */
export function recordOpening(
  context: CouncilContext,
  inspection: number,
  draft: number,
): Promise<true | null> {
  return namedWrite<true>(context, inspection, 'report:check', async (db) => {
    if (await hasOpenedToday(db, inspection, draft)) return unchanged(true);
    return {
      result: true,
      event: { type: 'report.opened', subject: inspectionSubject(inspection), data: { draft } },
    };
  });
}

export type RemoveDraftResult = NotFound | { readonly outcome: 'removed' };

/** Removes the words of a draft at once, and its file with the next sweep of the storage. The points on it stay. */
export async function removeDraft(
  context: CouncilContext,
  { inspection, draft: number }: RemoveDraft,
): Promise<RemoveDraftResult> {
  const result = await namedWrite<RemoveDraftResult>(context, inspection, 'report:check', async (db, at) => {
    const councilId = context.council.id;
    const draft = await db.tx.reportDraft.findFirst({
      where: { councilId, inspectionId: at.id, number, file: { removedAt: null } },
      select: { id: true },
    });
    if (!draft) return unchanged(NOT_FOUND);
    await db.tx.reportPage.deleteMany({ where: { councilId, draftId: draft.id } });
    await db.tx.reportFile.update({
      where: { councilId_id: { councilId, id: draft.id } },
      data: { removedAt: context.now() },
      select: { id: true },
    });
    return {
      result: { outcome: 'removed' },
      event: { type: 'report.removed', subject: inspectionSubject(inspection), data: { draft: number } },
    };
  });
  return result ?? NOT_FOUND;
}

export type SavePointResult =
  | Ended
  | NotFound
  | { readonly outcome: 'saved' | 'unchanged' | 'unknown person' | 'unknown evidence' | 'no draft' }
  | { readonly outcome: 'no such page'; readonly pages: number }
  | { readonly outcome: 'conflict'; readonly latest: AccuracyPoint };

/** Adds a point on the draft that is checked, or changes one. Evidence is that of the moment it is named. */
export async function savePoint(context: CouncilContext, input: SavePoint): Promise<SavePointResult> {
  const result = await namedWrite<SavePointResult>(
    context,
    input.inspection,
    'report:check',
    async (db, at) => {
      if (at.state !== 'open') return unchanged({ outcome: 'ended' });
      await lockInCouncil(db.tx, context.council.id, 'inspections');
      const isNew = input.point === 0;
      const [stored] = isNew ? [null] : await loadPoints(db, { inspectionId: at.id, number: input.point });
      if (stored === undefined) return unchanged(NOT_FOUND);
      const drafts = await loadDrafts(db, at.id);
      const draft = stored ? drafts.find(({ number }) => number === stored.draft) : draftToCheck(drafts);
      if (!draft) return unchanged({ outcome: 'no draft' });
      if (input.page > draft.pages) return unchanged({ outcome: 'no such page', pages: draft.pages });
      const owner = await ownerOf(db, input);
      if (owner === undefined && input.owner !== stored?.owner?.id)
        return unchanged({ outcome: 'unknown person' });
      const evidence = await evidenceOf(db, input.reference, stored);
      if (evidence === undefined) return unchanged({ outcome: 'unknown evidence' });
      const texts: PointTexts = {
        ...{ statement: input.pointStatement, says: input.says, correct: input.correct },
        ...{ evidence: evidence?.number ?? null, fileVersion: evidence?.version ?? null },
        ...{ evidencePage: input.evidencePage, ownerId: input.owner, outcomeNote: input.outcomeNote },
      };
      const facts = {
        draft: draft.number,
        page: input.page,
        state: input.pointState,
        outcome: input.outcome,
      };
      if (stored && isSame([factsOf(stored), textsOf(stored)], [facts, texts]))
        return unchanged({ outcome: 'unchanged' });
      if (stored && stored.version !== input.version)
        return unchanged({ outcome: 'conflict', latest: stored });
      const number = stored?.number ?? (await nextPoint(db, at.id));
      const salt = newSalt();
      const saved = await storePoint(db, {
        ...{ inspectionId: at.id, number, isNew, draft, input, salt },
        ...{ evidenceItemId: evidence?.id ?? null, fileVersion: evidence?.version ?? null },
      });
      return {
        result: { outcome: 'saved' },
        event: {
          type: 'accuracy.point-saved',
          subject: inspectionSubject(input.inspection),
          data: { point: number, ...facts, before: stored?.state ?? null, hash: hashOfPoint(texts, saved) },
        },
      };
    },
  );
  return result ?? NOT_FOUND;
}

export type RemovePointResult =
  | Ended
  | NotFound
  | { readonly outcome: 'removed' | 'agreed' }
  | { readonly outcome: 'conflict'; readonly latest: AccuracyPoint };

/** Removes a point that is being written. Its number is not used again. */
export async function removePoint(
  context: CouncilContext,
  { inspection, point: number, version }: RemovePoint,
): Promise<RemovePointResult> {
  const result = await namedWrite<RemovePointResult>(context, inspection, 'report:check', async (db, at) => {
    if (at.state !== 'open') return unchanged({ outcome: 'ended' });
    await lockInCouncil(db.tx, context.council.id, 'inspections');
    const [stored] = await loadPoints(db, { inspectionId: at.id, number });
    if (!stored) return unchanged(NOT_FOUND);
    if (stored.version !== version) return unchanged({ outcome: 'conflict', latest: stored });
    if (stored.state !== 'writing') return unchanged({ outcome: 'agreed' });
    const councilId = context.council.id;
    await db.tx.accuracyPoint.deleteMany({ where: { councilId, inspectionId: at.id, number } });
    await db.tx.inspection.updateMany({
      where: { councilId, id: at.id, lastRemovedPoint: { lt: number } },
      data: { lastRemovedPoint: number },
    });
    return {
      result: { outcome: 'removed' },
      event: {
        type: 'accuracy.point-removed',
        subject: inspectionSubject(inspection),
        data: { point: number },
      },
    };
  });
  return result ?? NOT_FOUND;
}

export type ExportedPoints = {
  readonly inspection: CheckedInspection;
  readonly points: readonly AccuracyPoint[];
};

/** Exports every point in the order of the pages, and records that. Null: for nobody but the named checkers. */
export function exportPoints(context: CouncilContext, inspection: number): Promise<ExportedPoints | null> {
  return namedExport<ExportedPoints>(context, inspection, 'report:check', async (db, at) => {
    const { inspection: about, points } = await loadAccuracy(db, at);
    return {
      result: { inspection: about, points: inPageOrder(points) },
      event: {
        type: 'accuracy.exported',
        subject: inspectionSubject(inspection),
        data: { form: 'csv', count: points.length, sha256: null },
      },
    };
  });
}

/** Records a PDF of points just before it is sent. Null: for nobody but the named checkers. */
export function recordPointsPdf(
  context: CouncilContext,
  inspection: number,
  { count, sha256 }: { readonly count: number; readonly sha256: string },
): Promise<true | null> {
  return namedWrite<true>(context, inspection, 'report:check', async () => ({
    result: true,
    event: {
      type: 'accuracy.exported',
      subject: inspectionSubject(inspection),
      data: { form: 'pdf', count, sha256 },
    },
  }));
}

/** The checker of that id. Undefined: they are none. */
async function ownerOf(
  db: CouncilWrite,
  { inspection, owner: id }: SavePoint,
): Promise<string | null | undefined> {
  if (id === null) return null;
  const named = await loadNamed(db, inspection);
  return named.find(({ person, part, isEnabled }) => person.id === id && part === 'checker' && isEnabled)
    ?.person.id;
}

type NamedEvidence = { readonly id: string; readonly number: number; readonly version: number | null };

/** An item as it is now, or as it was when the point already named it. Undefined: there is none. */
async function evidenceOf(
  { tx, context }: CouncilWrite,
  reference: string | null,
  stored: AccuracyPoint | null,
): Promise<NamedEvidence | null | undefined> {
  if (reference === null) return null;
  const number = parseReference(reference) ?? 0;
  const item = await tx.evidenceItem.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, number },
    select: {
      id: true,
      versions: { orderBy: { number: 'desc' }, take: 1, select: { number: true } },
    },
  });
  if (!item) return undefined;
  const isKept = stored?.evidence?.reference === reference;
  return {
    id: item.id,
    number,
    version: isKept ? stored.evidence.version : (item.versions[0]?.number ?? null),
  };
}

async function nextPoint({ tx, context }: CouncilWrite, inspectionId: string): Promise<number> {
  const where = { councilId: context.council.id, inspectionId };
  const { _max: last, _count: count } = await tx.accuracyPoint.aggregate({
    ...{ where, _max: { number: true }, _count: true },
  });
  requireRoom(MAX_POINTS, count);
  const { lastRemovedPoint } = await tx.inspection.findUniqueOrThrow({
    where: { councilId_id: { councilId: context.council.id, id: inspectionId } },
    select: { lastRemovedPoint: true },
  });
  return Math.max(last.number ?? 0, lastRemovedPoint) + 1;
}

function factsOf({ draft, page, state, outcome }: AccuracyPoint) {
  return { draft, page, state, outcome };
}

function textsOf({ statement, says, correct, evidence, owner, outcomeNote }: AccuracyPoint): PointTexts {
  return {
    ...{ statement, says, correct },
    evidence: evidence && parseReference(evidence.reference),
    ...{ fileVersion: evidence?.version ?? null, evidencePage: evidence?.page ?? null },
    ...{ ownerId: owner?.id ?? null, outcomeNote },
  };
}

type StorePoint = {
  readonly inspectionId: string;
  readonly number: number;
  readonly isNew: boolean;
  readonly draft: ReportDraft;
  readonly input: SavePoint;
  readonly evidenceItemId: string | null;
  readonly fileVersion: number | null;
  readonly salt: string;
};

/** Returns the salt of its row, which is that of its first save. */
async function storePoint(
  { tx, context }: CouncilWrite,
  { inspectionId, number, isNew, draft, input, evidenceItemId, fileVersion, salt }: StorePoint,
): Promise<string> {
  const councilId = context.council.id;
  const data = {
    ...{ page: input.page, statement: input.pointStatement, says: input.says, correct: input.correct },
    ...{ evidenceItemId, fileVersion, evidencePage: input.evidencePage, ownerId: input.owner },
    ...{ state: input.pointState, outcome: input.outcome, outcomeNote: input.outcomeNote },
    ...{ changedById: context.person.id, changedAt: context.now() },
  };
  if (!isNew) {
    const row = await tx.accuracyPoint.update({
      where: { councilId_inspectionId_number: { councilId, inspectionId, number } },
      data: { ...data, version: { increment: 1 } },
      select: { salt: true },
    });
    return row.salt;
  }
  const { id: draftId } = await tx.reportDraft.findFirstOrThrow({
    where: { councilId, inspectionId, number: draft.number },
    select: { id: true },
  });
  await tx.accuracyPoint.create({
    data: { councilId, inspectionId, draftId, number, salt, ...data },
    select: { number: true },
  });
  return salt;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
