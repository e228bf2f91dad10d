import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { FindingActions } from '#components/findings/finding-actions.tsx';
import { FindingForm } from '#components/findings/finding-form.tsx';
import { FindingSummary } from '#components/findings/finding-summary.tsx';
import { sourceChoices, statementChoices, valuesOf } from '#components/findings/finding-values.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getFindingToSave } from '#lib/record/findings/queries.ts';

type FindingPageProps = { params: Promise<{ council: string; finding: string }> };

export default async function FindingPage({ params }: FindingPageProps) {
  const { council, finding: asked } = await params;
  const context = await requireCouncil(council, 'improvement:view');
  const view = await getFindingToSave(context, parsePositiveInt(asked) ?? notFound());
  if (!view?.finding) notFound();
  const { finding, reports, statements } = view;
  const { number, version, changed, actions } = finding;
  const mayEdit = can(context, 'improvement:edit');
  const title = `Finding ${number}`;
  const heading = (
    <>
      <PageHeading lead={`Last changed by ${changed.by}, ${formatDateTime(changed.at)}.`}>
        {title}
      </PageHeading>
      {mayEdit && actions.length > 0 && (
        <p className="mb-6 max-w-text">
          <FindingActions {...{ council, actions }} />
        </p>
      )}
      {mayEdit && finding.closedOn === null && (
        <p className="mb-6">
          <Link href={routes.addAction(council, { finding: number })}>Add an action</Link>
        </p>
      )}
    </>
  );
  const summary = <FindingSummary {...{ council, finding }} />;
  const values = valuesOf(finding);
  return (
    <CouncilFrame
      context={context}
      place="findings"
      breadcrumbs={[{ href: routes.findings(council), text: 'Findings' }]}
    >
      {mayEdit ? (
        <FindingForm
          {...{ council, version, values, title, heading }}
          councilName={context.council.name}
          finding={number}
          sources={sourceChoices(reports)}
          statements={statementChoices(statements, values.ofStatement)}
          savedNow={summary}
          backHref={routes.findings(council)}
        />
      ) : (
        <>
          <PageTitle within={context.council.name}>{title}</PageTitle>
          {heading}
          {summary}
        </>
      )}
    </CouncilFrame>
  );
}
