import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ActionBoard } from '#components/improvement/action-board.tsx';
import { ActionTable } from '#components/improvement/action-table.tsx';
import { OwnersTable } from '#components/improvement/owners-table.tsx';
import { PlanFilters } from '#components/improvement/plan-filters.tsx';
import { PlanLinks } from '#components/improvement/plan-links.tsx';
import { PlanTimeline } from '#components/improvement/plan-timeline.tsx';
import { PlanViews } from '#components/improvement/plan-views.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { capitalise, formatCount } from '#lib/kernel/format.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can, whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { pageNumber, sliceOf } from '#lib/platform/forms/page-number.ts';
import { getPlan } from '#lib/record/improvement/queries.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import {
  describePlan,
  inPlanOrder,
  matchesPlan,
  PAGE_SIZE,
  PLAN_VIEW_NAMES,
  type PlanView,
  planQuery,
  readPlanView,
} from '#lib/record/improvement/view.ts';

type ImprovementPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ImprovementPage({ params, searchParams }: ImprovementPageProps) {
  const { council } = await params;
  const query = await searchParams;
  const context = await requireCouncil(council, 'improvement:view');
  const { actions, openFindings } = await getPlan(context);
  const today = londonDay(context.now());
  const shown = readPlanView(query, actions);
  const matching = inPlanOrder(actions).filter((action) => matchesPlan(action, shown, today));
  const { page, pages, skip, take } = sliceOf(pageNumber(query.page), matching.length, PAGE_SIZE);
  const mayEdit = can(context, 'improvement:edit');
  const view = shown.view === 'table' ? '' : ` as ${PLAN_VIEW_NAMES[shown.view].toLowerCase()}`;
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      title={
        shown.view === 'table' && pages > 1
          ? `Improvement plan (page ${page} of ${pages})`
          : `Improvement plan${view}`
      }
    >
      <PageHeading lead={actions.length > 0 && <b>{describePlan(actions, today)}</b>}>
        Improvement plan
      </PageHeading>
      <PlanLinks
        links={[
          { text: 'If the actions land', href: routes.planForecast(council) },
          { text: 'Completeness', href: routes.planCompleteness(council) },
          { text: 'What the plan says', href: routes.aboutPlan(council) },
          { text: 'Changes since a date', href: routes.planChanges(council) },
          ...(can(context, 'links:manage')
            ? [{ text: 'Publish and share', href: routes.planLinks(council) }]
            : []),
        ]}
      />
      {openFindings > 0 && actions.length > 0 && (
        <p className="mb-6 max-w-text">
          <Link href={routes.findings(council, { state: 'open' })}>
            {formatCount(openFindings, 'finding has', 'findings have')} no action yet
          </Link>
          .
        </p>
      )}
      {actions.length === 0 ? (
        <EmptyState
          action={mayEdit && <ButtonLink href={routes.addAction(council)}>Add an action</ButtonLink>}
        >
          No actions yet.{' '}
          {mayEdit
            ? 'Add what will be done, who owns it, when it is due and the score it should move.'
            : `${capitalise(whoCan('improvement:edit'))} can add them.`}
        </EmptyState>
      ) : (
        <>
          {mayEdit && (
            <p className="print:hidden">
              <ButtonLink href={routes.addAction(council)}>Add an action</ButtonLink>
            </p>
          )}
          <PlanViews council={council} shown={shown} />
          <PlanFilters council={council} actions={actions} shown={shown} />
          {matching.length === 0 ? (
            <div className="mt-6">
              <EmptyState
                action={
                  <Link href={routes.improvement(council, { view: shown.view })}>Show all actions</Link>
                }
              >
                No action matches these filters.
              </EmptyState>
            </div>
          ) : shown.view === 'table' ? (
            <>
              <p className="mt-6 mb-3 text-16 text-ink-soft">
                {formatCount(matching.length, 'action')}
                {pages > 1 && `, page ${page} of ${pages}`}
              </p>
              <ActionTable council={council} actions={matching.slice(skip, skip + take)} today={today} />
              <Pagination
                page={page}
                pages={pages}
                hrefFor={(to) => routes.improvement(council, { ...planQuery(shown), page: to })}
                label="Action pages"
              />
            </>
          ) : (
            <OtherView
              council={council}
              actions={matching}
              shown={shown}
              today={today}
              mayUpdate={can(context, 'improvement:update')}
            />
          )}
        </>
      )}
      <div className="mt-10">
        <PlanLinks
          links={[
            ...(can(context, 'improvement:export') && actions.length > 0
              ? [
                  { text: 'Progress report (PDF)', href: routes.planProgressPdf(council) },
                  { text: 'Whole plan (PDF)', href: routes.planPdf(council) },
                  { text: 'Download as CSV', href: routes.planExport(council) },
                ]
              : []),
            ...(mayEdit ? [{ text: 'Import actions', href: routes.importPlan(council) }] : []),
          ]}
        />
      </div>
    </CouncilFrame>
  );
}

type OtherViewProps = {
  council: string;
  actions: readonly ImprovementAction[];
  shown: PlanView;
  today: CalendarDate;
  mayUpdate: boolean;
};

function OtherView({ council, actions, shown, today, mayUpdate }: OtherViewProps) {
  if (shown.view === 'board') return <ActionBoard {...{ council, actions, shown, today, mayUpdate }} />;
  if (shown.view === 'timeline') return <PlanTimeline {...{ council, actions, today }} />;
  return <OwnersTable {...{ council, actions, shown, today }} />;
}
