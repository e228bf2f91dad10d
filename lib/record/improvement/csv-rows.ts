import { knownStatement } from '#lib/frameworks/known.ts';
import { unformattedFigure } from '#lib/kernel/figures.ts';
import { LEVEL_NAMES } from '#lib/record/findings/rules.ts';
import {
  ACTION_NAMES,
  ACTION_STATE_NAMES,
  type ActionOwner,
  FUNDING_NAMES,
  type ImprovementAction,
  RATING_NAMES,
} from '#lib/record/improvement/rules.ts';

/** Between the parts of a cell, as names of quality statements have commas and “and” in them. */
export const PARTS_APART = '; ';

/** The columns of an export that an import reads too. */
export const ACTION_COLUMNS = [
  ...['Number', ACTION_NAMES.title, ACTION_NAMES.outcome, ACTION_NAMES.priority, ACTION_NAMES.owner],
  ...[ACTION_NAMES.startsOn, ACTION_NAMES.dueOn, ACTION_NAMES.actionState],
  ...[ACTION_NAMES.costOnce, ACTION_NAMES.costYearly, ACTION_NAMES.funding],
  ...[ACTION_NAMES.monitoring, ACTION_NAMES.scrutiny, ACTION_NAMES.aims, ACTION_NAMES.proofs],
  ...[ACTION_NAMES.evidence, ACTION_NAMES.findings],
] as const;

/** All columns of an export. */
export const ACTION_EXPORT_COLUMNS = [
  ...ACTION_COLUMNS,
  ...['First due date', ACTION_NAMES.rating, ACTION_NAMES.closedOn, 'Milestones', 'Latest progress note'],
] as const;

/** @param emails of members, by their ids */
export function actionCells(
  action: ImprovementAction,
  emails: ReadonlyMap<string, string>,
): readonly (string | number)[] {
  const { number, title, outcome, priority, owner, startsOn, dueOn, state, cost } = action;
  const { monitoring, scrutiny, aims, proofs, evidence, findings, rating, closedOn, updates } = action;
  return [
    ...[number, title, outcome, LEVEL_NAMES[priority], ownerText(owner, emails)],
    ...[startsOn ?? '', dueOn ?? '', ACTION_STATE_NAMES[state]],
    ...[cost.once ?? '', cost.yearly ?? '', cost.funding ? FUNDING_NAMES[cost.funding] : ''],
    ...[monitoring, scrutiny],
    aims.map(({ statement, score }) => withValue(knownStatement(statement).name, score)).join(PARTS_APART),
    // Each on a line of its own, as people name measures.
    proofs
      .map(({ name, value }) => withValue(name, value === null ? null : unformattedFigure(value)))
      .join('\n'),
    evidence.map(({ reference }) => reference).join(PARTS_APART),
    findings.join(PARTS_APART),
    ...[action.firstDueOn ?? '', rating ? RATING_NAMES[rating] : '', closedOn ?? ''],
    action.milestones
      .map(({ dueOn: due, title: name, doneOn }) => `${due} ${name}${doneOn ? ` (reached ${doneOn})` : ''}`)
      .join('\n'),
    updates[0]?.note ?? '',
  ];
}

/** The email of a member, which names nobody else, or the name of anybody else. */
function ownerText(owner: ActionOwner | null, emails: ReadonlyMap<string, string>): string {
  if (owner === null) return '';
  return (owner.id !== null && emails.get(owner.id)) || owner.name;
}

function withValue(name: string, value: string | number | null): string {
  return value === null ? name : `${name}: ${value}`;
}
