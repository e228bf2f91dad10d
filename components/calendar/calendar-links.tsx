import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { describeMonth, type Month, monthAfter } from '#lib/work/calendar/rules.ts';

export type CalendarAddress = { month: Month; view: 'list' | undefined; mine: 'yes' | undefined };

type CalendarLinksProps = { council: string; here: CalendarAddress; thisMonth: Month };

/** Other months, and other ways to see this one. */
export function CalendarLinks({ council, here, thisMonth }: CalendarLinksProps) {
  const to = (change: Partial<CalendarAddress>) => routes.calendar(council, { ...here, ...change });
  const [before, after] = [monthAfter(here.month, -1), monthAfter(here.month, 1)];
  return (
    <nav aria-label="Months and views" className="mb-6 flex flex-wrap gap-x-10 gap-y-2 text-16 print:hidden">
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {before && (
          <li>
            <MonthLink href={to({ month: before })} text="Previous month" month={before} />
          </li>
        )}
        {here.month !== thisMonth && (
          <li>
            <MonthLink href={to({ month: thisMonth })} text="This month" month={thisMonth} />
          </li>
        )}
        {after && (
          <li>
            <MonthLink href={to({ month: after })} text="Next month" month={after} />
          </li>
        )}
      </ul>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        <Choice href={to({ view: undefined })} isHere={here.view === undefined} text="Month" />
        <Choice href={to({ view: 'list' })} isHere={here.view === 'list'} text="List" />
      </ul>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        <Choice href={to({ mine: undefined })} isHere={here.mine === undefined} text="Everybody’s" />
        <Choice href={to({ mine: 'yes' })} isHere={here.mine === 'yes'} text="Only mine" />
      </ul>
    </nav>
  );
}

function MonthLink({ href, text, month }: { href: string; text: string; month: Month }) {
  return (
    <Link href={href} className="link inline-block min-h-6">
      {text}
      <span className="sr-only">, {describeMonth(month)}</span>
    </Link>
  );
}

function Choice({ href, isHere, text }: { href: string; isHere: boolean; text: string }) {
  return (
    <li>
      <Link
        href={href}
        aria-current={isHere ? 'true' : undefined}
        className={`inline-block min-h-6 ${isHere ? 'border-b-4 border-accent font-bold text-ink no-underline' : 'link'}`}
      >
        {text}
      </Link>
    </li>
  );
}
