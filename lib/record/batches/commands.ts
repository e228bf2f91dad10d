import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { lockOpenAssessment, type OpenAssessment } from '#lib/record/assessments/lock.ts';
import type { Locked } from '#lib/record/assessments/review-state.ts';
import { loadItemEvents, loadMade, loadUndone } from '#lib/record/batches/batch-rows.ts';
import { decideItem, type ItemDecision } from '#lib/record/batches/decisions.ts';
import {
  changedAfter,
  lockItems,
  type StoredItem,
  writeDetails,
  writeReviews,
} from '#lib/record/batches/item-rows.ts';
import { type Left, referencesOf } from '#lib/record/batches/rules.ts';
import type { MakeBatch } from '#lib/record/batches/schema.ts';
import { undoItems } from '#lib/record/batches/undo-rows.ts';
import { attach } from '#lib/record/evidence/item-rows.ts';
import { writeSteps } from '#lib/record/evidence/life-rows.ts';
import { mayOwn } from '#lib/record/evidence/owner-rows.ts';
import { parseReference, referenceOf } from '#lib/record/evidence/rules.ts';
import { attachedEvent, type Closed, NO_TEXTS } from '#lib/record/evidence/use-rows.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type MakeBatchResult =
  /** What changed and what did not is on the page of the batch. */
  | { readonly outcome: 'made'; readonly changed: number; readonly left: number }
  /** Every item was so already, or was left. */
  | { readonly outcome: 'nothing'; readonly left: readonly Left[] }
  /** References missing from the evidence list. Nothing is changed. */
  | { readonly outcome: 'not found'; readonly missing: readonly string[] }
  /** `no owner`: they are not a member who may edit evidence. `undone`: the same page was sent before, and undone. */
  | { readonly outcome: 'no owner' | 'undone' }
  | Locked
  | Closed;

/**
 * Changes many items in one transaction: all that can be changed, or none. Those that somebody changed after the page
 * was opened are left. The same page sent again changes nothing and is answered the same.
 */
export function makeBatch(context: CouncilContext, input: MakeBatch): Promise<MakeBatchResult> {
  return auditedWrite<MakeBatchResult>(context, 'evidence:edit', async (db) => {
    const open =
      input.do === 'link' ? await lockOpenAssessment(db, input.assessment, ...input.statement) : null;
    const items = await lockItems(db, input.items);
    const made = await loadMade(db, input.batch);
    if (made) {
      if (await loadUndone(db, input.batch)) return unchanged({ outcome: 'undone' });
      const { changed, left } = made.data;
      return unchanged({ outcome: 'made', changed: changed.length, left: left.length });
    }
    if (input.do === 'link' && !open) return unchanged({ outcome: 'closed' });
    const found = new Set(items.map(({ number }) => number));
    const missing = referencesOf(input.items.filter((number) => !found.has(number)));
    if (missing.length > 0) return unchanged({ outcome: 'not found', missing });
    if (open?.locked) return unchanged(open.locked);
    if (input.do === 'owner' && input.ownerId !== null && !(await mayOwn(db, input.ownerId)))
      return unchanged({ outcome: 'no owner' });

    const changed = await changedAfter(db, referencesOf([...found]), input.seen);
    const decided = items.map((item): Decided => {
      const isChanged = changed.has(referenceOf(item.number));
      return { item, decision: isChanged ? { outcome: 'left', reason: 'changed' } : decideItem(item, input) };
    });
    const { events, notices } = await writeDecisions(db, decided, input, open);
    const left = decided.flatMap(({ item, decision }): Left[] =>
      decision.outcome === 'left' ? [{ reference: referenceOf(item.number), reason: decision.reason }] : [],
    );
    if (events.length === 0) return unchanged({ outcome: 'nothing', left });
    const subjects = new Set(events.map(({ subject }) => subject));
    const isLeft = new Set(left.map(({ reference }) => reference));
    const references = referencesOf(items.map(({ number }) => number));
    return {
      result: { outcome: 'made', changed: subjects.size, left: left.length },
      event: [
        {
          type: 'batch.made',
          subject: input.batch,
          data: {
            action: input.do,
            changed: references.filter((reference) => subjects.has(reference)),
            same: references.filter((reference) => !subjects.has(reference) && !isLeft.has(reference)),
            left,
            events: events.length,
            ...(open && { assessment: open.id }),
          },
        },
        ...events,
      ],
      notices,
    };
  });
}

type Decided = { readonly item: StoredItem; readonly decision: ItemDecision };

async function writeDecisions(
  db: CouncilWrite,
  decided: readonly Decided[],
  input: MakeBatch,
  open: OpenAssessment | null,
) {
  const details = decided.flatMap(({ item, decision }) =>
    decision.outcome === 'details' ? [{ item, after: decision.facts }] : [],
  );
  const reason = input.do === 'withdraw' ? input.reason : '';
  const steps = decided.flatMap(({ item, decision }) =>
    decision.outcome === 'step' ? [{ item, reason }] : [],
  );
  const current = decided.flatMap(({ item, decision }) =>
    decision.outcome === 'current' ? [{ item, after: decision }] : [],
  );
  const linked = decided.filter(({ decision }) => decision.outcome === 'link').map(({ item }) => item);
  const step = input.do === 'withdraw' ? 'withdrawn' : 'restored';
  const taken = await writeSteps(db, step, steps, input.batch);
  const links = open && input.do === 'link' ? await linkAll(db, open, linked, input.statement) : [];
  return {
    events: [
      ...(await writeDetails(db, details)),
      ...(await writeReviews(db, current)),
      ...taken.events,
      ...links,
    ],
    notices: taken.notices,
  };
}

/** Links that exist are left unchanged. In one order for everybody, which prevents a deadlock between two people. */
async function linkAll(
  db: CouncilWrite,
  open: OpenAssessment,
  items: readonly StoredItem[],
  statements: readonly StatementId[],
): Promise<readonly NewEvent[]> {
  const events: NewEvent[] = [];
  for (const statement of statements.toSorted()) {
    const ids = items.map(({ id }) => id);
    const attached = await attach(db, open, ids, statement, NO_TEXTS);
    for (const { id, number } of items) {
      const fileVersion = attached.get(id);
      if (fileVersion !== undefined) events.push(attachedEvent(number, statement, fileVersion, NO_TEXTS));
    }
  }
  return events;
}

export type UndoBatchResult = { readonly outcome: 'undone' | 'nothing' | 'not found' } | Locked | Closed;

/** Undoes a change of many, of the items that nobody has changed since. */
export function undoBatch(
  context: CouncilContext,
  { batch }: { readonly batch: string },
): Promise<UndoBatchResult> {
  return auditedWrite<UndoBatchResult>(context, 'evidence:edit', async (db) => {
    const made = await loadMade(db, batch);
    if (!made) return unchanged({ outcome: 'not found' });
    const { assessment, changed } = made.data;
    const open = assessment === undefined ? null : await lockOpenAssessment(db, assessment);
    const items = await lockItems(
      db,
      changed.map((reference) => parseReference(reference) ?? 0),
    );
    if (await loadUndone(db, batch)) return unchanged({ outcome: 'undone' });
    if (assessment !== undefined && !open) return unchanged({ outcome: 'closed' });
    if (open?.locked) return unchanged(open.locked);
    const since = await changedAfter(db, changed, made.seq + made.data.events);
    const same = items.filter(({ number }) => !since.has(referenceOf(number)));
    const { events, notices } = await undoItems(db, same, await loadItemEvents(db, made), {
      assessment: assessment ?? null,
      batch,
    });
    if (events.length === 0) return unchanged({ outcome: 'nothing' });
    return {
      result: { outcome: 'undone' },
      event: [
        {
          type: 'batch.undone',
          subject: batch,
          data: { undone: referencesOf(same.map(({ number }) => number)), left: [...since] },
        },
        ...events,
      ],
      notices,
    };
  });
}
