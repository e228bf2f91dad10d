import 'server-only';
import { dateFromColumn, dateToColumn } from '#lib/kernel/dates.ts';
import { NotAllowedError } from '#lib/kernel/errors.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { OpenAssessment } from '#lib/record/assessments/lock.ts';
import { evidenceFacts, type StoredDetails } from '#lib/record/evidence/decisions.ts';
import { insertFile } from '#lib/record/evidence/file-rows.ts';
import { type LockedItem, lockItem } from '#lib/record/evidence/life-rows.ts';
import { isInUse } from '#lib/record/evidence/lifecycle.ts';
import { MAX_EVIDENCE, parseReference, referenceOf } from '#lib/record/evidence/rules.ts';
import type { ChangeDetails, EvidenceUse, UseField } from '#lib/record/evidence/schema.ts';
import { type EvidenceSource, MARKING_OF } from '#lib/record/evidence/summary-rows.ts';
import type { StatementId } from '#lib/scoring/index.ts';

// The rows that the commands of evidence read and write.

export type NewItem = {
  readonly title: string;
  readonly source:
    | Omit<Extract<EvidenceSource, { kind: 'file' }>, 'version'>
    | Extract<EvidenceSource, { kind: 'link' }>;
  readonly submission: string;
  /** Whether the place where it was taken was taken out of its file. */
  readonly withoutPlace?: boolean;
  /** The number of the recording of which it is the transcript. */
  readonly transcriptOf?: number | null;
};

/** @throws {LimitReachedError} if the council has reached the maximum number of items */
export async function nextNumber({ tx, context }: CouncilWrite): Promise<number> {
  const last = await tx.evidenceItem.aggregate({
    where: { councilId: context.council.id },
    _max: { number: true },
  });
  const used = last._max.number ?? 0;
  requireRoom(MAX_EVIDENCE, used);
  return used + 1;
}

/** Inserts the rows of an item, its file and the file's first version. Returns the item's id. */
export async function insertItem(
  db: CouncilWrite,
  number: number,
  details: ItemDetails,
  { title, source, submission, transcriptOf = null }: NewItem,
): Promise<string> {
  const { tx, context } = db;
  const [councilId, personId, now] = [context.council.id, context.person.id, context.now()];
  if (source.kind === 'file') await insertFile(db, source);
  const item = await tx.evidenceItem.create({
    data: {
      councilId,
      number,
      title,
      ...columnsOf(details),
      ...(source.kind === 'file' ? { fileId: source.id } : { url: source.url }),
      submission,
      transcriptOf,
      createdById: personId,
      createdAt: now,
    },
    select: { id: true },
  });
  if (source.kind === 'file') {
    await tx.evidenceVersion.create({
      data: {
        councilId,
        itemId: item.id,
        number: 1,
        fileId: source.id,
        addedById: personId,
        addedAt: now,
      },
      select: { number: true },
    });
  }
  return item.id;
}

/** An item of the council with the content of a file. `withdrawn`: there is none in use. */
export type ItemWithFile = {
  readonly reference: string;
  readonly title: string;
  readonly withdrawn: boolean;
};

/** An item, other than `otherThan`, with a file of this content. What is in use comes first, then the oldest. */
export async function loadItemWithFile(
  { tx, context }: CouncilWrite,
  sha256: string,
  otherThan: { readonly id: string } | null = null,
): Promise<ItemWithFile | null> {
  const found = await tx.evidenceItem.findFirst({
    where: {
      councilId: context.council.id,
      ...(otherThan && { id: { not: otherThan.id } }),
      versions: { some: { file: { sha256, erasedAt: null } } },
    },
    orderBy: [{ state: 'asc' }, { number: 'asc' }],
    select: { number: true, title: true, state: true },
  });
  return found && { reference: referenceOf(found.number), title: found.title, withdrawn: !isInUse(found) };
}

export async function isAttached(
  { tx, context }: CouncilWrite,
  reference: string,
  on: { readonly assessmentId: string; readonly statement: StatementId },
): Promise<boolean> {
  const councilId = context.council.id;
  const evidenceItem = { number: parseReference(reference) ?? 0 };
  return (await tx.evidenceLink.count({ where: { councilId, ...on, evidenceItem } })) > 0;
}

/** The details of an item, locked until the transaction ends. */
export async function lockDetails(
  db: CouncilWrite,
  reference: string,
): Promise<(StoredDetails & LockedItem) | null> {
  const item = await lockItem(db, reference);
  if (!item) return null;
  const { version, datedOn, reviewBy, marking, ...rest } = await db.tx.evidenceItem.findUniqueOrThrow({
    where: { id: item.id },
    select: {
      ...{ title: true, category: true, datedOn: true, owner: true, ownerId: true, marking: true },
      ...{ containsPersonalData: true, needsRedaction: true, reviewBy: true, voices: true },
      ...{ topics: true, tags: true, version: true },
    },
  });
  const facts = evidenceFacts({
    ...rest,
    datedOn: datedOn && dateFromColumn(datedOn),
    reviewBy: reviewBy && dateFromColumn(reviewBy),
    marking: MARKING_OF[marking],
  });
  return { ...item, facts, version };
}

/** Returns the items that were not already attached, each with the version of its file that the place is in. */
export async function attach(
  { tx, context }: CouncilWrite,
  { id: assessmentId }: OpenAssessment,
  items: readonly string[],
  statement: StatementId,
  { shows, location }: Pick<EvidenceUse, UseField>,
): Promise<ReadonlyMap<string, number | null>> {
  const attached = await tx.evidenceLink.createManyAndReturn({
    data: items.map((evidenceItemId) => ({
      councilId: context.council.id,
      assessmentId,
      statement,
      evidenceItemId,
      shows,
      location,
      createdAt: context.now(),
    })),
    skipDuplicates: true,
    select: { evidenceItemId: true, fileVersion: true },
  });
  return new Map(attached.map(({ evidenceItemId, fileVersion }) => [evidenceItemId, fileVersion]));
}

export type ItemDetails = Omit<ChangeDetails, 'title' | 'version'>;

export function columnsOf(details: ItemDetails) {
  const { category, datedOn, reviewBy, owner, ownerId, containsPersonalData, needsRedaction } = details;
  return {
    ...{ category, owner, ownerId, containsPersonalData, needsRedaction },
    datedOn: datedOn && dateToColumn(datedOn),
    reviewBy: reviewBy && dateToColumn(reviewBy),
    marking:
      details.marking === 'OFFICIAL-SENSITIVE' ? ('official_sensitive' as const) : ('official' as const),
    voices: [...details.voices],
    topics: [...details.topics],
    tags: [...details.tags],
  };
}

/**
 * The name of the member with this id, whether they can still sign in or not. Null for no id.
 *
 * @throws {NotAllowedError} if the council has no such member
 */
export async function memberName({ tx, context }: CouncilWrite, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const member = await tx.membership.findUnique({
    where: { councilId_personId: { councilId: context.council.id, personId: id } },
    select: { person: { select: { name: true } } },
  });
  if (!member) throw new NotAllowedError('An owner is a member of the council');
  return member.person.name;
}

/** The id of the item that somebody names by its reference. Null: they name none. Undefined: there is no such item. */
export async function loadEvidenceId(
  { tx, context }: CouncilWrite,
  reference: string | null,
): Promise<string | null | undefined> {
  if (reference === null) return null;
  const item = await tx.evidenceItem.findFirst({
    where: { councilId: context.council.id, number: parseReference(reference) ?? 0 },
    select: { id: true },
  });
  return item?.id;
}
