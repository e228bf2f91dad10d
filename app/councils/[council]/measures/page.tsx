import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { WorkedOut } from '#components/help/worked-out.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { MeasureFilters } from '#components/measures/measure-filters.tsx';
import { MeasureGrid, SmallChartKey } from '#components/measures/measure-grid.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { askedPage } from '#lib/platform/forms/page-number.ts';
import { searchWords } from '#lib/platform/forms/search-words.ts';
import { listMeasures, type MeasureFilter, type MeasurePage } from '#lib/record/measures/queries.ts';

type MeasuresPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function MeasuresPage({ params, searchParams }: MeasuresPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'measures:view');
  const query = await searchParams;
  const filter = filterOf(query);
  const list = await listMeasures(context, filter, askedPage(query.page));
  const { framework } = list;
  const asOf = new Date();
  const pressing = list.measures.filter(({ needsAttention }) => needsAttention);
  const others = list.measures.filter(({ needsAttention }) => !needsAttention);
  return (
    <CouncilFrame
      context={context}
      place="measures"
      title={list.pages > 1 ? `Measures (page ${list.page} of ${list.pages})` : 'Measures'}
    >
      <PageHeading lead="Your council’s figures, compared with England or another comparator.">
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
      <ul className="mt-6 flex flex-wrap items-baseline gap-x-8 gap-y-2 border-y border-rule py-3 print:hidden">
        <li>
          <Link href={routes.topics(council)}>Measures by topic</Link>
        </li>
        <li>
          <Link href={routes.measureExport(council)}>Download all values (CSV)</Link>
        </li>
        <li>
          <Link href={routes.activity(council, { kind: 'measures' })}>History of measures</Link>
        </li>
        <li>
          <WorkedOut figure="measures" />
        </li>
      </ul>
      <MeasureFilters council={council} filter={filter} framework={framework} />
      {list.pages > 1 && (
        <p className="mt-6 text-16 text-ink-soft">
          {formatCount(list.total, 'measure')}, page {list.page} of {list.pages}
        </p>
      )}
      {list.total === 0 && (
        <div className="mt-6">
          <EmptyState action={<Link href={routes.measures(council)}>Show all measures</Link>}>
            No measure matches these filters. Remove a filter or try a different search.
          </EmptyState>
        </div>
      )}
      {pressing.length > 0 && (
        <Section
          heading={`${formatCount(list.pressing, 'measure needs', 'measures need')} attention`}
          message="Behind the target, worse than the comparator, or worse than before"
          action={
            !filter.attention && (
              <Link href={routes.measures(council, { ...filter, attention: 'yes' })}>Show only these</Link>
            )
          }
        >
          <MeasureGrid council={council} measures={pressing} asOf={asOf} />
        </Section>
      )}
      {others.length > 0 && (
        <Section heading={otherHeading(list)}>
          <MeasureGrid council={council} measures={others} asOf={asOf} />
        </Section>
      )}
      {list.measures.some(hasValues) && <SmallChartKey />}
      <Pagination
        page={list.page}
        pages={list.pages}
        hrefFor={(page) => routes.measures(council, { ...filter, page })}
        label="Measure pages"
        allHref={list.canShowAll ? routes.measures(council, { ...filter, page: 'all' }) : undefined}
      />
    </CouncilFrame>
  );
}

function hasValues({ values }: MeasurePage['measures'][number]): boolean {
  return values.length > 0;
}

function otherHeading({ pressing, measures }: MeasurePage): string {
  if (!measures.some(hasValues)) return 'No values yet';
  return pressing > 0 ? 'Other measures' : 'No measure needs attention';
}

/** The filters in the address. Invalid values are ignored. */
function filterOf({
  words,
  statement,
  attention,
}: Record<string, string | string[] | undefined>): MeasureFilter {
  return {
    words: searchWords(words) || undefined,
    statement: isKnownStatement(statement) ? statement : undefined,
    attention: attention === 'yes' ? 'yes' : undefined,
  };
}
