import { type CalendarDate, daysBetween } from '#lib/kernel/dates.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { LEVEL_NAMES, LEVELS } from '#lib/record/findings/rules.ts';
import type { ImprovementAction, PlanDetails } from '#lib/record/improvement/rules.ts';
import { isOpen } from '#lib/record/improvement/state.ts';
import { describeDue, STAGE_KIND_NAMES, type SupportStage } from '#lib/record/support-stages/rules.ts';

export const NEED_IDS = [
  ...(['prioritised', 'outcomes', 'named', 'timeframe', 'realistic', 'milestones'] as const),
  ...(['monitored', 'scrutinised', 'costed', 'published', 'findings', 'proof', 'stage'] as const),
] as const;
export type NeedId = (typeof NEED_IDS)[number];

/** Something that a plan should have. None of these prevents anything. */
export type Need = {
  readonly id: NeedId;
  readonly asks: string;
  /** Who asks for it: the department's framework, or this service. */
  readonly source: 'framework' | 'ours';
  readonly isMet: boolean;
  readonly says: string;
  /** Actions that lack it. Empty: it is not about actions. */
  readonly actions: readonly { readonly number: number; readonly title: string }[];
};

export type PlanToCheck = {
  readonly actions: readonly ImprovementAction[];
  /** Findings that are not closed and that no action answers. */
  readonly openFindings: number;
  readonly details: Pick<PlanDetails, 'monitoring' | 'scrutiny'>;
  /** Of today. Null: none is recorded. */
  readonly stage: Pick<SupportStage, 'kind' | 'fromOn' | 'planDueOn'> | null;
  /** When the plan was first published. Null: it was not. */
  readonly publishedAt: Date | null;
};

/** An action that takes longer than this needs a milestone. */
export const LONG_DAYS = 90;

/** What every action has to have. */
type OfActions = Pick<Need, 'id' | 'asks' | 'source'> & {
  readonly has: (action: ImprovementAction, today: CalendarDate) => boolean;
  readonly met: string;
  /** What one that lacks it does, and what several do. */
  readonly lacks: readonly [string, string];
};

const OUTCOMES: OfActions = {
  ...{ id: 'outcomes', asks: 'The outcome that each action should have', source: 'framework' },
  has: ({ outcome }) => outcome !== '',
  ...{ met: 'Every action says its outcome.', lacks: ['does not say', 'do not say'] },
};
const NAMED: OfActions = {
  ...{ id: 'named', asks: 'A named person for each action', source: 'framework' },
  has: ({ owner }) => owner !== null,
  ...{ met: 'Every action has an owner.', lacks: ['has no owner', 'have no owner'] },
};
const TIMEFRAME: OfActions = {
  ...{ id: 'timeframe', asks: 'A time frame for each action', source: 'framework' },
  has: ({ startsOn, dueOn }) => startsOn !== null && dueOn !== null,
  met: 'Every action has a start date and a due date.',
  lacks: ['lacks a start date or a due date', 'lack a start date or a due date'],
};
const REALISTIC: OfActions = {
  ...{ id: 'realistic', asks: 'Times that are realistic', source: 'framework' },
  has: (action, today) => !isOpen(action) || action.dueOn === null || action.dueOn >= today,
  ...{ met: 'No action is overdue.', lacks: ['is overdue', 'are overdue'] },
};
const MILESTONES: OfActions = {
  ...{ id: 'milestones', asks: 'Milestones on the way', source: 'ours' },
  has: (action) => !isLong(action) || action.milestones.length > 0,
  met: `Every action of more than ${LONG_DAYS} days has a milestone.`,
  lacks: [
    `takes more than ${LONG_DAYS} days and has no milestone`,
    `take more than ${LONG_DAYS} days and have no milestone`,
  ],
};
const MONITORED: OfActions = {
  ...{ id: 'monitored', asks: 'How progress is monitored', source: 'framework' },
  has: ({ monitoring }) => monitoring !== '',
  met: 'Every action says so.',
  lacks: ['does not say, and neither does the plan', 'do not say, and neither does the plan'],
};
const SCRUTINISED: OfActions = {
  ...MONITORED,
  ...{ id: 'scrutinised', asks: 'Who scrutinises progress' },
  has: ({ scrutiny }) => scrutiny !== '',
};
const COSTED: OfActions = {
  ...{ id: 'costed', asks: 'What each action costs, and how it is funded', source: 'framework' },
  // A cost of nothing counts.
  has: ({ cost: { once, yearly, funding } }) => (once !== null || yearly !== null) && funding !== null,
  met: 'Every action has a cost and its funding.',
  lacks: ['lacks a cost or its funding', 'lack a cost or its funding'],
};
const PROOF: OfActions = {
  ...{ id: 'proof', asks: 'A measure that would prove what each action improves', source: 'ours' },
  has: ({ aims, proofs }) => aims.length === 0 || proofs.some(({ value }) => value !== null),
  met: 'Every action that should improve a statement has a measure and a value to reach.',
  lacks: ['has no measure with a value to reach', 'have no measure with a value to reach'],
};

/** What the plan has of what the framework asks for, and of what this service adds. Stopped actions do not count. */
export function completenessOf(plan: PlanToCheck, today: CalendarDate): readonly Need[] {
  const actions = plan.actions.filter(({ state }) => state !== 'stopped');
  const each = (need: OfActions) => needOfActions(need, actions, today);
  const ofPlan = (need: OfActions, said: string) =>
    said === '' ? each(need) : { ...aboutOf(need), isMet: true, says: 'The plan says so.' };
  return [
    {
      ...aboutOf({ id: 'prioritised', asks: 'Prioritised actions', source: 'framework' }),
      isMet: actions.length > 0,
      says: describePriorities(actions),
    },
    ...[OUTCOMES, NAMED, TIMEFRAME, REALISTIC, MILESTONES].map(each),
    ofPlan(MONITORED, plan.details.monitoring),
    ofPlan(SCRUTINISED, plan.details.scrutiny),
    each(COSTED),
    publicationOf(plan, today),
    {
      ...aboutOf({ id: 'findings', asks: 'An action for each finding', source: 'ours' }),
      isMet: plan.openFindings === 0,
      says:
        plan.openFindings === 0
          ? 'No finding is without an action.'
          : `${formatCount(plan.openFindings, 'finding has', 'findings have')} no action.`,
    },
    each(PROOF),
    {
      ...aboutOf({ id: 'stage', asks: 'The stage of support that the council is in', source: 'ours' }),
      isMet: plan.stage !== null,
      says: plan.stage
        ? `${STAGE_KIND_NAMES[plan.stage.kind]} since ${formatDate(plan.stage.fromOn)}.`
        : 'No stage is recorded.',
    },
  ];
}

/** "The plan has 8 of the 9 things that the framework asks for." */
export function describeCompleteness(needs: readonly Need[]): string {
  const asked = needs.filter(({ source }) => source === 'framework');
  const met = asked.filter(({ isMet }) => isMet).length;
  return `The plan has ${met === asked.length ? 'all' : `${met} of the`} ${asked.length} things that the framework asks for.`;
}

function aboutOf({ id, asks, source }: Pick<Need, 'id' | 'asks' | 'source'>) {
  return { id, asks, source, actions: [] };
}

/** Without any action nothing is met. */
function needOfActions(need: OfActions, actions: readonly ImprovementAction[], today: CalendarDate): Need {
  const lacking = actions.filter((action) => !need.has(action, today));
  const [one, several] = need.lacks;
  const says =
    actions.length === 0
      ? 'No actions yet.'
      : lacking.length === 0
        ? need.met
        : `${lacking.length} of ${formatCount(actions.length, 'action')} ${lacking.length === 1 ? one : several}.`;
  return {
    ...aboutOf(need),
    isMet: actions.length > 0 && lacking.length === 0,
    says,
    actions: lacking.map(({ number, title }) => ({ number, title })),
  };
}

function describePriorities(actions: readonly ImprovementAction[]): string {
  if (actions.length === 0) return 'No actions yet.';
  const counts = LEVELS.flatMap((level) => {
    const count = actions.filter(({ priority }) => priority === level).length;
    return count === 0 ? [] : [`${count} ${LEVEL_NAMES[level].toLowerCase()}`];
  });
  return `${formatCount(actions.length, 'action')} by priority: ${formatList(counts)}.`;
}

function publicationOf({ publishedAt, stage }: PlanToCheck, today: CalendarDate): Need {
  const due = stage?.planDueOn ?? null;
  const on = publishedAt && londonDay(publishedAt);
  const about = { id: 'published', asks: 'A published plan', source: 'framework' } as const;
  if (on !== null) {
    const isLate = due !== null && on > due;
    return {
      ...aboutOf(about),
      isMet: !isLate,
      says: `First published on ${formatDate(on)}${isLate ? `. It was due on ${formatDate(due)}` : ''}.`,
    };
  }
  const when = due === null ? '' : `. It ${describeDue(due, today)}`;
  return { ...aboutOf(about), isMet: false, says: `Not published yet${when}.` };
}

function isLong({ startsOn, dueOn }: ImprovementAction): boolean {
  return startsOn !== null && dueOn !== null && daysBetween(startsOn, dueOn) > LONG_DAYS;
}
