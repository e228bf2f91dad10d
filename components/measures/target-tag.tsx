import { Tag } from '#components/ui/tag.tsx';
import type { Measure } from '#lib/record/measures/rules.ts';
import { progressOf, TARGET_STATE_NAMES } from '#lib/record/measures/targets.ts';

type TargetTagProps = { measure: Measure; target: NonNullable<Measure['target']>; asOf: Date };

export function TargetTag({ measure, target, asOf }: TargetTagProps) {
  const { state } = progressOf(target, measure, asOf);
  return (
    <Tag tone={state === 'behind' ? 'warning' : state === 'met' ? 'plain' : 'neutral'}>
      {TARGET_STATE_NAMES[state]}
    </Tag>
  );
}
