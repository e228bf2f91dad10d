import 'server-only';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import { loadReviewLock } from '#lib/record/assessments/lock.ts';
import { loadOpenCycle } from '#lib/record/assessments/queries.ts';
import type { LockView } from '#lib/record/assessments/review-state.ts';
import { loadItemEvents, loadMade, loadUndone } from '#lib/record/batches/batch-rows.ts';
import { describeTo } from '#lib/record/batches/describe-to.ts';
import { changedAfter } from '#lib/record/batches/item-rows.ts';
import { type BatchAction, type Left, MAX_BATCH } from '#lib/record/batches/rules.ts';
import {
  type ListedEvidence,
  loadAllEvidence,
  loadChosenEvidence,
  loadPastRetention,
} from '#lib/record/evidence/list-rows.ts';
import { loadOwners } from '#lib/record/evidence/owner-rows.ts';
import type { EvidenceView } from '#lib/record/evidence/view.ts';

/** What is selected: items by their numbers, or all that match a view of the list. */
export type Selected = { readonly numbers: readonly number[] } | { readonly view: EvidenceView };

export type Selection = {
  /** None if there are too many. */
  readonly items: readonly ListedEvidence[];
  readonly total: number;
  /** The last event when it was read. */
  readonly seen: number;
  readonly owners: Awaited<ReturnType<typeof loadOwners>>;
  /** The open assessment, and its lock if it cannot be changed. */
  readonly open: { readonly id: string; readonly framework: string; readonly lock: LockView | null } | null;
};

/** Items to change together, as they are now. */
export async function getSelection(context: CouncilContext, selected: Selected): Promise<Selection> {
  requirePermission(context, 'evidence:edit');
  return read(context, async (db) => {
    const retention = await loadPastRetention(db, londonDay(context.now()));
    const items =
      'view' in selected
        ? await loadAllEvidence(db, selected.view, retention?.numbers)
        : await loadChosenEvidence(db, selected.numbers);
    const [head] = await db.tx.$queryRaw<{ seq: number }[]>`
      select seq from audit_events where council_id = ${context.council.id}::uuid order by seq desc limit 1`;
    const cycle = await loadOpenCycle(db);
    return {
      items: items.length > MAX_BATCH ? [] : items,
      total: items.length,
      seen: head?.seq ?? 0,
      owners: await loadOwners(db),
      open: cycle && { id: cycle.id, framework: cycle.framework, lock: await loadReviewLock(db, cycle.id) },
    };
  });
}

export type Batch = {
  readonly action: BatchAction;
  /** What the items were set to, in words. Null for an action that sets nothing, and after an erasure. */
  readonly to: string | null;
  readonly by: string;
  readonly at: Date;
  readonly changed: readonly string[];
  readonly same: readonly string[];
  readonly left: readonly Left[];
  /** What undoing it would leave, as somebody has changed it since. */
  readonly changedSince: readonly string[];
  readonly undone: {
    readonly by: string;
    readonly at: Date;
    readonly undone: readonly string[];
    readonly left: readonly string[];
  } | null;
};

/** A change of many by its id. Null: there is none. */
export async function getBatch(context: CouncilContext, id: string): Promise<Batch | null> {
  requirePermission(context, 'evidence:view');
  return read(context, async (db) => {
    const made = await loadMade(db, id);
    if (!made) return null;
    const { action, changed, same, left, events } = made.data;
    const undone = await loadUndone(db, id);
    const since = undone ? new Set<string>() : await changedAfter(db, changed, made.seq + events);
    return {
      ...{ action, changed, same, left, by: made.by, at: made.at },
      to: describeTo(action, await loadItemEvents(db, made)),
      changedSince: changed.filter((reference) => since.has(reference)),
      undone: undone && { by: undone.by, at: undone.at, ...undone.data },
    };
  });
}
