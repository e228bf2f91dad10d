import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { can, ROLES } from '#lib/platform/access/permissions.ts';
import { type DatedStep, datesOf, isOwnKey, nextStep, type StepRow } from '#lib/record/inspections/dates.ts';
import { type InspectionKind, KIND_NAMES, PLANS } from '#lib/record/inspections/plans.ts';

/** Rehearsals among them. */
export const MAX_INSPECTIONS: Limit = {
  max: 100,
  reached: (max) => `your council has reached the limit of ${max} inspections`,
  instead: 'Change one that was started by mistake instead',
};

export const MAX_OWN_STEPS: Limit = {
  max: 20,
  reached: (max) => `this inspection has reached the limit of ${max} steps of your own`,
  instead: 'Remove one you no longer need first',
};

/** At one time. */
export const MAX_NAMED: Limit = {
  max: 60,
  reached: (max) => `this inspection has reached the limit of ${max} named people`,
  instead: 'End the part of somebody who no longer needs it first',
};

/** Characters of a name, of the inspection or of a step, and days of a step. The database has the same limits. */
export const INSPECTION_LIMITS = { name: 120, days: 10 } as const;

/** Roles whose people can see to a step: those that take part in the council’s work. */
export const STEP_ROLES = ROLES.filter((role) => can({ role }, 'statement:save') || role === 'director');

export const INSPECTION_STATES = ['open', 'finished', 'abandoned'] as const;
export type InspectionState = (typeof INSPECTION_STATES)[number];

/** Labels in forms and the history. */
export const INSPECTION_NAMES = {
  kind: 'Kind',
  name: 'Name',
  noticeOn: 'Date of the notice',
  rehearsal: 'Rehearsal',
} as const;

export const STEP_NAMES = {
  name: 'Name',
  setOn: 'Date',
  days: 'How many days it takes',
  owner: 'Owner',
  doneOn: 'Done on',
} as const;

export type Inspection = {
  readonly number: number;
  readonly kind: InspectionKind;
  readonly name: string;
  /** Practice: nobody from outside takes part. */
  readonly rehearsal: boolean;
  readonly noticeOn: CalendarDate;
  readonly state: InspectionState;
  readonly endedOn: CalendarDate | null;
  readonly version: number;
  readonly changed: Changed;
  readonly steps: readonly StepOnTimeline[];
};

export type Changed = { readonly by: string; readonly at: Date };

export type StepOwner = { readonly id: string; readonly name: string };

/** A stored step. */
export type StoredStep = StepRow & {
  readonly owner: StepOwner | null;
  readonly version: number;
  readonly changed: Changed;
};

export type StepOnTimeline = DatedStep & {
  readonly owner: StepOwner | null;
  /** 0: nothing was set of it. */
  readonly version: number;
  readonly changed: Changed | null;
};

/** Every step of an inspection with its date and what was set of it. */
export function timelineOf(
  kind: InspectionKind,
  noticeOn: CalendarDate,
  stored: readonly StoredStep[],
): readonly StepOnTimeline[] {
  const by = new Map(stored.map((row) => [row.key, row]));
  return datesOf(kind, noticeOn, stored).map((step) => {
    const row = by.get(step.key);
    return {
      ...step,
      owner: row?.owner ?? null,
      version: row?.version ?? 0,
      changed: row?.changed ?? null,
    };
  });
}

/** "Full assessment, rehearsal, since 16 November 2026": its kind and dates in words. */
export function describeInspection({
  kind,
  rehearsal,
  noticeOn,
  state,
  endedOn,
}: Pick<Inspection, 'kind' | 'rehearsal' | 'noticeOn' | 'state' | 'endedOn'>): string {
  const what = `${KIND_NAMES[kind]}${rehearsal ? ', rehearsal' : ''}`;
  if (state === 'open' || endedOn === null) return `${what}, since ${formatDate(noticeOn)}`;
  return `${what}, ${state} on ${formatDate(endedOn)}`;
}

/** The key of the next step of the council’s own. */
export function nextOwnKey(rows: readonly Pick<StepRow, 'key'>[]): string {
  const used = rows.flatMap(({ key }) => (isOwnKey(key) ? Number(key.slice('own.'.length)) : []));
  return `own.${Math.max(0, ...used) + 1}`;
}

/** The name of a step: that of the plan, or of the council’s own. One that was removed has none. */
export function nameOfStep(
  {
    kind,
    steps,
  }: {
    readonly kind: InspectionKind;
    readonly steps: readonly { readonly key: string; readonly name: string }[];
  },
  key: string,
): string {
  const planned = PLANS[kind].find((step) => step.key === key)?.name;
  return planned ?? steps.find((step) => step.key === key)?.name ?? 'A step that was removed';
}

/** The inspection to count down to: the open one, no rehearsal, with the earliest next step. Null: none has one. */
export function countdownOf(inspections: readonly Inspection[]): Countdown | null {
  const next = inspections.flatMap(({ number, name, rehearsal, state, steps }) => {
    const step = state === 'open' && !rehearsal ? nextStep(steps) : null;
    return step ? [{ number, name, step }] : [];
  });
  const [first] = next.toSorted((a, b) => (a.step.startsOn < b.step.startsOn ? -1 : 1));
  return first ?? null;
}

export type Countdown = {
  readonly number: number;
  readonly name: string;
  readonly step: NonNullable<ReturnType<typeof nextStep>>;
};
