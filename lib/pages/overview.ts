import 'server-only';
import { loadNewChanges, type NewChanges } from '#lib/history/activity/queries.ts';
import { loadDashboard, type OpenDashboard } from '#lib/insight/dashboard/queries.ts';
import type { Dashboard } from '#lib/insight/dashboard/rules.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import { loadTodos } from '#lib/work/todos/queries.ts';
import type { Todo } from '#lib/work/todos/rules.ts';

export type OverviewView = {
  /** Null when no assessment is open. */
  readonly open: (OpenDashboard & { /** The to-do list. */ readonly todos: readonly Todo[] }) | null;
  /** Changes by other people that this person has not seen. Null if there are none. */
  readonly changes: NewChanges | null;
};

/** The content of a council's first page. */
export async function getOverview(context: CouncilContext, asOf: Date): Promise<OverviewView> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => {
    const open = await loadDashboard(db, asOf);
    return {
      open: open && { ...open, todos: await loadTodos(db, open.assessment, asOf) },
      changes: await loadNewChanges(db),
    };
  });
}

/** Every figure of the open assessment. Null when none is open. */
export async function getFigures(context: CouncilContext, asOf: Date): Promise<Dashboard | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => (await loadDashboard(db, asOf))?.dashboard ?? null);
}
