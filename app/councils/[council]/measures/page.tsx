import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { MeasuresTable } from '#components/measures/measures-table.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { requireCouncil } from '#lib/auth/gate.ts';
import { can } from '#lib/auth/permissions.ts';
import { listMeasures } from '#lib/measures/queries.ts';
import { routes } from '#lib/routes.ts';
import { STATEMENTS } from '#lib/scoring/index.ts';

type MeasuresPageProps = { params: Promise<{ council: string }> };

export default async function MeasuresPage({ params }: MeasuresPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'measures:view');
  const measures = await listMeasures(context);
  const asOf = new Date();
  return (
    <CouncilFrame context={context} place="measures" title="Measures" wide>
      <PageHeading lead="What your council counts, beside England or whoever you compare with.">
        Measures
      </PageHeading>
      {can(context, 'measures:edit') && (
        <ButtonGroup>
          <ButtonLink href={routes.importMeasures(council)}>Import values</ButtonLink>
          <ButtonLink href={routes.addMeasure(council)} kind="secondary">
            Add a measure
          </ButtonLink>
        </ButtonGroup>
      )}
      <ul className="mt-6 flex flex-wrap gap-x-8 gap-y-2 border-y border-rule py-3 print:hidden">
        <li>
          <Link href={routes.moving(council)}>Moving between health and social care</Link>
        </li>
        <li>
          <Link href={routes.measureExport(council)}>Download all values (CSV)</Link>
        </li>
        <li>
          <Link href={routes.activity(council, { kind: 'measures' })}>History of measures</Link>
        </li>
      </ul>
      {STATEMENTS.map(({ id, name }) => {
        const own = measures.filter(({ statement }) => statement === id);
        return (
          own.length > 0 && (
            <Section key={id} heading={<Link href={routes.statement(council, id)}>{name}</Link>}>
              <MeasuresTable council={council} caption={`Measures of ${name}`} measures={own} asOf={asOf} />
            </Section>
          )
        );
      })}
    </CouncilFrame>
  );
}
