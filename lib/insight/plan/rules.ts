import { sameStatements } from '#lib/frameworks/mapping.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatList } from '#lib/kernel/format.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import { isOpen, standingOf } from '#lib/record/improvement/state.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** Labels of what is said of the plan as a whole, in forms and files. */
export const PLAN_NAMES = {
  introduction: 'Introduction',
  monitoring: 'How progress is monitored',
  scrutiny: 'Who scrutinises it',
  chair: 'Chair of the improvement board',
} as const;

/** The open actions of the plan, and how many of them are overdue or at risk. */
export type PlanLine = { readonly open: number; readonly overdue: number; readonly atRisk: number };

/** Null: the plan has no action that was not stopped. */
export function planLineOf(actions: readonly ImprovementAction[], today: CalendarDate): PlanLine | null {
  const counted = actions.filter(({ state }) => state !== 'stopped');
  if (counted.length === 0) return null;
  const standings = counted.filter(isOpen).map((action) => standingOf(action, today).standing);
  return {
    open: standings.length,
    overdue: standings.filter((standing) => standing === 'overdue').length,
    atRisk: standings.filter((standing) => standing === 'at-risk').length,
  };
}

/** "8 open actions: 3 overdue and 4 at risk", "No open action". */
export function describePlanLine({ open, overdue, atRisk }: PlanLine): string {
  if (open === 0) return 'No open action';
  const parts = [
    ...(overdue > 0 ? [`${overdue} overdue`] : []),
    ...(atRisk > 0 ? [`${atRisk} at risk`] : []),
  ];
  const actions = `${open} open ${open === 1 ? 'action' : 'actions'}`;
  return `${actions}: ${parts.length > 0 ? formatList(parts) : 'none overdue or at risk'}`;
}

/** The open actions that should improve a statement, whatever framework they name it in, those due first first. */
export function actionsOn(
  statement: StatementId,
  actions: readonly ImprovementAction[],
): readonly ImprovementAction[] {
  const same = sameStatements(statement);
  return actions
    .filter((action) => isOpen(action) && action.aims.some((aim) => same.includes(aim.statement)))
    .toSorted((a, b) => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : 1));
}
