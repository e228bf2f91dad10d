import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { CoverageTable } from '#components/coverage/coverage-table.tsx';
import { WorkedOut } from '#components/help/worked-out.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { getCoverage } from '#lib/insight/coverage/queries.ts';
import { COVERAGE_AXES, type CoverageAxis, describeGaps } from '#lib/insight/coverage/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type CoveragePageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const AXIS_NAMES: Record<CoverageAxis, string> = { category: 'By category', voice: 'By who it came from' };

export default async function CoveragePage({ params, searchParams }: CoveragePageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'evidence:view');
  const { by: asked } = await searchParams;
  const by = COVERAGE_AXES.find((axis) => axis === asked) ?? 'category';
  const view = await getCoverage(context, by, new Date());
  const isEmpty = view?.coverage.onAny.every(({ count }) => count === 0);
  return (
    <CouncilFrame context={context} place="coverage" title="Evidence coverage">
      {view ? (
        <>
          <PageHeading
            caption={view.assessment.name}
            lead={isEmpty ? undefined : describeGaps(view.coverage)}
          >
            Evidence coverage
          </PageHeading>
          {isEmpty ? (
            <EmptyState action={<Link href={routes.assessment(council)}>See the quality statements</Link>}>
              No evidence yet. Attach evidence to a statement to see what it covers.
            </EmptyState>
          ) : (
            <>
              <nav aria-label="What the evidence is counted by" className="mb-6 print:hidden">
                <ul className="flex flex-wrap gap-x-6 gap-y-2">
                  {COVERAGE_AXES.map((axis) => (
                    <li key={axis}>
                      {axis === by ? (
                        <b aria-current="page">{AXIS_NAMES[axis]}</b>
                      ) : (
                        <Link href={routes.coverage(council, { by: axis })}>{AXIS_NAMES[axis]}</Link>
                      )}
                    </li>
                  ))}
                </ul>
              </nav>
              <CoverageTable council={council} coverage={view.coverage} />
            </>
          )}
          <p className="mt-6 flex flex-wrap gap-x-8 gap-y-2 print:hidden">
            <WorkedOut figure="coverage" framework={view.assessment.framework} />
            <Link href={routes.coverageExport(council, { by })}>Download as CSV</Link>
          </p>
        </>
      ) : (
        <NoAssessment
          council={council}
          heading="Evidence coverage"
          mayStart={can(context, 'assessment:start')}
        />
      )}
    </CouncilFrame>
  );
}
