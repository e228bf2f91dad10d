import { DoneTodayForm } from '#components/inspections/done-today-form.tsx';
import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag, type TagTone } from '#components/ui/tag.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { formatDays, nextStep, type StepState, stepState } from '#lib/record/inspections/dates.ts';
import { NOTICE } from '#lib/record/inspections/plans.ts';
import type { Inspection, StepOnTimeline } from '#lib/record/inspections/queries.ts';

type InspectionTimelineProps = {
  council: string;
  inspection: Inspection;
  mayManage: boolean;
  today: CalendarDate;
};

const STATES: Readonly<Record<StepState, { readonly text: string; readonly tone: TagTone }>> = {
  done: { text: 'Done', tone: 'plain' },
  overdue: { text: 'Overdue', tone: 'warning' },
  passed: { text: 'Date has passed', tone: 'neutral' },
  today: { text: 'Today', tone: 'warning' },
  near: { text: 'Within a week', tone: 'info' },
  ahead: { text: 'Ahead', tone: 'plain' },
  'not known': { text: 'No date yet', tone: 'plain' },
};

/** The steps of an inspection in order, each with its date and where that comes from. */
export function InspectionTimeline({ council, inspection, mayManage, today }: InspectionTimelineProps) {
  const isOpen = inspection.state === 'open';
  const pressed = pressedNext(inspection.steps, today);
  return (
    <>
      <Table
        caption="Timeline"
        stacked
        columns={[
          { header: 'Step' },
          { header: 'Date' },
          { header: 'Owner' },
          { header: 'State' },
          ...(mayManage && isOpen ? [{ header: 'Change', label: '', action: true }] : []),
        ]}
        rows={inspection.steps.map((step) => ({
          key: step.key,
          cells: [
            <StepName key="name" step={step} />,
            <StepDate key="date" step={step} />,
            step.owner?.name ?? <span className="absent text-ink-soft">Nobody</span>,
            <StepTag key="state" step={step} today={today} />,
            ...(mayManage && isOpen
              ? [
                  <div key="change" className="flex flex-wrap items-center gap-x-4 gap-y-2">
                    <ChangeLink council={council} number={inspection.number} step={step} />
                    {pressed.has(step.key) && (
                      <DoneTodayForm
                        council={council}
                        inspection={inspection.number}
                        step={step.key}
                        name={step.name}
                        version={step.version}
                      />
                    )}
                  </div>,
                ]
              : []),
          ],
        }))}
      />
      <Sources steps={inspection.steps} />
    </>
  );
}

/** The keys of the steps that are likely to be done next: what is near or past, and the first with and without a date. */
function pressedNext(steps: readonly StepOnTimeline[], today: CalendarDate): ReadonlySet<string> {
  const open = steps.filter(({ doneOn }) => doneOn === null);
  const near = open.filter((step) => !['ahead', 'not known'].includes(stepState(step, today)));
  const first = [nextStep(steps)?.key, open.find(({ startsOn }) => startsOn === null)?.key];
  return new Set([...near.map(({ key }) => key), ...first.flatMap((key) => key ?? [])]);
}

/** Where each usual duration is published. */
function Sources({ steps }: { steps: readonly StepOnTimeline[] }) {
  const bySource = Map.groupBy(
    steps.filter(({ isOwn }) => !isOwn),
    ({ source }) => source,
  );
  return (
    <Details summary="Where the usual durations come from">
      <ul className="space-y-2">
        {[...bySource].map(([source, from]) => (
          <li key={source}>
            {source}: {from.map(({ name }) => name).join(', ')}
          </li>
        ))}
      </ul>
    </Details>
  );
}

function StepName({ step: { name, usual, isOwn } }: { step: StepOnTimeline }) {
  return (
    <>
      <span className="font-semibold">
        <bdi>{name}</bdi>
      </span>
      <span className="block text-16 font-normal text-ink-soft">{isOwn ? 'A step of your own' : usual}</span>
    </>
  );
}

function StepDate({ step }: { step: StepOnTimeline }) {
  const days = formatDays(step);
  if (days === null && step.usuallyBy !== null)
    return <span className="text-ink-soft">Not known yet. Usually by {formatDate(step.usuallyBy)}</span>;
  if (days === null) return <span className="absent text-ink-soft">Not known yet</span>;
  return (
    <>
      {days}
      {step.origin === 'worked out' && <span className="block text-16 text-ink-soft">Worked out</span>}
      {!step.isCertain && (
        <span className="block text-16 text-ink-soft">
          Bank holidays of that year are not published yet, so check this date
        </span>
      )}
    </>
  );
}

function StepTag({ step, today }: { step: StepOnTimeline; today: CalendarDate }) {
  const { text, tone } = STATES[stepState(step, today)];
  return (
    <Tag tone={tone}>
      {step.doneOn !== null && step.key !== NOTICE ? `Done on ${formatDate(step.doneOn)}` : text}
    </Tag>
  );
}

function ChangeLink({ council, number, step }: { council: string; number: number; step: StepOnTimeline }) {
  const href =
    step.key === NOTICE
      ? routes.changeInspection(council, number)
      : routes.inspectionStep(council, number, step.key);
  return (
    <Link href={href}>
      Change<span className="sr-only"> {step.name}</span>
    </Link>
  );
}
