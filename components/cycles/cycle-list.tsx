import { ScorePictureSmall } from '#components/scoring/score-picture.tsx';
import { Link } from '#components/ui/link.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { describeHeadline } from '#lib/record/assessments/state.ts';
import type { CycleSummary } from '#lib/work/cycles/queries.ts';
import { REVIEW_STATE_NAMES } from '#lib/work/reviews/rules.ts';

type CycleListProps = { council: string; cycles: readonly CycleSummary[] };

/** All cycles, newest first, each with a small picture of its scores and its result. */
export function CycleList({ council, cycles }: CycleListProps) {
  const hasSeveral = new Set(cycles.map(({ framework }) => framework)).size > 1;
  return (
    <ol className="border-t border-rule">
      {cycles.map((cycle) => (
        <li
          key={cycle.number}
          className="flex flex-wrap items-center gap-x-10 gap-y-4 border-b border-rule py-6"
        >
          <div className="min-w-0 grow basis-72">
            <h2 className="heading-2 wrap-anywhere">
              <span className="block text-16 font-normal text-ink-soft">
                Cycle {cycle.number}
                <span className="sr-only">: </span>
              </span>
              <Link
                href={cycle.closed ? routes.cycle(council, cycle.number) : routes.council(council)}
                className="link"
              >
                {cycle.name}
              </Link>
            </h2>
            <p className="mt-1 text-16 text-ink-soft">{formatDateRange(cycle.startsOn, cycle.endsOn)}</p>
            {hasSeveral && <p className="mt-1 text-16 text-ink-soft">{frameworkOf(cycle.framework).name}</p>}
            <p className="mt-2">{describeCycleState(cycle)}</p>
            <p className="mt-1">{describeState(cycle)}</p>
            {cycle.signed.length > 0 && (
              <ul className="mt-1">
                {cycle.signed.map(({ version, by, at }) => (
                  <li key={version}>
                    <Link href={routes.signedVersion(council, cycle.number, version)}>
                      Version {version}
                      <span className="sr-only"> of cycle {cycle.number}</span>
                    </Link>
                    , signed by <bdi>{by}</bdi>, {formatDateTime(at)}
                  </li>
                ))}
              </ul>
            )}
            {cycle.drafts > 0 && (
              <p className="mt-1">
                You have {formatCount(cycle.drafts, 'unsaved draft')} in this cycle.{' '}
                <Link href={`${routes.cycle(council, cycle.number)}#drafts`}>
                  {cycle.drafts === 1 ? 'Read your draft' : 'Read your drafts'}
                </Link>
              </p>
            )}
          </div>
          <ScorePictureSmall scores={cycle.shown} framework={cycle.framework} name={cycle.name} />
        </li>
      ))}
    </ol>
  );
}

function describeState({ closed, reviewState }: CycleSummary): string {
  if (closed) return `Closed by ${closed.by}, ${formatDateTime(closed.at)}`;
  return `Open. ${REVIEW_STATE_NAMES[reviewState]}`;
}

function describeCycleState({ state }: CycleSummary): string {
  return state === 'hidden'
    ? 'The score is hidden until you give your challenge scores'
    : describeHeadline(state);
}
