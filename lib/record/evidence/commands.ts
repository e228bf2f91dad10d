import 'server-only';
import { createHash } from 'node:crypto';
import { httpStatusOf } from '#lib/kernel/errors.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged, type Written } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { ReceivedFile } from '#lib/platform/storage/receive.ts';
import { lockOpenAssessment } from '#lib/record/assessments/lock.ts';
import type { Locked } from '#lib/record/assessments/review-state.ts';
import {
  decideChange,
  decideExplanation,
  evidenceFacts,
  namesApart,
  type StoredUse,
  type UseDecision,
  versionOfPlace,
} from '#lib/record/evidence/decisions.ts';
import { scanJobs } from '#lib/record/evidence/file-rows.ts';
import {
  attach,
  columnsOf,
  type ItemWithFile,
  insertItem,
  loadSameFile,
  lockDetails,
  type NewItem,
  nextNumber,
} from '#lib/record/evidence/item-rows.ts';
import { type StepResult, statesOf, takeStep } from '#lib/record/evidence/life-rows.ts';
import { type EvidenceState, isInUse } from '#lib/record/evidence/lifecycle.ts';
import { type EvidenceItemView, getEvidenceItem, loadStorageUse } from '#lib/record/evidence/queries.ts';
import { type ReplaceResult, writeReplacement } from '#lib/record/evidence/replacement-rows.ts';
import { parseReference, referenceOf, type StorageUse, storageLeft } from '#lib/record/evidence/rules.ts';
import type {
  AddLink,
  ChangeDetails,
  EvidenceUse,
  ExplainEvidence,
  ReplaceFile,
  UploadDetails,
} from '#lib/record/evidence/schema.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The assessment was closed after the page was opened. */
type Closed = { readonly outcome: 'closed' };

export type AddLinkResult =
  | { readonly outcome: 'added' | 'already added'; readonly reference: string }
  | Locked
  | Closed;

export type AddFileResult =
  | AddLinkResult
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
    title: details.title || name,
    source: { kind: 'file', id, name, mediaType, bytes, sha256 },
    submission: `${details.submission}:${sha256}`,
    withoutPlace,
    transcriptOf,
  } as const;
  return orDiscard<AddFileResult>(file, 'added', () =>
    addItem<AddFileResult>(context, details, item, async (db, assessmentId) => {
      const same = await loadSameFile(db, sha256, { assessmentId, statement: details.statement });
      if (same) return { outcome: 'same file', ...same };
      const storage = await loadStorageUse(db);
      return bytes > storageLeft(storage) ? { outcome: 'storage full', storage } : null;
    }),
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
export function addLink(context: CouncilContext, link: AddLink): Promise<AddLinkResult> {
  return addItem<AddLinkResult>(context, link, {
    title: link.title,
    source: { kind: 'link', url: link.url },
    submission: `${link.submission}:${createHash('sha256').update(link.url).digest('hex')}`,
  });
}

/** `refusal`: the reason not to add the item, called under the council's lock. */
function addItem<Result>(
  context: CouncilContext,
  details: UploadDetails,
  { title, source, submission, withoutPlace = false, transcriptOf = null }: NewItem,
  refusal: (db: CouncilWrite, assessmentId: string | null) => Promise<Result | null> = async () => null,
): Promise<Result | AddLinkResult> {
  return auditedWrite<Result | AddLinkResult>(context, 'evidence:add', async (db) => {
    const { tx } = db;
    const councilId = context.council.id;
    // One at a time per council, so that numbers have no gaps and a form sent twice finds its first item.
    await lockInCouncil(tx, councilId, 'evidence');
    const same = await tx.evidenceItem.findUnique({
      relationLoadStrategy: 'join',
      where: { councilId_submission: { councilId, submission } },
      select: { number: true, versions: { select: { file: { select: { name: true } } } } },
    });
    // Under another name it is a different file in the form, reported as a duplicate.
    const isSame = source.kind === 'link' || same?.versions.some(({ file }) => file.name === source.name);
    if (same && isSame) return unchanged({ outcome: 'already added', reference: referenceOf(same.number) });
    const { statement, assessment } = details;
    const open = statement && assessment ? await lockOpenAssessment(db, assessment, statement) : null;
    if (statement && !open) return unchanged({ outcome: 'closed' });
    if (open?.locked) return unchanged(open.locked);

    const refused = await refusal(db, open?.id ?? null);
    if (refused) return unchanged(refused);

    const number = await nextNumber(db);
    const item = await insertItem(db, number, details, { title, source, submission, transcriptOf });
    if (statement && open) await attach(db, open, [item], statement, details);
    const reference = referenceOf(number);
    const { facts, names } = namesApart(evidenceFacts({ ...details, title }));
    return {
      result: { outcome: 'added', reference },
      jobs: source.kind === 'file' ? scanJobs(db, source.id) : [],
      event: {
        type: 'evidence.added',
        subject: reference,
        data: {
          ...facts,
          source:
            source.kind === 'file'
              ? {
                  kind: 'file',
                  bytes: source.bytes,
                  sha256: source.sha256,
                  ...(withoutPlace && { withoutPlace }),
                }
              : { kind: 'link' },
          statement,
          ...(transcriptOf && { transcriptOf: referenceOf(transcriptOf) }),
        },
        words: {
          ...names,
          ...(source.kind === 'file' ? { file: source.name } : { url: source.url }),
          ...(statement && { shows: details.shows, location: details.location }),
        },
      },
    };
  });
}

export type ChangeDetailsResult =
  | { readonly outcome: 'changed' | 'unchanged' | 'erased' | 'not found' }
  | { readonly outcome: 'conflict'; readonly latest: EvidenceItemView };

/** Changes the details of an item, unless they have changed since the form was opened. */
export async function changeDetails(
  context: CouncilContext,
  reference: string,
  input: ChangeDetails,
): Promise<ChangeDetailsResult> {
  const number = parseReference(reference);
  if (number === null) return { outcome: 'not found' };
  const outcome = await auditedWrite<'changed' | 'unchanged' | 'erased' | 'not found' | 'conflict'>(
    context,
    'evidence:edit',
    async (db) => {
      const stored = await lockDetails(db, number);
      if (!stored) return unchanged('not found');
      if (stored.state === 'erased') return unchanged('erased');
      const decision = decideChange(stored, input);
      if (decision !== 'save') return unchanged(decision);
      await db.tx.evidenceItem.update({
        where: { councilId_number: { councilId: context.council.id, number } },
        data: { title: input.title, ...columnsOf(input), version: { increment: 1 } },
        select: { id: true },
      });
      const [before, after] = [namesApart(stored.facts), namesApart(evidenceFacts(input))];
      return {
        result: 'changed',
        event: {
          type: 'evidence.changed',
          subject: referenceOf(number),
          data: { before: before.facts, after: after.facts },
          words: { before: before.names, after: after.names },
        },
      };
    },
  );
  if (outcome !== 'conflict') return { outcome };
  const latest = await getEvidenceItem(context, reference);
  return latest ? { outcome, latest } : { outcome: 'not found' };
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

export type UseResult = { readonly outcome: 'done' | 'unchanged' | 'not found' } | Locked | Closed;

export type AttachResult =
  | { readonly outcome: 'done' | 'unchanged' }
  /** References missing from the evidence list. Nothing is attached. */
  | { readonly outcome: 'not found'; readonly missing: readonly string[] }
  /** References of items that are withdrawn or erased. Nothing is attached. */
  | { readonly outcome: 'out of use'; readonly references: readonly string[] }
  | Locked
  | Closed;

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
  return auditedWrite<AttachResult>(context, 'evidence:edit', async (db) => {
    const { tx } = db;
    const open = await lockOpenAssessment(db, use.assessment, statement);
    if (!open) return unchanged({ outcome: 'closed' });
    const wanted = new Map(references.map((reference) => [parseReference(reference) ?? 0, reference]));
    const items = await tx.evidenceItem.findMany({
      relationLoadStrategy: 'join',
      where: { councilId: context.council.id, number: { in: [...wanted.keys()] } },
      // A fixed order of inserts prevents a deadlock between two people.
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
    const states = await statesOf(
      db,
      fresh.map(({ number }) => number),
    );
    const out = fresh.filter(({ number }) => !isInUse({ state: states.get(number) ?? 'current' }));
    if (out.length > 0) {
      return unchanged({ outcome: 'out of use', references: out.map(({ number }) => referenceOf(number)) });
    }
    const attached = await attach(
      db,
      open,
      fresh.map(({ id }) => id),
      statement,
      use,
    );
    const [first, ...others] = fresh
      .filter(({ id }) => attached.has(id))
      .map(({ id, number }) => ({
        type: 'evidence.attached' as const,
        subject: referenceOf(number),
        data: { statement, fileVersion: attached.get(id) ?? null },
        words: { shows: use.shows, location: use.location },
      }));
    if (!first) return unchanged({ outcome: 'unchanged' });
    return { result: { outcome: 'done' }, event: [first, ...others] };
  });
}

export type LinkResult =
  /** `linked`: the statements that it was not linked to before. */
  | { readonly outcome: 'done'; readonly linked: readonly StatementId[] }
  | { readonly outcome: 'unchanged' | 'not found' | 'out of use' }
  | Locked
  | Closed;

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
  return auditedWrite<LinkResult>(context, 'evidence:edit', async (db) => {
    const { tx } = db;
    const councilId = context.council.id;
    const open = await lockOpenAssessment(db, assessment);
    const known = await tx.statementAssessment.count({
      where: { councilId, assessmentId: assessment, statement: { in: [...statements] } },
    });
    if (!open || known < statements.length) return unchanged({ outcome: 'closed' });
    const number = parseReference(reference);
    const item =
      number === null
        ? null
        : await tx.evidenceItem.findUnique({
            where: { councilId_number: { councilId, number } },
            select: { id: true },
          });
    if (number === null || !item) return unchanged({ outcome: 'not found' });
    if (open.locked) return unchanged(open.locked);
    const state = (await statesOf(db, [number])).get(number) ?? 'current';
    if (!isInUse({ state })) return unchanged({ outcome: 'out of use' });
    const use = { shows: '', location: '' };
    const linked = new Map<StatementId, number | null>();
    // In one order for everybody, which prevents a deadlock between two people.
    for (const statement of statements.toSorted()) {
      const added = await attach(db, open, [item.id], statement, use);
      const fileVersion = added.get(item.id);
      if (fileVersion !== undefined) linked.set(statement, fileVersion);
    }
    const [first, ...others] = Array.from(linked, ([statement, fileVersion]) => ({
      type: 'evidence.attached' as const,
      subject: reference,
      data: { statement, fileVersion },
      words: use,
    }));
    if (!first) return unchanged({ outcome: 'unchanged' });
    return { result: { outcome: 'done', linked: [...linked.keys()] }, event: [first, ...others] };
  });
}

export type ExplainResult =
  | UseResult
  | { readonly outcome: 'erased' }
  | Extract<UseDecision, { readonly outcome: 'conflict' }>;

/** Changes the explanation of an attached item, unless it has changed since the form was opened. */
export function explainEvidence(
  context: CouncilContext,
  reference: string,
  statement: StatementId,
  input: ExplainEvidence,
): Promise<ExplainResult> {
  const { shows, location, assessment } = input;
  return onUse<ExplainResult>(context, reference, { statement, assessment }, async ({ tx }, use, locked) => {
    if (!use) return unchanged({ outcome: 'not found' });
    if (use.state === 'erased') return unchanged({ outcome: 'erased' });
    const decision = decideExplanation(use, input, locked);
    if (decision.outcome !== 'save') return unchanged(decision);
    const fileVersion = versionOfPlace(use, input);
    await tx.evidenceLink.update({
      where: { id: use.id },
      data: { shows, location, fileVersion, carried: false },
      select: { id: true },
    });
    return {
      result: { outcome: 'done' },
      event: {
        type: 'evidence.explained',
        subject: reference,
        data: { statement, fileVersion },
        words: { shows, location },
      },
    };
  });
}

/** Removes an item from a statement of that assessment, if it is open. The item stays in the evidence list. */
export function detachEvidence(
  context: CouncilContext,
  reference: string,
  statement: StatementId,
  assessment: string,
): Promise<UseResult> {
  return onUse(context, reference, { statement, assessment }, async ({ tx }, use, locked) => {
    if (!use) return unchanged({ outcome: 'unchanged' });
    if (locked) return unchanged(locked);
    await tx.evidenceLink.delete({ where: { id: use.id }, select: { id: true } });
    return {
      result: { outcome: 'done' },
      event: { type: 'evidence.detached', subject: reference, data: { statement } },
    };
  });
}

type AttachedUse = StoredUse & { readonly id: string; readonly state: EvidenceState };

/** Passes `work` the statement's use of the item, locked until the transaction ends. */
function onUse<Result = UseResult>(
  context: CouncilContext,
  reference: string,
  { statement, assessment }: { readonly statement: StatementId; readonly assessment: string },
  work: (
    db: CouncilWrite,
    use: AttachedUse | null,
    locked: Locked | null,
  ) => Promise<Written<Result | UseResult>>,
): Promise<Result | UseResult> {
  return auditedWrite<Result | UseResult>(context, 'evidence:edit', async (db) => {
    const open = await lockOpenAssessment(db, assessment, statement);
    if (!open) return unchanged({ outcome: 'closed' });
    const councilId = context.council.id;
    const number = parseReference(reference);
    const item =
      number === null
        ? null
        : await db.tx.evidenceItem.findUnique({
            where: { councilId_number: { councilId, number } },
            select: { id: true },
          });
    if (number === null || !item) return unchanged({ outcome: 'not found' });
    // Before the use: an erasure locks in this order too.
    const state = (await statesOf(db, [number])).get(number) ?? 'current';
    const [use] = await db.tx.$queryRaw<Omit<AttachedUse, 'state'>[]>`
      select l.id, l.shows, l.location, l.file_version as "fileVersion",
             (select max(v.number) from evidence_versions v
               where v.council_id = l.council_id and v.item_id = l.evidence_item_id) as newest
        from evidence_links l
       where council_id = ${councilId}::uuid and assessment_id = ${open.id}::uuid
         and statement = ${statement} and evidence_item_id = ${item.id}::uuid
         for update`;
    return work(db, use ? { ...use, state } : null, open.locked);
  });
}

/** Records a download. The handler calls it before it sends the first byte. */
export function recordDownload(context: CouncilContext, reference: string, sha256: string): Promise<void> {
  return auditedWrite<void>(context, 'evidence:download', async () => ({
    result: undefined,
    event: { type: 'file.downloaded', subject: reference, data: { sha256 } },
  }));
}
