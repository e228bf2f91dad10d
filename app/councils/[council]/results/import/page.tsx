import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ImportForm } from '#components/results/import-form.tsx';
import { requireCouncil } from '#lib/auth/gate.ts';
import { COLUMN_HELP } from '#lib/results/rules.ts';
import { routes } from '#lib/routes.ts';

type ImportResultsProps = { params: Promise<{ council: string }> };

export default async function ImportResultsPage({ params }: ImportResultsProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'results:manage');
  return (
    <CouncilFrame
      context={context}
      place="results"
      breadcrumbs={[{ href: routes.results(council), text: 'Published results' }]}
    >
      <ImportForm council={council} councilName={context.council.name} columns={COLUMN_HELP} />
    </CouncilFrame>
  );
}
