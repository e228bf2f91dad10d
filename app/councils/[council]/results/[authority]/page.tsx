import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { CouncilResultsView } from '#components/results/council-results.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getCouncilResults } from '#lib/record/results/queries.ts';

type CouncilResultsProps = {
  params: Promise<{ council: string; authority: string }>;
  searchParams: Promise<{ remove?: string | string[] }>;
};

export default async function CouncilResultsPage({ params, searchParams }: CouncilResultsProps) {
  const { council, authority } = await params;
  const context = await requireCouncil(council, 'results:view');
  const found = await getCouncilResults(context, authority);
  if (!found) notFound();
  const { remove } = await searchParams;
  return (
    <CouncilFrame
      context={context}
      place="results"
      title={`${found.authority.name}: published results`}
      breadcrumbs={[{ href: routes.results(council), text: 'Published results' }]}
    >
      <CouncilResultsView
        council={council}
        {...found}
        mayManage={can(context, 'results:manage')}
        remove={typeof remove === 'string' ? remove : undefined}
      />
    </CouncilFrame>
  );
}
