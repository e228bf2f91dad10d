import 'server-only';
import { createHash } from 'node:crypto';
import { dateFromColumn, dateToColumn } from '#lib/kernel/dates.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged, type Written } from '#lib/platform/audit/write.ts';
import type { Transaction } from '#lib/platform/db/client.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { ReceivedFile } from '#lib/platform/storage/receive.ts';
import { type HeldAssessment, lockOpenAssessment } from '#lib/record/assessments/lock.ts';
import type { Locked } from '#lib/record/assessments/review-state.ts';
import { type EvidenceFacts, usedWords } from '#lib/record/evidence/events.ts';
import {
  type EvidenceItemView,
  type EvidenceSource,
  fingerprintOfUse,
  getEvidenceItem,
  inOpenAssessment,
  MARKING_OF,
  storageUse,
  type UseTexts,
} from '#lib/record/evidence/queries.ts';
import {
  type Marking,
  numberOf,
  referenceOf,
  type StorageUse,
  storageLeft,
} from '#lib/record/evidence/rules.ts';
import type {
  AddLink,
  ChangeDetails,
  EvidenceUse,
  ExplainEvidence,
  UploadDetails,
  UseField,
} from '#lib/record/evidence/schema.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The assessment that a page was opened in is closed by now. */
type Closed = { readonly outcome: 'closed' };

export type AddLinkResult =
  | { readonly outcome: 'added' | 'already added'; readonly reference: string }
  | Locked
  | Closed;

export type AddFileResult =
  | AddLinkResult
  /** The council's list has a file of the same content. `attached`: to the statement that was asked for. */
  | {
      readonly outcome: 'same file';
      readonly reference: string;
      readonly title: string;
      readonly attached: boolean;
    }
  /** The council's files would take more than they may. */
  | { readonly outcome: 'no room'; readonly storage: StorageUse };

/**
 * Makes an evidence item of a received file. Unless it is added, neither row nor file is left. The same file sent again
 * from the same form adds nothing, and neither does one whose content the council's list has already.
 */
export async function addFile(
  context: CouncilContext,
  details: UploadDetails,
  file: ReceivedFile,
): Promise<AddFileResult> {
  try {
    const { id, name, mediaType, bytes, sha256 } = file;
    const item = {
      title: details.title || name,
      source: { kind: 'file', id, name, mediaType, bytes, sha256 },
      submission: `${details.submission}:${sha256}`,
    } as const;
    const added = await addItem<AddFileResult>(context, details, item, async (db, assessmentId) => {
      const same = await sameFile(db, sha256, { assessmentId, statement: details.statement });
      if (same) return { outcome: 'same file', ...same };
      const storage = await storageUse(db);
      return bytes > storageLeft(storage) ? { outcome: 'no room', storage } : null;
    });
    if (added.outcome !== 'added') await file.discard();
    return added;
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** Makes an evidence item of a link. The same link sent again from the same form adds nothing. */
export function addLink(context: CouncilContext, link: AddLink): Promise<AddLinkResult> {
  return addItem<AddLinkResult>(context, link, {
    title: link.title,
    source: { kind: 'link', url: link.url },
    submission: `${link.submission}:${createHash('sha256').update(link.url).digest('hex')}`,
  });
}

/** `refusal`: what keeps the item from being added, asked once nobody else adds one. */
function addItem<Result>(
  context: CouncilContext,
  details: UploadDetails,
  { title, source, submission }: { title: string; source: EvidenceSource; submission: string },
  refusal: (db: CouncilWrite, assessmentId: string | null) => Promise<Result | null> = async () => null,
): Promise<Result | AddLinkResult> {
  return auditedWrite<Result | AddLinkResult>(context, 'evidence:add', async (db) => {
    const { tx } = db;
    const councilId = context.council.id;
    // One at a time in a council, so that the numbers follow each other and a form sent twice finds its first.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('evidence:' || ${councilId}, 0))`;
    const same = await tx.evidenceItem.findUnique({
      relationLoadStrategy: 'join',
      where: { councilId_submission: { councilId, submission } },
      select: { number: true, versions: { select: { file: { select: { name: true } } } } },
    });
    // Under another name it is another file of the form, which is told that it has the same content.
    const isSame = source.kind === 'link' || same?.versions.some(({ file }) => file.name === source.name);
    if (same && isSame) return unchanged({ outcome: 'already added', reference: referenceOf(same.number) });
    const { statement, assessment } = details;
    const open = statement && assessment ? await lockOpenAssessment(db, assessment) : null;
    if (statement && !open) return unchanged({ outcome: 'closed' });
    if (open?.locked) return unchanged(open.locked);

    const refused = await refusal(db, open?.id ?? null);
    if (refused) return unchanged(refused);

    const last = await tx.evidenceItem.aggregate({ where: { councilId }, _max: { number: true } });
    const number = (last._max.number ?? 0) + 1;
    requireRoom('evidence', number - 1);
    if (source.kind === 'file') {
      const { id, name, mediaType, bytes, sha256 } = source;
      await tx.storedFile.create({
        data: { id, councilId, name, mediaType, bytes, sha256, createdAt: context.now() },
        select: { id: true },
      });
    }
    const item = await tx.evidenceItem.create({
      data: {
        councilId,
        number,
        title,
        ...columnsOf(details),
        ...(source.kind === 'file' ? { fileId: source.id } : { url: source.url }),
        submission,
        createdById: context.person.id,
        createdAt: context.now(),
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
          addedById: context.person.id,
          addedAt: context.now(),
        },
        select: { number: true },
      });
    }
    if (statement && open) await attach(db, open, [item.id], statement, details);
    const reference = referenceOf(number);
    return {
      result: { outcome: 'added', reference },
      event: {
        type: 'evidence.added',
        subject: reference,
        data: {
          ...factsOf({ ...details, title }),
          source:
            source.kind === 'file'
              ? { kind: 'file', name: source.name, bytes: source.bytes, sha256: source.sha256 }
              : { kind: 'link', url: source.url },
          statement,
          ...(statement && { use: hashWords(usedWords(details)) }),
        },
      },
    };
  });
}

/** The first item of the council whose file has this content, and whether that statement uses it. */
async function sameFile(
  { tx, context }: CouncilWrite,
  sha256: string,
  on: { readonly assessmentId: string | null; readonly statement: StatementId | null },
): Promise<{ reference: string; title: string; attached: boolean } | null> {
  const found = await tx.evidenceItem.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, versions: { some: { file: { sha256 } } } },
    orderBy: { number: 'asc' },
    select: { number: true, title: true, links: { select: { assessmentId: true, statement: true } } },
  });
  if (!found) return null;
  const { number, title, links } = found;
  return {
    reference: referenceOf(number),
    title,
    attached: links.some(
      ({ assessmentId, statement }) => assessmentId === on.assessmentId && statement === on.statement,
    ),
  };
}

export type ChangeResult =
  | { readonly outcome: 'changed' | 'unchanged' | 'not found' }
  | { readonly outcome: 'conflict'; readonly latest: EvidenceItemView };

/** Changes the details of an item over the version that the writer started from; over a newer one nothing is written. */
export async function changeDetails(
  context: CouncilContext,
  reference: string,
  input: ChangeDetails,
): Promise<ChangeResult> {
  const number = numberOf(reference);
  if (number === null) return { outcome: 'not found' };
  const councilId = context.council.id;
  const outcome = await auditedWrite<'changed' | 'unchanged' | 'not found' | 'conflict'>(
    context,
    'evidence:edit',
    async ({ tx }) => {
      const before = await currentFacts(tx, councilId, number);
      if (!before) return unchanged('not found');
      const after = factsOf(input);
      if (sameFacts(before, after)) return unchanged('unchanged');
      const { count } = await tx.evidenceItem.updateMany({
        where: { councilId, number, version: input.version },
        data: { title: input.title, ...columnsOf(input), version: { increment: 1 } },
      });
      if (count === 0) {
        // The newer version may be this very form, sent twice.
        const latest = await currentFacts(tx, councilId, number);
        return unchanged(latest && sameFacts(latest, after) ? 'unchanged' : 'conflict');
      }
      return {
        result: 'changed',
        event: { type: 'evidence.changed', subject: referenceOf(number), data: { before, after } },
      };
    },
  );
  if (outcome !== 'conflict') return { outcome };
  const latest = await getEvidenceItem(context, reference);
  return latest ? { outcome, latest } : { outcome: 'not found' };
}

async function currentFacts(
  tx: Transaction,
  councilId: string,
  number: number,
): Promise<EvidenceFacts | null> {
  const row = await tx.evidenceItem.findUnique({
    where: { councilId_number: { councilId, number } },
    select: {
      title: true,
      category: true,
      datedOn: true,
      owner: true,
      marking: true,
      containsPersonalData: true,
    },
  });
  if (!row) return null;
  return factsOf({
    ...row,
    datedOn: row.datedOn && dateFromColumn(row.datedOn),
    marking: MARKING_OF[row.marking],
  });
}

function sameFacts(a: EvidenceFacts, b: EvidenceFacts): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export type UseResult = { readonly outcome: 'done' | 'unchanged' | 'not found' } | Locked | Closed;

export type AttachResult =
  | { readonly outcome: 'done' | 'unchanged' }
  /** References that the council's list does not have. Nothing is attached then. */
  | { readonly outcome: 'not found'; readonly missing: readonly string[] }
  | Locked
  | Closed;

/**
 * Attaches items of the council's list to a statement of that assessment, while it is open: all of them or none. One that
 * is attached already stays as it is.
 */
export function attachEvidence(
  context: CouncilContext,
  references: readonly string[],
  statement: StatementId,
  use: EvidenceUse,
): Promise<AttachResult> {
  return auditedWrite<AttachResult>(context, 'evidence:edit', async (db) => {
    const { tx } = db;
    const open = await lockOpenAssessment(db, use.assessment);
    if (!open) return unchanged({ outcome: 'closed' });
    const wanted = new Map(references.map((reference) => [numberOf(reference) ?? 0, reference]));
    const items = await tx.evidenceItem.findMany({
      relationLoadStrategy: 'join',
      where: { councilId: context.council.id, number: { in: [...wanted.keys()] } },
      // Two people at once insert in the same order, so neither waits for the other.
      orderBy: { number: 'asc' },
      select: {
        id: true,
        number: true,
        links: { where: { assessmentId: open.id, statement }, select: { id: true } },
      },
    });
    for (const { number } of items) wanted.delete(number);
    if (wanted.size > 0) {
      return unchanged({ outcome: 'not found', missing: [...wanted.values()] });
    }
    const fresh = items.filter(({ links }) => links.length === 0);
    if (fresh.length === 0) return unchanged({ outcome: 'unchanged' });
    if (open.locked) return unchanged(open.locked);
    const attached = await attach(
      db,
      open,
      fresh.map(({ id }) => id),
      statement,
      use,
    );
    const done = fresh.filter(({ id }) => attached.has(id));
    if (done.length === 0) return unchanged({ outcome: 'unchanged' });
    return {
      result: { outcome: 'done' },
      event: done.map(({ number }) => ({
        type: 'evidence.attached',
        subject: referenceOf(number),
        data: { statement, use: hashWords(usedWords(use)) },
      })),
    };
  });
}

export type ExplainResult =
  | UseResult
  /** Somebody said it anew since the form was opened: as it is now. */
  | { readonly outcome: 'conflict'; readonly latest: UseTexts };

/**
 * Says anew what an item shows that is attached in that assessment, and where in it, while it is open. Over other texts
 * than the writer started from nothing is written.
 */
export function explainEvidence(
  context: CouncilContext,
  reference: string,
  statement: StatementId,
  { shows, location, assessment, fingerprint }: ExplainEvidence,
): Promise<ExplainResult> {
  return onUse<ExplainResult>(
    context,
    reference,
    statement,
    assessment,
    async (tx, _item, existing, open) => {
      if (!existing) return unchanged({ outcome: 'not found' });
      if (existing.shows === shows && existing.location === location) {
        return unchanged({ outcome: 'unchanged' });
      }
      if (open.locked) return unchanged(open.locked);
      const { id, ...before } = existing;
      if (fingerprintOfUse(before) !== fingerprint) {
        return unchanged({ outcome: 'conflict', latest: before });
      }
      const { count } = await tx.evidenceLink.updateMany({
        where: existing,
        data: { shows, location, carried: false },
      });
      if (count === 0) {
        // Taken off meanwhile, or said anew: perhaps by this very form, sent twice.
        const now = await tx.evidenceLink.findUnique({
          where: { id },
          select: { shows: true, location: true },
        });
        if (!now) return unchanged({ outcome: 'not found' });
        const isSame = now.shows === shows && now.location === location;
        return unchanged(isSame ? { outcome: 'unchanged' } : { outcome: 'conflict', latest: now });
      }
      return {
        result: { outcome: 'done' },
        event: {
          type: 'evidence.explained',
          subject: reference,
          data: { statement, use: hashWords(usedWords({ shows, location })) },
        },
      };
    },
  );
}

/** Takes an item off a statement of that assessment, while it is open. The item stays in the council's list, whatever else uses it. */
export function detachEvidence(
  context: CouncilContext,
  reference: string,
  statement: StatementId,
  assessment: string,
): Promise<UseResult> {
  return onUse(context, reference, statement, assessment, async (tx, _item, existing, open) => {
    if (!existing) return unchanged({ outcome: 'unchanged' });
    if (open.locked) return unchanged(open.locked);
    // Sent several times at once, the first takes it off and the others find it gone.
    const { count } = await tx.evidenceLink.deleteMany({ where: { id: existing.id } });
    if (count === 0) return unchanged({ outcome: 'unchanged' });
    return {
      result: { outcome: 'done' },
      event: { type: 'evidence.detached', subject: reference, data: { statement } },
    };
  });
}

type ExistingUse = UseTexts & { readonly id: string };

function onUse<Result = UseResult>(
  context: CouncilContext,
  reference: string,
  statement: StatementId,
  assessment: string,
  work: (
    tx: Transaction,
    item: { id: string },
    existing: ExistingUse | undefined,
    open: HeldAssessment,
  ) => Promise<Written<Result | UseResult>>,
): Promise<Result | UseResult> {
  return auditedWrite<Result | UseResult>(context, 'evidence:edit', async (db) => {
    const { tx } = db;
    const open = await lockOpenAssessment(db, assessment);
    if (!open) return unchanged({ outcome: 'closed' });
    const number = numberOf(reference);
    const item =
      number === null
        ? null
        : await tx.evidenceItem.findUnique({
            where: { councilId_number: { councilId: context.council.id, number } },
            select: {
              id: true,
              links: {
                where: { statement, ...inOpenAssessment },
                select: { id: true, shows: true, location: true },
              },
            },
          });
    if (!item) return unchanged({ outcome: 'not found' });
    return work(tx, item, item.links[0], open);
  });
}

/** Records that a file was handed out. The handler calls it before the first byte leaves. */
export function recordDownload(context: CouncilContext, reference: string, sha256: string): Promise<void> {
  return auditedWrite<void>(context, 'evidence:download', async () => ({
    result: undefined,
    event: { type: 'file.downloaded', subject: reference, data: { sha256 } },
  }));
}

/** The items that were not attached already. */
async function attach(
  { tx, context }: CouncilWrite,
  { id: assessmentId }: HeldAssessment,
  items: readonly string[],
  statement: StatementId,
  { shows, location }: Pick<EvidenceUse, UseField>,
): Promise<ReadonlySet<string>> {
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
    select: { evidenceItemId: true },
  });
  return new Set(attached.map(({ evidenceItemId }) => evidenceItemId));
}

type Details = Pick<ChangeDetails, 'category' | 'datedOn' | 'owner' | 'containsPersonalData'> & {
  readonly marking: Marking;
};

function columnsOf(details: Details) {
  return {
    category: details.category,
    datedOn: details.datedOn && dateToColumn(details.datedOn),
    owner: details.owner,
    marking:
      details.marking === 'OFFICIAL-SENSITIVE' ? ('official_sensitive' as const) : ('official' as const),
    containsPersonalData: details.containsPersonalData,
  };
}

function factsOf(details: Details & { readonly title: string }): EvidenceFacts {
  const { title, category, datedOn, owner, marking, containsPersonalData } = details;
  return { title, category, datedOn, owner, marking, containsPersonalData };
}
