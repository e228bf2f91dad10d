import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ImportForm } from '#components/measures/import-form.tsx';
import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { VALUE_COLUMNS } from '#lib/exchange/imports/measure-values.ts';
import { formatList } from '#lib/kernel/format.ts';
import { routes } from '#lib/kernel/routes.ts';
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
      <ImportForm
        council={council}
        councilName={context.council.name}
        title="Import values"
        heading={
          <>
            <PageHeading lead="First you see what the file would change. Nothing is saved before you confirm it, and then all of it or nothing.">
              Import values
            </PageHeading>
            <Details summary="What the file should look like">
              <div className="prose">
                <p>
                  The first line names the columns, in any order: {named(VALUE_COLUMNS.required)}, and if you
                  have them {named(VALUE_COLUMNS.optional)}. Other columns are not used. Leave out an optional
                  column to keep existing data. A blank cell deletes it.
                </p>
                <p>
                  Rows whose value is marked as not available, such as [c] or n/a, are left out. Where a cell
                  could mean two things, you are asked which.
                </p>
                <p>
                  Name the measure as your <Link href={routes.measures(council)}>list of measures</Link> does.
                  Write a period like {PERIOD_EXAMPLES}. A row for a measure and period that are there already
                  changes that value.
                </p>
                <p>
                  The file of <Link href={routes.measureExport(council)}>all values</Link> has these columns:
                  change it and bring it back.
                </p>
              </div>
            </Details>
          </>
        }
      />
    </CouncilFrame>
  );
}
