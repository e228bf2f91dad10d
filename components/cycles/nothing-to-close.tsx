import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';

export function NothingToClose({ council }: { council: string }) {
  return (
    <InsetText>
      There is no request to close the assessment. It may have been withdrawn or declined.{' '}
      <Link href={routes.cycles(council)}>See all cycles</Link>
    </InsetText>
  );
}
