import { knownStatement } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { Figure } from '#lib/kernel/figures.ts';
import { formatNumber } from '#lib/kernel/format.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { ROLES, type Role } from '#lib/platform/access/permissions.ts';
import type { Level } from '#lib/record/findings/rules.ts';
import type { Direction, Unit } from '#lib/record/measures/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

export const ACTION_STATES = ['planned', 'under_way', 'complete', 'stopped'] as const;
export type ActionState = (typeof ACTION_STATES)[number];
export const ACTION_STATE_NAMES: Readonly<Record<ActionState, string>> = {
  planned: 'Not started',
  under_way: 'In progress',
  complete: 'Complete',
  stopped: 'Stopped',
};

/** RAG. Always shown with its words. */
export const RATINGS = ['green', 'amber', 'red'] as const;
export type Rating = (typeof RATINGS)[number];
export const RATING_NAMES: Readonly<Record<Rating, string>> = {
  green: 'Green: on track',
  amber: 'Amber: at risk',
  red: 'Red: off track',
};

export const FUNDINGS = ['funded', 'part_funded', 'unfunded'] as const;
export type Funding = (typeof FUNDINGS)[number];
export const FUNDING_NAMES: Readonly<Record<Funding, string>> = {
  funded: 'Funded',
  part_funded: 'Partly funded',
  unfunded: 'Not funded',
};

/** Characters, pounds and how many. The database has the same. */
export const ACTION_LIMITS = {
  ...{ title: 200, outcome: 2_000, ownerName: 120, monitoring: 1_000, scrutiny: 1_000, note: 2_000 },
  ...{ milestone: 200, pounds: 999_999_999 },
  ...{ milestones: 50, proofs: 3, evidence: 50, findings: 50 },
} as const;

/** Of the plan as a whole. */
export const PLAN_LIMITS = { introduction: 4_000, monitoring: 2_000, scrutiny: 2_000, chair: 120 } as const;

/** Labels in forms and files. */
export const ACTION_NAMES = {
  title: 'Action',
  outcome: 'Outcome sought',
  priority: 'Priority',
  owner: 'Owner',
  ownerName: 'Owner who is not a member',
  startsOn: 'Start date',
  dueOn: 'Due date',
  costOnce: 'One-off cost in pounds',
  costYearly: 'Yearly cost in pounds',
  funding: 'Funding',
  monitoring: 'How progress is monitored',
  scrutiny: 'Who scrutinises it',
  actionState: 'State',
  rating: 'Progress rating',
  note: 'Progress note',
  aims: 'Quality statements',
  proofs: 'Measures that would prove it',
  evidence: 'Evidence',
  findings: 'Findings it answers',
  closedOn: 'Date completed or stopped',
} as const;

export const MILESTONE_NAMES = {
  title: 'Milestone',
  dueOn: 'Due date',
  doneOn: 'Date reached',
} as const;

export type Changed = { readonly by: string; readonly at: Date };

/** The named person. `id`: null if they are no member. */
export type ActionOwner = { readonly id: string | null; readonly name: string };

/** A statement that an action should improve. `score`: null if none is aimed at. */
export type Aim = { readonly statement: StatementId; readonly score: Score | null };

/** A measure that would prove an action. `value`: what it should reach; null if that is not said. */
export type Proof = {
  readonly measure: string;
  readonly name: string;
  readonly unit: Unit;
  readonly better: Direction;
  readonly value: Figure | null;
};

export type ActionEvidence = {
  /** "E12". */
  readonly reference: string;
  readonly title: string;
  /** Whether it counts as evidence now: neither withdrawn, infected, erased nor to be redacted. */
  readonly counts: boolean;
};

export type Milestone = {
  readonly key: number;
  readonly title: string;
  readonly dueOn: CalendarDate;
  readonly firstDueOn: CalendarDate;
  readonly doneOn: CalendarDate | null;
  readonly version: number;
  readonly changed: Changed;
};

/** What was said of an action's progress, with what changed. */
export type ActionUpdate = {
  readonly number: number;
  readonly note: string;
  readonly stateBefore: ActionState;
  readonly state: ActionState;
  readonly rating: Rating | null;
  readonly dueBefore: CalendarDate | null;
  readonly dueOn: CalendarDate | null;
  readonly by: string;
  readonly at: Date;
};

/** An action of the improvement plan. */
export type ImprovementAction = {
  readonly number: number;
  readonly title: string;
  readonly outcome: string;
  readonly priority: Level;
  readonly owner: ActionOwner | null;
  readonly startsOn: CalendarDate | null;
  readonly dueOn: CalendarDate | null;
  readonly firstDueOn: CalendarDate | null;
  readonly cost: ActionCost;
  readonly monitoring: string;
  readonly scrutiny: string;
  readonly state: ActionState;
  readonly rating: Rating | null;
  readonly closedOn: CalendarDate | null;
  readonly isPublic: boolean;
  /** In framework order. */
  readonly aims: readonly Aim[];
  readonly proofs: readonly Proof[];
  readonly evidence: readonly ActionEvidence[];
  /** By number. */
  readonly findings: readonly number[];
  /** By due date. */
  readonly milestones: readonly Milestone[];
  /** Newest first. */
  readonly updates: readonly ActionUpdate[];
  readonly version: number;
  readonly addedAt: Date;
  readonly changed: Changed;
};

/** In whole pounds. Null: not said. */
export type ActionCost = {
  readonly once: number | null;
  readonly yearly: number | null;
  readonly funding: Funding | null;
};

/** What is said of the plan as a whole. Texts are empty if not said. */
export type PlanDetails = {
  readonly introduction: string;
  readonly monitoring: string;
  readonly scrutiny: string;
  readonly chair: string;
  /** 0: nothing saved yet. */
  readonly version: number;
  readonly changed: Changed | null;
};

export const NO_DETAILS: PlanDetails = {
  ...{ introduction: '', monitoring: '', scrutiny: '', chair: '', version: 0, changed: null },
};

/** The actions without the scores they aim at, for people from whom scores are hidden. */
export function withoutAims(actions: readonly ImprovementAction[]): readonly ImprovementAction[] {
  return actions.map((action) => ({
    ...action,
    aims: action.aims.map(({ statement }) => ({ statement, score: null })),
  }));
}

export const MAX_ACTIONS: Limit = {
  max: 1_000,
  reached: (max) => `the improvement plan has reached the limit of ${max} actions`,
  instead: 'Change one you no longer need instead',
};

/** Of one action. */
export const MAX_MILESTONES: Limit = {
  max: ACTION_LIMITS.milestones,
  reached: (max) => `this action has reached the limit of ${max} milestones`,
  instead: 'Remove one you no longer need first',
};

/** Of one action. */
export const MAX_UPDATES: Limit = {
  max: 1_000,
  reached: (max) => `this action has reached the limit of ${max} progress notes`,
  instead: 'Add a new action that goes on from this one',
};

/** Who can own an action as a member. Anybody else can by name. */
export const ACTION_OWNER_ROLES: readonly Role[] = ROLES.filter((role) => role !== 'admin');

/** The subject of events about it: "action-4". */
export function actionSubject(number: number): string {
  return `action-${number}`;
}

/** "£12,500". */
export function formatPounds(pounds: number): string {
  return `£${formatNumber(pounds)}`;
}

/** "Assessing needs to 3", or its name alone if no score is aimed at. */
export function describeAim({ statement, score }: Aim): string {
  return `${knownStatement(statement).name}${score === null ? '' : ` to ${score}`}`;
}

/** What an aim without a score is in the form. */
export const IMPROVE = 'improve';

export const PROOF_ROWS = [1, 2, 3] as const;
export type ProofRow = (typeof PROOF_ROWS)[number];

/** The field of a measure, and that of the value it should reach. */
export const proofField = <Row extends ProofRow>(row: Row) => `proof-${row}` as const;
export const proofValueField = <Row extends ProofRow>(row: Row) => `proofValue-${row}` as const;

/** What a measure should reach, in messages. */
export const VALUE_TO_REACH = 'Value to reach';
