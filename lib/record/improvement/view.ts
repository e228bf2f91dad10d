import { isKnownStatement } from '#lib/frameworks/known.ts';
import { sameStatements } from '#lib/frameworks/mapping.ts';
import { type CalendarDate, MONTHS, partsOfDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import type { Query } from '#lib/kernel/href.ts';
import { compareNames } from '#lib/kernel/text/order.ts';
import { LEVELS, type Level } from '#lib/record/findings/rules.ts';
import {
  ACTION_STATES,
  type ActionOwner,
  type ActionState,
  type Aim,
  type ImprovementAction,
} from '#lib/record/improvement/rules.ts';
import {
  type CostTotals,
  describeCosts,
  isOpen,
  STANDING_NAMES,
  STANDINGS,
  type Standing,
  standingOf,
  totalsOf,
} from '#lib/record/improvement/state.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** Actions a page of the table. */
export const PAGE_SIZE = 50;

export const PLAN_VIEWS = ['table', 'board', 'timeline', 'owners'] as const;
export type PlanViewKind = (typeof PLAN_VIEWS)[number];
export const PLAN_VIEW_NAMES: Readonly<Record<PlanViewKind, string>> = {
  table: 'Table',
  board: 'Board',
  timeline: 'Timeline',
  owners: 'Owners',
};

/** Stands for no owner in the filter. */
export const NOBODY = 'none';

export type PlanFilter = {
  readonly state?: ActionState | undefined;
  readonly standing?: Standing | undefined;
  /** A key of `ownerKey`. */
  readonly owner?: string | undefined;
  readonly statement?: StatementId | undefined;
  readonly priority?: Level | undefined;
};

export type PlanView = PlanFilter & { readonly view: PlanViewKind };

/** Who owns an action in an address: a member by id, anybody else by name. */
export function ownerKey(owner: ActionOwner | null): string {
  return owner === null ? NOBODY : (owner.id ?? owner.name);
}

/** The view and filters in an address. What no page links to is left out. */
export function readPlanView(
  query: Readonly<Record<string, string | string[] | undefined>>,
  actions: readonly Pick<ImprovementAction, 'owner'>[],
): PlanView {
  const { owner } = query;
  return {
    view: PLAN_VIEWS.find((view) => view === query.view) ?? 'table',
    state: ACTION_STATES.find((state) => state === query.state),
    standing: STANDINGS.find((standing) => standing === query.standing),
    owner:
      typeof owner === 'string' && actions.some((action) => ownerKey(action.owner) === owner)
        ? owner
        : undefined,
    statement: isKnownStatement(query.statement) ? query.statement : undefined,
    priority: LEVELS.find((level) => level === query.priority),
  };
}

/** The same for an address. */
export function planQuery({ view, state, standing, owner, statement, priority }: PlanView): Query {
  return { view, state, standing, owner, statement, priority };
}

/** Of a statement, also what names it in another framework. */
export function matchesPlan(action: ImprovementAction, filter: PlanFilter, today: CalendarDate): boolean {
  const { state, standing, owner, statement, priority } = filter;
  return (
    (state === undefined || action.state === state) &&
    (standing === undefined || standingOf(action, today).standing === standing) &&
    (owner === undefined || ownerKey(action.owner) === owner) &&
    (statement === undefined || aimOn(action, statement) !== undefined) &&
    (priority === undefined || action.priority === priority)
  );
}

/** What an action aims at in a statement, whatever framework it names it in. */
export function aimOn({ aims }: Pick<ImprovementAction, 'aims'>, statement: StatementId): Aim | undefined {
  const same = sameStatements(statement);
  return aims.find((aim) => same.includes(aim.statement));
}

/** Who owns actions, by name; nobody last. */
export function ownersOf(
  actions: readonly Pick<ImprovementAction, 'owner'>[],
): readonly { readonly key: string; readonly name: string }[] {
  const owners = new Map(actions.map(({ owner }) => [ownerKey(owner), owner?.name ?? 'No owner']));
  return [...owners]
    .map(([key, name]) => ({ key, name }))
    .toSorted((a, b) => Number(a.key === NOBODY) - Number(b.key === NOBODY) || compareNames(a.name, b.name));
}

/** Those that are open by due date, then the others: what comes next is read first. */
export function inPlanOrder(actions: readonly ImprovementAction[]): readonly ImprovementAction[] {
  const day = ({ dueOn }: ImprovementAction) => dueOn ?? '~';
  return actions.toSorted(
    (a, b) =>
      Number(isOpen(b)) - Number(isOpen(a)) ||
      (isOpen(a) ? compare(day(a), day(b)) : compare(b.closedOn ?? '', a.closedOn ?? '')) ||
      a.number - b.number,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function countStandings(
  actions: readonly ImprovementAction[],
  today: CalendarDate,
): Readonly<Record<Standing, number>> {
  const counts = { overdue: 0, 'at-risk': 0, 'on-track': 0, 'not-rated': 0, complete: 0, stopped: 0 };
  for (const action of actions) counts[standingOf(action, today).standing] += 1;
  return counts;
}

/** "8 actions: 3 overdue, 4 at risk, 1 complete. £240,000 once and £310,000 a year, all of it funded." */
export function describePlan(actions: readonly ImprovementAction[], today: CalendarDate): string {
  const counts = countStandings(actions, today);
  // In the order of urgency, and all of them, so that they add up.
  const parts = STANDINGS.flatMap((standing) =>
    counts[standing] > 0 ? [`${counts[standing]} ${STANDING_NAMES[standing].toLowerCase()}`] : [],
  );
  const costs = describeCosts(totalsOf(actions));
  const of = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  return `${formatCount(actions.length, 'action')}${of}.${costs === null ? '' : ` ${costs}.`}`;
}

export type OwnerRow = {
  readonly key: string;
  readonly name: string;
  readonly all: number;
  readonly open: number;
  readonly overdue: number;
  readonly atRisk: number;
  readonly complete: number;
  /** Of those that were not stopped. */
  readonly costs: CostTotals;
};

/** The actions of each owner in numbers. */
export function byOwner(actions: readonly ImprovementAction[], today: CalendarDate): readonly OwnerRow[] {
  return ownersOf(actions).map(({ key, name }) => {
    const own = actions.filter(({ owner }) => ownerKey(owner) === key);
    const counts = countStandings(own, today);
    return {
      ...{ key, name, all: own.length, open: own.filter(isOpen).length },
      ...{ overdue: counts.overdue, atRisk: counts['at-risk'] },
      ...{ complete: counts.complete, costs: totalsOf(own) },
    };
  });
}

/** Cards in one column of the board. */
const MOST_CARDS = 25;

export type BoardColumn = {
  readonly state: ActionState;
  readonly cards: readonly ImprovementAction[];
  /** How many more there are of the state. */
  readonly others: number;
};

/** A column for each state. */
export function boardOf(actions: readonly ImprovementAction[]): readonly BoardColumn[] {
  const ordered = inPlanOrder(actions);
  return ACTION_STATES.map((state) => {
    const own = ordered.filter((action) => action.state === state);
    const cards = own.slice(0, MOST_CARDS);
    return { state, cards, others: own.length - cards.length };
  });
}

export type TimelineEntry = {
  readonly on: CalendarDate;
  readonly what: 'start' | 'milestone' | 'due';
  readonly action: Pick<ImprovementAction, 'number' | 'title'>;
  /** The title of a milestone. */
  readonly milestone: string | null;
  readonly isDone: boolean;
  readonly isLate: boolean;
};

export type TimelineMonth = {
  /** "March 2027". */
  readonly name: string;
  readonly key: string;
  readonly entries: readonly TimelineEntry[];
};

const ENTRY_ORDER = ['start', 'milestone', 'due'] as const;

/** What starts, is reached and is due, by month and day, of the actions that were not stopped. */
export function timelineOf(
  actions: readonly ImprovementAction[],
  today: CalendarDate,
): readonly TimelineMonth[] {
  const entries = actions
    .filter(({ state }) => state !== 'stopped')
    .flatMap((action): TimelineEntry[] => {
      const { number, title, state, startsOn, dueOn, milestones } = action;
      const entry = (
        on: CalendarDate,
        what: TimelineEntry['what'],
        isDone: boolean,
        milestone: string | null = null,
      ): TimelineEntry => ({
        ...{ on, what, milestone, isDone, action: { number, title } },
        isLate: !isDone && on < today && isOpen(action),
      });
      return [
        ...(startsOn ? [entry(startsOn, 'start', state !== 'planned')] : []),
        ...milestones.map((one) => entry(one.dueOn, 'milestone', one.doneOn !== null, one.title)),
        ...(dueOn ? [entry(dueOn, 'due', state === 'complete')] : []),
      ];
    })
    .toSorted(
      (a, b) =>
        compare(a.on, b.on) ||
        ENTRY_ORDER.indexOf(a.what) - ENTRY_ORDER.indexOf(b.what) ||
        a.action.number - b.action.number,
    );
  return [...Map.groupBy(entries, ({ on }) => on.slice(0, '2027-03'.length))].map(([key, found]) => ({
    ...{ key, name: nameOfMonth(found[0]?.on ?? today) },
    entries: found,
  }));
}

function nameOfMonth(day: CalendarDate): string {
  const { year, month } = partsOfDate(day);
  return `${MONTHS[month - 1]} ${year}`;
}
