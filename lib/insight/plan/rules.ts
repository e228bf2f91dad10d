import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatList } from '#lib/kernel/format.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import { isOpen } from '#lib/record/improvement/state.ts';
import { aimOn, countStandings, inPlanOrder } from '#lib/record/improvement/view.ts';
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
  const standings = countStandings(counted, today);
  return {
    open: counted.filter(isOpen).length,
    overdue: standings.overdue,
    atRisk: standings['at-risk'],
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
  return inPlanOrder(actions.filter((action) => isOpen(action) && aimOn(action, statement) !== undefined));
}
