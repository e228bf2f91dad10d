import 'server-only';
import { loadScenarios, loadTargets } from '#lib/insight/scenarios/queries.ts';
import type { Scenario, Targets } from '#lib/insight/scenarios/rules.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import { loadCycleByNumber } from '#lib/record/assessments/queries.ts';
import { loadAllChallenges } from '#lib/record/challenge/queries.ts';
import type { ChallengesOfStatements } from '#lib/record/challenge/rules.ts';
import { loadSnapshot, type StoredSnapshot } from '#lib/record/snapshots/queries.ts';
import { loadClosedThreads, type ThreadsOfStatements } from '#lib/work/comments/queries.ts';
import { loadOldDrafts, type OldDraft } from '#lib/work/drafts/queries.ts';

export type ClosedCycle = {
  readonly id: string;
  readonly kept: StoredSnapshot;
  /** This person's unsaved drafts in the cycle. */
  readonly drafts: readonly OldDraft[];
  readonly challenges: ChallengesOfStatements;
  /** Empty for roles that do not see comments. */
  readonly comments: ThreadsOfStatements;
  readonly targets: Targets;
  readonly scenarios: readonly Scenario[];
};

/** A closed cycle by number. 'open' if it is the open one, null if the council has none with that number. */
export async function getCycle(
  context: CouncilContext,
  number: number,
): Promise<ClosedCycle | 'open' | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => {
    const cycle = await loadCycleByNumber(db, number);
    if (!cycle) return null;
    if (cycle.status === 'open') return 'open';
    const kept = await loadSnapshot(db, cycle.id, 'closed');
    if (!kept) return null;
    const drafts = can(context, 'statement:save') ? await loadOldDrafts(db, cycle.id) : [];
    const challenges = await loadAllChallenges(db, cycle.id);
    const comments = can(context, 'comment:view') ? await loadClosedThreads(db, cycle.id) : {};
    const targets = await loadTargets(db, cycle.id);
    const scenarios = await loadScenarios(db, cycle.id);
    return { id: cycle.id, kept, drafts, challenges, comments, targets, scenarios };
  });
}
