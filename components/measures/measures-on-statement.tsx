import { SidePanel } from '#components/assessments/side-panel.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { headlineOf } from '#lib/record/measures/comparisons.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { TargetTag } from './target-tag.tsx';

type MeasuresOnStatementProps = {
  council: string;
  statement: StatementId;
  measures: readonly Measure[];
  /** How many are shown. The panel links to the rest. */
  most: number;
  asOf: Date;
};

/** The latest value of a statement's measures. Those without values are only counted. */
export function MeasuresOnStatement({ council, statement, measures, most, asOf }: MeasuresOnStatementProps) {
  if (measures.length === 0) return null;
  const known = measures.filter(({ values }) => values.length > 0);
  const without = measures.length - known.length;
  return (
    <SidePanel id="measures" heading="Measures">
      {known.length > 0 && (
        <ul className="rows">
          {known.slice(0, most).map((measure) => (
            <li key={measure.key}>
              <Link href={routes.measure(council, measure.key)}>{measure.name}</Link> {headlineOf(measure)}{' '}
              {measure.target && (
                <>
                  Target: <TargetTag measure={measure} target={measure.target} asOf={asOf} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 text-ink-soft">
        {without > 0 && `${formatCount(without, 'measure')} without values yet. `}
        <Link href={routes.measures(council, { statement })}>
          All {formatCount(measures.length, 'measure')}
        </Link>
      </p>
    </SidePanel>
  );
}
