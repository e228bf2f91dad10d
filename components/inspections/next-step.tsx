import type { CalendarDate } from '#lib/kernel/dates.ts';
import { countdown, nextStep } from '#lib/record/inspections/dates.ts';
import type { Inspection } from '#lib/record/inspections/queries.ts';

/** What an open inspection waits for: "Next: Information return due, in 12 days, on Monday 7 December 2026". */
export function NextStep({ steps, today }: Pick<Inspection, 'steps'> & { today: CalendarDate }) {
  const next = nextStep(steps);
  if (!next) return <>No date is known of what comes next</>;
  return (
    <>
      Next: <bdi>{next.name}</bdi>, {countdown(next, today)}
    </>
  );
}
