import { TaskList } from '#components/ui/task-list.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { Duty } from '#lib/work/duties/queries.ts';
import { describeDuty, dutyState } from '#lib/work/duties/rules.ts';
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

/** What a person has still to do in inspections: steps, and items of information returns. */
export function MyDuties({ council, duties, me, today }: MyDutiesProps) {
  return (
    <section aria-labelledby="duties" className="mt-10 first:mt-0">
      <h2 id="duties" className="heading-2 mb-3">
        In inspections
      </h2>
      <TaskList
        tasks={duties.map((duty) => ({
          id:
            duty.kind === 'step'
              ? `step-${duty.inspection.number}-${duty.key.replace('.', '-')}`
              : `list-${duty.inspection.number}-${duty.list.number}`,
          title: duty.kind === 'step' ? duty.name : duty.list.name,
          href: hrefOfDuty(council, duty, me),
          hint: (
            <>
              <p>{describeDuty(duty, today)}</p>
              <p>
                <bdi>{duty.inspection.name}</bdi>
              </p>
            </>
          ),
          status: STATES[dutyState(duty, today)],
        }))}
      />
    </section>
  );
}
