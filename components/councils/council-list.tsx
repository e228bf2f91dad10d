import { ScorePictureSmall } from '#components/scoring/score-picture.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilSummary } from '#lib/pages/councils.ts';
import { ROLE_NAMES } from '#lib/platform/access/permissions.ts';
import { describeHeadline } from '#lib/record/assessments/state.ts';

/** Each council with a small picture of its scores and its result, never the band alone. */
export function CouncilList({ councils }: { councils: readonly CouncilSummary[] }) {
  return (
    <ul className="border-t border-rule">
      {councils.map((council) => (
        <li
          key={council.slug}
          className="relative flex flex-wrap items-center gap-x-10 gap-y-4 border-b border-rule py-6"
        >
          <div className="min-w-0 grow basis-72">
            <h2 className="heading-2">
              <Link href={routes.council(council.slug)} className="link after:absolute after:inset-0">
                {council.name}
              </Link>
            </h2>
            <p className="mt-1 text-16 text-ink-soft">Your role: {ROLE_NAMES[council.role].toLowerCase()}</p>
            <p className="mt-2">
              {council.assessment
                ? `${council.assessment.name}: ${describeAssessment(council)}`
                : 'No assessment is open'}
            </p>
          </div>
          {council.assessment && (
            <ScorePictureSmall
              scores={council.assessment.shown}
              framework={council.assessment.framework}
              name={council.name}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function describeAssessment({ assessment }: CouncilSummary): string {
  if (!assessment) return '';
  const { state, hidden } = assessment;
  if (!state) {
    return `scores are hidden until you give ${formatCount(hidden.length, 'more challenge score')}`;
  }
  return describeHeadline(state);
}
