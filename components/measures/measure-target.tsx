import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { routes } from '#lib/kernel/routes.ts';
import { describeProgress, describeTarget, type Measure, progressOf } from '#lib/record/measures/rules.ts';
import { TargetTag } from './measures-table.tsx';

type MeasureTargetProps = { council: string; measure: Measure; mayEdit: boolean; asOf: Date };

/** The target of a measure, and where it stands. */
export function MeasureTarget({ council, measure, mayEdit, asOf }: MeasureTargetProps) {
  const { target } = measure;
  const mayStart = measure.values.length > 0;
  const link = mayEdit && mayStart && (
    <Link href={routes.measureTarget(council, measure.key)} className="link inline-block min-h-6">
      {target ? 'Change the target' : 'Set a target'}
    </Link>
  );
  return (
    <Section heading="Target" action={link}>
      {target ? (
        <>
          <p className="max-w-text">
            <TargetTag measure={measure} target={target} asOf={asOf} />
          </p>
          <p className="mt-2 max-w-text">{describeTarget(target, measure)}.</p>
          <p className="mt-2 max-w-text">
            {describeProgress(progressOf(target, measure, asOf), target, measure.unit)}.
          </p>
          <p className="mt-2 max-w-text text-16 text-ink-soft">
            Judged by the latest value against a straight line from the end of the period that the target
            starts from to its day.
          </p>
        </>
      ) : (
        <p className="text-ink-soft">
          {mayStart ? 'No target yet.' : 'No target yet. A target starts from a value.'}
        </p>
      )}
    </Section>
  );
}
