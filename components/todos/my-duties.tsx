import { TaskList } from '#components/ui/task-list.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { Duty } from '#lib/work/duties/queries.ts';
import { describeDuty, dutyState, nameOfDuty } from '#lib/work/duties/rules.ts';
import { hrefOfDuty } from './duty-link.ts';

type MyDutiesProps = {
  council: string;
  /** This person’s own. */
  duties: readonly Duty[];
  me: string;
  /** The date in London. */
  today: CalendarDate;
};

const STATES = {
  overdue: { text: 'Late', tone: 'warning' },
  near: { text: 'Within a week', tone: 'info' },
  far: { text: 'Ahead', tone: 'plain' },
} as const;

/** What a person has still to do in inspections, and in the improvement plan. */
export function MyDuties({ duties, ...props }: MyDutiesProps) {
  const actions = duties.filter(({ kind }) => kind === 'action');
  const others = duties.filter(({ kind }) => kind !== 'action');
  return (
    <>
      {others.length > 0 && <Duties id="duties" heading="In inspections" duties={others} {...props} />}
      {actions.length > 0 && (
        <Duties id="actions" heading="In the improvement plan" duties={actions} {...props} />
      )}
    </>
  );
}

type DutiesProps = MyDutiesProps & { id: string; heading: string };

function Duties({ id, heading, council, duties, me, today }: DutiesProps) {
  return (
    <section aria-labelledby={id} className="mt-10 first:mt-0">
      <h2 id={id} className="heading-2 mb-3">
        {heading}
      </h2>
      <TaskList
        tasks={duties.map((duty) => {
          const about = aboutOf(duty);
          return {
            id: idOfDuty(duty),
            title: nameOfDuty(duty),
            href: hrefOfDuty(council, duty, me),
            hint: (
              <>
                <p>{describeDuty(duty, today)}</p>
                {about !== null && (
                  <p>
                    <bdi>{about}</bdi>
                  </p>
                )}
              </>
            ),
            status: STATES[dutyState(duty, today)],
          };
        })}
      />
    </section>
  );
}

/** What it belongs to, if its name does not say. */
function aboutOf(duty: Duty): string | null {
  if (duty.kind !== 'action') return duty.inspection.name;
  return duty.milestone === null ? null : `Milestone of ${duty.action.title}`;
}

function idOfDuty(duty: Duty): string {
  switch (duty.kind) {
    case 'step':
      return `step-${duty.inspection.number}-${duty.key.replace('.', '-')}`;
    case 'items':
      return `list-${duty.inspection.number}-${duty.list.number}`;
    case 'action':
      return `action-${duty.action.number}-${duty.milestone?.key ?? 'due'}`;
  }
}
