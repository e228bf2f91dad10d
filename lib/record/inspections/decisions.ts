import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { StepFacts } from '#lib/record/inspections/events.ts';
import { PLANS } from '#lib/record/inspections/plans.ts';
import type { Inspection, StepOnTimeline, StepOwner } from '#lib/record/inspections/rules.ts';
import type { StepInput } from '#lib/record/inspections/schema.ts';

export type StepDecision =
  | { readonly outcome: 'save'; readonly facts: StepFacts }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'conflict'; readonly latest: StepOnTimeline };

/**
 * What saving a step comes to. A date that is the one worked out is not stored, so that the step goes on following the
 * others; one that is done keeps its date whatever moves before it. The same again changes nothing.
 *
 * @param stored - the step as it stands; null for a new one of the council’s own
 * @param owner - the person with the id of the input
 */
export function decideStep(
  { kind }: Pick<Inspection, 'kind'>,
  stored: StepOnTimeline | null,
  input: StepInput,
  owner: StepOwner | null,
): StepDecision {
  const planned = PLANS[kind].find(({ key }) => key === stored?.key);
  const facts: StepFacts = {
    name: input.name,
    setOn: dateToKeep(stored, input),
    days: input.days === (planned?.days ?? 0) ? null : input.days,
    owner,
    doneOn: input.doneOn,
  };
  if (stored && isSame(facts, factsOfStep(stored, planned?.days))) return { outcome: 'unchanged' };
  if (stored && stored.version !== input.version) return { outcome: 'conflict', latest: stored };
  return { outcome: 'save', facts };
}

/** What is stored of a step, as events record it. `planned`: its days in the plan. */
export function factsOfStep(
  { isOwn, name, setOn, days, owner, doneOn }: StepOnTimeline,
  planned: number | undefined,
): StepFacts {
  return { name: isOwn ? name : '', setOn, days: days === planned ? null : days, owner, doneOn };
}

function dateToKeep(stored: StepOnTimeline | null, { setOn, days, doneOn }: StepInput): CalendarDate | null {
  const workedOut = stored?.workedOut ?? null;
  const follows = setOn === workedOut ? null : setOn;
  // A single day of CQC’s that is done has the date of that day.
  if (doneOn === null || (stored?.whose === 'cqc' && days === 1)) return follows;
  return setOn ?? workedOut ?? doneOn;
}

function isSame(one: StepFacts, other: StepFacts): boolean {
  const listed = ({ name, setOn, days, owner, doneOn }: StepFacts) =>
    JSON.stringify([name, setOn, days, owner?.id ?? null, doneOn]);
  return listed(one) === listed(other);
}
