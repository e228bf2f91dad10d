import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatCount } from '#lib/format.ts';
import type { Measure } from '#lib/measures/rules.ts';
import { routes } from '#lib/routes.ts';
import { MeasuresTable } from './measures-table.tsx';

type MeasuresOnStatementProps = { council: string; name: string; measures: readonly Measure[]; asOf: Date };

/** How the measures of a statement stand. Those without values are only counted. */
export function MeasuresOnStatement({ council, name, measures, asOf }: MeasuresOnStatementProps) {
  if (measures.length === 0) return null;
  const known = measures.filter(({ values }) => values.length > 0);
  const without = measures.length - known.length;
  return (
    <Section heading="Measures" action={<Link href={routes.measures(council)}>All measures</Link>}>
      {known.length > 0 && (
        <MeasuresTable council={council} caption={`Measures of ${name}`} measures={known} asOf={asOf} />
      )}
      {without > 0 && (
        <p className="mt-4 text-ink-soft">{formatCount(without, 'measure')} without values yet.</p>
      )}
    </Section>
  );
}
