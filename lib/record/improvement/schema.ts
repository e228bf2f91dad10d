import { z } from 'zod';
import { frameworkOfStatement, knownStatements } from '#lib/frameworks/known.ts';
import { type Figure, parseFigure } from '#lib/kernel/figures.ts';
import { formatNumber } from '#lib/kernel/format.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import {
  fieldsByName,
  hiddenField,
  lineField,
  textField,
  typedLine,
} from '#lib/platform/forms/text-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { parseTypedReference } from '#lib/record/evidence/rules.ts';
import { LEVELS } from '#lib/record/findings/rules.ts';
import {
  ACTION_LIMITS,
  ACTION_NAMES,
  ACTION_STATES,
  type Aim,
  FUNDINGS,
  IMPROVE,
  MILESTONE_NAMES,
  PROOF_ROWS,
  proofField,
  proofValueField,
  RATINGS,
  VALUE_TO_REACH,
} from '#lib/record/improvement/rules.ts';

const AGAIN = 'Open this page again from the improvement plan';
const numberField = versionField(1, AGAIN);

const optionalLine = (called: string, limit: number) => lineField({ called, limit }).default('');
const optionalText = (called: string, limit: number) => textField({ called, limit }).default('');

/** One of these, or '' for null. */
const choice = <T extends string>(values: readonly T[], message: string) =>
  hiddenField(
    (value): T | null | undefined => (value === '' ? null : values.find((one) => one === value)),
    message,
  ).default(null);

/** Whole pounds: "£12,500" or "12500". Null: empty. */
export const poundsField = (called: string) =>
  typedLine()
    .transform((typed, context): number | null => {
      if (typed === '') return null;
      const digits = typed.replaceAll(/[£,\s]/g, '');
      const problem = /^\d+(\.00?)?$/.test(digits)
        ? Number(digits) > ACTION_LIMITS.pounds
          ? `${called} must be £${formatNumber(ACTION_LIMITS.pounds)} or less`
          : null
        : `${called} must be a whole number of pounds, like 12500`;
      if (problem === null) return Number(digits);
      context.addIssue({ code: 'custom', message: problem });
      return z.NEVER;
    })
    .default(null);

const partsOf = (typed: string) => typed.split(/[\s,;]+/).filter((part) => part !== '');

/** Numbers on one line, each once. `read`: null for what is none. */
const numbersField = (read: (part: string) => number | null, most: number, like: string, tooMany: string) =>
  typedLine()
    .transform((typed, context): readonly number[] => {
      const numbers = partsOf(typed).map(read);
      const found = [...new Set(numbers.filter((one) => one !== null))].toSorted((a, b) => a - b);
      const problem = numbers.includes(null) ? like : found.length > most ? tooMany : null;
      if (problem === null) return found;
      context.addIssue({ code: 'custom', message: problem });
      return z.NEVER;
    })
    .default([]);

/** Items of evidence: "E12, E15". */
const evidenceField = numbersField(
  parseTypedReference,
  ACTION_LIMITS.evidence,
  'Enter the numbers of items of evidence, like E12, E15',
  `Enter ${ACTION_LIMITS.evidence} items of evidence or fewer`,
);

const FINDING_NUMBER = /^#?([1-9]\d{0,5})$/;

/** Findings: "3, 4". */
const findingsField = numbersField(
  (part) => Number(FINDING_NUMBER.exec(part)?.[1] ?? 0) || null,
  ACTION_LIMITS.findings,
  'Enter the numbers of findings, like 3, 4',
  `Enter ${ACTION_LIMITS.findings} findings or fewer`,
);

/** The statements that an action should improve, by their ids, each with a score or `IMPROVE`. */
const aimsField = fieldsByName()
  .transform((typed, context): readonly Aim[] =>
    knownStatements().flatMap(({ id: statement, name }): Aim[] => {
      const chosen = typed[statement] ?? '';
      if (chosen === '') return [];
      if (chosen === IMPROVE) return [{ statement, score: null }];
      const score = frameworkOfStatement(statement).scores.find((one) => String(one) === chosen);
      if (score !== undefined) return [{ statement, score }];
      context.addIssue({
        code: 'custom',
        message: `Select what the action should do for ${name} from the list`,
      });
      return [];
    }),
  )
  .default([]);

/** A measure that would prove an action. `typed`: the value as typed, whose unit the command checks. */
export type ProofInput = {
  readonly measure: string;
  readonly value: Figure | null;
  readonly typed: string;
};

const measureKey = hiddenField((value) => (/^[\w-]{0,100}$/.test(value) ? value : undefined), AGAIN).default(
  '',
);
const proofFields = {
  'proof-1': measureKey,
  'proofValue-1': typedLine().default(''),
  'proof-2': measureKey,
  'proofValue-2': typedLine().default(''),
  'proof-3': measureKey,
  'proofValue-3': typedLine().default(''),
};

export const actionFields = [
  ...(['title', 'priority', 'actionState', 'outcomeSought', 'findings'] as const),
  ...(['owner', 'ownerName', 'startsOn', 'dueOn', 'aim'] as const),
  ...PROOF_ROWS.flatMap((row) => [proofField(row), proofValueField(row)]),
  ...(['costOnce', 'costYearly', 'funding', 'monitoring', 'scrutiny', 'evidenceItems'] as const),
] as const;
export type ActionField = (typeof actionFields)[number];

export const saveActionSchema = z
  .object({
    /** 0: a new one. */
    action: versionField(0, AGAIN),
    title: lineField({
      ...{ called: ACTION_NAMES.title, limit: ACTION_LIMITS.title, missing: 'Enter what will be done' },
    }),
    priority: hiddenField((value) => LEVELS.find((level) => level === value), 'Select a priority'),
    /** Null: as it is, or not started. Whether it is complete or stopped is said with an update. */
    actionState: choice(['planned', 'under_way'], 'Select a state from the list'),
    outcomeSought: optionalText(ACTION_NAMES.outcome, ACTION_LIMITS.outcome),
    findings: findingsField,
    owner: z
      .union([z.literal(''), idField()], 'Select an owner from the list')
      .transform((id) => (id === '' ? null : id))
      .default(null),
    ownerName: optionalLine(ACTION_NAMES.ownerName, ACTION_LIMITS.ownerName),
    startsOn: dateField('actionDate', { called: ACTION_NAMES.startsOn }),
    /** Of an action that has a due date already this is not read: an update moves it, with a reason. */
    dueOn: dateField('actionDate', { called: ACTION_NAMES.dueOn }),
    aim: aimsField,
    ...proofFields,
    costOnce: poundsField(ACTION_NAMES.costOnce),
    costYearly: poundsField(ACTION_NAMES.costYearly),
    funding: choice(FUNDINGS, 'Select how it is funded from the list'),
    monitoring: optionalText(ACTION_NAMES.monitoring, ACTION_LIMITS.monitoring),
    scrutiny: optionalText(ACTION_NAMES.scrutiny, ACTION_LIMITS.scrutiny),
    evidenceItems: evidenceField,
    version: versionField(0, AGAIN),
  })
  .transform((typed, context) => {
    const problem = (field: ActionField, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (typed.owner !== null && typed.ownerName !== '')
      problem('ownerName', 'Select an owner or enter a name, not both');
    if (typed.startsOn !== null && typed.dueOn !== null && typed.dueOn < typed.startsOn)
      problem('dueOn', 'Due date must be on or after the start date');
    const proofs: ProofInput[] = [];
    for (const row of PROOF_ROWS) {
      const [measure, value] = [typed[proofField(row)], typed[proofValueField(row)]];
      if (measure === '') {
        if (value !== '') problem(proofField(row), 'Select the measure that should reach this value');
        continue;
      }
      if (proofs.some((proof) => proof.measure === measure))
        problem(proofField(row), 'Select each measure only once');
      const figure = value === '' ? null : parseFigure(value);
      if (typeof figure === 'string')
        problem(proofValueField(row), `${VALUE_TO_REACH} must be a number, like 14`);
      else proofs.push({ measure, value: figure, typed: value });
    }
    const { aim: aims, outcomeSought: outcome, evidenceItems: evidence, ...rest } = typed;
    const { findings, action, title, priority, actionState, owner, ownerName, startsOn, dueOn } = rest;
    const { costOnce, costYearly, funding, monitoring, scrutiny, version } = rest;
    return {
      ...{ action, version, title, priority, actionState, outcome, owner, ownerName, startsOn, dueOn },
      ...{ aims, proofs, costOnce, costYearly, funding, monitoring, scrutiny, evidence, findings },
    };
  });
/** `evidence` and `findings`: their numbers. */
export type SaveAction = z.output<typeof saveActionSchema>;

export const updateFields = [
  ...(['note', 'rating', 'actionState', 'dueOn', 'evidenceItems', 'closedOn'] as const),
] as const;
export type UpdateField = (typeof updateFields)[number];

export const updateActionSchema = z.object({
  action: numberField,
  version: versionField(1, AGAIN),
  note: textField({
    ...{ called: ACTION_NAMES.note, limit: ACTION_LIMITS.note },
    missing: 'Enter what has happened, or why a date or rating changes',
  }),
  rating: choice(RATINGS, 'Select a rating from the list'),
  actionState: hiddenField((value) => ACTION_STATES.find((state) => state === value), 'Select a state'),
  dueOn: dateField('actionDate', { called: ACTION_NAMES.dueOn }),
  evidenceItems: evidenceField,
  /** Only read if it is complete or stopped. */
  closedOn: dateField('actionDone', { called: ACTION_NAMES.closedOn }),
});
export type UpdateAction = z.output<typeof updateActionSchema>;

export const milestoneFields = ['milestoneTitle', 'dueOn', 'doneOn'] as const;
export type MilestoneField = (typeof milestoneFields)[number];

export const saveMilestoneSchema = z.object({
  action: numberField,
  /** 0: a new one. */
  milestone: versionField(0, AGAIN),
  version: versionField(0, AGAIN),
  milestoneTitle: lineField({
    ...{ called: MILESTONE_NAMES.title, limit: ACTION_LIMITS.milestone },
    missing: 'Enter what should be reached',
  }),
  dueOn: dateField('actionDate', { called: MILESTONE_NAMES.dueOn, missing: 'Enter the date it is due' }),
  doneOn: dateField('actionDone', { called: MILESTONE_NAMES.doneOn }),
});
export type SaveMilestone = z.output<typeof saveMilestoneSchema>;

export const removeMilestoneSchema = z.object({
  action: numberField,
  milestone: numberField,
  version: versionField(1, AGAIN),
});
export type RemoveMilestone = z.output<typeof removeMilestoneSchema>;
