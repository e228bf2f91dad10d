import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { describeCarried } from '#lib/work/cycles/rules.ts';

type CarriedNoteProps = { council: string; statements: Parameters<typeof describeCarried>[0] };

/** The number of statements carried forward and not yet confirmed, if any. */
export function CarriedNote({ council, statements }: CarriedNoteProps) {
  const carried = describeCarried(statements);
  if (carried === null) return null;
  return (
    <InsetText>
      <p className="font-bold">{carried}</p>
      <p className="mt-1">
        Their content is from the last assessment.{' '}
        <Link href={routes.assessment(council)}>See which ones in the list of statements</Link>.
      </p>
    </InsetText>
  );
}
