import { CalendarLinks } from '#components/calendar/calendar-links.tsx';
import { DueList } from '#components/calendar/due-list.tsx';
import { MonthTable } from '#components/calendar/month-table.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { londonDay } from '#lib/kernel/london-time.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getCalendar } from '#lib/work/calendar/queries.ts';
import { describeMonth, monthOf, readMonth } from '#lib/work/calendar/rules.ts';

type Parameters = Partial<Record<'month' | 'view' | 'mine', string | string[]>>;
type CalendarPageProps = { params: Promise<{ council: string }>; searchParams: Promise<Parameters> };

export default async function CalendarPage({ params, searchParams }: CalendarPageProps) {
  const { council } = await params;
  const asked = await searchParams;
  const context = await requireCouncil(council, 'inspection:view');
  const today = londonDay(context.now());
  const month = readMonth(asked.month) ?? monthOf(today);
  const view = asked.view === 'list' ? asked.view : undefined;
  const mine = asked.mine === 'yes' ? asked.mine : undefined;
  const { dues, late } = await getCalendar(context, { month, mine: mine !== undefined });
  const inMonth = dues.filter(
    ({ startsOn, endsOn }) => monthOf(startsOn) <= month && monthOf(endsOn) >= month,
  );
  return (
    <CouncilFrame context={context} place="calendar" title={`Calendar, ${describeMonth(month)}`}>
      <div className="calendar-sheet">
        <PageHeading
          lead={
            mine
              ? 'What is due of what you see to.'
              : 'Everything that is due: inspections, statements and reviews of evidence.'
          }
        >
          Calendar
        </PageHeading>
        <CalendarLinks council={council} here={{ month, view, mine }} thisMonth={monthOf(today)} />
        {late.length > 0 && (
          <Section heading="Late">
            <DueList caption="What is late" dues={late} />
          </Section>
        )}
        <Section heading={describeMonth(month)}>
          {view === undefined ? (
            <MonthTable month={month} dues={dues} today={today} />
          ) : inMonth.length > 0 ? (
            <DueList caption={`Due in ${describeMonth(month)}`} dues={inMonth} />
          ) : (
            <p>Nothing is due in {describeMonth(month)}.</p>
          )}
        </Section>
      </div>
    </CouncilFrame>
  );
}
