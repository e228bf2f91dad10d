import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { MeasuresImportForm } from '#components/measures/import-form.tsx';
import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { VALUE_COLUMNS } from '#lib/exchange/imports/value-row.ts';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { PERIOD_EXAMPLES } from '#lib/record/measures/rules.ts';

export default async function ImportMeasuresPage({ params }: { params: Promise<{ council: string }> }) {
  const { council } = await params;
  const context = await requireCouncil(council, 'measures:edit');
  const named = (columns: readonly string[]) => formatList(columns.map((column) => `“${column}”`));
  return (
    <CouncilFrame
      context={context}
      place="measures"
      breadcrumbs={[{ href: routes.measures(council), text: 'Measures' }]}
    >
      <MeasuresImportForm
        council={council}
        councilName={context.council.name}
        title="Import values"
        heading={
          <>
            <PageHeading lead="Check what your file would change before you import it. If a row has a problem, nothing is imported.">
              Import values
            </PageHeading>
            <Details summary="What the file should look like">
              <div className="prose">
                <p>
                  The first line must have column names, in any order. You must include{' '}
                  {named(VALUE_COLUMNS.required)}. You can also include {named(VALUE_COLUMNS.optional)}. Other
                  columns are ignored. Leave out an optional column to keep existing data. A blank cell
                  deletes it.
                </p>
                <p>
                  Rows with a value marked as not available, such as [c] or n/a, are left out. If a cell could
                  mean two things, we ask you which it is.
                </p>
                <p>
                  Use the measure names in your <Link href={routes.measures(council)}>list of measures</Link>.
                  A period can be {PERIOD_EXAMPLES}. If a value exists for that measure and period, the row
                  replaces it.
                </p>
                <p>
                  You can also <Link href={routes.measureExport(council)}>download all values</Link>, edit
                  that file and import it.
                </p>
              </div>
            </Details>
          </>
        }
      />
    </CouncilFrame>
  );
}
