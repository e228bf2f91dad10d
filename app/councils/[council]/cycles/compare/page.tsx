import { notFound } from 'next/navigation';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { CompareForm } from '#components/cycles/compare-form.tsx';
import { ComparisonView } from '#components/cycles/comparison-view.tsx';
import { WorkedOut } from '#components/help/worked-out.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getComparison } from '#lib/work/cycles/queries.ts';
import { type NamedPoint, type Point, pointOf } from '#lib/work/cycles/rules.ts';

type ComparePageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Partial<Record<'from' | 'to', string | string[]>>>;
};

export default async function ComparePage({ params, searchParams }: ComparePageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const query = await searchParams;
  const asked = { from: pointOf(query.from), to: pointOf(query.to) };
  const { points, chosen } = await getComparison(context, asked);
  const result = chosen?.result;
  if (result?.outcome === 'not found') notFound();
  return (
    <CouncilFrame
      context={context}
      place="cycles"
      title="Compare two cycles"
      breadcrumbs={[{ href: routes.cycles(council), text: 'Cycles' }]}
    >
      <PageHeading lead="Compare scores, bands, texts and evidence of two cycles or signed versions.">
        Compare two cycles
      </PageHeading>
      {chosen ? (
        <CompareForm council={council} points={points} from={chosen.from} to={chosen.to} />
      ) : (
        <EmptyState action={<Link href={routes.cycles(council)}>See all cycles</Link>}>
          There is nothing to compare yet. You need a second cycle or a signed version.
        </EmptyState>
      )}
      {result?.outcome === 'scores hidden' && (
        <div className="mt-10">
          <ScoresHidden council={council} hidden={result.statements} also={['this comparison']} />
        </div>
      )}
      {result?.outcome === 'compared' && (
        <p className="mt-4">
          <WorkedOut figure="cycles" />
        </p>
      )}
      {result?.outcome === 'compared' && (
        <ComparisonView
          council={council}
          comparison={result.comparison}
          names={{
            before: shortNameOf(points, result.comparison.from.point),
            after: shortNameOf(points, result.comparison.to.point),
          }}
        />
      )}
    </CouncilFrame>
  );
}

function shortNameOf(points: readonly NamedPoint[], { cycle, signed }: Point): string {
  return points.find(({ point }) => point.cycle === cycle && point.signed === signed)?.short ?? '';
}
