import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { FindingForm } from '#components/findings/finding-form.tsx';
import { sourceChoices, statementChoices, valuesFrom } from '#components/findings/finding-values.ts';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getFindingToSave } from '#lib/record/findings/queries.ts';
import { FINDING_SOURCES } from '#lib/record/findings/rules.ts';

type AddFindingPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<'report' | 'statement' | 'source', string | string[] | undefined>>;
};

export default async function AddFindingPage({ params, searchParams }: AddFindingPageProps) {
  const { council } = await params;
  const asked = await searchParams;
  const context = await requireCouncil(council, 'improvement:edit');
  const view = await getFindingToSave(context, null);
  if (!view) notFound();
  const { reports, statements } = view;
  const statement = isKnownStatement(asked.statement) ? asked.statement : null;
  const values = valuesFrom({
    report: reports.find(({ number }) => number === parsePositiveInt(asked.report)) ?? null,
    statement,
    source: FINDING_SOURCES.find((source) => source === asked.source) ?? null,
    today: londonDay(context.now()),
  });
  return (
    <CouncilFrame
      context={context}
      place="findings"
      breadcrumbs={[{ href: routes.findings(council), text: 'Findings' }]}
    >
      <FindingForm
        {...{ council, values }}
        councilName={context.council.name}
        finding={0}
        version={0}
        sources={sourceChoices(reports)}
        statements={statementChoices(statements, values.ofStatement)}
        title="Add a finding"
        heading={
          <PageHeading
            caption={statement ? knownStatement(statement).name : undefined}
            lead="One thing that has to change, in its own words. What is done about it is an action of the plan."
          >
            Add a finding
          </PageHeading>
        }
        savedNow={null}
        backHref={routes.findings(council)}
      />
    </CouncilFrame>
  );
}
