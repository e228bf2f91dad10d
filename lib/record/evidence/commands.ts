import 'server-only';
import { createHash } from 'node:crypto';
import type { Framework } from '#lib/frameworks/framework.ts';
import { dateToColumn } from '#lib/kernel/dates.ts';
import { httpStatusOf } from '#lib/kernel/errors.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { ReceivedFile } from '#lib/platform/storage/receive.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import { type Added, writeAddition } from '#lib/record/evidence/addition-rows.ts';
import { decideChange, evidenceFacts, namesApart, reviewedEvent } from '#lib/record/evidence/decisions.ts';
import {
  columnsOf,
  type ItemWithFile,
  isAttached,
  loadItemWithFile,
  lockDetails,
  memberName,
} from '#lib/record/evidence/item-rows.ts';
import { type StepResult, takeStep } from '#lib/record/evidence/life-rows.ts';
import { isInUse } from '#lib/record/evidence/lifecycle.ts';
import { type ListedEvidence, loadAllEvidence, loadPastRetention } from '#lib/record/evidence/list-rows.ts';
import { type EvidenceItemView, getEvidenceItem, hasViewedToday } from '#lib/record/evidence/queries.ts';
import { type ReplaceResult, writeReplacement } from '#lib/record/evidence/replacement-rows.ts';
import { referenceOf, type StorageUse, storageLeft, titleFromName } from '#lib/record/evidence/rules.ts';
import type {
  AddLink,
  ChangeDetails,
  EvidenceUse,
  ExplainEvidence,
  ReplaceFile,
  ReviewEvidence,
  UploadDetails,
} from '#lib/record/evidence/schema.ts';
import { loadStorageUse } from '#lib/record/evidence/storage-use.ts';
import {
  type AttachResult,
  type ExplainResult,
  type LinkResult,
  removeUse,
  type UseResult,
  writeExplanation,
  writeLinks,
  writeUses,
} from '#lib/record/evidence/use-rows.ts';
import type { EvidenceView } from '#lib/record/evidence/view.ts';
import { existingTopics, loadOwnTopics } from '#lib/record/topics/queries.ts';
import type { Topic } from '#lib/record/topics/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type AddFileResult =
  | Added
  /** The evidence list already has a file with this content. `attached`: whether it is on the chosen statement. */
  | (ItemWithFile & { readonly outcome: 'same file'; readonly attached: boolean })
  /** The file would exceed the council's storage limit. */
  | { readonly outcome: 'storage full'; readonly storage: StorageUse };

/**
 * Adds a received file as an evidence item. Otherwise no row is written and the file is discarded: if it was sent
 * again from the same form, or if the evidence list already has its content.
 *
 * @param options.transcriptOf the number of the recording of which it is the transcript
 */
export function addFile(
  context: CouncilContext,
  details: UploadDetails,
  file: ReceivedFile,
  { transcriptOf = null }: { readonly transcriptOf?: number | null } = {},
): Promise<AddFileResult> {
  const { id, name, mediaType, bytes, sha256, withoutPlace } = file;
  const item = {
    title: details.title || titleFromName(name),
    source: { kind: 'file', id, name, mediaType, bytes, sha256 },
    submission: `${details.submission}:${sha256}`,
    withoutPlace,
    transcriptOf,
  } as const;
  return orDiscard<AddFileResult>(file, 'added', () =>
    auditedWrite<AddFileResult>(context, 'evidence:add', (db) =>
      writeAddition<AddFileResult>(db, details, item, async (assessmentId) => {
        const same = await loadItemWithFile(db, sha256);
        if (same) {
          const { statement } = details;
          const on = assessmentId !== null && statement !== null && { assessmentId, statement };
          const attached = on && (await isAttached(db, same.reference, on));
          return { outcome: 'same file', ...same, attached };
        }
        const storage = await loadStorageUse(db);
        return bytes > storageLeft(storage) ? { outcome: 'storage full', storage } : null;
      }),
    ),
  );
}

/**
 * Replaces the file of an item with a received file, as its next version. Otherwise no row is written and the file is
 * discarded: if somebody else replaced it since, or if the evidence list already has this content.
 */
export async function replaceFile(
  context: CouncilContext,
  reference: string,
  details: ReplaceFile,
  file: ReceivedFile,
): Promise<ReplaceResult> {
  return orDiscard(file, 'replaced', () =>
    auditedWrite<ReplaceResult>(context, 'evidence:edit', (db) =>
      writeReplacement(db, reference, details, file),
    ),
  );
}

/** Keeps a received file only if the write has the outcome that gives it a row. */
async function orDiscard<Result extends { readonly outcome: string }>(
  file: ReceivedFile,
  kept: Result['outcome'],
  write: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await write();
    if (result.outcome !== kept) await file.discard();
    return result;
  } catch (error) {
    // A fault may come after the commit, when only the answer was lost. Without a row the sweep removes the file.
    if (httpStatusOf(error) < 500) await file.discard();
    throw error;
  }
}

/** Adds a link as an evidence item. Adds nothing if the same link is sent again from the same form. */
export function addLink(context: CouncilContext, link: AddLink): Promise<Added> {
  const item = {
    title: link.title,
    source: { kind: 'link', url: link.url },
    submission: `${link.submission}:${createHash('sha256').update(link.url).digest('hex')}`,
  } as const;
  return auditedWrite<Added>(context, 'evidence:add', (db) => writeAddition(db, link, item));
}

export type ChangeDetailsResult =
  | { readonly outcome: 'changed' | 'unchanged' | 'past review' | 'erased' | 'not found' }
  | { readonly outcome: 'conflict'; readonly latest: EvidenceItemView };

/** Changes the details of an item, unless they have changed since the form was opened. */
export async function changeDetails(
  context: CouncilContext,
  reference: string,
  sent: ChangeDetails,
): Promise<ChangeDetailsResult> {
  const outcome = await auditedWrite<ChangeDetailsResult['outcome']>(context, 'evidence:edit', async (db) => {
    const stored = await lockDetails(db, reference);
    if (!stored) return unchanged('not found');
    if (stored.state === 'erased') return unchanged('erased');
    const input = { ...sent, topics: await existingTopics(db, sent.topics) };
    const decision = decideChange(stored, input, londonDay(context.now()));
    if (decision !== 'save') return unchanged(decision);
    const after = namesApart(evidenceFacts(input), await memberName(db, input.ownerId));
    await db.tx.evidenceItem.update({
      where: { id: stored.id },
      data: { title: input.title, ...columnsOf(input), version: { increment: 1 } },
      select: { id: true },
    });
    const before = namesApart(stored.facts, await memberName(db, stored.facts.ownerId));
    return {
      result: 'changed',
      event: {
        type: 'evidence.changed',
        subject: referenceOf(stored.number),
        data: { before: before.facts, after: after.facts },
        words: { before: before.names, after: after.names },
      },
    };
  });
  if (outcome !== 'conflict') return { outcome };
  const latest = await getEvidenceItem(context, reference);
  return latest ? { outcome, latest } : { outcome: 'not found' };
}

export type ReviewResult = {
  readonly outcome: 'reviewed' | 'unchanged' | 'stale' | 'out of use' | 'not found';
};

/** Notes that an item is still current, and when it is reviewed again. `stale`: that day was moved since. */
export function reviewEvidence(
  context: CouncilContext,
  { reference, reviewBy, seen }: ReviewEvidence,
): Promise<ReviewResult> {
  return auditedWrite<ReviewResult>(context, 'evidence:edit', async (db) => {
    const stored = await lockDetails(db, reference);
    if (!stored) return unchanged({ outcome: 'not found' });
    if (!isInUse(stored)) return unchanged({ outcome: 'out of use' });
    const before = stored.facts.reviewBy;
    if (before === reviewBy) return unchanged({ outcome: 'unchanged' });
    if (before !== seen) return unchanged({ outcome: 'stale' });
    await db.tx.evidenceItem.update({
      where: { id: stored.id },
      data: { reviewBy: dateToColumn(reviewBy), version: { increment: 1 } },
      select: { id: true },
    });
    return {
      result: { outcome: 'reviewed' },
      event: reviewedEvent(stored.number, { before, after: reviewBy }),
    };
  });
}

/** Takes an item out of use: nobody can newly cite or attach it. What uses it keeps it, marked. */
export function withdrawEvidence(
  context: CouncilContext,
  reference: string,
  reason: string,
): Promise<StepResult> {
  return auditedWrite<StepResult>(context, 'evidence:edit', (db) =>
    takeStep(db, reference, 'withdrawn', reason),
  );
}

/** Puts a withdrawn item back in use. */
export function restoreEvidence(context: CouncilContext, reference: string): Promise<StepResult> {
  return auditedWrite<StepResult>(context, 'evidence:edit', (db) => takeStep(db, reference, 'restored', ''));
}

/** Places a legal hold on an item: it cannot be erased until the hold is released. */
export function holdEvidence(
  context: CouncilContext,
  reference: string,
  reason: string,
): Promise<StepResult> {
  return auditedWrite<StepResult>(context, 'evidence:hold', (db) => takeStep(db, reference, 'held', reason));
}

export function releaseEvidence(context: CouncilContext, reference: string): Promise<StepResult> {
  return auditedWrite<StepResult>(context, 'evidence:hold', (db) => takeStep(db, reference, 'released', ''));
}

/**
 * Attaches items from the evidence list to a statement of that assessment, if it is open: all of them or none. Items
 * already attached are left unchanged.
 */
export function attachEvidence(
  context: CouncilContext,
  references: readonly string[],
  statement: StatementId,
  use: EvidenceUse,
): Promise<AttachResult> {
  return auditedWrite<AttachResult>(context, 'evidence:edit', (db) =>
    writeUses(db, references, statement, use),
  );
}

/**
 * Links an item to statements of that assessment, if it is open: all of them or none. Links that exist are left
 * unchanged, with their explanations.
 */
export function linkToStatements(
  context: CouncilContext,
  reference: string,
  statements: readonly StatementId[],
  assessment: string,
): Promise<LinkResult> {
  return auditedWrite<LinkResult>(context, 'evidence:edit', (db) =>
    writeLinks(db, reference, statements, assessment),
  );
}

/** Changes the explanation of an attached item, unless it has changed since the form was opened. */
export function explainEvidence(
  context: CouncilContext,
  reference: string,
  statement: StatementId,
  input: ExplainEvidence,
): Promise<ExplainResult> {
  return auditedWrite<ExplainResult>(context, 'evidence:edit', (db) =>
    writeExplanation(db, reference, statement, input),
  );
}

/** Removes an item from a statement of that assessment, if it is open. The item stays in the evidence list. */
export function detachEvidence(
  context: CouncilContext,
  reference: string,
  statement: StatementId,
  assessment: string,
): Promise<UseResult> {
  return auditedWrite<UseResult>(context, 'evidence:edit', (db) =>
    removeUse(db, reference, statement, assessment),
  );
}

/** Records a download. The handler calls it before it sends the first byte. */
export function recordDownload(context: CouncilContext, reference: string, sha256: string): Promise<void> {
  return auditedWrite<void>(context, 'evidence:download', async () => ({
    result: undefined,
    event: { type: 'file.downloaded', subject: reference, data: { sha256 } },
  }));
}

/**
 * Records that a person was shown a page of a file, once on each day in London: an event for each page would bury the
 * rest of the history. Called before the page is sent.
 */
export async function recordView(context: CouncilContext, reference: string, sha256: string): Promise<void> {
  if (await hasViewedToday(context, reference, sha256)) return;
  await auditedWrite<void>(context, 'evidence:download', async () => ({
    result: undefined,
    event: { type: 'file.viewed', subject: reference, data: { sha256 } },
  }));
}

/** Exports that view of the evidence list, on all its pages, and records the export. */
export function exportEvidence(context: CouncilContext, view: EvidenceView): Promise<ExportedEvidence> {
  return auditedExport<ExportedEvidence>(context, 'evidence:view', async (db) => {
    const asOf = context.now();
    const retention = await loadPastRetention(db, londonDay(asOf));
    const items = await loadAllEvidence(db, view, retention?.numbers);
    return {
      result: { items, framework: await loadFramework(db), topics: await loadOwnTopics(db), asOf },
      event: { type: 'evidence.exported', subject: 'evidence', data: { count: items.length } },
    };
  });
}

type ExportedEvidence = {
  readonly items: readonly ListedEvidence[];
  readonly framework: Framework;
  /** The council’s own. */
  readonly topics: readonly Topic[];
  readonly asOf: Date;
};
