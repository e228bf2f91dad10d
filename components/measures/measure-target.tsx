import { WorkedOut } from '#components/help/worked-out.tsx';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import { describeMeasureTarget, describeProgress, progressOf } from '#lib/record/measures/targets.ts';
import { TargetTag } from './target-tag.tsx';

type MeasureTargetProps = { council: string; measure: Measure; mayEdit: boolean; asOf: Date };

/** The target of a measure, and progress towards it. */
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
          <p className="mt-2 max-w-text">{describeMeasureTarget(target, measure)}.</p>
          <p className="mt-2 max-w-text">
            {describeProgress(progressOf(target, measure, asOf), target, measure.unit)}.
          </p>
          <p className="mt-2">
            <WorkedOut figure="measure-targets" />
          </p>
        </>
      ) : (
        <p className="text-ink-soft">
          {mayStart ? 'No target yet.' : 'No target yet. Add a value first, to use as its baseline.'}
        </p>
      )}
    </Section>
  );
}
