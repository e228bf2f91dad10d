import 'server-only';
import { unchanged, type Written } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { lockOpenAssessment, type OpenAssessment } from '#lib/record/assessments/lock.ts';
import type { Locked } from '#lib/record/assessments/review-state.ts';
import {
  decideExplanation,
  type StoredUse,
  type UseDecision,
  versionOfPlace,
} from '#lib/record/evidence/decisions.ts';
import type { UseTexts } from '#lib/record/evidence/fingerprint.ts';
import { attach } from '#lib/record/evidence/item-rows.ts';
import { lockItem, statesOf } from '#lib/record/evidence/life-rows.ts';
import { type EvidenceState, isInUse } from '#lib/record/evidence/lifecycle.ts';
import { parseReference, referenceOf } from '#lib/record/evidence/rules.ts';
import type { EvidenceUse, ExplainEvidence } from '#lib/record/evidence/schema.ts';
import type { StatementId } from '#lib/scoring/index.ts';

// How statements use evidence: the rows that link the two, and their events.

/** The assessment was closed after the page was opened. */
export type Closed = { readonly outcome: 'closed' };

export type UseResult = { readonly outcome: 'done' | 'unchanged' | 'not found' } | Locked | Closed;

export type AttachResult =
  | { readonly outcome: 'done' | 'unchanged' }
  /** References missing from the evidence list. Nothing is attached. */
  | { readonly outcome: 'not found'; readonly missing: readonly string[] }
  /** References of items that are withdrawn or erased. Nothing is attached. */
  | { readonly outcome: 'out of use'; readonly references: readonly string[] }
  | Locked
  | Closed;

/** Attaches items to a statement. */
export async function writeUses(
  db: CouncilWrite,
  references: readonly string[],
  statement: StatementId,
  use: EvidenceUse,
): Promise<Written<AttachResult>> {
  const { tx, context } = db;
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
    .map(({ id, number }) => attachedEvent(number, statement, attached.get(id) ?? null, use));
  if (!first) return unchanged({ outcome: 'unchanged' });
  return { result: { outcome: 'done' }, event: [first, ...others] };
}

export type LinkResult =
  /** `linked`: the statements that it was not linked to before. */
  | { readonly outcome: 'done'; readonly linked: readonly StatementId[] }
  | { readonly outcome: 'unchanged' | 'not found' | 'out of use' }
  | Locked
  | Closed;

/** Links an item to statements. */
export async function writeLinks(
  db: CouncilWrite,
  reference: string,
  statements: readonly StatementId[],
  assessment: string,
): Promise<Written<LinkResult>> {
  const open = await lockOpenAssessment(db, assessment, ...statements);
  if (!open) return unchanged({ outcome: 'closed' });
  const item = await lockItem(db, reference);
  if (!item) return unchanged({ outcome: 'not found' });
  if (open.locked) return unchanged(open.locked);
  if (!isInUse(item)) return unchanged({ outcome: 'out of use' });
  const events = await linkToEach(db, open, item, statements);
  const [first, ...others] = events;
  if (!first) return unchanged({ outcome: 'unchanged' });
  return {
    result: { outcome: 'done', linked: events.map(({ data }) => data.statement) },
    event: [first, ...others],
  };
}

/**
 * Links an item to the statements that it is not linked to before, in one order for everybody, which prevents a deadlock
 * between two people. Returns the events.
 */
export async function linkToEach(
  db: CouncilWrite,
  open: OpenAssessment,
  { id, number }: { readonly id: string; readonly number: number },
  statements: readonly StatementId[],
): Promise<AttachedEvent[]> {
  const events: AttachedEvent[] = [];
  for (const statement of statements.toSorted()) {
    const fileVersion = (await attach(db, open, [id], statement, NO_TEXTS)).get(id);
    if (fileVersion !== undefined) events.push(attachedEvent(number, statement, fileVersion, NO_TEXTS));
  }
  return events;
}

/** The texts of a link that is not explained yet. */
export const NO_TEXTS = { shows: '', location: '' } as const satisfies UseTexts;

type AttachedEvent = ReturnType<typeof attachedEvent>;

export function attachedEvent(
  number: number,
  statement: StatementId,
  fileVersion: number | null,
  { shows, location }: UseTexts,
) {
  return {
    type: 'evidence.attached' as const,
    subject: referenceOf(number),
    data: { statement, fileVersion },
    words: { shows, location },
  };
}

export type ExplainResult =
  | UseResult
  | { readonly outcome: 'erased' }
  | Extract<UseDecision, { readonly outcome: 'conflict' }>;

/** Changes the explanation of an attached item. */
export function writeExplanation(
  db: CouncilWrite,
  reference: string,
  statement: StatementId,
  input: ExplainEvidence,
): Promise<Written<ExplainResult>> {
  const { shows, location, assessment } = input;
  return onUse<ExplainResult>(db, reference, { statement, assessment }, async (use, locked) => {
    if (!use) return unchanged({ outcome: 'not found' });
    if (use.state === 'erased') return unchanged({ outcome: 'erased' });
    const decision = decideExplanation(use, input, locked);
    if (decision.outcome !== 'save') return unchanged(decision);
    const fileVersion = versionOfPlace(use, input);
    await db.tx.evidenceLink.update({
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

/** Removes an item from a statement. */
export function removeUse(
  db: CouncilWrite,
  reference: string,
  statement: StatementId,
  assessment: string,
): Promise<Written<UseResult>> {
  return onUse(db, reference, { statement, assessment }, async (use, locked) => {
    if (!use) return unchanged({ outcome: 'unchanged' });
    if (locked) return unchanged(locked);
    await db.tx.evidenceLink.delete({ where: { id: use.id }, select: { id: true } });
    return {
      result: { outcome: 'done' },
      event: { type: 'evidence.detached', subject: reference, data: { statement } },
    };
  });
}

type AttachedUse = StoredUse & { readonly id: string; readonly state: EvidenceState };

/** Passes `work` the statement's use of the item, locked until the transaction ends. */
async function onUse<Result = UseResult>(
  db: CouncilWrite,
  reference: string,
  { statement, assessment }: { readonly statement: StatementId; readonly assessment: string },
  work: (use: AttachedUse | null, locked: Locked | null) => Promise<Written<Result | UseResult>>,
): Promise<Written<Result | UseResult>> {
  const open = await lockOpenAssessment(db, assessment, statement);
  if (!open) return unchanged({ outcome: 'closed' });
  const councilId = db.context.council.id;
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
  return work(use ? { ...use, state } : null, open.locked);
}
