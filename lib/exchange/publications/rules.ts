import { knownStatement } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import { LEVEL_NAMES, LEVELS, type Level } from '#lib/record/findings/rules.ts';
import {
  ACTION_NAMES,
  ACTION_STATE_NAMES,
  type ActionCost,
  type ActionState,
  describeAim,
  FUNDING_NAMES,
  formatPounds,
  type ImprovementAction,
  type Milestone,
  type PlanDetails,
  RATING_NAMES,
  type Rating,
} from '#lib/record/improvement/rules.ts';
import { proofState, slipOf } from '#lib/record/improvement/state.ts';
import { inPlanOrder } from '#lib/record/improvement/view.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import { type HashedContent, hashContent } from '#lib/record/snapshots/rules.ts';
import { STAGE_KIND_NAMES, type StageKind } from '#lib/record/support-stages/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export const MAX_PUBLICATIONS: Limit = {
  max: 500,
  reached: (max) => `the improvement plan has reached the limit of ${max} publications`,
  instead: 'Share a link to what is published',
};

/** Labels of what is chosen, in the form and in the history. */
export const CHOICE_NAMES = {
  actions: 'Actions to publish',
  withOwners: 'Show owners’ names',
  withCosts: 'Show costs',
} as const;

/** "Enhanced support and monitoring since 1 October 2025." */
export function describeStage({ kind, fromOn }: NonNullable<Publication['stage']>): string {
  return `${STAGE_KIND_NAMES[kind]} since ${formatDate(fromOn)}.`;
}

/** Actions under a heading for each priority that any has. */
export function byPriority<Action extends { readonly priority: Level }>(
  actions: readonly Action[],
): readonly { readonly heading: string; readonly actions: readonly Action[] }[] {
  return LEVELS.map((level) => ({
    heading: `${LEVEL_NAMES[level]} priority`,
    actions: actions.filter(({ priority }) => priority === level),
  })).filter((group) => group.actions.length > 0);
}

/** What of the plan is published. */
export type PublicationChoice = {
  /** The numbers of the actions. */
  readonly actions: readonly number[];
  readonly withOwners: boolean;
  readonly withCosts: boolean;
};

/** An action as it is published: never notes, evidence, findings or the scores it aims at. */
export type PublishedAction = Pick<
  ImprovementAction,
  | 'number'
  | 'title'
  | 'outcome'
  | 'startsOn'
  | 'dueOn'
  | 'firstDueOn'
  | 'closedOn'
  | 'monitoring'
  | 'scrutiny'
> & {
  readonly priority: Level;
  readonly state: ActionState;
  readonly rating: Rating | null;
  /** Null: nobody, or not shown. */
  readonly owner: string | null;
  /** Null: not shown. */
  readonly cost: ActionCost | null;
  readonly statements: readonly StatementId[];
  readonly milestones: readonly Pick<Milestone, 'title' | 'dueOn' | 'firstDueOn' | 'doneOn'>[];
  /** The measures that would prove it. `latest`: "19 days in September 2026", null without a value since it began. */
  readonly measures: readonly { readonly name: string; readonly latest: string | null }[];
};

/** The plan as it is published. It holds no time of its own: the same plan published again is the same. */
export type Publication = {
  /** Version of this format. A new one gets the next number; old ones stay readable. */
  readonly format: 1;
  readonly council: { readonly name: string; readonly isExample: boolean };
  readonly details: Pick<PlanDetails, 'introduction' | 'monitoring' | 'scrutiny'>;
  readonly stage: { readonly kind: StageKind; readonly fromOn: CalendarDate } | null;
  readonly withOwners: boolean;
  readonly withCosts: boolean;
  /** The most important first, each group in the order of the plan. */
  readonly actions: readonly PublishedAction[];
};

/** A publication that is kept. */
export type KeptPublication = {
  readonly number: number;
  readonly publication: Publication;
  readonly contentHash: string;
  readonly by: string;
  readonly at: Date;
};

/** What publications are made of. */
export type PlanNow = {
  readonly council: Publication['council'];
  readonly details: PlanDetails;
  readonly stage: Publication['stage'];
  readonly actions: readonly ImprovementAction[];
  /** Those that would prove an action, with their values. */
  readonly measures: readonly Measure[];
};

/** The actions that can be published, the most important first. Stopped ones cannot. */
export function publishable(actions: readonly ImprovementAction[]): readonly ImprovementAction[] {
  const level = ({ priority }: ImprovementAction) => LEVELS.indexOf(priority);
  return inPlanOrder(actions.filter(({ state }) => state !== 'stopped')).toSorted(
    (a, b) => level(a) - level(b),
  );
}

/** The plan with what was chosen and nothing else. */
export function publicationOf(
  plan: PlanNow,
  { actions, withOwners, withCosts }: PublicationChoice,
): Publication {
  const { name, isExample } = plan.council;
  const { introduction, monitoring, scrutiny } = plan.details;
  return {
    format: 1,
    council: { name, isExample },
    details: { introduction, monitoring, scrutiny },
    stage: plan.stage && { kind: plan.stage.kind, fromOn: plan.stage.fromOn },
    ...{ withOwners, withCosts },
    actions: publishable(plan.actions)
      .filter(({ number }) => actions.includes(number))
      .map((action) => publishedAction(action, plan.measures, { withOwners, withCosts })),
  };
}

/** An action with nothing but what can be published. */
export function publishedAction(
  action: ImprovementAction,
  measures: readonly Measure[],
  { withOwners, withCosts }: Pick<PublicationChoice, 'withOwners' | 'withCosts'>,
): PublishedAction {
  const { number, title, outcome, priority, state, rating, startsOn, dueOn, firstDueOn, closedOn } = action;
  const { monitoring, scrutiny, cost } = action;
  return {
    ...{ number, title, outcome, priority, state, rating, startsOn, dueOn, firstDueOn, closedOn },
    ...{ monitoring, scrutiny },
    owner: withOwners ? (action.owner?.name ?? null) : null,
    cost: withCosts ? { once: cost.once, yearly: cost.yearly, funding: cost.funding } : null,
    statements: action.aims.map(({ statement }) => statement),
    milestones: action.milestones.map((one) => ({
      ...{ title: one.title, dueOn: one.dueOn, firstDueOn: one.firstDueOn, doneOn: one.doneOn },
    })),
    measures: action.proofs.map((proof) => {
      const values = measures.find(({ key }) => key === proof.measure)?.values ?? [];
      const { latest } = proofState(proof, values, startsOn);
      return {
        name: proof.name,
        latest: latest && `${formatMeasured(latest.value, proof.unit)} in ${formatPeriod(latest.period)}`,
      };
    }),
  };
}

/** Something said of an action: a label, and a line or several. */
export type ActionFact = { readonly name: string; readonly lines: readonly string[] };

/** What is said of a published action. What nobody said is left out. */
export function factsOf(action: PublishedAction): readonly ActionFact[] {
  const { outcome, state, rating, startsOn, closedOn, owner, cost, monitoring, scrutiny } = action;
  const facts: readonly ActionFact[] = [
    { name: ACTION_NAMES.outcome, lines: [outcome] },
    { name: 'Progress', lines: [describeProgress(state, rating, closedOn)] },
    { name: ACTION_NAMES.startsOn, lines: [startsOn ? formatDate(startsOn) : ''] },
    { name: ACTION_NAMES.dueOn, lines: [describeDates(action)] },
    { name: ACTION_NAMES.owner, lines: [owner ?? ''] },
    { name: 'Cost', lines: [cost ? describeCost(cost) : ''] },
    { name: ACTION_NAMES.aims, lines: action.statements.map((id) => knownStatement(id).name) },
    { name: 'Milestones', lines: action.milestones.map(describeMilestone) },
    {
      name: 'Measures',
      lines: action.measures.map(({ name, latest }) => `${name}: ${latest ?? 'no value yet'}`),
    },
    { name: ACTION_NAMES.monitoring, lines: [monitoring] },
    { name: ACTION_NAMES.scrutiny, lines: [scrutiny] },
  ];
  return said(facts);
}

/** All that is said of an action but its notes, for those who may see the scores that it aims at. */
export function allFactsOf(action: ImprovementAction, measures: readonly Measure[]): readonly ActionFact[] {
  const shown = factsOf(publishedAction(action, measures, { withOwners: true, withCosts: true }));
  return said([
    ...shown.map((fact) =>
      fact.name === ACTION_NAMES.aims ? { ...fact, lines: action.aims.map(describeAim) } : fact,
    ),
    {
      name: ACTION_NAMES.evidence,
      lines: action.evidence.map(({ reference, title }) => `${reference}: ${title}`),
    },
    { name: ACTION_NAMES.findings, lines: [action.findings.join(', ')] },
  ]);
}

function said(facts: readonly ActionFact[]): readonly ActionFact[] {
  return facts
    .map(({ name, lines }) => ({ name, lines: lines.filter((line) => line !== '') }))
    .filter(({ lines }) => lines.length > 0);
}

function describeProgress(state: ActionState, rating: Rating | null, closedOn: CalendarDate | null): string {
  if (closedOn !== null) return `${ACTION_STATE_NAMES[state]} since ${formatDate(closedOn)}`;
  return rating === null
    ? ACTION_STATE_NAMES[state]
    : `${ACTION_STATE_NAMES[state]}. ${RATING_NAMES[rating]}`;
}

/** "30 June 2027. Was 31 March 2027, 91 days later". */
function describeDates(dates: Pick<PublishedAction, 'firstDueOn' | 'dueOn'>): string {
  if (dates.dueOn === null) return '';
  const slip = slipOf(dates);
  const due = formatDate(dates.dueOn);
  return slip ? `${due}. Was ${formatDate(slip.from)}, ${formatCount(slip.days, 'day')} later` : due;
}

function describeMilestone({ title, doneOn, ...dates }: PublishedAction['milestones'][number]): string {
  return doneOn === null
    ? `${title}: due ${describeDates(dates)}`
    : `${title}: reached on ${formatDate(doneOn)}`;
}

/** "£12,500 once and £40,000 a year. Funded". */
function describeCost({ once, yearly, funding }: ActionCost): string {
  const amounts = [
    ...(once === null ? [] : [`${formatPounds(once)} once`]),
    ...(yearly === null ? [] : [`${formatPounds(yearly)} a year`]),
  ].join(' and ');
  return [amounts, funding === null ? '' : FUNDING_NAMES[funding]].filter((part) => part !== '').join('. ');
}

export function hashPublication(publication: Publication): HashedContent {
  return hashContent(publication);
}

/** What was published. The database checked its hash when it was saved. */
export function parsePublication(content: string): Publication {
  return JSON.parse(content) as Publication;
}

/** What is ticked at first: what was published last, or everything. */
export function proposedChoice(
  actions: readonly ImprovementAction[],
  last: Pick<Publication, 'withOwners' | 'withCosts'> | null,
): PublicationChoice {
  const shown = publishable(actions).filter(({ isPublic }) => last === null || isPublic);
  return {
    actions: shown.map(({ number }) => number),
    withOwners: last?.withOwners ?? false,
    withCosts: last?.withCosts ?? false,
  };
}

/** Which of them the links open: the plan as it was last published, or as it is now for an improvement board. */
export const PLAN_LINKS = ['public', 'board'] as const;
export type PlanLinkFor = (typeof PLAN_LINKS)[number];

export const LINK_KINDS = { public: 'plan', board: 'plan_board' } as const satisfies Record<
  PlanLinkFor,
  string
>;

/** What a link keeps: which it is. What it shows is read whenever it is opened. */
export function contentOfPlanLink(plan: PlanLinkFor): HashedContent {
  return hashContent({ plan });
}

/** The subject of events about it: "plan-publication-5". */
export function publicationSubject(number: number): string {
  return `plan-publication-${number}`;
}
