import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ResultsImportForm } from '#components/results/import-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { COLUMN_HELP } from '#lib/record/results/import-columns.ts';

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
      <ResultsImportForm council={council} councilName={context.council.name} columns={COLUMN_HELP} />
    </CouncilFrame>
  );
}
