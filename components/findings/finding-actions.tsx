import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { AnsweringAction } from '#lib/record/findings/rules.ts';

type FindingActionsProps = { council: string; actions: readonly AnsweringAction[] };

/** The actions that answer a finding, each on a line. */
export function FindingActions({ council, actions }: FindingActionsProps) {
  return actions.map(({ number, title, isStopped }) => (
    <span key={number} className="block wrap-anywhere">
      Action {number}:{' '}
      <Link href={routes.action(council, number)}>
        <bdi>{title}</bdi>
      </Link>
      {isStopped && ' (stopped)'}
    </span>
  ));
}
