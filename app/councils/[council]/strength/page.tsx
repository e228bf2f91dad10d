import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { WorkedOut } from '#components/help/worked-out.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { StrengthTable } from '#components/readiness/strength-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { getReadiness } from '#lib/insight/readiness/queries.ts';
import { describeStrength } from '#lib/insight/readiness/strength.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type StrengthPageProps = { params: Promise<{ council: string }> };

export default async function StrengthPage({ params }: StrengthPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const readiness = await getReadiness(context, new Date());
  const unsupported = readiness?.statements.filter((one) => one.unsupported !== null) ?? [];
  return (
    <CouncilFrame context={context} place="strength" title="Evidence strength">
      {readiness ? (
        <>
          <PageHeading
            caption={readiness.assessment.name}
            lead={describeStrength(readiness.statements.map(({ strength }) => strength.level))}
          >
            Evidence strength
          </PageHeading>
          {unsupported.length > 0 && (
            <section aria-labelledby="unsupported" className="mb-10 border-y-2 border-ink py-5">
              <h2 id="unsupported" className="heading-2">
                High scores on weak evidence
              </h2>
              <ul className="mt-3 max-w-text list-disc space-y-1 pl-5">
                {unsupported.map(({ id, name, unsupported: sentence }) => (
                  <li key={id}>
                    <Link href={routes.statement(council, id)}>{name}</Link>: {sentence}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {readiness.statements.every(({ strength }) => strength.level === 'none') ? (
            <EmptyState action={<Link href={routes.assessment(council)}>See the quality statements</Link>}>
              No evidence yet. Attach evidence to a statement to see how strong it is.
            </EmptyState>
          ) : (
            <StrengthTable council={council} statements={readiness.statements} />
          )}
          <p className="mt-6 flex flex-wrap gap-x-8 gap-y-2 print:hidden">
            <WorkedOut figure="strength" framework={readiness.assessment.framework} />
            <Link href={routes.strengthExport(council)}>Download as CSV</Link>
          </p>
        </>
      ) : (
        <NoAssessment
          council={council}
          heading="Evidence strength"
          mayStart={can(context, 'assessment:start')}
        />
      )}
    </CouncilFrame>
  );
}
