import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount, formatYesNo } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type Facts, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import { type NamedPart, PART_NAMES } from '#lib/record/inspections/named.ts';
import { type InspectionKind, KIND_NAMES, PLANS } from '#lib/record/inspections/plans.ts';
import {
  INSPECTION_NAMES,
  type Inspection,
  type InspectionState,
  STEP_NAMES,
  type StepOwner,
} from '#lib/record/inspections/rules.ts';

type InspectionFacts = Pick<Inspection, 'name' | 'noticeOn'>;

/** What is stored of a step. */
export type StepFacts = {
  /** Empty: as in the plan. */
  readonly name: string;
  readonly setOn: CalendarDate | null;
  readonly days: number | null;
  readonly owner: StepOwner | null;
  readonly doneOn: CalendarDate | null;
};

type OfStep = {
  readonly kind: InspectionKind;
  readonly inspection: string;
  readonly step: string;
};

type Named = {
  /** The name of the inspection. */
  readonly inspection: string;
  /** The id of the naming. */
  readonly named: string;
  readonly person: StepOwner;
  readonly part: NamedPart;
};

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject` of all: "inspection-1". */
    'inspection.started': {
      subject: string;
      data: InspectionFacts & { readonly kind: InspectionKind; readonly rehearsal: boolean };
    };
    'inspection.changed': {
      subject: string;
      data: { readonly before: InspectionFacts; readonly after: InspectionFacts };
    };
    'inspection.ended': {
      subject: string;
      data: {
        readonly name: string;
        readonly state: Exclude<InspectionState, 'open'>;
        readonly endedOn: CalendarDate;
      };
    };
    'inspection.reopened': { subject: string; data: { readonly name: string } };
    /** No `before`: nothing was set of it, or it is a new one of the council’s own. */
    'inspection.step-saved': {
      subject: string;
      data: OfStep & { readonly before: StepFacts | null; readonly after: StepFacts };
    };
    'inspection.step-removed': { subject: string; data: OfStep & { readonly before: StepFacts } };
    'inspection.person-named': { subject: string; data: Named };
    'inspection.person-ended': { subject: string; data: Named };
  }
}

export const inspectionEvents = describeEvents({
  'inspection.started': {
    kind: 'inspections',
    title: ({ data }) => `${data.rehearsal ? 'Rehearsal' : 'Inspection'} started: ${data.name}`,
    changes: ({ data: { kind, rehearsal, ...facts } }) => [
      { name: INSPECTION_NAMES.kind, before: null, after: KIND_NAMES[kind] },
      { name: INSPECTION_NAMES.rehearsal, before: null, after: formatYesNo(rehearsal) },
      ...inspectionChanges(null, facts),
    ],
  },
  'inspection.changed': {
    kind: 'inspections',
    title: ({ data: { after } }) => `Inspection changed: ${after.name}`,
    changes: ({ data: { before, after } }) => inspectionChanges(before, after),
  },
  'inspection.ended': {
    kind: 'inspections',
    title: ({ data: { name, state } }) => `Inspection ${state}: ${name}`,
    detail: ({ data: { endedOn } }) => `On ${formatDate(endedOn)}`,
  },
  'inspection.reopened': {
    kind: 'inspections',
    title: ({ data: { name } }) => `Inspection opened again: ${name}`,
  },
  'inspection.step-saved': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: ${nameOfStep(data, data.after)} ${outcomeOf(data)}`,
    changes: ({ data: { before, after } }) => stepChanges(before, after),
  },
  'inspection.step-removed': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: ${nameOfStep(data, data.before)} removed`,
    changes: ({ data: { before } }) => stepChanges(before, null),
  },
  'inspection.person-named': {
    kind: 'inspections',
    title: ({ data: { inspection, person } }) => `${inspection}: ${person.name} named`,
    detail: ({ data: { part } }) => PART_NAMES[part],
  },
  'inspection.person-ended': {
    kind: 'inspections',
    title: ({ data: { inspection, person } }) => `${inspection}: ${person.name} no longer named`,
    detail: ({ data: { part } }) => PART_NAMES[part],
  },
});

function nameOfStep({ kind, step }: OfStep, { name }: StepFacts): string {
  return name || (PLANS[kind].find(({ key }) => key === step)?.name ?? step);
}

function outcomeOf({
  before,
  after,
}: {
  readonly before: StepFacts | null;
  readonly after: StepFacts;
}): string {
  if (after.doneOn !== null && !before?.doneOn) return 'done';
  return before === null && after.name !== '' ? 'added' : 'changed';
}

function inspectionChanges(before: InspectionFacts | null, after: InspectionFacts): readonly Change[] {
  return [
    { name: INSPECTION_NAMES.name, before: before?.name ?? null, after: after.name },
    {
      name: INSPECTION_NAMES.noticeOn,
      before: before && formatDate(before.noticeOn),
      after: formatDate(after.noticeOn),
    },
  ];
}

function stepChanges(before: StepFacts | null, after: StepFacts | null): readonly Change[] {
  const [was, is] = [before && inWords(before), after && inWords(after)];
  return (Object.keys(STEP_NAMES) as (keyof typeof STEP_NAMES)[])
    .map((key) => ({ name: STEP_NAMES[key], before: was?.[key] ?? null, after: is?.[key] ?? null }))
    .filter((change) => change.before !== null || change.after !== null);
}

function inWords({ name, setOn, days, owner, doneOn }: StepFacts) {
  return {
    name: name || null,
    setOn: setOn && formatDate(setOn),
    days: days === null ? null : formatCount(days, 'day'),
    owner: owner?.name ?? null,
    doneOn: doneOn && formatDate(doneOn),
  };
}

type InspectionRow = {
  readonly number: number;
  readonly kind: string;
  readonly name: string;
  readonly rehearsal: boolean;
  readonly noticeOn: string;
  readonly state: string;
  readonly endedOn: string | null;
};

/** Inspections, without their steps. */
export const inspectionRecords: RecordKind<InspectionRow> = {
  tables: ['inspections'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'inspection.started': {
            const { kind, name, rehearsal, noticeOn } = event.data;
            rows.set(event.subject, {
              facts: { kind, name, rehearsal, noticeOn, state: 'open', endedOn: null },
            });
            break;
          }
          case 'inspection.changed':
            changeRow(rows, event.subject, event.data.after);
            break;
          case 'inspection.ended': {
            const { state, endedOn } = event.data;
            changeRow(rows, event.subject, { state, endedOn });
            break;
          }
          case 'inspection.reopened':
            changeRow(rows, event.subject, { state: 'open', endedOn: null });
        }
      },
    };
  },
  select: `select number, kind::text, name, rehearsal, notice_on::text as "noticeOn", state::text,
                  ended_on::text as "endedOn"
             from inspections where council_id = $1::uuid`,
  stored: ({ number, ...facts }) => ({ key: inspectionSubject(number), facts }),
};

type StepRow = {
  readonly number: number;
  readonly step: string;
  readonly name: string;
  readonly setOn: string | null;
  readonly days: number | null;
  readonly owner: string | null;
  readonly doneOn: string | null;
  readonly changedBy: string;
};

/** What was set of steps. */
export const inspectionStepRecords: RecordKind<StepRow> = {
  tables: ['inspection_steps'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'inspection.step-removed') {
          rows.delete(stepKey(event.subject, event.data.step));
        } else if (event.type === 'inspection.step-saved') {
          const { step, after } = event.data;
          const facts: Facts = { ...after, owner: after.owner?.id ?? null, changedBy: event.actorId };
          rows.set(stepKey(event.subject, step), { facts });
        }
      },
    };
  },
  select: `select i.number, s.key as step, s.name, s.set_on::text as "setOn", s.days, s.owner_id::text as owner,
                  s.done_on::text as "doneOn", s.changed_by_id::text as "changedBy"
             from inspection_steps s
             join inspections i on i.council_id = s.council_id and i.id = s.inspection_id
            where s.council_id = $1::uuid`,
  stored: ({ number, step, ...facts }) => ({ key: stepKey(inspectionSubject(number), step), facts }),
};

type NamedRow = {
  readonly id: string;
  readonly number: number;
  readonly person: string;
  readonly part: string;
  readonly namedBy: string;
  readonly endedBy: string | null;
};

/** Who was named in inspections. */
export const namedPersonRecords: RecordKind<NamedRow> = {
  tables: ['inspection_people'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'inspection.person-named') {
          const { named, person, part } = event.data;
          rows.set(namedKey(event.subject, named), {
            facts: { person: person.id, part, namedBy: event.actorId, endedBy: null },
          });
        } else if (event.type === 'inspection.person-ended') {
          changeRow(rows, namedKey(event.subject, event.data.named), { endedBy: event.actorId });
        }
      },
    };
  },
  select: `select p.id::text, i.number, p.person_id::text as person, p.part::text, p.named_by_id::text as "namedBy",
                  p.ended_by_id::text as "endedBy"
             from inspection_people p
             join inspections i on i.council_id = p.council_id and i.id = p.inspection_id
            where p.council_id = $1::uuid`,
  stored: ({ id, number, ...facts }) => ({ key: namedKey(inspectionSubject(number), id), facts }),
};

function namedKey(subject: string, named: string): string {
  return `naming ${named} of ${subject}`;
}

export function inspectionSubject(number: number): string {
  return `inspection-${number}`;
}

function stepKey(subject: string, step: string): string {
  return `step ${step} of ${subject}`;
}
