import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { countdown as inWords } from '#lib/record/inspections/dates.ts';
import type { Countdown } from '#lib/record/inspections/queries.ts';

type CountdownSectionProps = {
  council: string;
  countdown: Countdown;
  today: CalendarDate;
  /** Whether there is an improvement plan to see. */
  hasPlan: boolean;
};

/** How long it is to the next step of the inspection that is under way. */
export function CountdownSection({ council, countdown, today, hasPlan }: CountdownSectionProps) {
  const { number, name, step } = countdown;
  return (
    <Section heading="Inspection">
      <div className="max-w-text space-y-2">
        <p>
          <bdi>{step.name}</bdi>: {inWords(step, today)}.
        </p>
        <p className="flex flex-wrap gap-x-6 gap-y-1 text-16 print:hidden">
          <Link href={routes.inspection(council, number)}>
            See the timeline of <bdi>{name}</bdi>
          </Link>
          {hasPlan ? (
            <Link href={routes.improvement(council)}>See the plan</Link>
          ) : (
            <Link href={routes.whatIf(council)}>Try other scores</Link>
          )}
        </p>
      </div>
    </Section>
  );
}
