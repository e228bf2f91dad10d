import { DueDay } from '#components/improvement/due-day.tsx';
import { ProgressNotes } from '#components/improvement/progress-notes.tsx';
import { StandingTag } from '#components/improvement/standing-tag.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ChangeTables } from '#components/plan/change-tables.tsx';
import { PlanTexts } from '#components/plan/plan-texts.tsx';
import { Details } from '#components/ui/details.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { Table } from '#components/ui/table.tsx';
import { allFactsOf, describeStage, type PlanNow } from '#lib/exchange/publications/rules.ts';
import { changeLists, changesSince, describeChanges, recentDay } from '#lib/insight/plan/since.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { LEVEL_NAMES } from '#lib/record/findings/rules.ts';
import { describePlan, inPlanOrder } from '#lib/record/improvement/view.ts';
import { lastDayOfLink } from '#lib/record/links/rules.ts';
import { FactLines } from './fact-lines.tsx';

type BoardPlanProps = { plan: PlanNow; expiresAt: Date; today: CalendarDate };

/** The plan as it is now, to read, for an improvement board with only its link. */
export function BoardPlan({ plan, expiresAt, today }: BoardPlanProps) {
  const { council, details, stage, actions, measures } = plan;
  const values = new Map(measures.map((measure) => [measure.key, measure.values]));
  const changes = changesSince(actions, values, recentDay(today));
  return (
    <>
      <PageHeading caption={council.name} lead={actions.length > 0 && <b>{describePlan(actions, today)}</b>}>
        Improvement plan
      </PageHeading>
      <InsetText>
        For the improvement board, to read only. This link works until the end of{' '}
        {formatDate(lastDayOfLink(expiresAt))}. The council sees when it is opened.
      </InsetText>
      <Section heading="Actions">
        {actions.length === 0 ? (
          <EmptyState>No actions yet.</EmptyState>
        ) : (
          <Table
            caption="Actions"
            captionHidden
            stacked
            columns={[
              { header: 'Action' },
              { header: 'Progress' },
              { header: 'Due' },
              { header: 'Owner' },
              { header: 'Priority' },
            ]}
            rows={inPlanOrder(actions).map((action) => ({
              key: String(action.number),
              cells: [
                <div key="title" className="wrap-anywhere">
                  <span className="tabular">{action.number}. </span>
                  <bdi>{action.title}</bdi>
                  <Details
                    compact
                    summary={
                      <>
                        Details<span className="sr-only"> of action {action.number}</span>
                      </>
                    }
                  >
                    <div className="font-normal">
                      <SummaryList
                        rows={allFactsOf(action, measures).map(({ name, lines }) => ({
                          key: name,
                          value: <FactLines lines={lines} />,
                        }))}
                      />
                      {action.updates.length > 0 && (
                        <>
                          <h3 className="mt-6 mb-2 font-semibold">Progress notes</h3>
                          <ProgressNotes updates={action.updates} heading="h4" />
                        </>
                      )}
                    </div>
                  </Details>
                </div>,
                <StandingTag key="standing" action={action} today={today} />,
                <DueDay key="due" dates={action} />,
                action.owner?.name ?? (
                  <span key="owner" className="absent text-ink-soft">
                    No owner
                  </span>
                ),
                LEVEL_NAMES[action.priority],
              ],
            }))}
          />
        )}
      </Section>
      <Section heading="What the plan says">
        {stage && <p className="mb-4">{describeStage(stage)}</p>}
        <PlanTexts details={details} />
      </Section>
      <Section heading="What changed">
        <p>{describeChanges(changes)}</p>
      </Section>
      <ChangeTables council={null} lists={changeLists(changes)} />
    </>
  );
}
