import { isDeepStrictEqual } from 'node:util';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { unformattedFigure } from '#lib/kernel/figures.ts';
import { formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import { type ActionFacts, type UpdateFacts, wordsOfAction } from '#lib/record/improvement/events.ts';
import {
  type ActionOwner,
  type ImprovementAction,
  type ProofRow,
  proofField,
  proofValueField,
  VALUE_TO_REACH,
} from '#lib/record/improvement/rules.ts';
import type { ActionField, SaveAction, UpdateAction } from '#lib/record/improvement/schema.ts';
import { measuredProblem } from '#lib/record/measures/figures.ts';
import type { Unit } from '#lib/record/measures/rules.ts';

/** What actions can be linked to: what there is of what they name. */
export type Linkable = {
  /** Members who can own an action, by id. */
  readonly owners: ReadonlyMap<string, ActionOwner>;
  /** By key. */
  readonly measures: ReadonlyMap<string, { readonly id: string; readonly name: string; readonly unit: Unit }>;
  /** Ids of items of evidence, by number. `counted`: those that count as evidence now. */
  readonly evidence: ReadonlyMap<number, string>;
  readonly counted: ReadonlySet<number>;
  readonly findings: ReadonlySet<number>;
};

/** Why an action cannot be saved as it was sent. */
export type ActionProblem =
  /** `no evidence`: it is complete, and would have none any more. */
  | { readonly outcome: 'unknown person' | 'unknown measure' | 'no evidence' }
  | { readonly outcome: 'unknown evidence'; readonly references: readonly string[] }
  | { readonly outcome: 'unknown finding'; readonly findings: readonly number[] }
  | { readonly outcome: 'wrong value'; readonly row: ProofRow; readonly message: string }
  | { readonly outcome: 'starts too late'; readonly dueOn: CalendarDate };

/** Null: it can be saved. Who owns an action already may stay, whatever their role is now. */
export function actionProblem(
  input: SaveAction,
  stored: ImprovementAction | null,
  linkable: Linkable,
): ActionProblem | null {
  const { owner, proofs, evidence, findings, startsOn } = input;
  if (owner !== null && !linkable.owners.has(owner) && owner !== stored?.owner?.id)
    return { outcome: 'unknown person' };
  if (proofs.some(({ measure }) => !linkable.measures.has(measure))) return { outcome: 'unknown measure' };
  for (const [index, { measure, value, typed }] of proofs.entries()) {
    const unit = linkable.measures.get(measure)?.unit;
    const now = stored?.proofs.find((proof) => proof.measure === measure)?.value ?? undefined;
    const message =
      value === null || unit === undefined ? null : measuredProblem(VALUE_TO_REACH, typed, unit, now);
    if (message !== null) return { outcome: 'wrong value', row: (index + 1) as ProofRow, message };
  }
  const unknownEvidence = unknownReferences(evidence, linkable);
  if (unknownEvidence) return unknownEvidence;
  if (stored?.state === 'complete' && evidence.length === 0) return { outcome: 'no evidence' };
  const unknownFindings = findings.filter((number) => !linkable.findings.has(number));
  if (unknownFindings.length > 0) return { outcome: 'unknown finding', findings: unknownFindings };
  if (stored?.dueOn && startsOn !== null && startsOn > stored.dueOn)
    return { outcome: 'starts too late', dueOn: stored.dueOn };
  return null;
}

/** The same for the person who sent it, by the field that it is about. */
export function describeActionProblem(problem: ActionProblem): {
  readonly field: ActionField;
  readonly message: string;
} {
  switch (problem.outcome) {
    case 'unknown person':
      return {
        field: 'owner',
        message: 'This person can no longer own an action. Open this page again and select someone else',
      };
    case 'unknown measure':
      return {
        field: proofField(1),
        message: 'One of these measures is no longer there. Open this page again and select another',
      };
    case 'unknown evidence':
      return { field: 'evidenceItems', message: noSuchEvidence(problem.references) };
    case 'no evidence':
      return { field: 'evidenceItems', message: 'Enter the evidence of this action, as it is complete' };
    case 'unknown finding':
      return {
        field: 'findings',
        message:
          problem.findings.length === 1
            ? `There is no finding ${problem.findings[0]}`
            : `There are no findings ${formatList(problem.findings.map(String))}`,
      };
    case 'wrong value':
      return { field: proofValueField(problem.row), message: problem.message };
    case 'starts too late':
      return {
        field: 'startsOn',
        message: `Start date must be on or before the due date, ${formatDate(problem.dueOn)}`,
      };
  }
}

export function noSuchEvidence(references: readonly string[]): string {
  return references.length === 1
    ? `There is no item of evidence ${references[0]}`
    : `There are no items of evidence ${formatList(references)}`;
}

/** Null: all these items are there. */
export function unknownReferences(numbers: readonly number[], { evidence }: Pick<Linkable, 'evidence'>) {
  const unknown = numbers.filter((number) => !evidence.has(number));
  return unknown.length === 0
    ? null
    : ({ outcome: 'unknown evidence', references: unknown.map(referenceOf) } as const);
}

/** An action as it is saved. A due date that it has stays: an update moves it, with a reason. */
export function factsOfInput(
  input: SaveAction,
  stored: ImprovementAction | null,
  { owners, measures }: Pick<Linkable, 'owners' | 'measures'>,
): ActionFacts {
  const { title, priority, actionState, startsOn, costOnce, costYearly, funding, aims, findings } = input;
  const dueOn = stored?.dueOn ?? input.dueOn;
  const isClosed = stored?.closedOn !== undefined && stored.closedOn !== null;
  return {
    ...{ title, priority, startsOn, dueOn, costOnce, costYearly, funding, aims, findings },
    owner: ownerOfInput(input, stored, owners),
    firstDueOn: stored?.firstDueOn ?? dueOn,
    state: isClosed ? stored.state : (actionState ?? stored?.state ?? 'planned'),
    rating: stored?.rating ?? null,
    closedOn: stored?.closedOn ?? null,
    proofs: input.proofs
      .map(({ measure, value }) => ({
        measure,
        name: measures.get(measure)?.name ?? measure,
        value: value === null ? null : unformattedFigure(value),
      }))
      .toSorted(byName),
    evidence: input.evidence.map(referenceOf),
  };
}

function ownerOfInput(
  { owner, ownerName }: Pick<SaveAction, 'owner' | 'ownerName'>,
  stored: ImprovementAction | null,
  owners: Linkable['owners'],
): ActionOwner | null {
  if (owner !== null) return owners.get(owner) ?? stored?.owner ?? null;
  return ownerName === '' ? null : { id: null, name: ownerName };
}

export function factsOfAction(action: ImprovementAction): ActionFacts {
  const { title, priority, owner, startsOn, dueOn, firstDueOn, cost, state, rating, closedOn } = action;
  return {
    ...{ title, priority, owner, startsOn, dueOn, firstDueOn, state, rating, closedOn },
    ...{ costOnce: cost.once, costYearly: cost.yearly, funding: cost.funding },
    ...{ aims: action.aims, findings: action.findings },
    proofs: action.proofs
      .map(({ measure, name, value }) => ({
        ...{ measure, name },
        value: value === null ? null : unformattedFigure(value),
      }))
      .toSorted(byName),
    evidence: action.evidence.map(({ reference }) => reference),
  };
}

/** Whether a form or a row of a file says what is stored. */
export function isAsStored(stored: ImprovementAction, input: SaveAction, linkable: Linkable): boolean {
  return (
    isDeepStrictEqual(factsOfInput(input, stored, linkable), factsOfAction(stored)) &&
    isDeepStrictEqual(wordsOfAction(input), wordsOfAction(stored))
  );
}

function byName(a: { readonly measure: string }, b: { readonly measure: string }): number {
  return a.measure < b.measure ? -1 : a.measure > b.measure ? 1 : 0;
}

export type UpdateDecision =
  /** It cannot be completed without an item of evidence that counts. */
  | { readonly outcome: 'no evidence' | 'no due date' | 'before start' }
  | { readonly outcome: 'save'; readonly before: UpdateFacts; readonly after: UpdateFacts };

/**
 * What an update makes of an action. Its first due date stays for good, and a due date can move but not go. One that is
 * opened again is no longer closed on any day.
 *
 * @param counted how many of the items of evidence in the update count as evidence now
 * @param today when it is closed, if nobody says so
 */
export function decideUpdate(
  action: ImprovementAction,
  {
    rating,
    actionState: state,
    dueOn,
    evidenceItems,
    closedOn,
  }: Omit<UpdateAction, 'action' | 'version' | 'note'>,
  { counted, today }: { readonly counted: number; readonly today: CalendarDate },
): UpdateDecision {
  if (dueOn === null && action.dueOn !== null) return { outcome: 'no due date' };
  if (dueOn !== null && action.startsOn !== null && dueOn < action.startsOn)
    return { outcome: 'before start' };
  if (state === 'complete' && counted === 0) return { outcome: 'no evidence' };
  const isClosed = state === 'complete' || state === 'stopped';
  const before = factsOfAction(action);
  return {
    outcome: 'save',
    before: {
      ...{ state: before.state, rating: before.rating, dueOn: before.dueOn, firstDueOn: before.firstDueOn },
      ...{ closedOn: before.closedOn, evidence: before.evidence },
    },
    after: {
      ...{ state, rating, dueOn, firstDueOn: action.firstDueOn ?? dueOn },
      closedOn: isClosed ? (closedOn ?? today) : null,
      evidence: evidenceItems.map(referenceOf),
    },
  };
}
