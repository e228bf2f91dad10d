import 'server-only';
import { loadNewChanges, type NewChanges } from '#lib/history/activity/queries.ts';
import { loadDashboard, type OpenDashboard } from '#lib/insight/dashboard/queries.ts';
import type { Dashboard } from '#lib/insight/dashboard/rules.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { type Countdown, loadCountdown } from '#lib/record/inspections/queries.ts';
import { loadChangesSinceSigned } from '#lib/record/snapshots/queries.ts';
import type { NextStep } from '#lib/work/todos/next-step.ts';
import { loadTodos } from '#lib/work/todos/queries.ts';
import type { Todo } from '#lib/work/todos/rules.ts';

export type OpenOverview = OpenDashboard & {
  readonly nextStep: NextStep | null;
  readonly todos: readonly Todo[];
};

export type OverviewView = {
  /** Null when no assessment is open. */
  readonly open: OpenOverview | null;
  /** Changes by other people that this person has not seen. Null if there are none. */
  readonly changes: NewChanges | null;
  /** Null when no inspection is under way. */
  readonly countdown: Countdown | null;
  /** The hash of the council's last event. */
  readonly head: string | null;
};

/** The content of a council's first page. */
export async function getOverview(context: CouncilContext, asOf: Date): Promise<OverviewView> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => ({
    open: await loadOpen(db, asOf),
    changes: await loadNewChanges(db),
    countdown: await loadCountdown(db),
    head: db.head,
  }));
}

async function loadOpen(db: CouncilRead, asOf: Date): Promise<OpenOverview | null> {
  const open = await loadDashboard(db, asOf);
  if (!open) return null;
  const { version, signed } = open.dashboard.review;
  const since = signed?.isChanged ? await loadChangesSinceSigned(db, open.assessment.id) : null;
  const changedSince = signed && since && { version: signed.version, changed: since.statements.length };
  return { ...open, ...(await loadTodos(db, open.assessment, { version, changedSince }, asOf)) };
}

/** Every figure of the open assessment. Null when none is open. */
export async function getFigures(context: CouncilContext, asOf: Date): Promise<Dashboard | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => (await loadDashboard(db, asOf))?.dashboard ?? null);
}
