import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { MeasuresTable } from './measures-table.tsx';

/** Measures shown on a statement's page, which links to the rest. */
const MAX_SHOWN = 20;

type MeasuresOnStatementProps = {
  council: string;
  statement: StatementId;
  name: string;
  measures: readonly Measure[];
  asOf: Date;
};

/** The measures of a statement. Those without values are only counted. */
export function MeasuresOnStatement({ council, statement, name, measures, asOf }: MeasuresOnStatementProps) {
  if (measures.length === 0) return null;
  const known = measures.filter(({ values }) => values.length > 0);
  const without = measures.length - known.length;
  return (
    <Section heading="Measures" action={<Link href={routes.measures(council)}>All measures</Link>}>
      {known.length > 0 && (
        <MeasuresTable
          council={council}
          caption={`Measures of ${name}`}
          measures={known.slice(0, MAX_SHOWN)}
          asOf={asOf}
        />
      )}
      {known.length > MAX_SHOWN && (
        <p className="mt-4">
          <Link href={routes.measures(council, { statement })}>
            See all {formatCount(measures.length, 'measure')} of this statement
          </Link>
        </p>
      )}
      {without > 0 && (
        <p className="mt-4 text-ink-soft">{formatCount(without, 'measure')} without values yet.</p>
      )}
    </Section>
  );
}
