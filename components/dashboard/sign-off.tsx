import { Link } from '#components/ui/link.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { describeReview, describeSigned } from '#lib/insight/dashboard/dashboard-text.ts';
import type { Dashboard } from '#lib/insight/dashboard/rules.ts';
import { formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { thresholdSet } from '#lib/scoring/index.ts';

type SignOffProps = {
  /** The council whose pages the link leads to. Null: no link. */
  council: string | null;
  dashboard: Dashboard;
};

/** Small print under the result: the state of sign-off, the period, and by what the scores are judged. */
export function SignOff({ council, dashboard: { review, cycle, asOf, figures } }: SignOffProps) {
  const signed = describeSigned(review, cycle.framework);
  return (
    <div className="mt-4 max-w-text space-y-1 text-16 text-ink-soft">
      <p>
        <strong>{describeReview(review)}.</strong> {signed}{' '}
        {council !== null && (
          <span className="print:hidden">
            <Link href={routes.review(council)}>
              {review.signed?.isChanged ? 'See exactly what changed' : 'Review and sign-off'}
            </Link>
          </span>
        )}
      </p>
      <p>
        {formatDateRange(cycle.startsOn, cycle.endsOn)}, as at {formatDateTime(asOf)}.
        {figures &&
          ` Using the ${thresholdSet(figures.state.overall.thresholds, frameworkOf(cycle.framework)).name}. The council’s own assessment, not a CQC rating.`}
      </p>
    </div>
  );
}
