import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ChangeTables } from '#components/plan/change-tables.tsx';
import { ChangesForm } from '#components/plan/changes-form.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Link } from '#components/ui/link.tsx';
import { getPlanChanges } from '#lib/insight/plan/queries.ts';
import { changeLists, describeChanges, readChangesSince } from '#lib/insight/plan/since.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { readQueryDate } from '#lib/platform/forms/read-date.ts';

type ChangesPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ChangesPage({ params, searchParams }: ChangesPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'improvement:view');
  const asked = readQueryDate(await searchParams, 'since');
  const { since, problem } = readChangesSince(asked, context.now());
  const changes = await getPlanChanges(context, since);
  const title = 'Changes to the plan';
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      title={problem ? `Error: ${title}` : title}
      breadcrumbs={[{ href: routes.improvement(council), text: 'Improvement plan' }]}
    >
      <ErrorSummary errors={problem ? [{ field: 'since', message: problem }] : []} />
      <PageHeading lead={describeChanges(changes)}>{title}</PageHeading>
      <ChangesForm
        // Shows the day of the address.
        key={asked}
        url={routes.planChanges(council)}
        date={asked || since}
        problem={problem}
      />
      {can(context, 'improvement:export') && (
        <p className="mb-6 print:hidden">
          <Link href={routes.planProgressPdf(council, since)}>Download as PDF</Link>
        </p>
      )}
      <ChangeTables council={council} lists={changeLists(changes)} />
    </CouncilFrame>
  );
}
